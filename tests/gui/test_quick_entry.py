"""Quick entry in the window: the preview is what is saved, with Enter, as one step to undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from kneerehab.domain.fields import KneeScores
from kneerehab.gui.today.quick_entry import QuickEntryDialog
from tests.builders import at, check_in, diary, ice, quiet_days
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def opened(program: Any, *more: Any) -> Any:
    book = diary(quiet_days(1, 2), *more)
    running = program(now=at(4, "19:30"))
    running.workspace.diaries.import_diary(book)
    running.workspace.open_runner(book.runner.id)
    return running


def dialog_of(running: Any, qtbot: Any) -> QuickEntryDialog:
    dialog = QuickEntryDialog(running.workspace, running.window)
    dialog.show()
    qtbot.waitUntil(dialog.line.hasFocus)
    return dialog


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_ctrl_l_opens_it_and_enter_saves_what_the_preview_says(program: Any, qtbot: Any) -> None:
    running = opened(program)

    def act(dialog: QuickEntryDialog) -> None:
        qtbot.keyClicks(dialog.line, "run 3.5 km 24 min no pain")
        assert plain(dialog.will_save.text()).startswith("Run, today 19:30: 3.5 km, 24 min, pain before: left 0")
        assert dialog.lead.text() == "Enter saves:"
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    qtbot.waitUntil(running.window.isActiveWindow)
    in_dialog(QuickEntryDialog, act)
    qtbot.keyClick(running.window.focusWidget() or running.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(running.diary.activities) == 1)
    (done,) = running.diary.activities
    assert (done.metres, done.seconds, done.form_changed) == (3500, 1440, None)


def test_two_entries_of_a_line_are_one_step_to_undo(program: Any, qtbot: Any) -> None:
    running = opened(program)
    dialog = dialog_of(running, qtbot)
    qtbot.keyClicks(dialog.line, "ice left 15; walk 30 min")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert (len(running.diary.icing), len(running.diary.activities)) == (1, 1)
    running.window.commands.undo()
    assert (len(running.diary.icing), len(running.diary.activities)) == (0, 0)


def test_a_word_that_is_not_understood_is_named_and_the_line_stays(program: Any, qtbot: Any) -> None:
    running = opened(program)
    dialog = dialog_of(running, qtbot)
    qtbot.keyClicks(dialog.line, "ice left 15 min quickly")
    assert not dialog.asked.isVisible()  # half a word is no mistake
    qtbot.waitUntil(dialog.asked.isVisible)
    assert "“quickly”" in dialog.asked.text()
    assert "“quickly”" in dialog.line.accessibleDescription()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.line.text() == "ice left 15 min quickly"
    assert running.diary.icing == ()
    dialog.line.clear()
    assert not dialog.asked.isVisible()
    dialog.reject()


def test_enter_on_an_empty_line_says_what_to_type(program: Any, qtbot: Any) -> None:
    running = opened(program)
    dialog = dialog_of(running, qtbot)
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "Please type" in dialog.asked.text()
    dialog.reject()
    assert not dialog.isVisible()


def test_same_as_yesterday_is_filled_in_and_saved_only_by_enter(program: Any, qtbot: Any) -> None:
    running = opened(program, check_in(3, left=(1, 2), right=(0, 0)), ice(3))
    dialog = dialog_of(running, qtbot)
    before = running.diary
    dialog.same_check_in.click()
    dialog.same_care.click()
    assert dialog.line.text().startswith("pain left 2 right 0 now left 1; ice ")
    assert "worst in the last 24 hours: left 2, right 0" in dialog.will_save.text()
    assert running.diary is before
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert running.diary.check_ins[-1].at == at(4, "19:30")
    assert running.diary.check_ins[-1].worst_24h == KneeScores(left=2, right=0)
    assert len(running.diary.icing) == 2


def test_nothing_is_offered_where_yesterday_is_empty(program: Any, qtbot: Any) -> None:
    dialog = dialog_of(opened(program), qtbot)
    assert not dialog.same_check_in.isVisible()
    assert not dialog.same_care.isVisible()
    dialog.reject()


def test_a_line_that_is_typed_over_midnight_stays_with_its_day_and_says_so(program: Any, qtbot: Any) -> None:
    running = opened(program)
    dialog = dialog_of(running, qtbot)
    qtbot.keyClicks(dialog.line, "ice left 1")
    assert dialog.will_save.text().startswith("Ice, today 19:30")
    running.now = at(5, "00:01")
    running.workspace.follow_clock()
    assert dialog.will_save.text().startswith("Ice, yesterday 19:30")
    qtbot.keyClicks(dialog.line, "5")
    assert dialog.will_save.text().startswith("Ice, yesterday 23:59")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert running.diary.icing[0].at == at(4, "23:59")


def test_a_diary_that_another_program_changed_is_shown_before_anything_is_saved(program: Any, qtbot: Any) -> None:
    running = opened(program)
    dialog = dialog_of(running, qtbot)
    qtbot.keyClicks(dialog.line, "pain left 3")
    assert "changes the check-in" not in dialog.will_save.text()
    running.workspace.diaries.record(running.workspace.runner_id, check_in(4, left=(0, 0), right=(0, 0)))
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "changes the check-in" in dialog.will_save.text()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    (check,) = [check for check in running.diary.check_ins if check.at.date() == at(4).date()]
    assert check.worst_24h == KneeScores(left=3, right=0)
