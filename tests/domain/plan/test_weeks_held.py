"""What holds a week and what it costs: low weeks, forgotten answers, a red run, the goal (section 8 of version 2)."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.verdict import ClosedWeek, Decision
from kneerehab.domain.record import Record
from tests.builders import check_in, diary, override, painkiller, pause, quiet_days, run, week
from tests.domain.plan.reading import amounts, days_of, plan_of, told

BUILD = OverridePhase.BUILD
START = override(1, BUILD, budget=week(4320, 12000))
LARGE = override(1, BUILD, budget=week(20000, 60000))


def weeks(book: Diary) -> list[ClosedWeek]:
    return list(plan_of(book).weeks)


def held_by(book: Diary) -> list[str]:
    return [reason[:3] for reason in weeks(book)[-1].reasons]


def next_of(book: Diary) -> Amount | None:
    return weeks(book)[-1].next


def test_three_low_weeks_come_down_by_a_fifth_and_two_do_not() -> None:
    low = [run(number, 900, 2500) for number in (1, 3, 8, 10, 15, 17)]
    assert next_of(diary(LARGE, quiet_days(1, 15), low[:4])) == week(20000, 60000)
    book = diary(LARGE, quiet_days(1, 22), low)
    assert held_by(book) == ["W09", "W14"]
    assert next_of(book) == week(16000, 48000)


def test_low_weeks_never_come_below_twice_the_longest_single_run_of_them() -> None:
    long_then_short = [run(1, 9000, 26000), run(3, 600, 1500)]
    low = [run(number, 900, 2500) for number in (8, 10, 15, 17)]
    assert next_of(diary(LARGE, quiet_days(1, 22), long_then_short, low)) == week(18000, 52000)


def test_low_weeks_never_come_below_a_tenth_above_the_most_that_was_done() -> None:
    best = [run(number, 5200, 15600) for number in (1, 3, 5)]
    low = [run(number, 900, 2500) for number in (8, 10, 15, 17)]
    assert next_of(diary(LARGE, quiet_days(1, 22), best, low)) == week(17160, 51480)


def test_a_good_week_between_low_ones_starts_the_count_anew() -> None:
    low = [run(number, 900, 2500) for number in (1, 3, 8, 10, 22, 24)]
    good = [run(number, 6600, 19800) for number in (15, 17, 19)]
    book = diary(LARGE, quiet_days(1, 29), low, good, session_cap=False)
    assert [closed.decision for closed in weeks(book)] == [
        Decision.HOLD, Decision.HOLD, Decision.ADVANCE, Decision.HOLD,
    ]  # fmt: skip
    assert held_by(book) == ["W09"]


def forgotten(*numbers: int) -> Diary:
    """Runs on days 1, 3, 5 and 7; on these of them and on the morning after there is no check-in."""
    silent = {number + later for number in numbers for later in (0, 1)}
    mornings = [check_in(number) for number in range(1, 10) if number not in silent]
    runs = [run(number, 1080, 3000) for number in (1, 3, 5, 7)]
    return diary(START, mornings, runs, runs_per_week=4)


def test_one_run_on_a_morning_without_check_in_holds_nothing_and_a_second_holds_the_week() -> None:
    one, two = forgotten(3), forgotten(3, 5)
    assert [str(session.grade) for session in plan_of(two).sessions] == ["green", "unverified", "unverified", "green"]
    assert held_by(one) == ["W10"]
    assert held_by(two) == ["W03"]


@pytest.mark.parametrize("hidden", [painkiller(5, "09:00"), pause(5, 5)])
def test_one_run_that_was_hidden_or_not_offered_holds_the_week(hidden: Record) -> None:
    runs = [run(number, 1440, 4000) for number in (1, 3, 5)]
    assert held_by(diary(START, quiet_days(1, 8), runs, hidden)) == ["W03"]


def test_after_a_red_run_no_longer_one_is_offered_until_the_next_is_graded() -> None:
    red = run(3, 600, 1500, left=(0, 3, 0))
    silent_day = [check_in(number) for number in range(1, 14) if number != 3]
    after = diary(START, silent_day, run(1, 1440, 4000), red)
    assert amounts(days_of(after, 7)[7]) == "600 / 1500"
    offered = diary(START, quiet_days(1, 13), run(1, 1440, 4000), red)
    assert amounts(days_of(offered, 7)[7]) == "1152 / 3200"


def test_the_cap_of_a_single_run_stands_still_through_a_week() -> None:
    book = diary(
        override(1, BUILD, budget=week(9000, 27000)), quiet_days(1, 12),
        [run(number, 1000, 3000) for number in (-3, 1)], run(3, 1100, 3300), run(5, 1100, 3300),
    )  # fmt: skip
    days = days_of(book, 12)
    assert [amounts(days[number]) for number in (1, 3, 5)] == ["1100 / 3300"] * 3
    assert amounts(days[8]) == "1210 / 3630"


def test_growth_stops_at_the_default_goal_and_a_larger_week_is_left_alone() -> None:
    near = diary(
        override(1, BUILD, budget=week(10500, 29500)), quiet_days(1, 8), [run(n, 3500, 9800) for n in (1, 3, 5)]
    )
    assert next_of(near) == week(10800, 30000)
    above = diary(
        override(1, BUILD, budget=week(12000, 36000)), quiet_days(1, 8), [run(n, 4000, 12000) for n in (1, 3, 5)]
    )
    assert next_of(above) == week(12000, 36000)


def test_what_was_done_bounds_growth_and_never_shrinks_a_week() -> None:
    runs = [run(number, 1440, 4000) for number in (1, 3, 5)] + [run(number, 1200, 3400) for number in (8, 10, 12)]
    first_low = [run(number, 1230, 3400) for number in (1, 3, 5, 8, 10, 12)]
    assert next_of(diary(START, quiet_days(1, 15), runs)) == week(4752, 13200)
    book = diary(START, quiet_days(1, 15), first_low)
    assert [closed.decision for closed in weeks(book)] == [Decision.ADVANCE, Decision.ADVANCE]
    assert weeks(book)[1].next == week(4536, 12600)


def test_held_again_counts_the_held_weeks_and_names_what_they_share() -> None:
    runs = [run(number, 900, 2500) for number in (1, 3, 8, 10)] + [run(15, 900, 2500)]
    days = days_of(diary(START, quiet_days(1, 22), runs))
    [again] = [notice for notice in days[22].notices if notice.notice == "held-again"]
    assert again.details == {"weeks": 3, "rules": ("W09-little-done",)}
    assert "held-again" not in " ".join(told(days[8]))
