"""Exercise days: what was planned against what was done, by week, by exercise and as a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kneerehab.domain.codes import Knee
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.folding import folded
from kneerehab.domain.trends.span import Span, calendar_weeks, steps, week_of
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Exercise days: `shifted` was made good in the week before or after, `extra` came on top of what was planned."""

    on_time: int = 0
    shifted: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def planned(self) -> int:
        """How many were planned."""
        return self.on_time + self.shifted + self.missed

    @property
    def done_percent(self) -> int | None:
        """Done of planned, in per cent; `None` if nothing was planned."""
        return (self.on_time + self.shifted) * 100 // self.planned if self.planned else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            on_time=self.on_time + other.on_time,
            shifted=self.shifted + other.shifted,
            missed=self.missed + other.missed,
            extra=self.extra + other.extra,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTally:
    """A calendar week of exercise; `open` while its last day is still to come or not over."""

    start: date
    end: date
    tally: Tally
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseTally:
    """One exercise over the whole span, with the days on which each leg did it."""

    exercise: str
    name: str
    tally: Tally
    left_days: int
    right_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """Exercise against the plan, by week and by exercise; days in a pause are not planned."""

    span: Span
    weeks: tuple[WeekTally, ...]
    exercises: tuple[ExerciseTally, ...]

    @property
    def total(self) -> Tally:
        """All weeks together."""
        return sum((week.tally for week in self.weeks), Tally())


def done_days(diary: Diary, span: Span) -> dict[str, dict[date, set[Knee]]]:
    """Exercise → dates of the span on which it was done → the legs that did it."""
    found: dict[str, dict[date, set[Knee]]] = defaultdict(dict)
    for item in between(diary.exercise_sets, span.first, span.last):
        found[item.exercise].setdefault(item.at.date(), set()).update(item.side.knees)
    return found


def planned_days(diary: Diary, days: Span) -> dict[str, dict[date, int]]:
    """Exercise → dates of its prescriptions outside pauses → days a week that are planned then."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    rests = {day for pause in diary.pauses for day in _part(pause.from_, pause.to, days)}
    for prescription in diary.prescriptions:
        rate = found[prescription.exercise]
        for day in _part(prescription.from_, prescription.to, days):
            if day not in rests:
                rate[day] = max(prescription.days_per_week, rate.get(day, 0))
    return found


def _part(first: date, last: date | None, days: Span) -> Iterator[date]:
    first, last = max(first, days.first), min(last or days.last, days.last)
    return Span(first=first, last=last).each() if first <= last else iter(())


def _tallies(
    rate: Mapping[date, int], done: Collection[date], weeks: Sequence[Span], today: date, logged: Collection[date]
) -> list[Tally]:
    """One exercise, week by week. What is short in a week is shifted if the week after or before has a spare day.

    No more can be missed than there are `logged` days without it: what was done on the others is unknown.
    """
    quotas, counts, short, without = [], [], [], []
    for week in weeks:
        quota = (2 * sum(rate.get(day, 0) for day in week.each()) + 7) // 14  # a seventh a day, rounded half up
        count = sum(1 for day in week.each() if day in done)
        still_free = sum(1 for day in week.each() if day >= today and day not in done)
        quotas.append(quota)
        counts.append(count)
        short.append(max(0, quota - count - still_free))
        without.append(sum(1 for day in week.each() if day < today and day in logged and day not in done))
    spare = [max(0, count - quota) for count, quota in zip(counts, quotas, strict=True)]
    shifted = [0] * len(weeks)
    for number in range(len(weeks)):
        for other in (number + 1, number - 1):
            if 0 <= other < len(weeks):
                moved = min(short[number] - shifted[number], spare[other])
                shifted[number] += moved
                spare[other] -= moved
    return [
        Tally(
            on_time=min(counts[number], quotas[number]),
            shifted=shifted[number],
            missed=min(short[number] - shifted[number], without[number]),
            extra=spare[number],
        )
        for number in range(len(weeks))
    ]


def adherence(
    diary: Diary, span: Span, *, today: date, names: Mapping[str, str] | None = None, week_start: int = 0
) -> Adherence:
    """Days a week that were prescribed against days done; days in a pause are not planned.

    In the week of `today` only what can no longer be done is missed. What was done on days without any entry is
    unknown, and never missed.
    """
    weeks = list(calendar_weeks(span, week_start))
    if weeks[-1].first <= today <= weeks[-1].last:
        weeks[-1] = replace(weeks[-1], last=week_of(today, week_start) + timedelta(days=6))
    looked_at = Span(first=span.first, last=weeks[-1].last)
    done, rates = done_days(diary, span), planned_days(diary, looked_at)
    logged = diary.around(looked_at.first, looked_at.last).days_with_entries()
    totals = [Tally()] * len(weeks)
    exercises = []
    for exercise in sorted({*done, *rates}):
        days = done.get(exercise, {})
        tallies = _tallies(rates.get(exercise, {}), days, weeks, today, logged)
        tally = sum(tallies, Tally())
        if tally != Tally():
            totals = [total + part for total, part in zip(totals, tallies, strict=True)]
            exercises.append(
                ExerciseTally(
                    exercise=exercise,
                    name=(names or {}).get(exercise, exercise),
                    tally=tally,
                    left_days=sum(1 for legs in days.values() if Knee.LEFT in legs),
                    right_days=sum(1 for legs in days.values() if Knee.RIGHT in legs),
                )
            )
    return Adherence(
        span=span,
        weeks=tuple(
            WeekTally(start=week.first, end=week.last, tally=total, open=week.last >= today)
            for week, total in zip(weeks, totals, strict=True)
        ),
        exercises=tuple(sorted(exercises, key=lambda item: folded(item.name))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseDay:
    """A cell of the calendar: different exercises done on one day, or those of each day of a week added up."""

    day: date
    days: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCalendar:
    """Exercise days; `most` is the largest number of different exercises in a cell, `active` the days with any."""

    span: Span
    cells: tuple[ExerciseDay, ...]
    most: int
    active: int
    week_start: int = 0


def exercise_calendar(diary: Diary, span: Span, week_start: int = 0) -> ExerciseCalendar:
    """Different exercises a day; for a long span the exercises of each day added up over the week."""
    done: dict[date, set[str]] = defaultdict(set)
    for item in between(diary.exercise_sets, span.first, span.last):
        done[item.at.date()].add(item.exercise)
    cells = tuple(
        ExerciseDay(
            day=step.first,
            days=step.days,
            done=sum(len(done.get(day, ())) for day in step.each()),
        )
        for step in steps(span, week_start)
    )
    return ExerciseCalendar(
        span=span,
        cells=cells,
        most=max((cell.done for cell in cells), default=0),
        active=len(done),
        week_start=week_start,
    )
