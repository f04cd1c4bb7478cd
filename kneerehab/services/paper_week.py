"""A week that was kept on paper: which answers each day already has, and what was typed as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, Surface
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.record import Record, new_id
from kneerehab.domain.training import Prescription
from kneerehab.domain.trends.span import week_of
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import prescribed
from kneerehab.services.icing import spaced
from kneerehab.services.today import ExerciseDue, entry_time, exercises_on, tick

DAYS = 7
RUNS = 4
"""Lines for runs on a sheet: the most a week has (A12)."""

_KEYS = "ABCDEFGHJKMNOPQTUVWYZ"
"""Letters of exercises, without those that a day's other answers are typed with (I, L, R, S, X)."""

_NOON, _EVENING = time(12), time(18)  # when a run and exercises are dated that nobody timed


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDay:
    """What a day's line says; None is unknown. `exercises` are doses of the sheet."""

    day: date
    worst: KneeScores = field(default_factory=KneeScores)
    now: KneeScores = field(default_factory=KneeScores)
    exercises: tuple[Prescription, ...] = ()
    ice: int = 0
    swelling: bool = False
    limp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRun:
    """What a line of a run says; `usual` is a flat road and moving as usual."""

    day: date
    seconds: int | None = None
    metres: int | None = None
    before: KneeScores = field(default_factory=KneeScores)
    during: KneeScores = field(default_factory=KneeScores)
    after: KneeScores = field(default_factory=KneeScores)
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the diary already has of a day: it stays as it is."""

    check_in: bool
    run: bool
    ice: bool


def usual_week(today: date, week_start: int = 0) -> date:
    """The first day of the newest week that is over, today counted as its last."""
    return week_of(today - timedelta(days=DAYS - 1), week_start)


def lettered(diary: Diary, first: date) -> dict[str, Prescription]:
    """The exercises prescribed on the first day of a sheet, each by its letter; more than 21 have none."""
    return dict(zip(_KEYS, prescribed(diary, first).values(), strict=False))


def known_of(diary: Diary, day: date) -> Known:
    """Which answers of a day need not be typed."""
    return Known(
        check_in=bool(between(diary.check_ins, day, day)),
        run=any(done.kind is ActivityKind.RUN for done in between(diary.activities, day, day)),
        ice=bool(between(diary.icing, day, day)),
    )


def week_records(
    diary: Diary, days: Sequence[PaperDay], runs: Sequence[PaperRun], *, now: datetime, ice_minutes: int
) -> tuple[Record, ...]:
    """What was typed as records, in the order of the sheet; an answer that was not given makes none."""
    found: list[Record] = []
    for typed in days:
        found += _day_records(diary, typed, now, ice_minutes)
    return (*found, *(_run(typed, now) for typed in runs))


def _day_records(diary: Diary, typed: PaperDay, now: datetime, ice_minutes: int) -> list[Record]:
    found: list[Record] = []
    if typed.worst.known() or typed.now.known() or typed.swelling or typed.limp:
        found.append(
            CheckIn(
                id=new_id(),
                at=entry_time(typed.day, now),
                now=typed.now,
                worst_24h=typed.worst,
                swelling=typed.swelling,
                limp=typed.limp,
            )
        )
    due = {item.prescription.exercise: item for item in exercises_on(diary, typed.day)}
    for dose in typed.exercises:
        item = due.get(dose.exercise) or _no_longer_planned(dose)
        saved, _removed = tick(item, item.prescription.side, _at(typed.day, _EVENING, now))
        found += saved
    if typed.ice:
        side = settings_on(diary.plan, diary.plan_changes, typed.day).affected
        starts = spaced(typed.ice, diary.icing, typed.day, now, ice_minutes)
        found += [IcingSession(id=new_id(), at=start, minutes=ice_minutes, side=side) for start in starts]
    return found


def _no_longer_planned(dose: Prescription) -> ExerciseDue:
    """An exercise of the sheet that the plan took out during the week: done all the same."""
    return ExerciseDue(prescription=dose, name=dose.exercise, per_leg=False, due=False, done=frozenset(), records=())


def _run(typed: PaperRun, now: datetime) -> Activity:
    return Activity(
        id=new_id(),
        at=_at(typed.day, _NOON, now),
        kind=ActivityKind.RUN,
        seconds=typed.seconds,
        metres=typed.metres,
        surfaces=(Surface.FLAT_ROAD,) if typed.usual else (),
        pain_before=typed.before if typed.before.known() else None,
        pain_during=typed.during if typed.during.known() else None,
        pain_after=typed.after if typed.after.known() else None,
        form_changed=False if typed.usual else None,
    )


def _at(day: date, clock: time, now: datetime) -> datetime:
    """A time of the day that has come."""
    return min(datetime.combine(day, clock), now)
