"""The Diary by day: which days there are and which a filter shows, what a day holds, and a month in numbers.

The list of days is made in one pass over the log; what a day holds is looked up when its line is shown, from that day's
records alone, so that ten years open as quickly as a week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import ActivityKind, Knee
from kneerehab.domain.diary import TIMED, Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import Record, moment
from kneerehab.domain.training import ExerciseSet
from kneerehab.frozen import dataclass
from kneerehab.services.log import DayMark, Log, is_dated, kind_code, pain_of
from kneerehab.services.today import Entry, exercises_on

PLAN_KINDS = frozenset({"plan_changes", "overrides", "pauses", "prescriptions", "exercises", "shoes"})
"""The kinds that belong to the plan and its settings, not to a day as it was lived."""


class DayFilter(StrEnum):
    """Which days are listed."""

    ALL = "all"
    RUNS = "runs"
    PAIN = "pain"
    VISITS = "visits"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A line of the list: one day, or the days from `first` to `day` on which nothing was logged."""

    day: date
    first: date
    logged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """What a day holds: worst pain per knee (None is unknown), runs or else walks with what is known of their amounts.

    `done` of `due` exercises are complete; `due` is 0 when none were prescribed, `done` is None when none were done.
    """

    day: date
    checked_in: bool
    pain: KneeScores
    kind: ActivityKind | None
    count: int
    seconds: int
    metres: int
    done: int | None
    due: int
    ice: int
    noted: Record | None
    other: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSums:
    """A month up to today: days so far and those with a check-in, runs, highest pain with its days, exercise days."""

    days: int
    checked_in: int
    runs: int
    worst: int | None
    worst_on: tuple[date, ...]
    exercised: int


class DiaryDays:
    """The days of one log; every question after the first pass looks at the records of its own days alone."""

    def __init__(self, log: Log, today: date, before: DiaryDays | None = None) -> None:
        """`before` are the days until now: most changes leave the list of days as it was."""
        self.log = log
        self.today = today
        lived = [record for name in TIMED for record in getattr(log.diary, name)]
        runs = (one for one in log.diary.activities if one.kind is ActivityKind.RUN)
        self._days = {
            DayFilter.ALL: _days(lived),
            DayFilter.RUNS: _days(runs),
            DayFilter.PAIN: _days(_sore(log.diary)),
            DayFilter.VISITS: _days(log.diary.clinic_visits),
            DayFilter.NOTES: _days(record for record in lived if record.note),
        }
        self._listed: tuple[DayRow, ...] | None = None
        if before is not None and before.today == today and before._days[DayFilter.ALL] == self._days[DayFilter.ALL]:
            self._listed = before._listed

    def count(self, chosen: DayFilter) -> int:
        """How many days a filter lets through."""
        return len(self._days[chosen])

    def marks(self, first: date, last: date) -> dict[date, DayMark]:
        """The marks of the days with an entry between two days, both included; the plan marks no day."""
        logged = self._days[DayFilter.ALL]
        return {day: mark for day, mark in self.log.days(first, last).items() if day in logged}

    def rows(self, chosen: DayFilter = DayFilter.ALL, words: str = "") -> tuple[DayRow, ...]:
        """Lines newest first; without filter and words also the days without an entry, a row of them as one."""
        days = self._days[chosen]
        if chosen is DayFilter.ALL and not words:
            if self._listed is None:
                self._listed = tuple(_with_gaps(sorted(days, reverse=True), self.today))
            return self._listed
        if words:
            found = self.log.find(words=words)
            days = days & {moment(record).date() for record in found if kind_code(record) not in PLAN_KINDS}
        return tuple(DayRow(day=day, first=day, logged=True) for day in sorted(days, reverse=True))

    def line(self, day: date) -> DayLine:
        """What a day holds."""
        records = self._records(day)
        activities = [record for record in records if isinstance(record, Activity)]
        runs = [one for one in activities if one.kind is ActivityKind.RUN]
        walks = [one for one in activities if one.kind is ActivityKind.WALK]
        shown = runs or walks
        done, due = self._exercises(day, records)
        noted = next((record for record in records if record.note), None)
        return DayLine(
            day=day,
            checked_in=any(isinstance(record, CheckIn) for record in records),
            pain=KneeScores(left=_worst(records, Knee.LEFT), right=_worst(records, Knee.RIGHT)),
            kind=shown[0].kind if shown else None,
            count=len(shown),
            seconds=sum(one.seconds or 0 for one in shown),
            metres=sum(one.metres or 0 for one in shown),
            done=done,
            due=due,
            ice=sum(isinstance(record, IcingSession) for record in records),
            noted=noted,
            other=next((record for record in records if _is_other(record)), None),
        )

    def entries(self, day: date) -> tuple[Entry, ...]:
        """What was logged on a day, in order of time; exercise sets stand together at the time of the last."""
        records = self._records(day)
        sets = tuple(record for record in records if isinstance(record, ExerciseSet))
        found = [Entry(at=moment(one), records=(one,)) for one in records if not isinstance(one, ExerciseSet)]
        if sets:
            found.append(Entry(at=sets[-1].at, records=sets))
        return tuple(sorted(found, key=lambda entry: entry.at))

    def plan_records(self, words: str = "") -> tuple[Record, ...]:
        """Prescriptions, plan changes, overrides, pauses, own exercises and shoes, newest first."""
        return self.log.find(kinds=PLAN_KINDS, words=words)

    def month(self, first: date, last: date) -> MonthSums:
        """A month in numbers, as far as it has gone."""
        last = min(last, self.today)
        records = [record for record in self.log.between(first, last) if is_dated(record)]
        worst = {day: mark.worst for day, mark in self.log.days(first, last).items() if mark.worst is not None}
        highest = max(worst.values(), default=None)
        return MonthSums(
            days=max(0, (last - first).days + 1),
            checked_in=len({record.at.date() for record in records if isinstance(record, CheckIn)}),
            runs=sum(isinstance(record, Activity) and record.kind is ActivityKind.RUN for record in records),
            worst=highest,
            worst_on=tuple(sorted(day for day, score in worst.items() if score == highest)),
            exercised=len({record.at.date() for record in records if isinstance(record, ExerciseSet)}),
        )

    def _records(self, day: date) -> tuple[Record, ...]:
        return tuple(record for record in self.log.between(day, day) if kind_code(record) not in PLAN_KINDS)

    def _exercises(self, day: date, records: tuple[Record, ...]) -> tuple[int | None, int]:
        """Complete ones of those that were due; without a plan, how many were done."""
        done = {record.exercise for record in records if isinstance(record, ExerciseSet)}
        if not done:
            return None, 0
        week = self.log.between(day - timedelta(days=6), day)  # what decides whether an exercise was due
        slice_of_week = replace(
            self.log.diary, exercise_sets=tuple(one for one in week if isinstance(one, ExerciseSet))
        )
        due = [item for item in exercises_on(slice_of_week, day) if item.due or item.done]
        return (sum(item.complete for item in due), len(due)) if due else (len(done), 0)


def _days(records: Iterable[Any]) -> set[date]:
    """The days of records that state their time."""
    return {record.at.date() for record in records}


def _sore(diary: Diary) -> Iterator[CheckIn | PainNote | Activity]:
    """The records that tell of a pain above 0; asked of every one, and so without making a list of its scores."""
    yield from (check for check in diary.check_ins if _hurts(check.now) or _hurts(check.worst_24h))
    yield from (note for note in diary.pain_notes if note.score)
    for one in diary.activities:
        if _hurts(one.pain_before) or _hurts(one.pain_during) or _hurts(one.pain_after):
            yield one


def _hurts(scores: KneeScores | None) -> bool:
    return scores is not None and bool(scores.left or scores.right)


def _worst(records: tuple[Record, ...], knee: Knee) -> int | None:
    """The highest score of a knee in check-ins, pain notes and activities; None if there is none."""
    pairs = [pain_of(record) for record in records]
    return max((score for pair in pairs if pair and (score := pair.of(knee)) is not None), default=None)


def _is_other(record: Record) -> bool:
    """Whether the line of a day has no column for it."""
    if isinstance(record, Activity):
        return record.kind is ActivityKind.CROSS
    return not isinstance(record, CheckIn | PainNote | ExerciseSet | IcingSession)


def _with_gaps(days: list[date], today: date) -> Iterator[DayRow]:
    """The days, newest first, with a line for the days between on which nothing was logged; today has its own."""
    if not days:
        return
    above = max(today, days[0]) + timedelta(days=1)
    if today > days[0]:
        yield DayRow(day=today, first=today, logged=False)
        above = today
    one = timedelta(days=1)
    for day in days:
        if day + one < above:
            yield DayRow(day=above - one, first=day + one, logged=False)
        yield DayRow(day=day, first=day, logged=True)
        above = day
