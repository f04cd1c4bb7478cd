"""What a new record's form begins with: the day and what is known, and nothing answered that was not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import ActivityKind, Knee, Role, Side
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.fields import Flag, KneeScores, LocalTime, Scores, facets
from kneerehab.domain.plan_records import Override, Pause, PlanChange
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.trail import Professional
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.services.exercises import prescribed
from kneerehab.services.today import entry_time

CHOICES: tuple[tuple[str, ...], ...] = (
    ("check_ins", "pain_notes", "run", "walk", "cross", "exercise_sets", "icing", "care", "medication"),
    ("prescriptions", "exercises", "shoes", "clinic_visits", "outcomes"),
    ("pauses", "plan_changes", "overrides"),
)
"""What can be added, in three groups: of the day, around it, of the plan."""


def blank(kind: str, day: date, now: datetime, affected: Side, ice_minutes: int) -> Record:
    """A record of a kind (one of `CHOICES`) for a day, with None where the runner has to answer."""
    activity = kind if kind in list(ActivityKind) else ""
    made: Any = KINDS["activities" if activity else kind]
    values: dict[str, Any] = {"id": new_id()}
    for facet in facets(made):
        if not facet.required or facet.name == "id":
            continue
        match facet.spec:
            case LocalTime():
                values[facet.name] = entry_time(day, now)
            case Scores():
                values[facet.name] = KneeScores()
            case Flag():
                values[facet.name] = False
            case _:
                values[facet.name] = None
    if activity:
        values["kind"] = ActivityKind(activity)
    elif made in (Prescription, Pause):
        values["from_"] = day
    elif made in (PlanChange, Override):
        values["date"] = day
    elif kind == "icing":
        began = now - timedelta(minutes=ice_minutes)
        same_day = day == now.date() == began.date()
        values |= {"minutes": ice_minutes, "side": affected, "at": began if same_day else values["at"]}
    elif kind == "pain_notes":
        values["side"] = None if affected is Side.BOTH else Knee(affected.value)
    record: Record = made(**values)
    return record


def signed(record: Record, by: Professional | None) -> Record:
    """A new record with the clinician at work as who decided, prescribed or was visited."""
    if by is None:
        return record
    if isinstance(record, Override | Prescription):
        return replace(record, by=by.name, role=Role.CLINICIAN)
    return replace(record, who=by.kind, name=by.name) if isinstance(record, ClinicVisit) else record


def with_target(record: Record, diary: Diary) -> Record:
    """A set with a copy of the dose prescribed that day, if it has none yet; other records as they are."""
    if not isinstance(record, ExerciseSet) or record.target is not None:
        return record
    plan = prescribed(diary, record.at.date()).get(record.exercise)
    return replace(record, target=plan.target) if plan else record
