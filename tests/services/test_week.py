"""The week at a glance."""

from __future__ import annotations

from dataclasses import replace

from kneerehab.domain.codes import OverridePhase, Weekday
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.after_run import weekdays
from kneerehab.domain.plan.outlook import outlook, supposing_today
from kneerehab.domain.plan.replay import replay
from kneerehab.services.week import Glance, glance
from tests.builders import check_in, day, diary, exercise_set, override, quiet_days, run, walk, week

START = override(1, OverridePhase.BUILD, budget=week(4320, 12000))


def of(book: Diary, number: int, *, first_weekday: int = 0) -> Glance:
    verdict = replay(book, day(number)).days[-1]
    supposed = book if verdict.later else supposing_today(book, verdict)
    coming = outlook(supposed, day(number), 14, weekdays=weekdays(book))
    return glance(book, verdict, coming, runs_per_week=3, first_weekday=first_weekday)


def marks(found: Glance) -> str:
    return "".join("x" if each.done else "o" if each.planned else "-" for each in found.days)


def test_done_and_planned_run_days_follow_the_plan() -> None:
    found = of(diary(START, quiet_days(1, 3), run(1, 1440, 4000)), 3)  # a Wednesday
    assert marks(found) == "x-o-o--"
    assert (found.run_days, found.most_run_days, found.next_run, found.next_is_walk) == (1, 3, day(3), False)


def test_after_todays_run_the_next_one_is_in_the_coming_days() -> None:
    found = of(diary(START, quiet_days(1, 3), run(1, 1440, 4000), run(3, 1440, 4000)), 3)
    assert (marks(found), found.next_run) == ("x-x-o--", day(5))


def test_planned_days_are_those_that_the_runner_likes() -> None:
    book = diary(START, quiet_days(1, 2), run(1, 1440, 4000))
    liked = replace(book, runner=replace(book.runner, run_days=(Weekday.SAT, Weekday.SUN)))
    assert marks(of(liked, 2)) == "x----o-"


def test_the_week_begins_on_the_chosen_weekday() -> None:
    found = of(diary(START, quiet_days(1, 1)), 1, first_weekday=6)
    assert found.days[0].day == day(0)


def test_test_walks_are_marked_in_the_walk_phase() -> None:
    book = diary(override(1, OverridePhase.WALK), quiet_days(1, 2), walk(1))
    found = of(book, 2)
    assert (marks(found)[:2], found.next_is_walk) == ("xo", True)


def test_exercise_days_are_counted_once_a_day() -> None:
    book = diary(check_in(2), exercise_set(1), exercise_set(1), exercise_set(2))
    assert (of(book, 2).exercise_days, of(book, 2).most_exercise_days) == (2, 0)


def test_in_calm_no_run_is_in_sight_at_first() -> None:
    found = of(diary(check_in(1, (3, 3))), 1)
    assert found.next_run == day(3)
    assert found.next_is_walk
