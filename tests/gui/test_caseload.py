"""The caseload page: in the sidebar for more than one runner, the most urgent first, read off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from kneerehab import i18n
from kneerehab.domain.caseload import Order
from kneerehab.domain.codes import RedFlag
from kneerehab.exchange.demo import demo_diary
from kneerehab.gui.caseload.columns import button_rect, captions, columns
from kneerehab.gui.caseload.head import SortHead
from kneerehab.gui.caseload.page import CaseloadPage
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.toggle import Toggle
from kneerehab.paths import resources_dir
from kneerehab.services.edit import Edit
from kneerehab.storage import records
from tests.builders import an_id

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 3, 16, 8, 0)
NAMES = ("Maya Okafor", "Tom Brandt", "Nora Lind")


@pytest.fixture
def running(program: Any) -> Any:
    """Three runners: Maya with a warning sign, Tom silent for nine days, Nora on plan."""
    found = program("build-week-8", NOW, first="learn")
    for number, name in enumerate(NAMES):
        diary = demo_diary(NOW.date() - timedelta(days=8 if number == 1 else 0))
        runner = replace(
            diary.runner, id=f"0000000{number}-0000-4000-8000-000000000000", name=name, record_number=f"R-{number}"
        )
        diary = replace(diary, runner=runner)
        if number == 0:
            last = max(diary.check_ins, key=lambda check_in: check_in.at)
            diary = diary.changed_by([replace(last, red_flags=(RedFlag.CALF_PAIN_OR_SWELLING,))])
        found.workspace.diaries.import_diary(diary)
    first = found.workspace.runner_id
    found.workspace.delete_runner(first)
    return found


@pytest.fixture
def page(running: Any, qtbot: Any) -> CaseloadPage:
    running.window.show_page("caseload")
    found = running.window.page("caseload")
    qtbot.waitUntil(lambda: len(found.rows) == len(NAMES))
    return found


def shown(page: CaseloadPage) -> list[str]:
    return [runner.name for runner in page.view.rows.items]


def test_the_sidebar_offers_it_to_whoever_has_more_than_one_runner(running: Any, program: Any) -> None:
    assert running.window.sidebar.buttons["caseload"].isVisible()
    for runner in running.workspace.diaries.runners()[1:]:
        running.workspace.delete_runner(runner.id)
    assert not running.window.sidebar.buttons["caseload"].isVisible()


def test_ctrl_0_opens_it_where_there_are_several_runners(running: Any, program: Any, qtbot: Any) -> None:
    qtbot.keySequence(running.window, QKeySequence("Ctrl+0"))
    assert running.window.current_page == "caseload"
    for runner in running.workspace.diaries.runners()[1:]:
        running.workspace.delete_runner(runner.id)
    before = running.window.current_page
    qtbot.keySequence(running.window, QKeySequence("Ctrl+0"))
    assert running.window.current_page == before != "caseload"


def test_the_most_urgent_comes_first_and_a_row_says_all_of_it(page: CaseloadPage) -> None:
    assert shown(page) == ["Maya Okafor", "Tom Brandt", "Nora Lind"]
    first, second, third = (page.view.rows.index(row).data() for row in range(3))
    assert "Warning sign: Calf painful or swollen" in first
    assert "No entry, 9 days" in second
    assert "Build" in third
    assert "On plan" in third
    assert page.frame.subtitle.text().startswith("3 runners, 2 need a look")


@pytest.mark.parametrize(
    ("typed", "found"), [("ok", ["Maya Okafor"]), ("r-1", ["Tom Brandt"]), ("nora", ["Nora Lind"]), ("x", [])]
)
def test_typing_finds_a_name_or_a_record_number(page: CaseloadPage, qtbot: Any, typed: str, found: list[str]) -> None:
    qtbot.keyClicks(page.search, typed)
    assert shown(page) == found
    assert page.found.text() == f"{len(found)} found"
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(shown(page)) == 3


def test_chips_count_and_filter(page: CaseloadPage, qtbot: Any) -> None:
    page.chips.chips["silent"].click()
    assert shown(page) == ["Tom Brandt"]
    page.chips.chips["look"].click()
    assert shown(page) == ["Maya Okafor", "Tom Brandt"]


def test_enter_and_the_button_of_a_row_open_a_diary_on_today(page: CaseloadPage, running: Any, qtbot: Any) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.view.rows.index(1))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert running.workspace.runner.name == "Tom Brandt"
    assert running.window.current_page == "today"
    running.window.show_page("caseload")
    qtbot.waitUntil(lambda: not page.reading.busy)
    place = button_rect(page.view.visualRect(page.view.rows.index(2))).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert running.workspace.runner.name == "Nora Lind"


def test_hidden_names_are_nowhere_in_the_rows(page: CaseloadPage, qtbot: Any) -> None:
    assert page.shortcut("H")
    qtbot.waitUntil(lambda: not page.reading.busy)
    words = " ".join(page.view.rows.index(row).data() for row in range(3))
    assert not any(name in words or name.split()[1] in words for name in NAMES)
    assert "R-0" in words


def test_the_menu_of_a_row_has_report_programme_two_visits_and_handover(page: CaseloadPage) -> None:
    page.view.menu_wanted.emit(page.view.rows.items[0].id, QPoint(300, 300))
    (menu,) = page.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Open",
        "Report…",
        "Home programme…",
        "Two visits",
        "Hand over…",
    ]
    menu.close()


def test_a_saved_entry_is_in_the_row_when_the_page_is_shown_again(page: CaseloadPage, running: Any, qtbot: Any) -> None:
    page.open("00000001-0000-4000-8000-000000000000")
    diary = running.workspace.diary
    last = max(diary.check_ins, key=lambda check_in: check_in.at)
    running.workspace.attempt_edit(running.workspace.runner_id, _edit(replace(last, id=an_id(), at=NOW)))
    running.window.show_page("caseload")
    qtbot.waitUntil(lambda: len(page.rows) == 3)
    assert page.rows["00000001-0000-4000-8000-000000000000"].last_entry == NOW
    assert shown(page)[0] == "Maya Okafor"


def test_the_windows_thread_reads_no_diary_but_the_open_one(
    running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    threads: list[tuple[str, bool]] = []
    real: Callable[..., Any] = records.load_diary

    def told(connection: Any, runner_id: str, **more: Any) -> Any:
        threads.append((runner_id, threading.current_thread() is threading.main_thread()))
        return real(connection, runner_id, **more)

    monkeypatch.setattr(records, "load_diary", told)
    running.window.show_page("caseload")
    page = running.window.page("caseload")
    qtbot.waitUntil(lambda: len(page.rows) == 3)
    assert len(threads) >= 3
    assert {runner_id for runner_id, on_main in threads if on_main} <= {running.workspace.runner_id}


def _edit(*saved: Any) -> Any:
    return Edit(saved=saved)


def test_a_runner_of_the_same_name_is_told_apart(page: CaseloadPage, running: Any, qtbot: Any) -> None:
    diary = demo_diary(date(2026, 3, 16))
    twin = replace(diary, runner=replace(diary.runner, id="00000009-0000-4000-8000-000000000000", name="Nora Lind"))
    running.workspace.diaries.import_diary(twin)
    running.window.show_page("today")
    running.window.show_page("caseload")
    qtbot.waitUntil(lambda: len(page.rows) == 4)
    said = [page.view.rows.index(row).data() for row in range(4)]
    assert sum("somebody else has this name too" in words for words in said) == 2


def test_opened_again_it_is_there_at_once_and_no_diary_is_read(
    page: CaseloadPage, running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: not page.reading.busy)
    running.window.show_page("today")
    monkeypatch.setattr(records, "load_diary", None)
    running.workspace.change_settings(text_scale=125)
    running.window.show_page("caseload")
    assert len(page.rows) == 3
    assert not page.reading.busy


def test_a_row_of_an_earlier_day_says_so_until_its_diary_has_been_read(
    page: CaseloadPage, running: Any, qtbot: Any
) -> None:
    qtbot.waitUntil(lambda: not page.reading.busy)
    running.come_back(NOW + timedelta(days=1))
    assert "as of Mon 16 Mar" in page.view.rows.index(0).data()
    qtbot.waitUntil(lambda: not page.reading.busy)
    assert not any("as of" in page.view.rows.index(row).data() for row in range(3))


def test_a_save_is_summed_up_after_its_answer_is_painted(running: Any, qtbot: Any) -> None:
    from kneerehab.services import caseload

    diaries, runner_id = running.workspace.diaries, running.workspace.runner_id
    diary = running.workspace.diary
    last = max(diary.check_ins, key=lambda check_in: check_in.at)
    running.workspace.attempt_edit(runner_id, Edit(saved=(replace(last, id=an_id(), at=NOW),)))

    def kept() -> dict[str, Any]:
        return caseload.told(caseload.listed(diaries.database), NOW.date())[0]

    assert runner_id not in kept()
    qtbot.waitUntil(lambda: runner_id in kept(), timeout=10_000)
    assert kept()[runner_id].last_entry == NOW


def test_a_caption_orders_the_list_and_turns_it_round(page: CaseloadPage, qtbot: Any) -> None:
    page.head.buttons[Order.NAME].click()
    assert shown(page) == ["Maya Okafor", "Nora Lind", "Tom Brandt"]
    page.head.buttons[Order.NAME].click()
    assert shown(page) == ["Tom Brandt", "Nora Lind", "Maya Okafor"]
    page.head.buttons[Order.LAST_ENTRY].click()
    assert shown(page)[0] == "Tom Brandt", "silent for longest"
    page.chips.chips["look"].click()
    assert shown(page) == ["Tom Brandt", "Maya Okafor"], "the order stays while the list is filtered"
    page.head.buttons[Order.URGENCY].click()
    assert shown(page) == ["Maya Okafor", "Tom Brandt"]


def test_the_captions_are_one_tab_stop_with_arrows_and_say_the_order(page: CaseloadPage, qtbot: Any) -> None:
    captions = page.head.buttons
    stops = [order for order in Order if captions[order].focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [Order.URGENCY]
    captions[Order.URGENCY].setFocus()
    qtbot.keyClick(captions[Order.URGENCY], Qt.Key.Key_Left)
    assert captions[Order.LAST_ENTRY].hasFocus()
    qtbot.keyClick(captions[Order.LAST_ENTRY], Qt.Key.Key_Return)
    assert shown(page)[0] == "Tom Brandt"
    assert captions[Order.LAST_ENTRY].accessibleDescription() == "The list is in this order."
    qtbot.keyClick(captions[Order.LAST_ENTRY], Qt.Key.Key_Space)
    assert captions[Order.LAST_ENTRY].accessibleDescription() == "The list is in this order, turned round."
    assert shown(page)[-1] == "Tom Brandt"


@pytest.mark.parametrize("width", [390, 523, 700, 860, 1000, 1400])
def test_no_column_runs_into_another_at_any_width(page: CaseloadPage, width: int) -> None:
    place = columns(width)
    one_after_another = [place.runner, place.phase, place.curve, place.pain, place.exercises, place.last]
    end = 0.0
    for column in (*one_after_another, place.note, place.button):
        if column is not None:
            assert column[0] >= end
            end = column[0] + column[1]
    assert end <= width
    assert place.runner[1] >= 90
    assert set(captions(width)) <= set(Order)


def test_the_open_diary_puts_a_wrong_summary_right(page: CaseloadPage, running: Any, qtbot: Any) -> None:
    from kneerehab.services import caseload

    maya = "00000000-0000-4000-8000-000000000000"
    diaries = running.workspace.diaries
    qtbot.waitUntil(lambda: not page.reading.busy)
    with diaries.database.jotting() as connection:
        connection.execute("UPDATE summaries SET told = replace(told, 'red_flag', 'on_plan')")

    def note() -> str:
        return caseload.told(caseload.listed(diaries.database), NOW.date())[0][maya].note

    assert note() == "on_plan"
    page.open(maya)
    qtbot.waitUntil(lambda: note() == "red_flag", timeout=10_000)


@pytest.mark.parametrize("scale", [150, 200])
def test_with_large_text_in_a_small_window_nothing_stands_beyond_the_edge(running: Any, scale: int) -> None:
    running.workspace.change_settings(text_scale=scale)
    running.window.resize(960, 640)
    running.window.show_page("caseload")
    page = running.window.page("caseload")
    QApplication.processEvents()
    QApplication.processEvents()
    assert page.frame.content.width() <= page.frame.area.viewport().width()


def test_until_every_diary_is_read_nothing_is_called_counted(page: CaseloadPage, running: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not page.reading.busy)
    assert page.chips.chips["silent"]._count == "1"
    running.come_back(NOW + timedelta(days=1))
    assert page.frame.subtitle.text().startswith("3 runners, still being read")
    assert [chip._count for chip in page.chips.chips.values()] == ["3", "…", "…", "…", "…", "…"]
    qtbot.waitUntil(lambda: not page.reading.busy)
    assert page.frame.subtitle.text().startswith("3 runners, 2 need a look")
    assert page.chips.chips["silent"]._count == "1"


def test_a_row_is_put_together_only_when_it_is_seen(
    page: CaseloadPage, running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        diary = demo_diary(date(2026, 3, 16))
        runner = replace(diary.runner, id=an_id(), name=f"Runner {number:02}")
        running.workspace.diaries.import_diary(replace(diary, runner=runner))
    made: list[str] = []
    real = page._line
    monkeypatch.setattr(page, "_line", lambda formats, runner: made.append(runner.name) or real(formats, runner))
    page.refresh()
    QApplication.processEvents()
    assert len(page.view.rows.items) == 43
    assert 0 < len(made) < 20
    page.reading.stop()


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
@pytest.mark.parametrize("width", [560, 700, 760, 842, 920, 1010, 1240])
def test_no_caption_is_cut_nor_does_one_reach_into_the_next_in_any_language(
    page: CaseloadPage, code: str, width: int
) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        head = SortHead(lambda: captions(width), 32)
        head.resize(width, 32)
        for order, button in head.buttons.items():
            button.arrow = "chevron-up"
            (left, wide), words = captions(width).get(order, ((0, 1_000), ""))
            needed = painting.text_width(words, theme.font("caption")) + theme.px(3 + 12)
            assert needed <= wide, f"{words}: {needed} of {wide}"
        edges = sorted(column for column, _words in captions(width).values())
        for (left, wide), (after, _wide) in pairwise(edges):
            assert left + wide <= after


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
def test_what_tells_runners_apart_is_shortened_and_never_cut(page: CaseloadPage, code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        shown = page.view.rows.shown(0)
        for width in (112, 160, 400):
            fits = [way for way in shown.ways_about() if painting.text_width(way, theme.font("caption")) <= width]
            assert fits, list(shown.ways_about())
            assert "R-0" in fits[0]


def test_the_key_of_hide_names_stands_beside_it(page: CaseloadPage, running: Any) -> None:
    with_key = page.hide_names.sizeHint().width()
    assert with_key > Toggle(page.hide_names.text()).sizeHint().width()
    running.workspace.change_settings(single_keys=False)
    assert page.hide_names.sizeHint().width() < with_key
    running.workspace.change_settings(single_keys=True)
