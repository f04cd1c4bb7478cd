"""Quick entry on Today: the preview is what is saved, with Enter, as one step to undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.look import everywhere
from kneerehab.gui.look.question import Question
from kneerehab.gui.today.quick_entry import QuickEntry
from tests.builders import at, check_in, day, diary, ice, override, quiet_days
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def opened(program: Any, *more: Any) -> Any:
    book = diary(quiet_days(1, 2), *more)
    running = program(book, now=at(4, "19:30"))
    return running


def field_of(running: Any, qtbot: Any) -> QuickEntry:
    """The field with the keyboard, as after Ctrl+L."""
    qtbot.waitUntil(running.window.isActiveWindow)
    qtbot.keyClick(running.window.focusWidget() or running.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    quick: QuickEntry = running.window.page("today").header.quick
    qtbot.waitUntil(quick.line.hasFocus)
    return quick


@pytest.fixture(autouse=True)
def empty_lines(program: Any) -> Iterator[None]:
    """A window that closes on a line asks about it: what a test leaves there goes first."""
    yield
    for window in everywhere.windows():
        for quick in window.findChildren(QuickEntry):
            quick.line.clear()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_ctrl_l_goes_to_the_field_and_enter_saves_what_the_preview_says(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    assert quick.panel.isVisible()
    qtbot.keyClicks(quick.line, "run 3.5 km 24 min no pain")
    assert plain(quick.panel.will_save.text()).startswith("Run, today 19:30: 3.5 km, 24 min, pain before: left 0")
    assert quick.panel.lead.text() == "Enter saves:"
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    (done,) = running.diary.activities
    assert (done.metres, done.seconds, done.form_changed) == (3500, 1440, None)
    assert quick.line.text() == ""
    assert running.window.commands.bar.accessibleName() == "Run logged"


def test_an_exercise_is_shown_before_it_is_saved_and_asked_about_where_its_name_is_not_whole(
    program: Any, qtbot: Any
) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "squat 2x10")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert "“squat” fits several exercises" in quick.panel.asked.text()
    quick.line.setText("half squat 2x10")
    assert quick.panel.will_save.text() == "Exercise, today 19:30: Half squat, 2 × 10, both legs"
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    (done,) = running.diary.exercise_sets
    assert (done.exercise, done.sets, done.reps, done.target) == ("half-squat", 2, 10, None)


def test_a_question_in_large_words_leaves_no_line_below_the_window(program: Any, qtbot: Any) -> None:
    running = opened(program)
    running.workspace.change_settings(text_scale=200)
    running.window.resize(960, 640)
    quick = field_of(running, qtbot)
    panel, page = quick.panel, quick.panel.parentWidget()
    assert page is not None
    assert panel.examples.isVisible()
    qtbot.keyClicks(quick.line, "roll 1 2 3; squat 1 2 3; stretch 1 2 3")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert "fits several exercises" in panel.asked.text()
    assert not panel.examples.isVisible()
    assert panel.geometry().bottom() <= page.height()
    quick.line.clear()
    assert panel.examples.isVisible()


def test_from_another_page_ctrl_l_opens_today(program: Any, qtbot: Any) -> None:
    running = opened(program)
    running.workspace.open_day(day(2))
    running.window.show_page("plan")
    field_of(running, qtbot)
    assert (running.window.current_page, running.workspace.day) == ("today", day(4))


def test_escape_clears_the_line_and_then_leaves_it(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15")
    qtbot.keyClick(quick.line, Qt.Key.Key_Escape)
    assert (quick.line.text(), quick.panel.will_save.text(), running.diary.icing) == ("", "", ())
    assert quick.line.hasFocus()
    qtbot.keyClick(quick.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not quick.panel.isVisible())


def test_the_preview_leaves_with_the_keyboard_and_the_line_stays(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15")
    running.window.page("today").check_in.focus_first()
    qtbot.waitUntil(lambda: not quick.panel.isVisible())
    assert quick.line.text() == "ice left 15"
    quick.start()
    assert quick.panel.isVisible()
    assert "Ice, today 19:30" in quick.panel.will_save.text()


def test_two_entries_of_a_line_are_one_step_to_undo(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15; walk 30 min")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert (len(running.diary.icing), len(running.diary.activities)) == (1, 1)
    running.window.commands.undo()
    assert (len(running.diary.icing), len(running.diary.activities)) == (0, 0)


def test_a_word_that_is_not_understood_is_named_and_the_line_stays(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15 min quickly")
    assert not quick.panel.asked.isVisible()  # half a word is no mistake
    qtbot.waitUntil(quick.panel.asked.isVisible)
    assert "“quickly”" in quick.panel.asked.text()
    assert "“quickly”" in quick.line.accessibleDescription()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert quick.line.text() == "ice left 15 min quickly"
    assert running.diary.icing == ()
    quick.line.clear()
    assert not quick.panel.asked.isVisible()


def test_enter_on_an_empty_line_says_what_to_type(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert "Please type" in quick.panel.asked.text()


def test_an_odd_amount_is_asked_about_once_and_saved_by_enter(program: Any, qtbot: Any) -> None:
    running = opened(program, override(1, OverridePhase.WALK))
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "run 42 km")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert plain(quick.panel.asked.text()).startswith("42 km in the Walk phase: really?")
    assert running.diary.activities == ()
    qtbot.keyClicks(quick.line, " 5 h")  # another line is another question
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert running.diary.activities == ()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert running.diary.activities[0].metres == 42_000


def test_same_as_yesterday_is_filled_in_and_saved_only_by_enter(program: Any, qtbot: Any) -> None:
    running = opened(program, check_in(3, left=(1, 2), right=(0, 0)), ice(3))
    quick = field_of(running, qtbot)
    before = running.diary
    quick.panel.same_check_in.click()
    quick.panel.same_care.click()
    assert quick.line.text().startswith("pain left 2 right 0 now left 1; ice ")
    assert "worst in the last 24 hours: left 2, right 0" in quick.panel.will_save.text()
    assert running.diary is before
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert running.diary.check_ins[-1].at == at(4, "19:30")
    assert running.diary.check_ins[-1].worst_24h == KneeScores(left=2, right=0)
    assert len(running.diary.icing) == 2


def test_the_panel_stays_while_the_keyboard_is_in_it(program: Any, qtbot: Any) -> None:
    running = opened(program, check_in(3, left=(1, 2), right=(0, 0)))
    quick = field_of(running, qtbot)
    quick.panel.same_check_in.setFocus()
    qtbot.wait(20)
    assert quick.panel.isVisible()


def test_nothing_is_offered_where_yesterday_is_empty_or_the_day_is_past(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    assert not quick.panel.same_check_in.isVisible()
    assert not quick.panel.same_care.isVisible()
    running.workspace.open_day(day(3))
    running.window.page("today").check_in.focus_first()
    qtbot.waitUntil(lambda: not quick.panel.isVisible())
    quick.start()
    assert not quick.panel.same_check_in.isVisible()


def test_words_without_a_day_are_of_the_day_that_today_shows(program: Any, qtbot: Any) -> None:
    running = opened(program)
    running.workspace.open_day(day(2))
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15")
    assert running.workspace.formats.short_day(day(2)) in quick.panel.will_save.text()
    running.workspace.open_day(day(3))
    assert quick.panel.will_save.text().startswith("Ice, yesterday 08:00")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert running.diary.icing[0].at == at(3, "08:00")


def test_a_line_that_is_typed_over_midnight_stays_with_its_day_and_says_so(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 1")
    assert quick.panel.will_save.text().startswith("Ice, today 19:30")
    running.now = at(5, "00:01")
    running.workspace.follow_clock()
    assert quick.panel.will_save.text().startswith("Ice, yesterday")
    qtbot.keyClicks(quick.line, "5")
    assert quick.panel.will_save.text().startswith("Ice, yesterday 23:59")
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert running.diary.icing[0].at == at(4, "23:59")
    qtbot.keyClicks(quick.line, "ice right 5")
    assert quick.panel.will_save.text().startswith("Ice, today 00:01")


def test_a_diary_that_another_program_changed_is_shown_before_anything_is_saved(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "pain left 3")
    assert "changes the check-in" not in quick.panel.will_save.text()
    running.workspace.diaries.record(running.workspace.runner_id, check_in(4, left=(0, 0), right=(0, 0)))
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    assert "changes the check-in" in quick.panel.will_save.text()
    qtbot.keyClick(quick.line, Qt.Key.Key_Return)
    (check,) = [check for check in running.diary.check_ins if check.at.date() == at(4).date()]
    assert check.worst_24h == KneeScores(left=3, right=0)


def test_another_runner_finds_an_empty_line_and_the_first_one_theirs(program: Any, qtbot: Any) -> None:
    running = opened(program)
    mine = running.workspace.runner_id
    other = diary(quiet_days(1, 2), name="Ida")
    running.workspace.diaries.import_diary(other)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15")
    running.workspace.open_runner(other.runner.id)
    assert quick.line.text() == ""
    running.workspace.open_runner(mine)
    assert quick.line.text() == "ice left 15"


def test_closing_the_window_asks_about_a_line_that_is_not_saved(program: Any, qtbot: Any) -> None:
    running = opened(program)
    quick = field_of(running, qtbot)
    qtbot.keyClicks(quick.line, "ice left 15")
    in_dialog(Question, lambda question: question.cancel_button.click())
    event = QCloseEvent()
    running.window.closeEvent(event)
    assert not event.isAccepted()
    assert quick.line.text() == "ice left 15"


def test_the_preview_stays_below_its_line_when_the_window_changes(program: Any, qtbot: Any) -> None:
    running = opened(program)
    running.window.resize(1700, 900)
    quick = field_of(running, qtbot)
    running.window.resize(1280, 800)
    page = running.window.page("today")
    qtbot.waitUntil(lambda: page.rect().contains(quick.panel.geometry()))
