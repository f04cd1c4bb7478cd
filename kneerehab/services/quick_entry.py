"""What a typed line is read against, taken from one runner's diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.quick_entry import MadeSets, QuickContext, QuickExercise
from kneerehab.domain.training import ExerciseSet
from kneerehab.services.exercises import every_name, is_per_leg, prescribed
from kneerehab.services.today import entry_time, exercises_on, mark_all, tick


def context_of(diary: Diary, now: datetime, day: date | None = None) -> QuickContext:
    """The context of a line that is typed at `now` (local) for a day, which is today unless it is given."""
    now = now.replace(second=0, microsecond=0)
    return QuickContext(
        diary=diary,
        now=now,
        day=now.date() if day is None else day,
        affected=lambda day: settings_on(diary.plan, diary.plan_changes, day).affected,
        usual_time=lambda day: entry_time(day, now),
        open_exercises=lambda day, at, made: mark_all(exercises_on(_with(diary, made), day), at),
        exercises=lambda: _exercises(diary),
        planned=lambda exercise, day: prescribed(diary, day).get(exercise),
        tick=lambda exercise, side, at, made: _tick(_with(diary, made), exercise, side, at),
    )


def _exercises(diary: Diary) -> tuple[QuickExercise, ...]:
    """Those of the plan, past and present, the runner's own, and the shipped ones."""
    known = [*(dose.exercise for dose in diary.prescriptions), *(own.id for own in diary.exercises)]
    found = []
    for exercise in dict.fromkeys([*known, *library.exercises()]):
        name, *others = every_name(diary, exercise)
        shipped = library.find(exercise)
        found.append(
            QuickExercise(
                id=exercise,
                name=name,
                others=tuple(others),
                per_leg=is_per_leg(diary, exercise),
                by_time=shipped is not None and shipped.start.reps is None,
            )
        )
    return tuple(found)


def _tick(diary: Diary, exercise: str, side: Side, at: datetime) -> MadeSets:
    found = (item for item in exercises_on(diary, at.date()) if item.prescription.exercise == exercise)
    item = next(found, None)
    saved = () if item is None else tick(item, side, at)[0]
    return tuple(record for record in saved if isinstance(record, ExerciseSet))


def _with(diary: Diary, made: MadeSets) -> Diary:
    """The diary as it will be once the line is saved so far."""
    done = sorted((*diary.exercise_sets, *made), key=lambda record: (record.at, record.id))
    return replace(diary, exercise_sets=tuple(done)) if made else diary
