"""Outcome measures over time: first and last result, and the change that counts (clinical rules F2 to F7, N2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.frozen import dataclass

EVERY_WEEKS = 2
"""How often measures are asked for unless another rhythm is chosen; our own choice."""

LINES: Mapping[Measure, float] = MappingProxyType(
    {Measure.PSFS: 2, Measure.AKPS: 10, Measure.KOOS_PF: 16.4, Measure.UWRI: 5}
)
"""The smallest change that counts, in the measure's own points: PSFS mean (F6), AKPS (F3), KOOS-PF (F5), UWRI (N2)."""

HIGHEST: Mapping[Measure, int] = MappingProxyType(
    {Measure.PSFS: 10, Measure.STEP_DOWN_30S: 100, Measure.AKPS: 100, Measure.KOOS_PF: 100, Measure.UWRI: 36}
)
"""The highest result of each measure that the diary takes; the lowest is 0."""

SINGLE_ACTIVITY_LINE = 3
"""The same for one activity of the PSFS (F6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTrend:
    """One measure (per leg or activity where it has one): what was found first and last, and the ends between.

    Higher is better.
    """

    measure: Measure
    side: Knee | None = None
    activity: str | None = None
    first: float
    first_day: date
    last: float
    last_day: date
    lowest: float
    lowest_day: date
    highest: float
    highest_day: date
    results: int

    @property
    def change(self) -> float:
        """Last minus first."""
        return self.last - self.first

    @property
    def line(self) -> float | None:
        """The smallest change that counts; None where nothing is agreed."""
        return SINGLE_ACTIVITY_LINE if self.activity else LINES.get(self.measure)

    @property
    def counts(self) -> bool:
        """Whether the change reaches the line."""
        return self.line is not None and abs(self.change) >= self.line


def measure_trends(outcomes: Iterable[Outcome]) -> tuple[MeasureTrend, ...]:
    """Every measure with a result: the mean of the own activities of a day, each activity, each leg, the scores."""
    values: dict[tuple[Measure, Knee | None, str | None], dict[date, float]] = {}
    activities: dict[date, dict[str, float]] = {}
    for outcome in sorted(outcomes, key=lambda outcome: outcome.at):
        day, activity = outcome.at.date(), None
        if outcome.measure is Measure.PSFS:
            activity = outcome.activity or ""
            activities.setdefault(day, {})[activity] = outcome.value
        side = outcome.side if outcome.measure is Measure.STEP_DOWN_30S else None
        values.setdefault((outcome.measure, side, activity), {})[day] = outcome.value
    if activities:
        values[(Measure.PSFS, None, None)] = {day: sum(by.values()) / len(by) for day, by in activities.items()}
    order = list(Measure)
    found = [_trend(*about, by_day) for about, by_day in values.items()]
    return tuple(sorted(found, key=lambda trend: (order.index(trend.measure), trend.activity or "", trend.side or "")))


def _trend(measure: Measure, side: Knee | None, activity: str | None, by_day: dict[date, float]) -> MeasureTrend:
    first, last = min(by_day), max(by_day)
    lowest, highest = min(by_day, key=by_day.__getitem__), max(by_day, key=by_day.__getitem__)
    return MeasureTrend(
        measure=measure,
        side=side,
        activity=activity,
        first=by_day[first],
        first_day=first,
        last=by_day[last],
        last_day=last,
        lowest=by_day[lowest],
        lowest_day=lowest,
        highest=by_day[highest],
        highest_day=highest,
        results=len(by_day),
    )


def next_due(outcomes: Iterable[Outcome], weeks: int = EVERY_WEEKS, skipped: date | None = None) -> date | None:
    """The day from which measures are asked for again: `weeks` after the last result or the day they were `skipped`.

    None before the first result, and where they are never asked for (0 weeks).
    """
    last = max((outcome.at.date() for outcome in outcomes), default=None)
    if last is None or not weeks:
        return None
    return max(last, skipped or last) + timedelta(weeks=weeks)


def own_activities(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """The activities rated on the last day that had any, to be asked again."""
    rated: dict[date, list[str]] = {}
    for outcome in outcomes:
        if outcome.measure is Measure.PSFS and outcome.activity:
            names = rated.setdefault(outcome.at.date(), [])
            if outcome.activity not in names:
                names.append(outcome.activity)
    return tuple(rated[max(rated)]) if rated else ()
