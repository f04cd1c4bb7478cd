"""How far each pair of shoes has come (E1, E2)."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoePoint:
    """One pair: metres come so far, metres at which to replace it, and runs without a distance that are not in it."""

    name: str
    metres: int
    replace_at: int
    retired: bool
    unknown: int

    @property
    def worn(self) -> bool:
        """Whether the pair has come as far as it should."""
        return self.metres >= self.replace_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeDistance:
    """Pairs in use first, then retired ones, each in the order they were bought; counted up to `on`."""

    on: date
    shoes: tuple[ShoePoint, ...]


def shoe_distance(diary: Diary, on: date) -> ShoeDistance:
    """Distance of every pair, with what it had come before the diary and all activities up to `on`."""
    points = []
    for pair in diary.shoes:
        worn = [activity for activity in diary.activities if activity.shoes_id == pair.id and activity.at.date() <= on]
        points.append(
            ShoePoint(
                name=pair.name,
                metres=(pair.start_metres or 0) + sum(activity.metres or 0 for activity in worn),
                replace_at=pair.replace_at,
                retired=pair.retired is not None and pair.retired <= on,
                unknown=sum(1 for activity in worn if activity.metres is None),
            )
        )
    return ShoeDistance(on=on, shoes=tuple(sorted(points, key=lambda point: point.retired)))
