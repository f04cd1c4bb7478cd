"""Icing: the gap, the day's limit, the times of dots, and a session against a fake clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.record import new_id
from kneerehab.services.icing import GAP, Concern, IceClock, IceCue, advice, length, spaced

DAY = date(2026, 3, 10)
EVENING = datetime(2026, 3, 10, 20, 0)


def iced(clock: str, side: Side = Side.LEFT, minutes: int = 15) -> IcingSession:
    return IcingSession(id=new_id(), at=datetime.fromisoformat(f"2026-03-10T{clock}"), minutes=minutes, side=side)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_timer_stays_between_5_and_20_minutes() -> None:
    assert [length(minutes) for minutes in (1, 5, 15, 20, 45)] == [5, 5, 15, 20, 20]


def test_two_hours_after_the_last_session_ended_ice_is_fine_again() -> None:
    last = [iced("12:00")]
    told = advice(last, Side.LEFT, datetime(2026, 3, 10, 12, 45))
    assert told is not None
    assert (told.concern, told.minutes_ago, told.from_) == (Concern.GAP, 30, datetime(2026, 3, 10, 14, 15))
    assert advice(last, Side.LEFT, datetime(2026, 3, 10, 14, 15)) is None


def test_each_knee_has_a_gap_of_its_own() -> None:
    now = datetime(2026, 3, 10, 12, 45)
    assert advice([iced("12:00", Side.RIGHT)], Side.LEFT, now) is None
    assert advice([iced("12:00", Side.BOTH)], Side.LEFT, now) is not None
    assert advice([iced("12:00", Side.RIGHT)], Side.BOTH, now) is not None


def test_the_gap_reaches_over_midnight() -> None:
    assert advice([iced("23:30")], Side.LEFT, datetime(2026, 3, 11, 0, 30)) is not None


def test_a_fifth_session_of_a_day_is_warned_about() -> None:
    told = advice([iced(clock) for clock in ("07:00", "10:00", "13:00", "16:00")], Side.LEFT, EVENING)
    assert told is not None
    assert (told.concern, told.count) == (Concern.DAY_FULL, 4)


@pytest.mark.parametrize("already", [(), ("09:10",), ("18:00", "09:00")])
def test_dots_log_sessions_that_keep_the_gap(already: tuple[str, ...]) -> None:
    logged = [iced(clock) for clock in already]
    made = spaced(3 - len(logged), logged, DAY, EVENING, 15)
    everything = sorted([*made, *(session.at for session in logged)])
    assert len(everything) == 3
    assert all(late - early >= GAP for early, late in pairwise(everything))
    assert all(at.date() == DAY and at + timedelta(minutes=15) <= EVENING for at in made)


def test_an_earlier_day_is_shared_out_between_morning_and_evening() -> None:
    made = spaced(3, [], date(2026, 3, 8), EVENING, 15)
    assert [f"{at:%d %H:%M}" for at in made] == ["08 08:00", "08 12:00", "08 16:00"]


def test_early_in_the_day_the_times_stay_on_that_day_and_in_the_past() -> None:
    now = datetime(2026, 3, 10, 1, 0)
    made = spaced(3, [], DAY, now, 15)
    assert len(set(made)) == 3
    assert all(at.date() == DAY and at <= now for at in made)


def test_a_session_asks_for_a_look_at_the_skin_and_then_ends() -> None:
    clock = Clock()
    session = IceClock(15, clock)
    cues = []
    for _second in range(15 * 60 + 5):
        clock.now += 1
        cues += [(session.seconds, cue) for cue in session.tick()]
    assert cues == [(300, IceCue.SKIN), (900, IceCue.OVER)]
    assert (session.minutes_to_keep, session.left) == (15, 0)


def test_a_pause_takes_no_time() -> None:
    clock = Clock()
    session = IceClock(15, clock)
    clock.now += 120
    session.pause()
    clock.now += 600
    session.resume()
    clock.now += 60
    session.tick()
    assert session.minutes_to_keep == 3


def test_ice_goes_on_while_the_machine_sleeps_but_never_past_the_set_time() -> None:
    clock, wall = Clock(), Clock()
    session = IceClock(20, clock, wall)
    clock.now, wall.now = clock.now + 1, wall.now + 600
    assert session.tick() == (IceCue.SKIN,)
    wall.now += 7200
    assert session.tick() == (IceCue.OVER,)
    assert session.minutes_to_keep == 20


def test_a_clock_set_back_takes_nothing_away() -> None:
    clock, wall = Clock(), Clock()
    session = IceClock(15, clock, wall)
    clock.now, wall.now = clock.now + 180, wall.now - 3600
    session.tick()
    assert session.minutes_to_keep == 3
