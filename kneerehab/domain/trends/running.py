"""Running over time: weeks against the plan, the 24 hours after each run, and the longest run of 30 days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan.projection import RATES
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.span import Span, calendar_weeks, steps
from kneerehab.frozen import dataclass

CAP_PERCENT = 110
CAP_DAYS = 30
"""A run more than 10 % above the longest of 30 days raises the risk (Frandsen 2025, C7)."""
OVER_PERCENT = 102
"""A week counts as over from here on (W05-over-budget)."""


class Dimension(StrEnum):
    """What is measured: time in seconds or distance in metres."""

    TIME = "time"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """A week of the plan (`decision` once it is closed), or a calendar week without ceilings; `end` included."""

    start: date
    end: date
    done_seconds: int
    done_metres: int
    allowed_seconds: int | None = None
    allowed_metres: int | None = None
    decision: str | None = None
    open: bool = False

    def done(self, dimension: Dimension) -> int:
        """What was run, in seconds or metres."""
        return self.done_seconds if dimension is Dimension.TIME else self.done_metres

    def allowed(self, dimension: Dimension) -> int | None:
        """The ceiling in seconds or metres; `None` where the plan had none."""
        return self.allowed_seconds if dimension is Dimension.TIME else self.allowed_metres

    def over(self, dimension: Dimension) -> bool:
        """Whether more was run than the plan allowed (more than 2 % over)."""
        allowed = self.allowed(dimension)
        return allowed is not None and self.done(dimension) * 100 > allowed * OVER_PERCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingWeek:
    """What a week to come could allow: from `low` to `high` in seconds or metres."""

    start: date
    end: date
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRunning:
    """Weeks in order; `runs` counts run days, `unknown` the runs that lack this amount."""

    span: Span
    dimension: Dimension
    weeks: tuple[WeekPoint, ...]
    runs: int
    unknown: int
    coming: tuple[ComingWeek, ...] = ()


def runs_in(diary: Diary, span: Span) -> list[Activity]:
    """The runs of a span, oldest first."""
    return [run for run in between(diary.activities, span.first, span.last) if run.kind is ActivityKind.RUN]


def weekly_running(
    diary: Diary,
    span: Span,
    dimension: Dimension,
    *,
    plan_weeks: Iterable[WeekPoint] = (),
    coming: Iterable[ComingWeek] = (),
    week_start: int = 0,
) -> WeeklyRunning:
    """The plan's weeks that touch the span, and calendar weeks for the days between them."""
    runs = runs_in(diary, span)
    done: dict[date, Amount] = {}
    for run in runs:
        so_far = done.get(run.at.date(), Amount(seconds=0, metres=0))
        done[run.at.date()] = Amount(
            seconds=so_far.seconds + (run.seconds or 0), metres=so_far.metres + (run.metres or 0)
        )
    kept = sorted((week for week in plan_weeks if week.start <= span.last and week.end >= span.first), key=_start)
    found: list[WeekPoint] = []
    free = span.first
    for week in kept:
        if free < week.start:
            found += _free_weeks(done, Span(first=free, last=week.start - timedelta(days=1)), week_start)
        found.append(week)
        free = max(free, week.end + timedelta(days=1))
    if free <= span.last:
        found += _free_weeks(done, Span(first=free, last=span.last), week_start)
    return WeeklyRunning(
        span=span,
        dimension=dimension,
        weeks=tuple(found),
        runs=len({run.at.date() for run in runs}),
        unknown=sum(1 for run in runs if amount(run, dimension) is None),
        coming=tuple(coming),
    )


def _start(week: WeekPoint) -> date:
    return week.start


def amount(run: Activity, dimension: Dimension) -> int | None:
    """Seconds or metres of a run; `None` if unknown."""
    return run.seconds if dimension is Dimension.TIME else run.metres


def _free_weeks(done: Mapping[date, Amount], days: Span, week_start: int) -> list[WeekPoint]:
    return [
        WeekPoint(
            start=week.first,
            end=week.last,
            done_seconds=sum(done[day].seconds for day in week.each() if day in done),
            done_metres=sum(done[day].metres for day in week.each() if day in done),
        )
        for week in calendar_weeks(days, week_start)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResponse:
    """One run and how the knees took it: `morning` and `next_morning` are the first `now` of two days."""

    day: date
    seconds: int | None
    metres: int | None
    before: KneeScores
    during: KneeScores
    after: KneeScores
    morning: KneeScores
    next_morning: KneeScores

    def moments(self, knee: Knee) -> tuple[int | None, int | None, int | None, int | None]:
        """Before, most during, an hour after, next morning."""
        return self.before.of(knee), self.during.of(knee), self.after.of(knee), self.next_morning.of(knee)

    def settled(self) -> bool | None:
        """Whether every known knee was back at its level before within the hour (B1); `None` if no knee is known."""
        known = [
            after <= before
            for before, after in ((self.before.of(knee), self.after.of(knee)) for knee in Knee)
            if before is not None and after is not None
        ]
        return all(known) if known else None

    def worse_next_morning(self) -> bool | None:
        """Whether some knee was sorer on the next morning than on that of the run (B1); `None` if none is known."""
        known = [
            then > morning
            for morning, then in ((self.morning.of(knee), self.next_morning.of(knee)) for knee in Knee)
            if morning is not None and then is not None
        ]
        return any(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseTrend:
    """Every run of a span with its 24 hours, oldest first."""

    span: Span
    runs: tuple[RunResponse, ...]


_UNKNOWN = KneeScores()


def response_trend(diary: Diary, span: Span, pain: Mapping[date, DayPain]) -> ResponseTrend:
    """The response to each run; two runs of a day are two entries."""

    def morning(day: date) -> KneeScores:
        return pain[day].morning if day in pain else _UNKNOWN

    return ResponseTrend(
        span=span,
        runs=tuple(
            RunResponse(
                day=run.at.date(),
                seconds=run.seconds,
                metres=run.metres,
                before=run.pain_before or _UNKNOWN,
                during=run.pain_during or _UNKNOWN,
                after=run.pain_after or _UNKNOWN,
                morning=morning(run.at.date()),
                next_morning=morning(run.at.date() + timedelta(days=1)),
            )
            for run in runs_in(diary, span)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LongPoint:
    """One step: the longest run in metres, and 110 % of the longest of the 30 days before; `None` if there is none."""

    day: date
    days: int
    longest: int | None
    cap: int | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LongestRun:
    """The longest run and its limit over a span; `unknown` counts runs without a distance."""

    span: Span
    points: tuple[LongPoint, ...]
    runs: int
    unknown: int


def longest_run(diary: Diary, span: Span, week_start: int = 0) -> LongestRun:
    """Single runs against 110 % of the longest of d−30 to d−1, rounded down; no limit without such a run."""
    by_day: dict[date, int] = {}
    for run in runs_in(diary, Span(first=span.first - timedelta(days=CAP_DAYS), last=span.last)):
        if run.metres is not None:
            by_day[run.at.date()] = max(run.metres, by_day.get(run.at.date(), 0))

    def cap(day: date) -> int | None:
        before = [
            by_day[past] for past in (day - timedelta(days=back) for back in range(1, CAP_DAYS + 1)) if past in by_day
        ]
        return max(before) * CAP_PERCENT // 100 if before else None

    points = []
    for step in steps(span, week_start):
        ran = [day for day in step.each() if day in by_day]
        limits = [(by_day[day], cap(day)) for day in ran]
        points.append(
            LongPoint(
                day=step.first,
                days=step.days,
                longest=max((by_day[day] for day in ran), default=None),
                cap=cap(step.first),
                over=any(limit is not None and length > limit for length, limit in limits),
            )
        )
    runs = runs_in(diary, span)
    return LongestRun(
        span=span,
        points=tuple(points),
        runs=len(runs),
        unknown=sum(1 for run in runs if run.metres is None),
    )


def coming_weeks(weeks: Sequence[WeekPoint], span: Span, today: date, dimension: Dimension) -> tuple[ComingWeek, ...]:
    """What the week after the open one could allow (5 to 10 % more), if it is the last thing the span shows."""
    week = weeks[-1] if weeks else None
    allowed = week.allowed(dimension) if week else None
    if week is None or allowed is None or not week.open or span.last != today or span.weekly:
        return ()
    first, last = (max(week.end, today) + timedelta(days=days) for days in (1, 7))
    low, high = (allowed * (1000 + permille) // 1000 for permille in (RATES[0], RATES[-1]))
    return (ComingWeek(start=first, end=last, low=low, high=high),)
