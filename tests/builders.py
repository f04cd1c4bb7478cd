"""Small builders of diaries for tests: records by the plan's day number, quiet and complete unless told otherwise."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import (
    ActivityKind,
    CrossKind,
    Knee,
    OverridePhase,
    PainContext,
    PauseReason,
    RedFlag,
    Side,
    Sign,
    Surface,
)
from kneerehab.domain.diary import LIST_OF, Diary, in_order
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Override, Pause, Plan, PlanChange
from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.domain.training import ExerciseSet

START = date(2026, 3, 2)
"""Day 1 of the plan in tests, a Monday."""

QUIET = (0, 0)
"""No pain now and none in the last 24 hours."""

_numbers = itertools.count(1)


def an_id() -> str:
    """A fresh id that reads well in a failing test."""
    return f"00000000-0000-4000-8000-{next(_numbers):012x}"


def day(number: int) -> date:
    """The date of a day of the plan; day 1 is the first, day 0 the one before."""
    return START + timedelta(days=number - 1)


def at(number: int, clock: str = "07:00") -> datetime:
    """A local time on a day of the plan."""
    return datetime.fromisoformat(f"{day(number)}T{clock}")


def week(seconds: int, metres: int) -> Amount:
    """A week's seconds and metres."""
    return Amount(seconds=seconds, metres=metres)


Pair = tuple[int | None, int | None]
Triple = tuple[int | None, int | None, int | None]


def check_in(
    number: int,
    left: Pair = QUIET,
    right: Pair = QUIET,
    *,
    clock: str = "07:00",
    swelling: bool = False,
    limp: bool = False,
    flags: Sequence[RedFlag] = (),
    signs: Sequence[Sign] = (),
) -> CheckIn:
    """A check-in with (now, worst of 24 hours) per knee."""
    return CheckIn(
        id=an_id(),
        at=at(number, clock),
        now=KneeScores(left=left[0], right=right[0]),
        worst_24h=KneeScores(left=left[1], right=right[1]),
        swelling=swelling,
        limp=limp,
        red_flags=tuple(flags),
        signs=tuple(signs),
    )


def quiet_days(first: int, last: int) -> list[CheckIn]:
    """One check-in without pain on each of these days."""
    return [check_in(number) for number in range(first, last + 1)]


def run(
    number: int,
    seconds: int | None = 1440,
    metres: int | None = 3600,
    *,
    clock: str = "10:00",
    left: Triple = (0, 0, 0),
    right: Triple = (0, 0, 0),
    surfaces: Sequence[Surface] = (Surface.FLAT_ROAD,),
    form_changed: bool | None = False,
    kind: ActivityKind = ActivityKind.RUN,
) -> Activity:
    """A run with (before, during, after) per knee; flat, without pain and with every question answered."""
    return Activity(
        id=an_id(),
        at=at(number, clock),
        kind=kind,
        seconds=seconds,
        metres=metres,
        surfaces=tuple(surfaces),
        pain_before=KneeScores(left=left[0], right=right[0]),
        pain_during=KneeScores(left=left[1], right=right[1]),
        pain_after=KneeScores(left=left[2], right=right[2]),
        form_changed=form_changed,
    )


def walk(number: int, seconds: int | None = 1800, metres: int | None = None, **more: Any) -> Activity:
    """A brisk walk of half an hour, without pain."""
    return run(number, seconds, metres, kind=ActivityKind.WALK, **{"surfaces": (), **more})


def cross_training(number: int, seconds: int | None = 2400) -> Activity:
    """Swimming."""
    return Activity(
        id=an_id(), at=at(number, "12:00"), kind=ActivityKind.CROSS, cross_kind=CrossKind.SWIM, seconds=seconds
    )


def painkiller(number: int, clock: str = "06:30") -> Medication:
    """Ibuprofen."""
    return Medication(id=an_id(), at=at(number, clock), name="ibuprofen", painkiller=True)


def pain_note(
    number: int, score: int, side: Knee = Knee.LEFT, context: PainContext = PainContext.STAIRS, clock: str = "20:00"
) -> PainNote:
    """Pain of one knee in one situation."""
    return PainNote(id=an_id(), at=at(number, clock), side=side, score=score, context=context)


def ice(number: int, clock: str = "12:00") -> IcingSession:
    """Fifteen minutes of ice on both knees."""
    return IcingSession(id=an_id(), at=at(number, clock), minutes=15, side=Side.BOTH)


def exercise_set(number: int, exercise: str = "glute-bridge", clock: str = "19:00") -> ExerciseSet:
    """Three times ten on both legs, without pain."""
    return ExerciseSet(id=an_id(), at=at(number, clock), exercise=exercise, side=Side.BOTH, sets=3, reps=10, pain=0)


def override(number: int, phase: OverridePhase, *, rung: int | None = None, budget: Amount | None = None) -> Override:
    """A physio's decision."""
    return Override(
        id=an_id(), date=day(number), phase=phase, rung=rung, week=budget, reason="Cleared to go on", by="physio"
    )


def pause(first: int, last: int | None = None, reason: PauseReason = PauseReason.AWAY) -> Pause:
    """Days on which the plan rests; open-ended without `last`."""
    return Pause(id=an_id(), from_=day(first), to=None if last is None else day(last), reason=reason)


def plan_change(number: int, **settings: Any) -> PlanChange:
    """New values of settings from a day on."""
    return PlanChange(id=an_id(), date=day(number), settings=settings)


def diary(*records: Record | Sequence[Record], name: str = "Mira", **settings: Any) -> Diary:
    """A diary of these records (or lists of records) in date order; `settings` are those of the plan."""
    lists: dict[str, list[Record]] = {}
    for entry in records:
        for record in [entry] if isinstance(entry, Record) else entry:
            lists.setdefault(LIST_OF[type(record)], []).append(record)
    parts: dict[str, Any] = {name: in_order(kept) for name, kept in lists.items()}
    plan = Plan(**{"start": START, **settings})
    return Diary(runner=Runner(id=an_id(), name=name), plan=plan, **parts)
