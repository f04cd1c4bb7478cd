"""Icing: minutes a day (or week) with the pain of that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from kneerehab.domain.diary import Diary, between
from kneerehab.domain.trends.pain import DayPain, worst_of_days
from kneerehab.domain.trends.span import Span, steps
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IcePoint:
    """One step: minutes iced, sessions, and the worst pain of the worse knee (`None`: unknown)."""

    day: date
    days: int
    minutes: int
    sessions: int
    pain: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IcingTrend:
    """Icing over a span; `iced` are days with ice, `logged` days with a pain score."""

    span: Span
    points: tuple[IcePoint, ...]
    minutes: int
    iced: int
    logged: int


def icing_trend(diary: Diary, span: Span, pain: Mapping[date, DayPain], week_start: int = 0) -> IcingTrend:
    """Minutes of ice on either knee; a session on both knees counts once."""
    minutes: Counter[date] = Counter()
    sessions: Counter[date] = Counter()
    for session in between(diary.icing, span.first, span.last):
        minutes[session.at.date()] += session.minutes
        sessions[session.at.date()] += 1
    return IcingTrend(
        span=span,
        points=tuple(
            IcePoint(
                day=step.first,
                days=step.days,
                minutes=sum(minutes[day] for day in step.each()),
                sessions=sum(sessions[day] for day in step.each()),
                pain=max(worst_of_days(pain, step.each()).known(), default=None),
            )
            for step in steps(span, week_start)
        ),
        minutes=minutes.total(),
        iced=len(minutes),
        logged=sum(1 for day in span.each() if day in pain and pain[day].worst.known()),
    )
