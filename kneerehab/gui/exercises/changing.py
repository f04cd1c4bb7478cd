"""Changes to an exercise of the plan, each one step that can be undone; the day from which they hold is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.domain.exercise import Variant
from kneerehab.domain.record import new_id
from kneerehab.domain.training import Prescription
from kneerehab.gui.exercises.dialogs import StartDayDialog
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.clinicians import signed
from kneerehab.services.exercises import (
    Steps,
    Suggestion,
    exchange,
    exercise_name,
    is_per_leg,
    prescribe,
    prescribed,
    starting_dose,
    take_out,
)
from kneerehab.wording.labels import named
from kneerehab.wording.session import dose_each


def save_dose(workspace: Workspace, dose: Prescription, day: date) -> None:
    """Put a dose into the plan from a day on."""
    diary = workspace.diary
    wanted = replace(dose, id=new_id(), from_=day, changed=None)
    if wanted.to is not None and wanted.to < day:
        wanted = replace(wanted, to=None)
    name = exercise_name(diary, dose.exercise)
    if dose.exercise in prescribed(diary, day):
        text = _("{name}: {dose}").format(name=name, dose=dose_each(wanted, per_leg=is_per_leg(diary, dose.exercise)))
    else:
        text = _("{name} added to your plan").format(name=name)
    _save(workspace, text, prescribe(diary, wanted))


def take_out_of_plan(workspace: Workspace, exercise: str, day: date) -> None:
    """Leave an exercise out from a day on."""
    text = _("{name} taken out of your plan").format(name=exercise_name(workspace.diary, exercise))
    _save(workspace, text, take_out(workspace.diary, exercise, day))


def take_suggestion(workspace: Workspace, suggestion: Suggestion, parent: QWidget) -> None:
    """A little more, from a day that is asked for."""
    diary, wanted = workspace.diary, suggestion.wanted
    if wanted is None:
        return
    per_leg = is_per_leg(diary, wanted.exercise)
    old, new = dose_each(suggestion.prescription, per_leg=per_leg), dose_each(wanted, per_leg=per_leg)
    lines = [_("{old} becomes {new}.").format(old=old, new=new), _("The size of the step is our own choice.")]
    dialog = StartDayDialog(exercise_name(diary, wanted.exercise), lines, workspace.today(), _("Change"), parent)
    if dialog.exec():
        save_dose(workspace, wanted, dialog.day)


def change_way(workspace: Workspace, exercise: str, variant: Variant | None, parent: QWidget) -> str:
    """The easier or harder way (or the usual one) from a day that is asked for; the exercise to show then."""
    diary, today = workspace.diary, workspace.today()
    now = prescribed(diary, today).get(exercise)
    name = exercise_name(diary, exercise)
    if variant is not None and variant.exercise is not None:
        title, lines = _(variant.name), [_(variant.how), _("It takes the place of {name}.").format(name=name)]
    elif variant is not None:
        title, lines = _(variant.name), [_(variant.how)]
    else:
        title, lines = name, [_("Back to the usual way.")]
    if now is None:
        lines.append(_("It is not in your plan yet and will be added."))
    dialog = StartDayDialog(title, lines, today, _("Change") if now else _("Add to plan"), parent)
    if not dialog.exec():
        return exercise
    if variant is not None and variant.exercise is not None:
        wanted = starting_dose(variant.exercise, dialog.day)
        steps = exchange(diary, exercise, wanted) if now else prescribe(diary, wanted)
        saved = _save(workspace, _("{name} in your plan").format(name=exercise_name(diary, variant.exercise)), steps)
        return variant.exercise if saved else exercise
    base = now or starting_dose(exercise, dialog.day)
    note = variant.name if variant is not None else None
    changed = replace(base, id=new_id(), from_=dialog.day, to=None, note=note, changed=None, by=None, role=None)
    _save(workspace, named(name, title), prescribe(diary, changed))
    return exercise


def _save(workspace: Workspace, text: str, steps: Steps) -> bool:
    saved, removed = signed(workspace.diary, steps, workspace.by)
    return workspace.save(text, *saved, removed=removed)
