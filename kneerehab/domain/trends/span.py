"""Which days are looked at, and in what steps: single days up to a year, else weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kneerehab.frozen import dataclass

DAILY_UP_TO = 366
"""Days; longer spans are summed up by week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days from `first` to `last`, both included; `first` is never after `last`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def weekly(self) -> bool:
        """Whether it is so long that a week is the smallest step."""
        return self.days > DAILY_UP_TO

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def each(self) -> Iterator[date]:
        """Every day, oldest first."""
        return (self.first + timedelta(days=number) for number in range(self.days))


def steps(span: Span, week_start: int = 0) -> tuple[Span, ...]:
    """The days of a span one by one, or by calendar week if it is longer than a year (`week_start` 0 is Monday)."""
    if span.weekly:
        return calendar_weeks(span, week_start)
    return tuple(Span(first=day, last=day) for day in span.each())


def week_of(day: date, week_start: int = 0) -> date:
    """The first day of the calendar week of `day` (`week_start` 0 is Monday, 6 Sunday)."""
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def calendar_weeks(span: Span, week_start: int = 0) -> tuple[Span, ...]:
    """The calendar weeks of a span; the first and the last may be cut short by its ends."""
    found = []
    first = span.first
    while first <= span.last:
        last = min(week_of(first, week_start) + timedelta(days=6), span.last)
        found.append(Span(first=first, last=last))
        first = last + timedelta(days=1)
    return tuple(found)
