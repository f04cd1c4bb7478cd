"""How pain changed between the first and the last days of a span, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from kneerehab.domain.codes import Knee
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass

DAYS = 7
LEAST_DAYS = 3
"""Days with a score that either end needs."""
CLEAR_TENTHS, POSSIBLE_TENTHS = 20, 10
"""Points of ten that count: 2 in general, about 1 in pain around the kneecap (F2)."""


class Weight(StrEnum):
    """How much a change means."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    SMALL = "small"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainChange:
    """One knee: mean of the worst scores in the first and last seven days of a span, each over `*_days` scores."""

    knee: Knee
    start: float
    now: float
    start_days: int
    now_days: int

    @property
    def tenths(self) -> int:
        """What changed, in tenths of a point; negative is less pain."""
        return round(self.now * 10) - round(self.start * 10)

    @property
    def weight(self) -> Weight:
        """Clear from 2 points on, possible from 1 (F2)."""
        size = abs(self.tenths)
        return Weight.CLEAR if size >= CLEAR_TENTHS else Weight.POSSIBLE if size >= POSSIBLE_TENTHS else Weight.SMALL


def scored_days(pain: Mapping[date, DayPain], span: Span) -> Span | None:
    """From the first to the last day of a span that has a score of either knee; None if none has."""
    days = [day for day in pain if day in span and pain[day].worst.known()]
    return Span(first=min(days), last=max(days)) if days else None


def pain_changes(pain: Mapping[date, DayPain], span: Span) -> tuple[PainChange, ...]:
    """Per knee the change from the first to the last week that has scores; knees with too few are left out."""
    found = []
    for knee in Knee:
        scored = [
            (day, score) for day in span.each() if day in pain and (score := pain[day].worst.of(knee)) is not None
        ]
        if not scored:
            continue
        begin, end = scored[0][0].toordinal() + DAYS, scored[-1][0].toordinal() - DAYS
        first = [score for day, score in scored if day.toordinal() < begin]
        last = [score for day, score in scored if day.toordinal() > end]
        if begin <= end + 1 and min(len(first), len(last)) >= LEAST_DAYS:
            found.append(
                PainChange(
                    knee=knee,
                    start=sum(first) / len(first),
                    now=sum(last) / len(last),
                    start_days=len(first),
                    now_days=len(last),
                )
            )
    return tuple(found)
