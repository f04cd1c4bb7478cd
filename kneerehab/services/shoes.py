"""How far each pair of shoes has come and what is due (E1, E2, conflict 7); computed, so every edit is followed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from kneerehab.domain.diary import Diary
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.trends.shoes import shoe_distance
from kneerehab.frozen import dataclass

INSPECT_METRES = 482_803
"""300 miles: time for a look at sole and heel."""
OVERDUE_METRES = 804_672
"""500 miles: past the longest life of both sources."""


class ShoeState(StrEnum):
    """What a pair needs."""

    FINE = "fine"
    INSPECT = "inspect"
    REPLACE = "replace"
    OVERDUE = "overdue"
    RETIRED = "retired"


DUE = (ShoeState.INSPECT, ShoeState.REPLACE, ShoeState.OVERDUE)
"""The states that are worth a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Metres from which a pair wants a look, and from which it is overdue; each pair has its own time to replace."""

    inspect: int = INSPECT_METRES
    overdue: int = OVERDUE_METRES


@dataclass(frozen=True, slots=True, kw_only=True)
class PairInUse:
    """A pair on one day: metres come, whole months since it was bought (None if unknown), and what it needs.

    `unknown` counts runs without a distance, which are not in `metres`; `runs` counts everything that names the pair.
    """

    shoes: Shoes
    metres: int
    months: int | None
    state: ShoeState
    unknown: int
    runs: int

    @property
    def key(self) -> str:
        """Names this pair in this state: a notice that was closed stays closed until the state changes."""
        return f"{self.shoes.id} {self.state}"


def state_of(shoes: Shoes, metres: int, limits: Limits, on: date) -> ShoeState:
    """What a pair needs; its own replacement distance draws the other two to itself where it lies outside them."""
    if shoes.retired is not None and shoes.retired <= on:
        return ShoeState.RETIRED
    if metres >= max(limits.overdue, shoes.replace_at):
        return ShoeState.OVERDUE
    if metres >= shoes.replace_at:
        return ShoeState.REPLACE
    return ShoeState.INSPECT if metres >= min(limits.inspect, shoes.replace_at) else ShoeState.FINE


def pairs(diary: Diary, on: date, limits: Limits | None = None) -> tuple[PairInUse, ...]:
    """Every pair, those in use first and the newest first among them."""
    limits = limits or Limits()
    # The sum behind the chart; it lists the pairs in the diary's order, retired ones last.
    in_order = sorted(diary.shoes, key=lambda pair: _is_retired(pair, on))
    runs: dict[str, int] = {}
    for activity in diary.activities:
        if activity.shoes_id is not None:
            runs[activity.shoes_id] = runs.get(activity.shoes_id, 0) + 1
    found = [
        PairInUse(
            shoes=pair,
            metres=point.metres,
            months=None if pair.bought is None else months_between(pair.bought, pair.retired or on),
            state=state_of(pair, point.metres, limits, on),
            unknown=point.unknown,
            runs=runs.get(pair.id, 0),
        )
        for pair, point in zip(in_order, shoe_distance(diary, on).shoes, strict=True)
    ]
    return tuple(sorted(found, key=lambda item: (item.state is ShoeState.RETIRED, -_age_key(item.shoes.bought))))


def default_pair(diary: Diary, on: date, preferred: Collection[str] = ()) -> Shoes | None:
    """The pair for a new run: a preferred one (ids, from the settings) in use that day, else the newest in use."""
    in_use = [pair for pair in diary.shoes if not _is_retired(pair, on)]
    chosen = [pair for pair in in_use if pair.id in preferred]
    return max(chosen or in_use, key=lambda pair: _age_key(pair.bought), default=None)


def notice(diary: Diary, on: date, limits: Limits, closed: Collection[str]) -> PairInUse | None:
    """The pair to speak of: the one furthest past its time whose state was not closed before; None if there is none."""
    due = [item for item in pairs(diary, on, limits) if item.state in DUE and item.key not in closed]
    return max(due, key=lambda item: (DUE.index(item.state), item.metres), default=None)


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; never below 0."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (last.day < first.day))


def _is_retired(pair: Shoes, on: date) -> bool:
    return pair.retired is not None and pair.retired <= on


def _age_key(bought: date | None) -> int:
    return bought.toordinal() if bought is not None else 0
