"""Amounts and paces that are more likely a slip of the finger than a run: they are asked about, and never refused."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.verdict import Ceilings
from kneerehab.frozen import dataclass

_TIMES = 2
"""So many times the most that was to be expected."""

_DAYS = 30
_EXPECTED = {  # seconds, metres that surprise nobody
    ActivityKind.RUN: (2_100, 5_000),
    ActivityKind.WALK: (7_200, 10_000),
    ActivityKind.CROSS: (7_200, 50_000),
}
_PACES = {ActivityKind.RUN: (150, 900), ActivityKind.WALK: (360, 3_600)}
"""Seconds for a kilometre: faster than a world record, slower than a stroll."""


class Odd(StrEnum):
    """What is odd about an activity."""

    FAR = "far"
    LONG = "long"
    FAST = "fast"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The most that a day's limit, the last 30 days and common sense let expect of one activity."""

    seconds: int
    metres: int


def oddities(activity: Activity, others: Iterable[Activity], limit: Ceilings | None) -> tuple[Odd, ...]:
    """What is odd about `activity` beside the `others` of the diary and the day's `limit`; empty if nothing is."""
    expected = _expected(activity, others, limit)
    found = []
    if activity.metres is not None and activity.metres > _TIMES * expected.metres:
        found.append(Odd.FAR)
    if activity.seconds is not None and activity.seconds > _TIMES * expected.seconds:
        found.append(Odd.LONG)
    if activity.seconds and activity.metres and activity.kind in _PACES:
        quickest, slowest = _PACES[activity.kind]
        if activity.seconds * 1000 < quickest * activity.metres:
            found.append(Odd.FAST)
        elif activity.seconds * 1000 > slowest * activity.metres:
            found.append(Odd.SLOW)
    return tuple(found)


def _expected(activity: Activity, others: Iterable[Activity], limit: Ceilings | None) -> Expected:
    seconds, metres = _EXPECTED[activity.kind]
    if limit is not None and activity.kind is ActivityKind.RUN:
        seconds, metres = max(seconds, limit.seconds), max(metres, limit.metres or 0)
    for other in others:
        days = (activity.at.date() - other.at.date()).days
        if other.kind is activity.kind and other.id != activity.id and 0 <= days <= _DAYS:
            seconds, metres = max(seconds, other.seconds or 0), max(metres, other.metres or 0)
    return Expected(seconds=seconds, metres=metres)
