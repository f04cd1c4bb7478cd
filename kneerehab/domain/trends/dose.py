"""Exercise dose over time, and left against right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from kneerehab.domain.codes import Knee, Side
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.folding import folded
from kneerehab.domain.training import ExerciseSet, Target
from kneerehab.domain.trends.span import Span, steps
from kneerehab.frozen import dataclass

BALANCE_PERCENT = 15
"""A side that does more than 15 % less than the other is pointed out (design choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePoint:
    """The largest dose of one leg in one step: `volume` is repeats (or seconds held) over all its sets."""

    day: date
    volume: int
    target: int | None
    dose: Target


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseSeries:
    """One exercise; `seconds` tells holds from repeats; `by_leg` if any of it was done with one leg alone."""

    exercise: str
    name: str
    seconds: bool
    by_leg: bool
    points: tuple[DosePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTrend:
    """Dose per exercise, the most often done first; `active` counts days with any exercise."""

    span: Span
    series: tuple[DoseSeries, ...]
    active: int


def _volume(dose: Target | ExerciseSet) -> int:
    return dose.sets * (dose.reps or 1) if dose.reps or not dose.hold_seconds else dose.sets * dose.hold_seconds


def _point(day: date, volume: int, items: list[ExerciseSet]) -> DosePoint:
    last = items[-1]
    return DosePoint(
        day=day,
        volume=volume,
        target=None if last.target is None else _volume(last.target),
        dose=Target(
            sets=sum(item.sets for item in items), reps=last.reps, hold_seconds=last.hold_seconds, load_kg=last.load_kg
        ),
    )


def dose_trend(diary: Diary, span: Span, *, names: Mapping[str, str] | None = None, week_start: int = 0) -> DoseTrend:
    """What one leg did per exercise and step; entries of the same leg and day add up."""
    first_of = {day: step.first for step in steps(span, week_start) for day in step.each()}
    by_leg: dict[str, dict[tuple[date, Knee], list[ExerciseSet]]] = defaultdict(lambda: defaultdict(list))
    for item in between(diary.exercise_sets, span.first, span.last):
        for knee in item.side.knees:
            by_leg[item.exercise][(item.at.date(), knee)].append(item)
    series = []
    for exercise, legs in by_leg.items():
        best: dict[date, tuple[int, list[ExerciseSet]]] = {}
        for (day, _knee), items in legs.items():
            volume, step = sum(map(_volume, items)), first_of[day]
            if step not in best or best[step][0] < volume:
                best[step] = volume, items
        points = tuple(_point(step, *best[step]) for step in sorted(best))
        seconds = all(point.dose.reps is None and point.dose.hold_seconds is not None for point in points)
        series.append(
            DoseSeries(
                exercise=exercise,
                name=(names or {}).get(exercise, exercise),
                seconds=seconds,
                by_leg=any(item.side is not Side.BOTH for items in legs.values() for item in items),
                points=points,
            )
        )
    return DoseTrend(
        span=span,
        series=tuple(sorted(series, key=lambda item: (-len(item.points), folded(item.name)))),
        active=len({day for legs in by_leg.values() for day, _knee in legs}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """Sets of one exercise per leg."""

    exercise: str
    name: str
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LegBalance:
    """Sets per leg; `together` names exercises that were only done with both legs at once."""

    span: Span
    rows: tuple[BalanceRow, ...]
    together: tuple[str, ...]

    @property
    def left(self) -> int:
        """Sets of the left leg."""
        return sum(row.left for row in self.rows)

    @property
    def right(self) -> int:
        """Sets of the right leg."""
        return sum(row.right for row in self.rows)

    @property
    def less(self) -> Knee | None:
        """The leg that did over 15 % less than the other, if one did."""
        if abs(self.left - self.right) * 100 <= BALANCE_PERCENT * max(self.left, self.right):
            return None
        return Knee.LEFT if self.left < self.right else Knee.RIGHT


def leg_balance(
    diary: Diary, span: Span, *, names: Mapping[str, str] | None = None, per_leg: Collection[str] = ()
) -> LegBalance:
    """Sets per leg. Sets on both legs count for each if the exercise is in `per_leg` or was also logged leg by leg."""
    sets: dict[str, Counter[Side]] = defaultdict(Counter)
    for item in between(diary.exercise_sets, span.first, span.last):
        sets[item.exercise][item.side] += item.sets
    apart = {
        exercise for exercise, count in sets.items() if exercise in per_leg or count[Side.LEFT] or count[Side.RIGHT]
    }

    def name(exercise: str) -> str:
        return (names or {}).get(exercise, exercise)

    rows = [
        BalanceRow(
            exercise=exercise,
            name=name(exercise),
            left=sets[exercise][Side.LEFT] + sets[exercise][Side.BOTH],
            right=sets[exercise][Side.RIGHT] + sets[exercise][Side.BOTH],
        )
        for exercise in apart
    ]
    return LegBalance(
        span=span,
        rows=tuple(sorted(rows, key=lambda row: (-(row.left + row.right), folded(row.name)))),
        together=tuple(sorted((name(exercise) for exercise in sets.keys() - apart), key=folded)),
    )
