"""Weekdays to run on, against what the plan offers."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import Weekday
from kneerehab.domain.run_days import Wish, neighbours, suggested_rung, wish

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


@pytest.mark.parametrize(
    ("days", "runs", "consecutive", "found"),
    [
        ((), 3, False, Wish.OPEN),
        ((), 4, False, Wish.NO_REST),
        ((), 4, True, Wish.OPEN),
        ((TUE, THU, SAT), 3, False, Wish.FITS),
        ((SAT, SUN), 2, False, Wish.IN_A_ROW),
        ((SUN, MON), 2, False, Wish.IN_A_ROW),
        ((SAT, SUN), 2, True, Wish.FITS),
        ((MON, WED, FRI), 2, False, Wish.TOO_MANY),
        ((MON, WED), 3, False, Wish.TOO_FEW),
        ((MON, TUE, THU, SAT), 4, True, Wish.FITS),
        ((MON, WED, FRI), 4, False, Wish.NO_REST),
    ],
)
def test_a_wish_stands_as_the_plan_can_meet_it(
    days: tuple[Weekday, ...], runs: int, consecutive: bool, found: Wish
) -> None:
    assert wish(days, runs, consecutive=consecutive) is found


def test_sunday_and_monday_follow_each_other() -> None:
    assert neighbours((MON, SUN)) == (SUN, MON)
    assert neighbours((MON, WED, FRI)) is None


@pytest.mark.parametrize(("days_off", "rung"), [(0, 3), (14, 3), (15, 2), (42, 2), (43, 1), (400, 1)])
def test_the_first_rung_follows_the_days_off(days_off: int, rung: int) -> None:
    assert suggested_rung(days_off) == rung
