"""Who decided and prescribed, the clinic's number and the days to run on: asked for plainly, never made up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kneerehab.domain.codes import OverridePhase, Phase, Role, Weekday
from kneerehab.domain.plan_records import Override
from kneerehab.domain.training import Prescription
from kneerehab.gui.forms.record_dialog import RecordDialog
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.runners.dialog import RunnerDialog
from kneerehab.services.exercise_sets import use_set
from kneerehab.services.exercises import prescribed, starting_dose
from tests.builders import at, diary, override, quiet_days

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


@pytest.fixture
def opened(program: Any) -> Any:
    """`opened(*records)` opens the window on day 3 with these records."""

    def open_with(*records: Any) -> Any:
        book = diary(quiet_days(1, 3), *records)
        running = program(book, now=at(3, "18:00"))
        return running

    return open_with


# the runner
def test_the_clinics_number_and_the_days_to_run_on_are_kept_in_the_order_of_the_week(opened: Any) -> None:
    running = opened()
    dialog = RunnerDialog(running.workspace, running.workspace.runner, running.window)
    dialog.show()
    dialog.number.setText("  KN-2026/0417 ")
    for day in (Weekday.SUN, Weekday.TUE):
        dialog.days.toggles.days[day].click()
    assert dialog.save()
    runner = running.diary.runner
    assert (runner.record_number, runner.run_days) == ("KN-2026/0417", (Weekday.TUE, Weekday.SUN))
    again = RunnerDialog(running.workspace, runner, running.window)
    assert again.number.text() == "KN-2026/0417"
    assert again.days.chosen() == (Weekday.TUE, Weekday.SUN)
    again.number.setText("")
    again.days.set_chosen(())
    assert again.save()
    assert (running.diary.runner.record_number, running.diary.runner.run_days) == (None, ())
    for form in (dialog, again):
        form.deleteLater()


def test_days_begin_with_the_chosen_first_day_of_the_week(opened: Any) -> None:
    running = opened()
    running.workspace.change_settings(first_weekday=6)
    dialog = RunnerDialog(running.workspace, running.workspace.runner, running.window)
    assert list(dialog.days.toggles.days)[:2] == [Weekday.SUN, Weekday.MON]
    dialog.deleteLater()


# overrides
@pytest.mark.parametrize(("who", "role"), [("me", Role.RUNNER), ("physio", Role.CLINICIAN), ("doctor", Role.CLINICIAN)])
def test_an_override_says_who_decided_as_well_as_by_what_name(opened: Any, who: str, role: Role) -> None:
    running = opened()
    dialog = OverrideDialog(running.workspace, running.window)
    dialog.who.segments[who].click()
    dialog.reason.setPlainText("Quiet for a week")
    assert dialog.save()
    assert running.diary.overrides[-1].role is role
    dialog.deleteLater()


def test_a_runner_who_decided_under_their_own_name_is_not_taken_for_a_physio(opened: Any) -> None:
    running = opened(replace(override(3, OverridePhase.WALK), by="Mira", role=Role.RUNNER))
    dialog = OverrideDialog(running.workspace, running.window)
    assert dialog.who.value() == "me"
    dialog.reason.setPlainText("Still quiet")
    assert dialog.save()
    kept = running.diary.overrides[-1]
    assert (kept.by, kept.role, kept.reason) == ("Mira", Role.RUNNER, "Still quiet")
    dialog.deleteLater()


def test_an_override_from_before_version_2_opens_with_the_words_it_was_saved_with(opened: Any) -> None:
    running = opened(replace(override(3, OverridePhase.WALK), by="my doctor Lee"))
    dialog = OverrideDialog(running.workspace, running.window)
    assert (dialog.who.value(), dialog.name.text()) == ("doctor", "Lee")
    dialog.deleteLater()


# any record's form
@pytest.mark.parametrize("kind", [Override, Prescription])
def test_the_form_of_a_record_asks_for_the_role_and_leaves_it_unknown_until_it_is_chosen(
    opened: Any, kind: type
) -> None:
    dose = replace(starting_dose("clamshell", at(3).date()), by="L. Sand")
    running = opened(override(3, OverridePhase.WALK), dose)
    record = running.diary.overrides[0] if kind is Override else running.diary.prescriptions[0]
    form = RecordDialog(running.workspace, record, running.window)
    form.show()
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "Role" in shown
    entry = form.form.entries["role"]
    assert entry.value() is None
    entry.control.chips["clinician"].click()
    form.try_save()
    name = "overrides" if kind is Override else "prescriptions"
    assert getattr(running.diary, name)[0].role is Role.CLINICIAN
    form.deleteLater()


# prescriptions
def test_a_ready_made_set_leaves_what_a_clinician_prescribed_and_not_what_the_runner_did(opened: Any) -> None:
    start = at(3).date()
    named = replace(starting_dose("walking-lunge", start), by="L. Sand")
    clinic = replace(starting_dose("deadlift", start), role=Role.CLINICIAN)
    own = replace(starting_dose("bulgarian-split-squat", start), by="me", role=Role.RUNNER)
    book = diary(named, clinic, own)
    saved, removed = use_set(book, Phase.CALM, start, keep_others=False)
    after = prescribed(book.changed_by(saved, removed), start)
    assert {"walking-lunge", "deadlift"} <= set(after)
    assert "bulgarian-split-squat" not in after
