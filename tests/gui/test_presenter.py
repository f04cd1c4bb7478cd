"""One runner on the whole screen: what is to be seen, what is not, and the way back; the demo beside runners."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.exchange.demo import demo_diary
from kneerehab.gui.chart import drawn
from kneerehab.gui.chart.picture import ChartPicture
from kneerehab.gui.look import everywhere, theme
from kneerehab.gui.presenter.parts import BigReason
from kneerehab.gui.presenter.tour import STEPS, TourDialog
from kneerehab.gui.presenter.window import Presenter
from kneerehab.gui.shell.command import Command
from kneerehab.wording.labels import label
from kneerehab.wording.plan_page import PHASES
from tests import builders
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 12, 1, 8)


@pytest.fixture
def running(program: Any) -> Any:
    """The window on the demo's story, checked in this morning without pain, beside somebody else's diary."""
    book = demo_diary(NOW.date())
    none = KneeScores(left=0, right=0)
    last, new_id = book.check_ins[-1], builders.check_in(1).id
    check = replace(last, id=new_id, at=NOW, now=none, worst_24h=none, note="secret words")
    running = program(replace(book, check_ins=(*book.check_ins, check)), now=NOW)
    running.workspace.diaries.import_diary(builders.diary(builders.quiet_days(1, 3), name="Somebody Else"))
    return running


def shown(running: Any) -> Presenter:
    found = [one for one in everywhere.windows() if isinstance(one, Presenter) and one.isVisible()]
    assert len(found) == 1
    return found[0]


def words(presenter: Presenter) -> str:
    labels = presenter.findChildren(QLabel)
    return "\n".join([*(part.text() or part.accessibleName() for part in labels), presenter.chart.accessibleName()])


def test_f11_shows_the_runner_on_the_whole_screen_and_esc_leads_back(running: Any, qtbot: Any) -> None:
    QTest.keyClick(running.window, Qt.Key.Key_F11)
    presenter = shown(running)
    assert presenter.isFullScreen()
    qtbot.waitUntil(lambda: presenter.chart.picture() is not None)
    said = words(presenter)
    assert "Nora Lind" in said
    assert "Yes – easy and flat" in said
    assert all(label(phase) in said for phase in PHASES)
    assert len(presenter.findChildren(BigReason)) == 3
    for hidden in ("Somebody Else", "secret words"):
        assert hidden not in said
    QTest.keyClick(presenter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(one, Presenter) for one in everywhere.windows()))


def test_f11_once_more_and_another_runner_close_it(running: Any, qtbot: Any) -> None:
    running.window.run(Command.PRESENTER)
    presenter = shown(running)
    running.workspace.open_runner(next(r.id for r in running.workspace.diaries.runners() if r.name == "Somebody Else"))
    assert not presenter.isVisible()


def test_a_hidden_name_is_hidden_here_too(running: Any) -> None:
    running.workspace.change_settings(hide_names=True)
    running.window.run(Command.PRESENTER)
    assert shown(running).name.text() == "NL"


@pytest.mark.parametrize(("size", "title"), [((1920, 1080), 80), ((1280, 800), 53)])
def test_words_and_chart_grow_with_the_screen(running: Any, size: tuple[int, int], title: int) -> None:
    presenter = Presenter(running.workspace, running.window)
    presenter.resize(*size)
    presenter.show()
    assert presenter.title.font().pixelSize() == title
    assert presenter.chart._magnified == pytest.approx(1.5 * size[0] / 1920)
    assert (presenter.width(), presenter.height()) == size
    presenter.close()


def test_it_is_there_before_its_chart_whose_place_says_so_as_large_as_the_rest(running: Any, qtbot: Any) -> None:
    def height(chart: ChartPicture) -> int:
        """Of what is painted in the empty place, in pixels."""
        assert chart.picture() is None
        image, blank = chart.grab().toImage(), theme.colour("surface").rgb()
        rows = range(image.height())
        return sum(any(image.pixel(x, y) != blank for x in range(image.width())) for y in rows)

    found = []
    for width, high in ((1280, 720), (1920, 1080)):
        presenter = Presenter(running.workspace, running.window)
        presenter.resize(width, high)
        presenter.show()
        assert presenter.title.text()
        found.append(height(presenter.chart))
        presenter.close()
    assert 0 < found[0] < found[1]


def test_twice_the_text_still_fits_the_smallest_window(running: Any, qapp: Any) -> None:
    theme.apply(qapp, "light", 2)
    presenter = Presenter(running.workspace, running.window)
    presenter.resize(1280, 800)
    presenter.show()
    assert presenter.height() == 800
    assert presenter.minimumSizeHint().height() <= 800
    presenter.close()


def test_a_new_day_is_followed(running: Any, qtbot: Any) -> None:
    running.window.run(Command.PRESENTER)
    presenter = shown(running)
    before = presenter.about.text()
    running.come_back(NOW + timedelta(days=1))
    assert presenter.about.text() != before
    assert "Yes" not in presenter.title.text()
    qtbot.waitUntil(lambda: presenter.chart.data() is not None)
    running.come_back(NOW + timedelta(days=2))
    qtbot.waitUntil(lambda: presenter.chart.data().span.last == (NOW + timedelta(days=2)).date())


def test_the_chart_marks_today(running: Any, qtbot: Any) -> None:
    presenter = Presenter(running.workspace, running.window)
    presenter.resize(1920, 1080)
    presenter.show()
    chart = presenter.chart
    qtbot.waitUntil(lambda: chart.picture() is not None and chart.picture().size() == chart.size())
    left, top, right, _bottom = chart._shown.drawing.plot
    image, day = chart.picture(), (right - left) / chart.data().span.days
    mark = image.pixelColor(round((right - day / 2) * image.width()), round(top * image.height()))
    assert mark.name() == theme.colour("accent").name()
    presenter.close()


def test_the_demo_is_in_the_menu_beside_runners_and_the_tour_leads_there(running: Any) -> None:
    wanted: list[bool] = []
    running.window.demo_wanted.connect(lambda: wanted.append(True))
    running.window.run(Command.DEMO)
    in_dialog(TourDialog, lambda dialog: dialog.demo_button.click())
    running.window.run(Command.TOUR)
    assert wanted == [True, True]
    entries = [action.text() for action in running.window.commands.menu.actions()]
    assert {"Demo runner", "Presenter", "A five-minute demo…"} <= set(entries)


def test_the_tour_takes_five_minutes() -> None:
    assert sum(seconds for seconds, _text in STEPS) == 300


def test_the_presenter_goes_when_the_diary_is_covered(program: Any, data_dir: Path) -> None:
    from kneerehab.gui.lock.cover import Cover

    running = program(demo_diary(NOW.date()), now=NOW)
    running.window.run(Command.PRESENTER)
    presenter = shown(running)
    cover = Cover(running.window, data_dir / "kneerehab.sqlite3", lambda: None)
    cover.draw()
    assert not presenter.isVisible()
    assert not any("Nora" in one.windowTitle() for one in everywhere.windows())
    cover.lift()


def test_asked_for_twice_it_stands_once(running: Any) -> None:
    running.window.run(Command.PRESENTER)
    first = shown(running)
    running.window.run(Command.PRESENTER)
    assert shown(running) is first


def test_charts_get_ready_while_the_tour_is_read(running: Any, qtbot: Any) -> None:
    drawn.load.cache_clear()
    in_dialog(TourDialog, lambda dialog: dialog.accept())
    running.window.run(Command.TOUR)
    qtbot.waitUntil(lambda: drawn.load.cache_info().currsize == 1, timeout=10_000)


@pytest.mark.parametrize("knee", list(Knee))
def test_the_keys_of_the_tour_answer_for_both_knees(program: Any, knee: Knee) -> None:
    keys = next(text for _seconds, text in STEPS if "Press P" in text).partition(":")[0].removeprefix("Press ")
    running = program(demo_diary(NOW.date()), now=NOW)
    for key in keys.split(", "):
        QTest.keyClick(running.window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
    last = running.diary.check_ins[-1]
    assert last.at.date() == NOW.date()
    assert last.now.of(knee) == last.worst_24h.of(knee) == 0
