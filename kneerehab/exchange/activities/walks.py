"""The walks before and after a run in one recording: found by pace, left out of the run, and put back if wished.

The plan counts the run alone, with the walk breaks of its ladder and without the walks to warm up and cool down
(plan-engine section 7). All numbers here are design choices; what was cut is shown and can be changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from kneerehab.exchange.activities.sports import WALK_BELOW
from kneerehab.frozen import dataclass

SPAN = 10
"""Seconds of one slice of the pace."""

MOST_SPANS = 2 * 86_400 // SPAN

_LEAST_WALK = 180 // SPAN
"""A shorter walk at an end may be a break of the ladder, which belongs to the run."""

_WINDOW = 60 // SPAN
"""A run has begun once two thirds of a minute are run: a crossing that is jogged over is none."""

_FASTER = 1.25
"""A run that is hardly faster than the walk before it can't be told from it."""

_MOST_BREAK = 180 // SPAN
_LEAST_RUN_SHARE = 0.25
"""Of the ladder's first rung, a third is run."""

Spans = Sequence[tuple[float, float]]
"""For each slice of a recording from its first point on: seconds that were moving, and metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A walk at one end of a recording: its length by the clock, its moving time and its distance."""

    clock: int
    seconds: int
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Walks:
    """The walks of a recording (None: there is none at that end), and whether they are `cut` from the run."""

    before: Walk | None
    after: Walk | None
    cut: bool = True

    @property
    def seconds(self) -> int:
        """Moving time of both."""
        return sum(walk.seconds for walk in (self.before, self.after) if walk is not None)

    @property
    def metres(self) -> int:
        """Distance of both."""
        return sum(walk.metres for walk in (self.before, self.after) if walk is not None)

    @property
    def lead(self) -> timedelta:
        """From the start of the recording to that of the run, by the clock."""
        return timedelta(seconds=0 if self.before is None else self.before.clock)


def found(spans: Spans) -> Walks | None:
    """The walks that enclose a run; None if there are none, or if the pace doesn't tell them from it."""
    fast = [None if seconds < 1 else metres / seconds >= WALK_BELOW for seconds, metres in spans]
    backwards = fast[::-1]
    first = next((place for place in range(len(fast)) if _runs(fast, place)), None)
    behind = next((place for place in range(len(fast)) if _runs(backwards, place)), None)
    if first is None or behind is None or len(fast) - behind <= first:
        return None
    last = len(fast) - behind
    last = min(len(fast), last + _break(fast[first:last]))
    ran = [
        metres / seconds for (seconds, metres), quick in zip(spans[first:last], fast[first:last], strict=True) if quick
    ]
    before = first if first >= _LEAST_WALK else 0
    after = last if len(fast) - last >= _LEAST_WALK else len(fast)
    walked = [metres / seconds for seconds, metres in (*spans[:before], *spans[after:]) if seconds >= 1]
    moving = sum(quick is not None for quick in fast[first:last])
    if not walked or median(ran) < _FASTER * median(walked) or len(ran) < _LEAST_RUN_SHARE * moving:
        return None
    return Walks(before=_walk(spans[:before]), after=_walk(spans[after:]))


def _runs(fast: Sequence[bool | None], place: int) -> bool:
    """Whether running begins in this slice."""
    if not fast[place]:
        return False
    known = [quick for quick in fast[place : place + _WINDOW] if quick is not None]
    return 3 * sum(known) >= 2 * len(known)


def _break(fast: Sequence[bool | None]) -> int:
    """Slices of a usual walk break within a run, which the last stretch of running has behind it as well; 0 if none."""
    breaks, slow = [], 0
    for quick in fast:
        if quick is False:
            slow += 1
        elif quick:
            if 3 <= slow <= _MOST_BREAK:
                breaks.append(slow)
            slow = 0
    return round(median(breaks)) if breaks else 0


def _walk(spans: Spans) -> Walk | None:
    if not spans:
        return None
    return Walk(
        clock=len(spans) * SPAN,
        seconds=round(sum(seconds for seconds, _metres in spans)),
        metres=round(sum(metres for _seconds, metres in spans)),
    )
