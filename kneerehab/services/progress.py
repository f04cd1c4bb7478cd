"""The read side: a diary and its replay, over a range of days, as data for charts, tables and reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from kneerehab import library
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Replay
from kneerehab.domain.trends.pain import pain_by_day
from kneerehab.domain.trends.phases import PhaseSpan
from kneerehab.domain.trends.running import (
    WeekPoint,
    runs_in,
)
from kneerehab.domain.trends.sources import Sources
from kneerehab.domain.trends.span import Span
from kneerehab.i18n import _

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
        names={**{slug: _(exercise.name) for slug, exercise in shipped.items()}, **own},
        per_leg=frozenset([*per_leg, *(exercise.id for exercise in diary.exercises if exercise.per_leg)]),
        week_start=week_start,
        pain=pain_by_day(diary.around(span.first, span.last + timedelta(days=1))),  # with the morning after a last run
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
