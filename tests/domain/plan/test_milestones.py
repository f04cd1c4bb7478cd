"""Milestones: each on its own day, at most one a day, gone tomorrow, and none on a bad day."""

from __future__ import annotations

from kneerehab.domain.codes import OverridePhase, RedFlag
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.days import ByDay
from kneerehab.domain.plan.milestones import Kind, Milestone, milestone
from kneerehab.domain.plan.replay import replay
from kneerehab.wording.milestones import milestone_line
from tests import builders
from tests.builders import check_in, day, diary, exercise_set, override, quiet_days, run, walk, week

RUN_DAYS = (1, 3, 5, 8, 10, 12, 15, 17, 19)
"""Three runs a week, as the plan offers them."""


def on(book: Diary, number: int) -> Milestone | None:
    return milestone(book, replay(book, day(number)), ByDay(book))


def until(book: Diary, last: int) -> dict[int, tuple[Kind, int]]:
    """Day → kind and count of what was reached."""
    found = {number: on(book, number) for number in range(1, last + 1)}
    return {number: (one.kind, one.have) for number, one in found.items() if one is not None}


def lived(book: list[object], last: int) -> dict[int, tuple[Kind, int]]:
    """The same, each day read with what was logged by then."""
    found = {}
    for number in range(1, last + 1):
        then = [record for record in book if record_day(record) <= number]
        one = on(diary(then), number)  # type: ignore[arg-type]
        if one is not None:
            found[number] = (one.kind, one.have)
    return found


def record_day(record: object) -> int:
    at = getattr(record, "at", None)
    return ((at.date() if at else record.date) - builders.START).days + 1  # type: ignore[attr-defined]


def test_the_first_settled_week_is_told_on_its_seventh_day_alone() -> None:
    assert until(diary(quiet_days(1, 9)), 9) == {7: (Kind.SETTLED_WEEK, 7)}


def test_a_later_settled_week_is_not_told_again() -> None:
    book = diary(quiet_days(1, 7), check_in(8, left=(4, 4)), quiet_days(9, 16))
    assert until(book, 16) == {7: (Kind.SETTLED_WEEK, 7)}


def test_a_forgotten_day_or_one_with_pain_begins_the_week_anew() -> None:
    assert until(diary(quiet_days(1, 3), quiet_days(5, 12)), 12) == {11: (Kind.SETTLED_WEEK, 7)}
    book = diary(quiet_days(1, 3), check_in(4, left=(4, 4)), quiet_days(5, 12))
    assert until(book, 12) == {11: (Kind.SETTLED_WEEK, 7)}


def test_each_step_of_the_ladder_and_the_begin_of_building_are_told() -> None:
    records = [override(1, OverridePhase.RUNWALK, rung=5), *quiet_days(1, 12), *map(run, RUN_DAYS[:4])]
    steps = {number: found for number, found in lived(records, 12).items() if found[0] is Kind.STEP}
    assert steps == {4: (Kind.STEP, 5), 9: (Kind.STEP, 6)}
    told = on(diary([record for record in records if record_day(record) <= 9]), 9)
    assert told is not None
    assert milestone_line(told) == "Step 6 of 6 is done, and building begins"


def test_six_runs_without_a_reaction_are_told_when_the_sixth_is_graded() -> None:
    records = [override(1, OverridePhase.BUILD, budget=week(9000, 22500))]
    records += [*quiet_days(1, 20), *map(run, RUN_DAYS)]
    told = {number for number, found in lived(records, 20).items() if found[0] is Kind.CALM_RUNS}
    assert told == {13}  # the sixth run was on day 12


def test_a_run_whose_reaction_a_painkiller_may_hide_is_not_one_without() -> None:
    def told(*more: object) -> set[int]:
        records = [override(1, OverridePhase.BUILD, budget=week(9000, 22500)), *quiet_days(1, 24)]
        records += [*map(run, RUN_DAYS), *more]
        return {number for number, found in lived(records, 24).items() if found[0] is Kind.CALM_RUNS}

    assert told() == {13}
    assert told(builders.painkiller(5)) == {20}  # counted from the run after it


def test_reaching_the_goal_is_told_once_and_before_anything_else() -> None:
    goal = week(4500, 6500)
    runs = [run(number, 1425, 2000) for number in RUN_DAYS[:6]]
    decided = override(1, OverridePhase.BUILD, budget=goal)
    book = diary(decided, runs, quiet_days(1, 17), goal_week=goal, session_cap=False)
    told = {number: on(book, number) for number in (14, 15, 16, 17)}
    assert [number for number, found in told.items() if found and found.kind is Kind.GOAL] == [15]
    assert milestone_line(Milestone(kind=Kind.GOAL)) == "The goal is reached: full return"


def test_a_month_of_entries_counts_days_and_not_days_in_a_row() -> None:
    records = [exercise_set(number) for number in range(1, 70, 2)]
    book = diary(records)
    assert until(book, 69) == {59: (Kind.ENTRIES, 0)}


def test_a_day_on_which_a_warning_sign_stops_the_plan_has_no_milestone() -> None:
    book = diary(quiet_days(1, 6), check_in(7, flags=[RedFlag.CANNOT_MOVE]))
    assert on(book, 7) is None
    assert on(diary(quiet_days(1, 7)), 7) is not None


def test_a_day_whose_run_was_too_much_has_no_milestone() -> None:
    quiet = [*quiet_days(1, 7)]
    assert on(diary(quiet, run(7, left=(0, 8, 8))), 7) is None


def test_before_the_plan_begins_there_is_none() -> None:
    assert on(diary(quiet_days(1, 2)), 0) is None


def test_build_without_the_ladder_is_a_milestone_and_walks_are_no_calm_runs() -> None:
    walks = [walk(1), walk(2)]
    book = diary(override(1, OverridePhase.WALK), quiet_days(1, 4), walks, walk_run_ladder=False)
    assert until(book, 4) == {3: (Kind.BUILD, 0)}
    onto_the_ladder = diary(override(1, OverridePhase.WALK), quiet_days(1, 4), walks)
    assert until(onto_the_ladder, 4) == {}


def test_where_there_is_nothing_to_count_nothing_is_counted() -> None:
    assert Milestone(kind=Kind.BUILD) == Milestone(kind=Kind.BUILD, have=0, of=0)
