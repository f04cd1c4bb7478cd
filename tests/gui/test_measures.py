"""Outcome measures: entered when one likes, asked for in a chosen rhythm, left out without a word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.record import new_id
from kneerehab.gui.progress.measures_dialog import MeasuresDialog
from kneerehab.gui.progress.page import ProgressPage
from tests.gui.modal import in_dialog
from tests.gui.progress_page import open_page, wait_for_headline

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

RESULT = datetime(2026, 3, 1, 8, 0)


@pytest.fixture
def running(program: Any) -> Any:
    """A diary with one result, fourteen days ago."""
    made = program("build-week-8", now=RESULT + timedelta(days=14), first="learn")
    made.workspace.save("removed", removed=made.diary.outcomes)
    made.workspace.save("measure", Outcome(id=new_id(), at=RESULT, measure=Measure.AKPS, value=70))
    return made


def later(running: Any, days: int) -> None:
    """The same program so many days on."""
    running.now += timedelta(days=days)
    running.restart()


def act(page: ProgressPage, words: str) -> None:
    """Choose an entry of the card's menu."""
    next(action for action in page.foot.measures.menu().actions() if action.text() == words).trigger()


def test_after_two_weeks_measures_are_offered_and_can_be_entered_at_once(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    assert page.offer.isVisible()
    assert page.offer.message() == "Time for your measures, if you like."
    assert page.foot.measures.due.text() == "Due, if you like."

    def fill(dialog: MeasuresDialog) -> None:
        dialog.scores[Measure.AKPS].setText("80")
        dialog.try_save()

    in_dialog(MeasuresDialog, fill)
    page.offer.linked.emit()
    assert not page.offer.isVisible()
    assert page.foot.measures.due.text().startswith("Next on ")


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("left", "12.5", "Please give a whole number."),
        ("left", "12,5", "Please give a whole number."),
        ("left", "101", "Please give a number from 0 to 100."),
        ("akps", "many", "Please give a number from 0 to 100."),
    ],
)
def test_a_number_that_cannot_be_kept_as_typed_is_told_and_has_the_keyboard(
    running: Any, qtbot: Any, field: str, typed: str, error: str
) -> None:
    dialog = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    shown = dict(dialog._fields)
    control = dialog.step_downs[Knee.LEFT] if field == "left" else dialog.scores[Measure.AKPS]
    dialog.scores[Measure.KOOS_PF].setText("999")
    control.setText(typed)
    dialog.try_save()
    assert shown[control].error() == error
    assert dialog.isVisible()
    assert dialog.focusWidget() is control, "the first field with an error"
    assert len(running.diary.outcomes) == 1
    for other in shown:
        other.setText("")
    control.setText("12")
    dialog.try_save()
    assert running.diary.outcomes[-1].value == 12


@pytest.mark.parametrize(("field", "typed", "value"), [("left", "12,0", 12), ("akps", "77,5", 77.5)])
def test_a_comma_is_taken_as_a_decimal_sign(running: Any, qtbot: Any, field: str, typed: str, value: float) -> None:
    dialog = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    (dialog.step_downs[Knee.LEFT] if field == "left" else dialog.scores[Measure.AKPS]).setText(typed)
    dialog.try_save()
    assert running.diary.outcomes[-1].value == value


def test_a_score_without_its_activity_leads_to_the_name(running: Any, qtbot: Any) -> None:
    dialog = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activities[1].score.set_amount(5)
    dialog.try_save()
    assert dialog.activities[1].field.error() == "Please name the activity."
    assert dialog.focusWidget() is dialog.activities[1].name


def test_a_day_before_they_are_due_nothing_is_offered(running: Any, qtbot: Any) -> None:
    later(running, -1)
    page = open_page(running, qtbot, drawn=False)
    assert not page.offer.isVisible()
    assert page.foot.measures.due.text() == "Next on Sun 15 Mar."


def test_before_the_first_result_nobody_is_asked(running: Any, qtbot: Any) -> None:
    running.workspace.save("removed", removed=running.diary.outcomes)
    page = open_page(running, qtbot, drawn=False)
    assert not page.offer.isVisible()
    assert page.foot.measures.due.text() == ""


def test_skipping_is_kept_until_the_next_due_day(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    page.offer.also_linked.emit()
    assert not page.offer.isVisible()
    assert page.foot.measures.due.text() == "Next on Sun 29 Mar."
    later(running, 13)
    assert not open_page(running, qtbot, drawn=False).offer.isVisible()
    later(running, 1)
    assert open_page(running, qtbot, drawn=False).offer.isVisible()


def test_skipping_is_for_one_runner_alone(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    act(page, "Skip this time")
    mine = running.workspace.settings.measures_skipped
    assert len(mine) == 1
    assert mine[0].startswith(running.workspace.runner_id)
    later(running, 14)
    act(open_page(running, qtbot, drawn=False), "Skip this time")
    assert len(running.workspace.settings.measures_skipped) == 1


@pytest.mark.parametrize(
    ("choice", "due"),
    [
        ("Ask every week", "Due, if you like."),
        ("Ask every 2 weeks", "Due, if you like."),
        ("Ask every 4 weeks", "Next on Sun 29 Mar."),
        ("Don’t ask", ""),
    ],
)
def test_the_rhythm_is_chosen_and_kept(running: Any, qtbot: Any, choice: str, due: str) -> None:
    page = open_page(running, qtbot, drawn=False)
    act(page, choice)
    assert page.foot.measures.due.text() == due
    running.restart()
    page = open_page(running, qtbot, drawn=False)
    assert page.foot.measures.due.text() == due
    assert page.offer.isVisible() is (due == "Due, if you like.")
    checked = [action.text() for action in page.foot.measures.menu().actions() if action.isChecked()]
    assert checked == [choice]


def test_pain_stands_among_the_measures_with_its_line_and_source(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot, drawn=False)
    wait_for_headline(page, qtbot, "knee pain")

    def words() -> str:
        return "\n".join(label.text() for label in page.foot.measures.findChildren(QLabel) if label.isVisible())

    # Labels that were just made are shown a turn later.
    qtbot.waitUntil(lambda: "2 points are a clear change, 1 a possible one. Source: " in words())
    assert "\nPain 0 to 10, left knee" in words()
    assert "10 points count. Source: Crossley 2004." in words()


def test_the_running_score_of_the_clinic_is_kept_and_one_above_36_is_told(running: Any, qtbot: Any) -> None:
    dialog = MeasuresDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    uwri = dialog.scores[Measure.UWRI]
    uwri.setText("37")
    dialog.try_save()
    assert dict(dialog._fields)[uwri].error() == "Please give a number from 0 to 36."
    uwri.setText("36")
    dialog.try_save()
    kept = running.diary.outcomes[-1]
    assert (kept.measure, kept.value, kept.side, kept.activity) == (Measure.UWRI, 36, None, None)
    page = open_page(running, qtbot, drawn=False)
    shown = [label.text() for label in page.foot.measures.findChildren(QLabel)]
    assert "UWRI" in shown
    assert any(text.endswith("Source: Nelson 2020.") for text in shown)
