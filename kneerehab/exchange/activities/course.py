"""A recorded course, point by point: moving time, distance and ascent, in constant memory.

The rules, for files that don't state totals themselves (all are design choices):
- Distance is summed in hops of at least 5 m, so that the trembling of a standing receiver adds nothing.
- A hop slower than 0.25 m/s is standing: neither its time nor its distance counts. A distance that the watch counted
  itself doesn't tremble, so 0.1 m/s is enough of it.
- More than 60 s without a point is a pause: neither counts.
- A hop faster than anyone runs is a fault of the positioning: a single stray point is skipped; if the next point
  agrees with it, the course goes on from there without the jump.
- Ascent counts in steps of at least 4 m, so that the noise of the height adds little.
The pace is kept in slices of ten seconds, so that the walks around a run can be told from it.
"""

from __future__ import annotations

from math import cos, hypot, pi, radians

from kneerehab.exchange.activities.source import Trace
from kneerehab.exchange.activities.walks import MOST_SPANS, SPAN

HOP_METRES = 5.0
STANDING_BELOW = 0.25
STANDING_BELOW_COUNTED = 0.1
PAUSE_SECONDS = 60.0
CLIMB_METRES = 4.0
_DEGREE = 6_371_008.8 * pi / 180
"""Metres of a degree on a great circle, by the mean radius."""

_Point = tuple[float, float | None, float | None, float | None]
"""Seconds, latitude, longitude, metres so far."""


class Course:
    """Sums points up; `top_speed` in m/s tells jumps from movement, `trace` is told of every point."""

    def __init__(self, top_speed: float, trace: Trace | None = None) -> None:
        self.trace = trace
        self.moving = 0.0
        self.metres = 0.0
        self.ascent = 0.0
        self.first: float | None = None
        self.last: float | None = None
        self.measured = False
        self.has_height = False
        self.top_speed = top_speed
        self._anchor: _Point | None = None
        self._stray: _Point | None = None
        self._latest: _Point | None = None
        self._height: float | None = None
        self._spans: list[list[float]] = []

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Moving seconds and metres of each slice from the first point on."""
        return [(seconds, metres) for seconds, metres in self._spans]

    def add(self, at: float, lat: float | None, lon: float | None, metres: float | None, height: float | None) -> None:
        """The next point: seconds of any clock, degrees, metres so far by the file's own count, height in metres."""
        if self.trace is not None:
            self.trace(at, lat, lon, metres, height)
        if self.last is None or self._anchor is None:
            self.first = at if self.first is None else self.first
            self._anchor = self._latest = (at, lat, lon, metres)
            self.last = at
            self._climb(height)
            return
        gap = at - self.last
        if gap <= 0:
            return
        self.last = at
        point = (at, lat, lon, metres)
        self._climb(height)
        if gap > PAUSE_SECONDS:
            self.pause()
            self._anchor = self._latest = point
            return
        self._move(self._anchor, point)

    def pause(self) -> None:
        """The recording was interrupted or has ended: what lies before the next point doesn't count."""
        if self._anchor is not None and self._latest is not None and self._latest is not self._anchor:
            apart = _apart(self._anchor, self._latest)
            span = self._latest[0] - self._anchor[0]
            if apart is not None and apart >= _standing_below(self._anchor, self._latest) * span:
                self._count(self._latest[0], span, apart)
        self._anchor = self._latest = self._stray = None

    def _move(self, anchor: _Point, point: _Point) -> None:
        apart = _apart(anchor, point)
        span = point[0] - anchor[0]
        if apart is None:
            # Nothing is known about the place (a treadmill without a foot pod): time that was recorded counts.
            if point[1] is None and point[3] is None and (anchor[1] is not None or anchor[3] is not None):
                return
            self._count(point[0], span, 0.0)
            self._anchor = self._latest = point
            return
        self.measured = True
        if apart > self.top_speed * span + HOP_METRES:
            stray = self._stray
            near = _apart(stray, point) if stray is not None else None
            if stray is not None and near is not None and near <= self.top_speed * (point[0] - stray[0]):
                self._anchor = self._latest = point
                self._stray = None
            else:
                self._stray = point
            return
        self._stray = None
        self._latest = point
        if apart < HOP_METRES:
            return
        if apart >= _standing_below(anchor, point) * span:
            self._count(point[0], span, apart)
        self._anchor = point

    def _count(self, until: float, seconds: float, metres: float) -> None:
        self.moving += seconds
        self.metres += metres
        # Where the hop began: one from the walk into the run is still of the walk.
        place = int((until - seconds - (self.first or 0.0)) // SPAN)
        if not 0 <= place < MOST_SPANS:
            return
        spans = self._spans
        while len(spans) <= place:
            spans.append([0.0, 0.0])
        span = spans[place]
        span[0] += seconds
        span[1] += metres

    def _climb(self, height: float | None) -> None:
        if height is None:
            return
        self.has_height = True
        if self._height is None or height < self._height - CLIMB_METRES:
            self._height = height
        elif height > self._height + CLIMB_METRES:
            self.ascent += height - self._height
            self._height = height


def _standing_below(one: _Point, other: _Point) -> float:
    return STANDING_BELOW if one[3] is None or other[3] is None else STANDING_BELOW_COUNTED


def _apart(one: _Point, other: _Point) -> float | None:
    """Metres between two points, by the file's own count if both have it; None if it isn't known."""
    if one[3] is not None and other[3] is not None:
        return max(0.0, other[3] - one[3])
    if one[1] is None or one[2] is None or other[1] is None or other[2] is None:
        return None
    # A piece of the sphere as small as a hop is as good as flat: two millimetres in five kilometres.
    east = (other[2] - one[2] + 180) % 360 - 180
    return _DEGREE * hypot(other[1] - one[1], east * cos(radians((one[1] + other[1]) / 2)))
