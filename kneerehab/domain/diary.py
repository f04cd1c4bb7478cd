"""Everything one runner recorded, and the one list of record kinds that files, tables and screens share."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Override, Pause, Plan, PlanChange
from kneerehab.domain.record import Deletion, Record, moment
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription
from kneerehab.frozen import dataclass

_R = TypeVar("_R", bound=Record)
_Timed = TypeVar(
    "_Timed", CheckIn, PainNote, Activity, ExerciseSet, IcingSession, Care, Medication, ClinicVisit, Outcome
)

KINDS: MappingProxyType[str, type[Record]] = MappingProxyType(
    {
        "plan_changes": PlanChange,
        "overrides": Override,
        "pauses": Pause,
        "check_ins": CheckIn,
        "pain_notes": PainNote,
        "activities": Activity,
        "exercise_sets": ExerciseSet,
        "icing": IcingSession,
        "care": Care,
        "medication": Medication,
        "shoes": Shoes,
        "clinic_visits": ClinicVisit,
        "exercises": OwnExercise,
        "prescriptions": Prescription,
        "outcomes": Outcome,
    }
)
"""List name in files (and table name) to record class, in the order of the diary format."""

TIMED = (
    "check_ins", "pain_notes", "activities", "exercise_sets", "icing", "care", "medication", "clinic_visits",
    "outcomes",
)  # fmt: skip
"""The lists of what happened at a time."""

LIST_OF: MappingProxyType[type[Record], str] = MappingProxyType({kind: name for name, kind in KINDS.items()})
"""Record class to list name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """One runner's whole diary; every list is in date order, then by id."""

    runner: Runner
    plan: Plan
    plan_changes: tuple[PlanChange, ...] = ()
    overrides: tuple[Override, ...] = ()
    pauses: tuple[Pause, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    pain_notes: tuple[PainNote, ...] = ()
    activities: tuple[Activity, ...] = ()
    exercise_sets: tuple[ExerciseSet, ...] = ()
    icing: tuple[IcingSession, ...] = ()
    care: tuple[Care, ...] = ()
    medication: tuple[Medication, ...] = ()
    shoes: tuple[Shoes, ...] = ()
    clinic_visits: tuple[ClinicVisit, ...] = ()
    exercises: tuple[OwnExercise, ...] = ()
    prescriptions: tuple[Prescription, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    deleted: tuple[Deletion, ...] = ()
    exported_at: datetime | None = None

    def records(self) -> Iterator[Record]:
        """Every record of every kind, kind by kind."""
        for name in KINDS:
            yield from getattr(self, name)

    def days_with_entries(self) -> frozenset[date]:
        """Every day that something was recorded on."""
        return frozenset(record.at.date() for name in TIMED for record in getattr(self, name))

    def find(self, record_id: str) -> Record | None:
        """The record with that id."""
        return next((record for record in self.records() if record.id == record_id), None)

    def around(self, first: date, last: date) -> Diary:
        """The same diary with what happened between two days alone, both included; what has no time stays."""
        timed: dict[str, Any] = {name: between(getattr(self, name), first, last) for name in TIMED}
        return replace(self, **timed)

    def called(self, who: str) -> Diary:
        """The same under another name, also where the runner decided under the own one."""
        signed: dict[str, Any] = {
            name: tuple(replace(one, by=who) if self.runner.is_called(one.by) else one for one in decided)
            for name, decided in (("overrides", self.overrides), ("prescriptions", self.prescriptions))
        }
        return replace(self, runner=replace(self.runner, name=who), **signed)

    def changed_by(self, saved: Iterable[Record], removed: Iterable[Record] = ()) -> Diary:
        """A diary with `saved` put in (or replaced by id) and `removed` taken out; deletion marks are the store's."""
        out: dict[str, set[str]] = {}
        put: dict[str, dict[str, Record]] = {}
        for record in removed:
            out.setdefault(LIST_OF[type(record)], set()).add(record.id)
        for record in saved:
            name = LIST_OF[type(record)]
            out.setdefault(name, set()).add(record.id)
            put.setdefault(name, {})[record.id] = record
        parts: dict[str, Any] = {}
        for name, ids in out.items():
            kept = [record for record in getattr(self, name) if record.id not in ids]
            parts[name] = _with(kept, list(put.get(name, {}).values()))
        return replace(self, **parts)


def since(records: tuple[_Timed, ...], day: int) -> tuple[_Timed, ...]:
    """The records of one list from a day on (an ordinal; 0 for all), found without looking at those before."""
    return records[_from(records, day) :] if day > 0 else records


def between(records: tuple[_Timed, ...], first: date, last: date) -> tuple[_Timed, ...]:
    """The records of one list between two days, both included."""
    return records[_from(records, first.toordinal()) : _from(records, last.toordinal() + 1)]


def _from(records: tuple[_Timed, ...], day: int) -> int:
    return bisect_left(records, datetime.fromordinal(day), key=lambda record: record.at)


def in_order(records: Iterable[_R]) -> tuple[_R, ...]:
    """Records in date order, then by id."""
    return tuple(sorted(records, key=_place))


def marks_in_order(marks: Iterable[Deletion]) -> tuple[Deletion, ...]:
    """Marks of deletions by their time, then by id."""
    return tuple(sorted(marks, key=lambda mark: (mark.changed, mark.id)))


def _place(record: Record) -> tuple[datetime, str]:
    return moment(record), record.id


def _with(ordered: list[Record], more: list[Record]) -> tuple[Record, ...]:
    """Ordered records with a few more in their places: saving one must not sort ten years again."""
    if len(more) > len(ordered) // 64 + 8:
        return in_order([*ordered, *more])
    for record in more:
        insort(ordered, record, key=_place)
    return tuple(ordered)
