"""Charts in the window: drawn off its thread, read out, opened in the Diary, saved, copied, read as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from kneerehab.charts import CHARTS
from kneerehab.domain.codes import Units
from kneerehab.gui.chart import actions as chart_actions
from kneerehab.gui.chart import picture as chart_picture
from kneerehab.gui.chart.pointing import STEPS, walked
from kneerehab.gui.chart.reading import chart_style, read_range
from kneerehab.gui.chart.readout import lines
from kneerehab.gui.chart.table_dialog import TableModel
from kneerehab.gui.chart.view import ChartView
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.services.progress import Range

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="learn")


@pytest.fixture
def show(running: Any, qtbot: Any) -> Any:
    """`show(name)` opens a chart of 12 weeks and waits until it is drawn."""

    def open_chart(name: str = "pain", size: tuple[int, int] = (600, 280)) -> ChartView:
        view = ChartView(name, running.workspace)
        qtbot.addWidget(view)
        view.resize(*size)
        with qtbot.waitSignal(view.drawn):
            view.show()
        return view

    return open_chart


def test_a_placeholder_is_there_at_once_and_the_chart_comes_later(running: Any, qtbot: Any) -> None:
    view = ChartView("pain", running.workspace)
    qtbot.addWidget(view)
    view.resize(600, 280)
    with qtbot.waitSignal(view.drawn):
        view.show()
        assert view.picture() is None
        assert view.accessibleName() == "Pain"
    assert view.picture() is not None
    assert view.accessibleName() == f"Pain. {view.description()}"
    assert "days logged" in view.description()


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_can_be_shown(show: Any, name: str) -> None:
    view = show(name)
    assert view.picture().deviceIndependentSize().toSize() == view.size()
    assert view.description()


def test_a_screen_reader_meets_a_chart(show: Any) -> None:
    interface = QAccessible.queryAccessibleInterface(show())
    assert interface.role() == QAccessible.Role.Chart
    assert "Left knee" in interface.text(QAccessible.Text.Name)


def test_arrows_read_out_one_day_after_the_other_and_enter_opens_it_in_the_diary(
    running: Any, show: Any, qtbot: Any
) -> None:
    view, opened = show(), []
    running.workspace.day_in_diary.connect(opened.append)
    days = view.chart.days(view.data())
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.day == days[-1]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.day == days[-2]
    assert view.accessibleDescription() == view.readout() != ""
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.day == days[0]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [days[0]]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.day is None
    assert view.accessibleDescription() == ""


def test_pointing_reads_out_a_day_and_a_click_opens_it(running: Any, show: Any, qtbot: Any) -> None:
    view, opened = show(), []
    running.workspace.day_in_diary.connect(opened.append)
    day = view.chart.days(view.data())[40]
    spot = view._shown.drawing.spot(day)
    _left, top, _right, bottom = view._shown.drawing.plot
    place = QPoint(round(spot.x * view.width()), round((top + bottom) / 2 * view.height()))
    qtbot.mouseMove(view, place)
    view.point_at(view._day_at(place.toPointF()))
    assert view.day == day
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [day]


def test_beside_the_plot_there_is_no_day(show: Any) -> None:
    view = show()
    assert view._day_at(QPoint(1, 1).toPointF()) is None


def test_a_readout_is_a_date_and_one_line_a_fact() -> None:
    assert lines("Thu 12 Mar 2026: worst left 2; run") == ["Thu 12 Mar 2026", "worst left 2", "run"]
    assert lines("Picture copied") == ["Picture copied"]


def test_resizing_draws_once_when_it_has_come_to_rest(show: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        chart_picture, "_SETTLE_MS", 2_000
    )  # longer than a busy machine takes from one width to the next
    view, times = show(), []
    view.drawn.connect(lambda: times.append(view.width()))
    for width in range(601, 640, 3):
        view.resize(width, 280)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(times))
    qtbot.wait(200)
    assert times == [637]


def test_a_change_of_theme_draws_in_its_colours(show: Any, qtbot: Any, qapp: QApplication) -> None:
    view = show()
    light = view.picture().pixelColor(2, 2)
    with qtbot.waitSignal(view.drawn):
        theme.apply(qapp, "dark")
    assert light == theme.LIGHT.surface
    assert view.picture().pixelColor(2, 2) == theme.DARK.surface


def test_larger_text_makes_the_chart_ask_for_more_height(show: Any, qapp: QApplication) -> None:
    view = show()
    before = view.sizeHint().height()
    theme.apply(qapp, "light", 2.0)
    assert view.sizeHint().height() == 2 * before


def test_one_reading_serves_many_charts_and_gathers_once(running: Any, qtbot: Any) -> None:
    reading = read_range(running.workspace, Range.ALL)
    views = [ChartView(name, running.workspace, follows=False) for name in ("pain", "icing")]
    for view in views:
        qtbot.addWidget(view)
        view.show()
        with qtbot.waitSignal(view.drawn):
            view.read(reading)
    assert reading() is reading()
    assert views[0].data().span == views[1].data().span == reading().span


def test_a_chart_that_waits_for_its_data_draws_nothing(running: Any, qtbot: Any) -> None:
    view = ChartView("pain", running.workspace, follows=False)
    qtbot.addWidget(view)
    view.show()
    qtbot.wait(150)
    assert view.picture() is None


def test_another_chart_of_the_same_data_can_be_shown(show: Any, qtbot: Any) -> None:
    view = show("running_distance")
    with qtbot.waitSignal(view.drawn):
        view.set_chart("running_minutes")
    assert view.accessibleName().startswith("Running time. ")


def test_a_view_that_is_gone_is_not_drawn(running: Any, qtbot: Any) -> None:
    view = ChartView("pain", running.workspace)
    view.show()
    view._draw()
    view.deleteLater()
    qtbot.wait(400)  # nothing may be raised


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_chart_is_saved_with_its_title(show: Any, qtbot: Any, tmp_path: Path, kind: Any, begins: bytes) -> None:
    view, file = show(), tmp_path / "picture"
    chart_actions.save_as(view, kind, ask=lambda *_asked: str(file))
    written = file.with_suffix(f".{kind}")
    qtbot.waitUntil(written.is_file)
    content = written.read_bytes()
    assert content.startswith(begins)
    if kind == "svg":
        assert b">Pain</text>" in content


def test_a_place_that_cannot_be_written_is_told_on_the_chart(show: Any, qtbot: Any, tmp_path: Path) -> None:
    view = show()
    chart_actions.save_as(view, "png", ask=lambda *_asked: str(tmp_path / "no" / "such.png"))
    qtbot.waitUntil(lambda: "such.png could not be written" in view._said)


def test_a_picture_of_a_page_that_cannot_be_written_is_told_in_full_above_the_page(
    running: Any, qtbot: Any, tmp_path: Path
) -> None:
    running.window.show_page("progress")
    page = running.window.page("progress")
    qtbot.waitUntil(lambda: "pain" in page.cards and page.cards["pain"].view.data() is not None)
    view = page.cards["pain"].view
    chart_actions.save_as(view, "png", ask=lambda *_asked: str(tmp_path / "no" / "such.png"))

    def told() -> list[str]:
        return [banner.message() for banner in running.window.findChildren(Banner) if banner.isVisible()]

    qtbot.waitUntil(lambda: any("such.png could not be written" in words for words in told()))
    assert view._said == ""


def test_the_picture_can_be_copied(show: Any, qtbot: Any) -> None:
    view = show()
    QApplication.clipboard().clear()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not QApplication.clipboard().image().isNull())


def test_the_menu_offers_table_copy_and_both_kinds_of_picture(show: Any) -> None:
    menu = show().menu()
    assert [action.text() for action in menu.actions()] == [
        "Read it as a table…",
        "Copy picture",
        "Save as PNG…",
        "Save as SVG…",
    ]
    assert all(action.isEnabled() for action in menu.actions())


def test_a_chart_reads_as_a_table_that_can_be_copied(running: Any, show: Any) -> None:
    view = show()
    table = view.chart.table(view.data(), chart_style(running.workspace).locale)
    model = TableModel(table)
    assert (model.rowCount(), model.columnCount()) == (len(table.rows), len(table.headers))
    assert model.text().splitlines()[0] == "\t".join(table.headers)
    assert model.text([model.index(1, 1), model.index(0, 0), model.index(1, 0)]) == (
        f"{table.rows[0][0]}\n{table.rows[1][0]}\t{table.rows[1][1]}"
    )


def test_miles_are_told_where_the_runner_reads_miles(running: Any, show: Any, qtbot: Any) -> None:
    view = show("running_distance")
    assert "km" in view.description()
    runner = replace(running.workspace.runner, units=Units.MILE)
    running.workspace.diaries.amend_runner(runner)
    with qtbot.waitSignal(view.drawn):
        view.refresh()
    assert "mi" in view.description()
    assert "km" not in view.description()


def test_a_walk_ends_at_the_first_and_the_last_day() -> None:
    days = [date(2026, 3, number) for number in range(1, 11)]
    assert walked(days, None, STEPS[Qt.Key.Key_Home]) == walked(days, days[4], STEPS[Qt.Key.Key_Home]) == days[0]
    assert walked(days, None, STEPS[Qt.Key.Key_End]) == walked(days, days[4], STEPS[Qt.Key.Key_End]) == days[-1]
    assert walked(days, None, -1) == days[-1]
    assert walked(days, None, 1) == days[0]
    assert walked(days, days[1], STEPS[Qt.Key.Key_PageDown]) == days[8]
    assert walked([], None, 1) is None


def test_a_chart_squeezed_for_a_moment_keeps_its_picture(show: Any, qtbot: Any) -> None:
    view, times = show(), []
    view.drawn.connect(lambda: times.append(1))
    view.resize(600, 150)
    view.resize(600, 280)
    qtbot.wait(400)
    assert times == []
