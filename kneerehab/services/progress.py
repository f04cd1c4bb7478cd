"""The read side: a diary and its replay, over a range of days, as data for charts, tables and reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from kneerehab import library
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Replay
from kneerehab.domain.trends.adherence import adherence, exercise_calendar
from kneerehab.domain.trends.dose import dose_trend, leg_balance
from kneerehab.domain.trends.icing import icing_trend
from kneerehab.domain.trends.pain import DayPain, context_trend, pain_by_day, pain_trend
from kneerehab.domain.trends.phases import PhaseSpan, phase_timeline
from kneerehab.domain.trends.running import (
    ComingWeek,
    Dimension,
    WeekPoint,
    longest_run,
    response_trend,
    runs_in,
    weekly_running,
)
from kneerehab.domain.trends.shoes import shoe_distance
from kneerehab.domain.trends.span import Span

SHORTEST_DAYS = 28
"""A preset range shows at least this much, however young the diary is."""


class Range(StrEnum):
    """The ranges a reader can choose; DATES are two dates of their own."""

    FOUR_WEEKS = "4_weeks"
    TWELVE_WEEKS = "12_weeks"
    YEAR = "year"
    ALL = "all"
    SINCE_VISIT = "since_visit"
    DATES = "dates"


_DAYS = {Range.FOUR_WEEKS: 28, Range.TWELVE_WEEKS: 84, Range.YEAR: 365}


def free_dates(texts: Sequence[str], today: date) -> Span | None:
    """Two kept ISO dates up to today; None where there are none, or none that has come yet (a clock set back)."""
    if len(texts) != 2:
        return None
    first, last = sorted(date.fromisoformat(text) for text in texts)
    return Span(first=first, last=min(last, today)) if first <= today else None


def covers(span: Span, chosen: Range) -> bool:
    """Whether a span is as long as its range says; a young diary's is shorter."""
    return span.days == _DAYS.get(chosen)


def first_entry(diary: Diary) -> date | None:
    """The day of the oldest check-in, note, activity, exercise or icing; `None` for an empty diary."""
    lists = (diary.check_ins, diary.pain_notes, diary.activities, diary.exercise_sets, diary.icing)
    return min((records[0].at.date() for records in lists if records), default=None)


def span_of(chosen: Range, diary: Diary, today: date, dates: Span | None = None) -> Span:
    """The days of a range, ending today; presets begin no earlier than the diary, but show at least four weeks.

    SINCE_VISIT begins with the last clinic visit up to today (without one: everything); DATES are `dates`.
    """
    if chosen is Range.DATES and dates is not None:
        return dates
    if chosen is Range.SINCE_VISIT:
        visits = [visit.at.date() for visit in diary.clinic_visits if visit.at.date() <= today]
        if visits:
            return Span(first=max(visits), last=today)
    beginning = min(first_entry(diary) or today, diary.plan.start, today)
    days = _DAYS.get(chosen)
    first = beginning if days is None else max(beginning, today - timedelta(days=days - 1))
    return Span(first=min(first, today - timedelta(days=SHORTEST_DAYS - 1)), last=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What every chart is computed from; `names` and `per_leg` are about exercises, `limit` is the plan's A."""

    diary: Diary
    span: Span
    today: date
    phases: tuple[PhaseSpan, ...] = ()
    weeks: tuple[WeekPoint, ...] = ()
    limit: int = 2
    names: Mapping[str, str] = field(default_factory=dict)
    per_leg: frozenset[str] = frozenset()
    week_start: int = 0
    pain: Mapping[date, DayPain]


def gather(diary: Diary, *, span: Span, today: date, replay: Replay | None = None, week_start: int = 0) -> Sources:
    """Read the diary once for all charts; exercises are named by the library (in English) and by the runner.

    `replay` is the plan up to `today`; without it charts show no phases and no ceilings.
    """
    shipped = library.exercises()
    own = {exercise.id: exercise.name for exercise in diary.exercises}
    per_leg = [slug for slug, exercise in shipped.items() if exercise.per_leg]
    return Sources(
        diary=diary,
        span=span,
        today=today,
        phases=() if replay is None else phases_of(replay),
        weeks=() if replay is None else weeks_of(replay, diary, today),
        limit=settings_on(diary.plan, diary.plan_changes, today).mild,
        names={**{slug: exercise.name for slug, exercise in shipped.items()}, **own},
        per_leg=frozenset([*per_leg, *(exercise.id for exercise in diary.exercises if exercise.per_leg)]),
        week_start=week_start,
        pain=pain_by_day(diary),
    )


def phases_of(replay: Replay) -> tuple[PhaseSpan, ...]:
    """The phases of a replay."""
    return tuple(PhaseSpan(phase=stretch.phase, first=stretch.from_, last=stretch.to) for stretch in replay.phases)


def weeks_of(replay: Replay, diary: Diary, today: date) -> tuple[WeekPoint, ...]:
    """The plan's closed weeks, and the open one with the runs of today; a week that waits for a run begins today."""
    found = [
        WeekPoint(
            start=week.start,
            end=max(week.start, week.closed - timedelta(days=1)),
            done_seconds=week.done.seconds,
            done_metres=week.done.metres,
            allowed_seconds=week.budget.seconds,
            allowed_metres=week.budget.metres,
            decision=week.decision,
        )
        for week in replay.weeks
    ]
    verdict = replay.verdict
    if verdict is not None and verdict.week is not None:
        week, start = verdict.week, verdict.week.start or today
        runs = [run for run in runs_in(diary, Span(first=today, last=today)) if replay.to == today]
        found.append(
            WeekPoint(
                start=start,
                end=max(today, start + timedelta(days=6)),
                done_seconds=week.done.seconds + sum(run.seconds or 0 for run in runs),
                done_metres=week.done.metres + sum(run.metres or 0 for run in runs),
                allowed_seconds=week.budget.seconds,
                allowed_metres=week.budget.metres,
                open=True,
            )
        )
    return tuple(found)


def _running(sources: Sources, dimension: Dimension) -> object:
    return weekly_running(
        sources.diary,
        sources.span,
        dimension,
        plan_weeks=sources.weeks,
        coming=_coming(sources, dimension),
        week_start=sources.week_start,
    )


def _coming(sources: Sources, dimension: Dimension) -> tuple[ComingWeek, ...]:
    """What the week after the open one could allow (5 to 10 % more), if it is the last thing the span shows."""
    week = sources.weeks[-1] if sources.weeks else None
    allowed = week.allowed(dimension) if week else None
    if week is None or allowed is None or not week.open or sources.span.last != sources.today or sources.span.weekly:
        return ()
    first = max(week.end, sources.today) + timedelta(days=1)
    return (
        ComingWeek(start=first, end=first + timedelta(days=6), low=allowed * 1050 // 1000, high=allowed * 1100 // 1000),
    )


BUILDERS: Mapping[str, Callable[[Sources], object]] = MappingProxyType(
    {
        "pain": lambda s: pain_trend(
            s.diary, s.span, pain=s.pain, limit=s.limit, phases=s.phases, week_start=s.week_start
        ),
        "running_distance": lambda s: _running(s, Dimension.DISTANCE),
        "running_minutes": lambda s: _running(s, Dimension.TIME),
        "response": lambda s: response_trend(s.diary, s.span, s.pain),
        "longest_run": lambda s: longest_run(s.diary, s.span, s.week_start),
        "adherence": lambda s: adherence(s.diary, s.span, today=s.today, names=s.names, week_start=s.week_start),
        "exercise_days": lambda s: exercise_calendar(s.diary, s.span, s.week_start),
        "dose": lambda s: dose_trend(s.diary, s.span, names=s.names, week_start=s.week_start),
        "balance": lambda s: leg_balance(s.diary, s.span, names=s.names, per_leg=s.per_leg),
        "icing": lambda s: icing_trend(s.diary, s.span, s.pain, s.week_start),
        "pain_context": lambda s: context_trend(s.diary, s.span, s.week_start),
        "shoes": lambda s: shoe_distance(s.diary, s.span.last),
        "phases": lambda s: phase_timeline(s.diary, s.span, s.phases),
    }
)
"""Chart id to the function that makes its data; the ids are those of `charts.CHARTS`."""


def chart_data(chart_id: str, sources: Sources) -> object:
    """The data of one chart; KeyError for an unknown id."""
    return BUILDERS[chart_id](sources)
