"""An ordinary day without pain is six clicks or eight keys, as it always was: `P 0 Tab 0 E Shift+I R Ctrl+Enter`."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look import language
from kneerehab.gui.today.check_in_card import CheckInCard
from kneerehab.services.exercises import starting_dose
from tests.builders import at, day, diary, override, quiet_days, week
from tests.gui.conftest import Opener
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def a_run_day(program: Any) -> Any:
    """A diary on a day on which the plan offers a run, once the morning is answered."""
    budget = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
    plan = [starting_dose(exercise, day(1)) for exercise in ("hamstring-stretch", "glute-bridge")]
    book = diary(budget, quiet_days(1, 2), plan)
    running = program(book, now=at(3, "07:42"))
    return running


def test_an_ordinary_day_without_pain_takes_six_clicks(program: Any, qtbot: Any) -> None:
    running = a_run_day(program)
    page = running.window.page("today")

    def save(form: LogRunDialog) -> None:
        button(form, "Save run").click()
        assert not form.isVisible()

    for name in ("Left knee, worst 0", "Right knee, worst 0", "Mark all done", "Ice session 3 of 3, not done"):
        button(page, name).click()
    in_dialog(LogRunDialog, save)
    button(page, "Log a run").click()
    a_whole_day_is_logged(running)
    assert len(running.diary.icing) == 3


def test_an_ordinary_day_without_pain_takes_eight_keys(program: Any, qtbot: Any) -> None:
    running = a_run_day(program)

    def save(form: LogRunDialog) -> None:
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert not form.isVisible()

    shift = Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_P, Qt.Key.Key_0, Qt.Key.Key_Tab, Qt.Key.Key_0, Qt.Key.Key_E):
        qtbot.keyClick(running.window.focusWidget(), key)
    qtbot.keyClick(running.window.focusWidget(), Qt.Key.Key_I, shift)
    in_dialog(LogRunDialog, save)
    qtbot.keyClick(running.window.focusWidget(), Qt.Key.Key_R)
    a_whole_day_is_logged(running)
    assert len(running.diary.icing) == 1


def a_whole_day_is_logged(running: Any) -> None:
    """Both knees answered, exercises ticked, and the planned run, of which no pain is known yet."""
    *_before, check = running.diary.check_ins
    assert check.at == running.now
    assert check.now == check.worst_24h == KneeScores(left=0, right=0)
    assert all(row.item.complete for row in running.window.page("today").exercises._rows)
    (run,) = running.diary.activities
    assert (run.seconds, run.metres, run.pain_during) == (1200, 3000, None)


def an_hour_after(running: Any, qtbot: Any) -> None:
    """The window looks at the clock when the hour is over."""
    running.now = at(3, "09:10")
    running.workspace.minute_passed.emit()
    qtbot.waitUntil(running.window.page("today").after_run.hour_after.none.isVisible)


def every_answer_is_there(running: Any) -> None:
    """Both knees, exercises, ice, and the run before, during and an hour after, with the form."""
    quiet = KneeScores(left=0, right=0)
    assert running.diary.check_ins[-1].worst_24h == quiet
    assert len(running.diary.icing) == 3
    assert all(row.item.complete for row in running.window.page("today").exercises._rows)
    (run,) = running.diary.activities
    assert (run.pain_before, run.pain_during, run.pain_after, run.form_changed) == (quiet, quiet, quiet, False)


def test_a_day_with_every_answer_that_counts_takes_six_clicks(program: Any, qtbot: Any) -> None:
    running = a_run_day(program)
    page = running.window.page("today")
    for name in ("No pain, both knees", "Mark all done", "Ice session 3 of 3, not done"):
        button(page, name).click()
    in_dialog(LogRunDialog, lambda form: button(form, "No pain – save").click())
    button(page, "Log a run").click()
    an_hour_after(running, qtbot)
    page.after_run.hour_after.none.click()
    every_answer_is_there(running)


def test_a_day_with_every_answer_that_counts_takes_nine_keys(program: Any, qtbot: Any) -> None:
    running = a_run_day(program)
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

    def save(form: LogRunDialog) -> None:
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return, control | shift)

    for key in (Qt.Key.Key_P, Qt.Key.Key_0, Qt.Key.Key_Tab, Qt.Key.Key_0, Qt.Key.Key_E):
        qtbot.keyClick(running.window.focusWidget(), key)
    qtbot.keyClick(running.window.focusWidget(), Qt.Key.Key_I, shift)
    in_dialog(LogRunDialog, save)
    qtbot.keyClick(running.window.focusWidget(), Qt.Key.Key_R)
    an_hour_after(running, qtbot)
    qtbot.keyClick(running.window.focusWidget() or running.window, Qt.Key.Key_0)
    (run,) = running.diary.activities
    assert run.pain_during == run.pain_after == KneeScores(left=0, right=0)
    assert run.form_changed is False


@pytest.mark.parametrize("code", ["en", "de"])
def test_what_the_check_in_asks_stands_on_one_line(program: Opener, qapp: QApplication, code: str) -> None:
    language.speak(code)
    try:
        running = program("build-week-8")
        asked = running.window.findChild(CheckInCard).subtitle
        qapp.processEvents()
        assert asked.isVisible()
        assert asked.height() < 2 * asked.fontMetrics().lineSpacing()
    finally:
        language.speak("en")
