"""When the goal week would begin (section 12)."""

from __future__ import annotations

from kneerehab.domain.codes import OverridePhase, RedFlag
from kneerehab.domain.diary import Diary
from tests.builders import check_in, day, diary, override, plan_change, quiet_days, run, walk, week
from tests.domain.plan.reading import plan_of

WALK, RUNWALK, BUILD = OverridePhase.WALK, OverridePhase.RUNWALK, OverridePhase.BUILD
GOAL = week(4320, 9000)


def weeks_and_day(book: Diary, last: int) -> list[tuple[int, int]]:
    """Weeks and the plan's day number for 5, 7.5 and 10 %."""
    projection = plan_of(book, last).projection
    assert projection is not None
    return [(rate.weeks, (rate.date - day(1)).days + 1) for rate in projection.rates]


def test_in_refer_there_is_none_and_without_a_goal_the_default_goal_counts() -> None:
    assert plan_of(diary(check_in(1, flags=[RedFlag.CANNOT_MOVE]), goal_week=GOAL)).projection is None
    projection = plan_of(diary(check_in(1), plan_change(1, goal_week=None), goal_week=GOAL)).projection
    assert projection is not None
    assert projection.goal == week(10800, 30000)


def test_in_build_whole_weeks_are_counted_from_the_open_week() -> None:
    book = diary(override(1, BUILD, budget=week(3927, 9000)), quiet_days(1, 5), run(2, 1300, 3000), goal_week=GOAL)
    assert weeks_and_day(book, 2) == [(2, 16), (2, 16), (2, 16)]  # the run of today has not started the week yet
    assert weeks_and_day(book, 5) == [(2, 16), (2, 16), (2, 16)]
    waiting = diary(override(1, BUILD, budget=week(4115, 9000)), goal_week=GOAL)
    assert weeks_and_day(waiting, 5) == [(1, 12), (1, 12), (1, 12)]


def test_at_the_goal_the_date_is_today() -> None:
    book = diary(override(1, BUILD, budget=GOAL), quiet_days(1, 5), run(2, 1300, 3000), goal_week=GOAL)
    assert weeks_and_day(book, 5) == [(0, 5)] * 3


def test_the_ladder_takes_two_green_runs_a_rung() -> None:
    book = diary(override(1, RUNWALK, rung=5), quiet_days(1, 2), run(1, 1440, 3000), goal_week=GOAL)
    assert weeks_and_day(book, 1) == [(0, 1 + 10)] * 3  # ⌈7 × 4 / 3⌉
    assert weeks_and_day(book, 2) == [(0, 2 + 7)] * 3  # one green run of four is done


def test_walk_and_calm_come_before_the_ladder() -> None:
    walking = diary(override(1, WALK), quiet_days(1, 2), walk(1), goal_week=GOAL, first_rung=3)
    assert weeks_and_day(walking, 2)[0] == (0, 2 + 1 + 19)  # ⌈7 × 8 / 3⌉
    calm = diary(check_in(1), goal_week=GOAL, first_rung=3)
    assert weeks_and_day(calm, 1)[0] == (0, 1 + 4 + 19)
    later = diary(override(1, RUNWALK), override(2, WALK), goal_week=GOAL, first_rung=3)
    assert weeks_and_day(later, 2)[0] == (0, 2 + 2 + 28)  # the ladder begins on rung 1 the second time


def test_with_the_ladder_off_the_direct_start_grows_at_once() -> None:
    book = diary(check_in(1), walk_run_ladder=False, usual_week=GOAL)
    assert weeks_and_day(book, 1) == [(15, 110), (10, 75), (8, 61)]
