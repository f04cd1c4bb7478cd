"""Clinicians of the file: who is at work, and whose name stands on what somebody decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtTest import QTest

from kneerehab.domain.codes import Clinician, OverridePhase, Role, Side
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import new_id
from kneerehab.domain.trail import Professional
from kneerehab.domain.training import Prescription
from kneerehab.gui.exercises import changing
from kneerehab.gui.forms.blank import blank, signed
from kneerehab.gui.forms.record_dialog import RecordDialog
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.settings.clinicians import ClinicianSettings
from kneerehab.services.clinicians import decided_by, keep_clinicians
from kneerehab.services.exercises import prescribed, starting_dose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 6, 8, 5)
TODAY = NOW.date()
DANA = Professional(name="Dana Roth", kind=Clinician.PHYSIO)
SQUAT = "prisoner-squat"


@pytest.fixture
def running(program: Any) -> Any:
    found = program("new-runner", now=NOW, first="learn")
    keep_clinicians(found.workspace.diaries, [DANA])
    return found


def by_dana(running: Any) -> Prescription:
    dose = decided_by(starting_dose(SQUAT, date(2026, 3, 5)), DANA)
    assert running.workspace.save("Squats", dose)
    return dose


def pane(running: Any) -> Any:
    running.window.show_page("exercises")
    page = running.window.page("exercises")
    page.open_exercise(SQUAT)
    return page.detail


def test_clinicians_are_added_put_to_work_and_removed_in_settings(program: Any, qtbot: Any) -> None:
    running = program("new-runner", now=NOW, first="learn")
    running.window.show_page("settings")
    card: ClinicianSettings = running.window.page("settings").clinicians
    assert card.at_work_field.isHidden()
    card.add_button.click()
    assert card.name_field.error()
    card.name.setText("Dana  Roth ")
    card.add_button.click()
    assert card.name.text() == ""
    card.name.setText("dana roth")
    card.add_button.click()
    assert card.name_field.error() == "This clinician is in the list already."
    assert not card.at_work_field.isHidden()
    qtbot.waitUntil(
        lambda: card.hint.isVisible() and card.hint.geometry().top() > card.at_work_field.geometry().bottom()
    )
    assert card.hint.height() >= card.hint.heightForWidth(card.hint.width())
    card.at_work.changed.emit("Dana Roth")
    assert running.workspace.by == DANA
    assert running.window.sidebar.runner.toolTip().endswith("With Dana Roth")
    next(button for button in card.findChildren(IconButton) if button.accessibleName() == "Remove Dana Roth").click()
    assert running.workspace.by is None
    assert "With" not in running.window.sidebar.runner.toolTip()


def test_who_is_at_work_is_forgotten_when_the_program_ends(running: Any) -> None:
    running.workspace.put_to_work(DANA)
    running.restart()
    assert running.workspace.by is None


def test_a_dose_that_the_runner_changes_loses_the_clinicians_name_and_shows_it(running: Any) -> None:
    by_dana(running)
    detail = pane(running)
    assert detail.dose.by.text() == "Dana Roth"
    assert not detail.dose.is_changed()
    detail.dose.sets.setValue(detail.dose.sets.value() + 1)
    assert detail.dose.by.text() == ""
    detail.dose.sets.setValue(detail.dose.sets.value() - 1)
    assert detail.dose.by.text() == "Dana Roth", "nothing is changed any more"
    detail.dose.sets.setValue(detail.dose.sets.value() + 1)
    detail.save_button.click()
    now = prescribed(running.diary, TODAY)[SQUAT]
    assert (now.by, now.role) == (None, Role.RUNNER)
    (ended,) = [dose for dose in running.diary.prescriptions if dose.to is not None and dose.exercise == SQUAT]
    assert (ended.by, ended.role) == ("Dana Roth", Role.CLINICIAN)


def test_a_dose_bears_the_name_of_who_is_at_work_or_the_one_that_is_typed(running: Any) -> None:
    running.workspace.put_to_work(DANA)
    detail = pane(running)
    assert detail.dose.by.text() == "Dana Roth"
    detail.plan_button.click()
    assert prescribed(running.diary, TODAY)[SQUAT].by == "Dana Roth"
    running.workspace.put_to_work(None)
    detail.dose.by.selectAll()
    QTest.keyClicks(detail.dose.by, "Al Doe")
    detail.dose.reps.setValue(detail.dose.reps.value() + 1)
    assert detail.dose.by.text() == "Al Doe"
    detail.save_button.click()
    now = prescribed(running.diary, TODAY)[SQUAT]
    assert (now.by, now.role) == ("Al Doe", Role.CLINICIAN)
    assert running.workspace.diaries.trail(running.diary.runner.id, now.id)[-1].by is None, "the runner typed it"


def test_of_two_doses_from_one_day_the_later_counts_and_the_page_says_so(running: Any) -> None:
    first = by_dana(running)
    assert pane(running).later.text() == ""
    last = "ffffffff-ffff-4fff-8fff-ffffffffffff"  # for two that are saved within one second
    assert running.workspace.save("again", replace(first, id=last, sets=5, by=None, role=Role.RUNNER))
    assert prescribed(running.diary, TODAY)[SQUAT].sets == 5
    assert pane(running).later.text() == "Two doses begin on Thu 5 Mar. The one that was changed later counts."


def test_another_way_of_an_exercise_is_not_signed_by_who_prescribed_the_old_one(
    running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_dana(running)
    monkeypatch.setattr(changing.StartDayDialog, "exec", lambda self: True)
    from kneerehab import library

    easier = library.exercises()[SQUAT].easier
    shown = changing.change_way(running.workspace, SQUAT, easier, running.window)
    now = prescribed(running.diary, TODAY)[shown]
    assert (now.by, now.role) == (None, Role.RUNNER)


def test_an_override_offers_who_is_at_work_and_asks_again_when_somebody_changes_it(running: Any) -> None:
    running.workspace.put_to_work(DANA)
    first = OverrideDialog(running.workspace, running.window)
    assert first.by() == "my physio Dana Roth"
    first.reason.setPlainText("Quiet for a week")
    assert first.save()
    assert running.diary.overrides[-1].role is Role.CLINICIAN
    running.workspace.put_to_work(None)
    second = OverrideDialog(running.workspace, running.window)
    assert second.by() == "my physio Dana Roth"
    other = next(key for key in second.phase.segments if key != second.phase.value())
    second.phase.segments[other].click()
    assert second.by() == ""
    assert not second.save()
    second.who.segments["me"].click()
    assert second.save()
    assert running.diary.overrides[-1].role is Role.RUNNER


def test_another_clinician_who_changes_an_override_signs_it(running: Any) -> None:
    running.workspace.put_to_work(DANA)
    first = OverrideDialog(running.workspace, running.window)
    first.reason.setPlainText("Quiet for a week")
    assert first.save()
    running.workspace.put_to_work(Professional(name="Al Doe", kind=Clinician.DOCTOR))
    second = OverrideDialog(running.workspace, running.window)
    assert second.by() == "my physio Dana Roth"
    other = next(key for key in second.phase.segments if key != second.phase.value())
    second.phase.segments[other].click()
    assert second.by() == "my doctor Al Doe"


def test_a_form_of_the_diary_does_the_same_for_doses_and_overrides(running: Any) -> None:
    dose = by_dana(running)
    dialog = RecordDialog(running.workspace, running.diary.find(dose.id), running.window)
    dialog.form.set_values(sets=5)
    assert dialog.form.entries["by"].value() is None
    assert dialog.save()
    assert (running.diary.find(dose.id).by, running.diary.find(dose.id).role) == (None, Role.RUNNER)
    made = Override(
        id=new_id(), date=TODAY, phase=OverridePhase.WALK, reason="Quiet", by="Dana Roth", role=Role.CLINICIAN
    )
    assert running.workspace.save("Override", made)
    dialog = RecordDialog(running.workspace, running.diary.find(made.id), running.window)
    dialog.form.set_values(phase=OverridePhase.CALM)
    assert not dialog.save(), "who decided is asked"
    noted = RecordDialog(running.workspace, running.diary.find(made.id), running.window)
    noted.form.set_values(note="Seen in the clinic")
    assert noted.save()
    assert running.diary.find(made.id).by == "Dana Roth"


def test_new_entries_of_the_diary_begin_with_who_is_at_work() -> None:
    made = {kind: blank(kind, TODAY, NOW, Side.LEFT, 15) for kind in ("clinic_visits", "prescriptions", "icing")}
    visit: Any = signed(made["clinic_visits"], DANA)
    assert (visit.who, visit.name) == (Clinician.PHYSIO, "Dana Roth")
    dose: Any = signed(made["prescriptions"], DANA)
    assert (dose.by, dose.role) == ("Dana Roth", Role.CLINICIAN)
    assert signed(made["icing"], DANA) == made["icing"]
    assert signed(made["prescriptions"], None) == made["prescriptions"]
