"""What is asked about before it is saved: amounts far above what was to be expected, and paces nobody runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.odd import Odd, oddities
from kneerehab.domain.plan.verdict import Ceilings
from tests.builders import cross_training, run, walk

LIMIT = Ceilings(seconds=1440, metres=3600)


def jog(seconds: int | None, metres: int | None, number: int = 40) -> Activity:
    return run(number, seconds, metres)


def test_a_marathon_beside_a_plan_of_24_minutes_is_odd() -> None:
    assert oddities(jog(14_400, 42_000), (), LIMIT) == (Odd.FAR, Odd.LONG)


def test_the_run_of_the_plan_is_not_odd_nor_is_half_as_much_again() -> None:
    assert oddities(jog(1440, 3600), (), LIMIT) == ()
    assert oddities(jog(2160, 5400), (), LIMIT) == ()


@pytest.mark.parametrize(("seconds", "found"), [(4200, ()), (4201, (Odd.LONG,)), (18_000, (Odd.LONG,))])
def test_more_than_seventy_minutes_are_odd_where_nothing_longer_was_to_be_expected(
    seconds: int, found: tuple[Odd, ...]
) -> None:
    assert oddities(jog(seconds, None), (), None) == found


def test_a_high_limit_makes_a_long_run_ordinary() -> None:
    assert oddities(jog(9000, 20_000), (), Ceilings(seconds=4500, metres=10_000)) == ()


def test_who_ran_far_in_the_last_thirty_days_is_not_asked() -> None:
    far, before = jog(7200, 21_000, 40), jog(7200, 21_000, 10)
    assert oddities(far, (before,), LIMIT) == ()
    assert oddities(far, (replace(before, at=before.at.replace(day=9)),), LIMIT) == (Odd.FAR, Odd.LONG)


def test_a_run_is_never_measured_by_itself_or_by_a_later_one() -> None:
    far = jog(None, 42_000)
    assert oddities(far, (far, jog(None, 42_000, 41)), LIMIT) == (Odd.FAR,)


@pytest.mark.parametrize(("seconds", "metres", "found"), [(149, 1000, Odd.FAST), (901, 1000, Odd.SLOW)])
def test_a_pace_faster_than_a_record_or_slower_than_a_stroll_is_odd(seconds: int, metres: int, found: Odd) -> None:
    assert oddities(jog(seconds, metres), (), LIMIT) == (found,)
    assert oddities(jog(150, 1000), (), LIMIT) == oddities(jog(900, 1000), (), LIMIT) == ()


def test_a_day_out_on_foot_is_not_odd_and_a_hundred_kilometres_are() -> None:
    assert oddities(walk(40, 14_400, 15_000), (), LIMIT) == ()
    assert oddities(walk(40, None, 100_000), (), LIMIT) == (Odd.FAR,)


def test_five_hours_of_cross_training_are_asked_about() -> None:
    assert oddities(cross_training(40, 18_000), (), LIMIT) == (Odd.LONG,)
    assert oddities(cross_training(40, 7200), (), LIMIT) == ()
