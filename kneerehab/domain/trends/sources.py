"""What every chart is computed from: a diary, the days to show, and what the plan made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.phases import PhaseSpan
from kneerehab.domain.trends.running import WeekPoint
from kneerehab.domain.trends.span import Span
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Read once for all charts; `names` and `per_leg` are about exercises, `limit` is the plan's A."""

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
