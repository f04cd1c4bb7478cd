"""Icing rules and the clock of one session (clinical rules D2 to D6 and conflict 6): no Qt, clocks are passed in.

15 minutes with a look at the skin after 5, a hard stop at 20, 2 hours between and at most 4 a day: a cautious choice of
ours among sources that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.frozen import dataclass

LEAST, MOST = 5, 20
"""Minutes of a session: the shortest timer, and the hard stop (D4)."""
SKIN_CHECK = 5
"""Minutes until the skin wants a look (D4)."""
GAP = timedelta(hours=2)
"""The least time between two sessions of a knee (D5)."""
LEAST_KEPT = 30
"""Seconds of ice that are worth an entry, of one minute: the shortest that the diary holds (diary-format.md)."""
MOST_A_DAY = 4
"""Sessions a day (conflict 6)."""
DAY_GOAL = 3
"""Dots of a day on Today: "several times a day" (D2) as a number, our choice."""

_DAY_BEGINS, _DAY_ENDS = time(8, 0), time(21, 0)


class Concern(StrEnum):
    """Why another session should wait."""

    GAP = "gap"
    DAY_FULL = "day_full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A kind warning: `minutes_ago` since the last session ended, `from_` when the next one may begin."""

    concern: Concern
    minutes_ago: int
    from_: datetime | None
    count: int


def length(minutes: int) -> int:
    """The minutes of a timer, brought within 5 and 20."""
    return min(MOST, max(LEAST, minutes))


def end_of(session: IcingSession) -> datetime:
    """When a session was over."""
    return session.at + timedelta(minutes=session.minutes)


def advice(sessions: Iterable[IcingSession], side: Side, now: datetime) -> Advice | None:
    """What speaks against ice on these knees at `now`, read from the sessions of the last day; None if nothing does."""
    same = [
        session
        for session in sessions
        if set(session.side.knees) & set(side.knees) and session.at <= now and session.at > now - timedelta(days=1)
    ]
    today = [session for session in same if session.at.date() == now.date()]
    last = max((end_of(session) for session in same), default=None)
    ago = max(0, int((now - last).total_seconds() // 60)) if last is not None else 0
    if len(today) >= MOST_A_DAY:
        return Advice(concern=Concern.DAY_FULL, minutes_ago=ago, from_=None, count=len(today))
    if last is not None and now < last + GAP:
        return Advice(concern=Concern.GAP, minutes_ago=ago, from_=last + GAP, count=len(today))
    return None


def spaced(count: int, sessions: Iterable[IcingSession], day: date, now: datetime, minutes: int) -> list[datetime]:
    """Sensible starts for `count` past sessions of a day that nobody timed, oldest first.

    They keep the gap to each other and to those logged: over the day for an earlier day, and for today back from now.
    Where the day is too short for that, they share out what there is of it.
    """
    last = now - timedelta(minutes=minutes) if day == now.date() else datetime.combine(day, _DAY_ENDS)
    midnight = datetime.combine(day, time())
    last = max(midnight, last)
    taken = [session.at for session in sessions if session.at.date() == day]
    apart = GAP + timedelta(minutes=minutes)
    if day != now.date():
        first = datetime.combine(day, _DAY_BEGINS)
        share = (last - first) / max(1, count + len(taken) - 1)
        apart = max(apart, min(share, timedelta(hours=4)))
        found: list[datetime] = []
        at = first
        while at <= last and len(found) < count:
            if all(abs(at - other) >= GAP for other in taken):
                found.append(at)
                at += apart
            else:
                at += timedelta(minutes=15)
    else:
        found = []
        at = last
        while at >= midnight and len(found) < count:
            if all(abs(at - other) >= apart for other in taken):
                found.append(at)
                at -= apart
            else:
                at -= timedelta(minutes=5)
    if len(found) < count:
        found = [midnight + (last - midnight) * (number + 1) / count for number in range(count)]
    return sorted(at.replace(second=0, microsecond=0) for at in found)


class IceCue(StrEnum):
    """What the clock wants to be noticed."""

    SKIN = "skin"
    OVER = "over"


class IceClock:
    """Counts one session. Ice lies on the skin while the machine sleeps too, so the faster of two clocks counts."""

    def __init__(self, minutes: int, clock: Callable[[], float], wall: Callable[[], float] | None = None) -> None:
        self.minutes = length(minutes)
        self.paused = False
        self._clock, self._wall = clock, wall or clock
        self._last, self._last_wall = clock(), self._wall()
        self._passed = 0.0

    @property
    def seconds(self) -> int:
        """Whole seconds that have passed, without pauses; never above the set time."""
        return int(min(self._passed, self.minutes * 60))

    @property
    def left(self) -> int:
        """Whole seconds left, rounded up."""
        return max(0, -int(-(self.minutes * 60 - self._passed) // 1))

    @property
    def minutes_to_keep(self) -> int:
        """Whole minutes that have passed; the first counts from its half on, so that a short one is kept too."""
        return max(1, self.seconds // 60) if self.seconds >= LEAST_KEPT else 0

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self._passed >= self.minutes * 60

    def tick(self) -> tuple[IceCue, ...]:
        """Let time pass; what became due."""
        now, wall = self._clock(), self._wall()
        gap = max(0.0, now - self._last, wall - self._last_wall)
        self._last, self._last_wall = now, wall
        if self.paused or self.over:
            return ()
        before, self._passed = self._passed, self._passed + gap
        if self._passed >= self.minutes * 60:
            return (IceCue.OVER,)
        skin = SKIN_CHECK * 60
        return (IceCue.SKIN,) if before < skin <= self._passed else ()

    def pause(self) -> None:
        """The ice is off the knee for now."""
        self.tick()
        self.paused = True

    def resume(self) -> None:
        """The ice is back on."""
        self.tick()
        self.paused = False
