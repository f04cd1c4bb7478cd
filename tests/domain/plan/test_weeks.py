"""Weeks of BUILD and MAINTAIN, ceilings and surfaces (sections 8 to 10)."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import Knee, OverridePhase, Sign
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.verdict import ClosedWeek, Decision
from tests.builders import check_in, day, diary, override, pain_note, plan_change, quiet_days, run, walk, week
from tests.domain.plan.reading import amounts, budget, days_of, fired, missing_steps, plan_of, short, stage

BUILD, MAINTAIN = OverridePhase.BUILD, OverridePhase.MAINTAIN
START = override(1, BUILD, budget=week(4320, 12000))
AMBER = (0, 1, 0)
GOAL = week(4500, 12500)


def closed(book: Diary) -> ClosedWeek:
    return plan_of(book).weeks[-1]


def reasons(book: Diary) -> list[str]:
    return [reason[:3] for reason in closed(book).reasons]


def three(first: int = 1, seconds: int | None = 1440, metres: int | None = 4000) -> list[object]:
    return [run(first + back, seconds, metres) for back in (0, 2, 4)]


def test_a_week_starts_with_its_first_run_and_closes_on_the_first_checked_day_from_the_eighth() -> None:
    book = diary(START, quiet_days(1, 10), check_in(12), three(4))
    week_ = closed(book)
    assert (week_.start, week_.closed, week_.sessions) == (day(4), day(12), 3)
    assert days_of(book)[4].week is not None
    assert days_of(book)[4].week.start is None  # type: ignore[union-attr]
    assert missing_steps(days_of(book)[4])["week-days"] == "0 of 7"


def test_runs_until_the_week_closes_belong_to_it() -> None:
    book = diary(START, quiet_days(1, 7), check_in(9), three(), run(8, 500, 1000))
    assert (closed(book).sessions, closed(book).done) == (4, week(4820, 13000))


def test_unknown_amounts_are_estimated_at_the_budgets_pace_and_cost_nothing() -> None:
    book = diary(START, quiet_days(1, 8), run(1, 1440, None), run(3, None, 4000), run(5, 1440, 4001))
    assert closed(book).done == week(4320, 12001)
    assert (reasons(book), closed(book).decision) == (["W10"], Decision.ADVANCE)


def test_one_amber_run_holds_and_two_step_back() -> None:
    one = diary(START, quiet_days(1, 8), run(1, 1440, 4000, left=AMBER), run(3, 1440, 4000), run(5, 1440, 4000))
    assert (reasons(one), closed(one).decision, closed(one).next) == (["W02"], Decision.HOLD, week(4320, 12000))
    two = diary(START, quiet_days(1, 8), [run(number, 1440, 4000, left=AMBER) for number in (1, 3, 5)])
    assert (reasons(two), closed(two).decision, closed(two).next) == (["W01"], Decision.STEP_BACK, week(3456, 9600))


@pytest.mark.parametrize(("metres", "expected"), [(4080, ["W10"]), (4081, ["W05"])])
def test_two_percent_above_the_budget_are_forgiven(metres: int, expected: list[str]) -> None:
    book = diary(START, quiet_days(1, 8), three(metres=metres), session_cap=False)
    assert reasons(book) == expected


@pytest.mark.parametrize(
    ("seconds", "metres", "expected"),
    [(1152, 2000, ["W10"]), (1000, 3200, ["W10"]), (1151, 3199, ["W09"])],
)
def test_a_week_counts_as_done_from_80_percent_in_time_or_distance(
    seconds: int, metres: int, expected: list[str]
) -> None:
    assert reasons(diary(START, quiet_days(1, 8), three(seconds=seconds, metres=metres))) == expected


def test_pain_above_the_mild_limit_on_any_day_of_the_week_holds_it() -> None:
    assert reasons(diary(START, quiet_days(1, 8), three(), pain_note(7, 3, Knee.RIGHT))) == ["W06"]
    assert reasons(diary(START, quiet_days(1, 8), three(), pain_note(8, 3, Knee.RIGHT))) == ["W10"]


def test_three_signs_on_two_days_hold_the_week_and_signs_of_one_day_add_up() -> None:
    signs = [Sign.FATIGUE, Sign.MOOD, Sign.ACHES]
    evening = [check_in(number, clock="21:00", signs=signs[:2]) for number in (2, 3)]
    third = [check_in(number, clock="22:00", signs=signs[2:]) for number in (2, 3)]
    assert reasons(diary(START, quiet_days(1, 8), three(), evening, third)) == ["W07"]
    assert reasons(diary(START, quiet_days(1, 8), three(), evening)) == ["W10"]
    four = [check_in(number, clock="22:00", signs=(*signs, Sign.INSOMNIA)) for number in (2, 3)]
    assert reasons(diary(START, quiet_days(1, 8), three(), four)) == ["W07"]


def test_the_first_week_of_a_stay_is_not_limited_by_what_was_done() -> None:
    book = diary(START, quiet_days(1, 8), three(seconds=1160, metres=3250), growth_permille=100)
    assert (reasons(book), closed(book).next) == (["W10"], week(4752, 13200))


def test_later_weeks_grow_from_the_larger_credit_of_two() -> None:
    book = diary(START, quiet_days(1, 15), three(), three(8, 1270, 3530), growth_permille=100)
    assert (reasons(book), closed(book).next) == (["W10", "W11"], week(4752, 13200))


def test_a_new_stay_forgets_the_credit() -> None:
    book = diary(START, quiet_days(1, 15), three(), three(8, 1270, 3530), override(8, BUILD), growth_permille=100)
    assert (reasons(book), closed(book).next) == (["W10"], week(4752, 13200))


def test_the_goal_and_the_minimum_week_bound_the_next_budget() -> None:
    book = diary(START, quiet_days(1, 8), three(), goal_week=week(4400, 99000))
    assert (reasons(book), closed(book).next) == (["W10", "W12"], week(4400, 12600))
    small = diary(
        override(1, BUILD, budget=week(1900, 3100)), quiet_days(1, 8),
        [run(number, 600, 1000, left=AMBER) for number in (1, 3, 5)],
    )  # fmt: skip
    assert (reasons(small), closed(small).next) == (["W01", "W13"], week(1800, 3000))


@pytest.mark.parametrize(
    ("before", "after"), [(week(4000, 3100), week(3200, 3000)), (week(1900, 9000), week(1800, 7200))]
)
def test_the_minimum_week_bounds_time_and_distance_each_by_itself(before: Amount, after: Amount) -> None:
    book = diary(
        override(1, BUILD, budget=before), quiet_days(1, 8), [run(number, 600, 1000, left=AMBER) for number in (1, 3)]
    )
    assert (reasons(book)[-1], closed(book).next) == ("W13", after)


def test_ceilings_share_what_is_left_among_the_runs_that_are_left() -> None:
    book = diary(START, quiet_days(1, 6), run(1, 1000, 3000), run(3, 1000, 3000), run(5, 500, 1000), session_cap=False)
    days = days_of(book)
    assert [amounts(days[number]) for number in (1, 3, 5)] == ["1440 / 4000", "1660 / 4500", "2320 / 6000"]
    assert missing_steps(days[6]) == {"week-days": "5 of 7", "sessions": "2 of 2", "percent-done": "58 of 80"}


def test_the_session_cap_looks_at_single_runs_of_30_days() -> None:
    past = [run(-29, 900, 2000), run(-29, 800, None, clock="18:00"), run(-30, 3000, 9000)]
    assert amounts(days_of(diary(START, check_in(1), past))[1]) == "990 / 2200"
    assert amounts(days_of(diary(START, check_in(1), run(-20, 900, None)))[1]) == "990 / 4000"
    assert amounts(days_of(diary(START, check_in(1), run(-20, None, 3000)))[1]) == "1440 / 3300"
    assert amounts(days_of(diary(START, check_in(1), run(-20, 100, 200)))[1]) == "300 / 500"


def test_an_amount_that_only_the_open_week_states_bounds_the_rest_of_it() -> None:
    for past, expected in (((None, 3000), "1100 / 3300"), ((900, None), "990 / 2200"), ((900, 3000), "990 / 3300")):
        book = diary(START, quiet_days(1, 3), run(-20, *past), run(1, 1000, 2000))
        assert amounts(days_of(book)[3]) == expected


def test_the_first_run_in_30_days_is_half_an_hour_and_5_km_at_most_unless_someone_decided_otherwise() -> None:
    large = {"usual_week": week(40000, 90000), "goal_week": week(40000, 90000), "walk_run_ladder": False}
    walks = [override(1, OverridePhase.WALK), walk(1), walk(2), quiet_days(1, 3)]
    assert amounts(days_of(diary(*walks, **large))[3]) == "1800 / 5000"  # type: ignore[arg-type]
    assert amounts(days_of(diary(*walks, run(-27, 1000, 2000), **large))[3]) == "1100 / 2200"  # type: ignore[arg-type]
    assert amounts(days_of(diary(*walks, run(-28, 1000, 2000), **large))[3]) == "1800 / 5000"  # type: ignore[arg-type]
    decided = diary(override(1, BUILD, budget=week(20000, 45000)), check_in(1))
    assert amounts(days_of(decided)[1]) == "6666 / 15000"


def test_a_ceiling_below_the_smallest_run_makes_an_off_day() -> None:
    book = diary(START, quiet_days(1, 3), run(1, 4020, 4000), session_cap=False, runs_per_week=2)
    assert (short(days_of(book)[3]), days_of(book)[3].rules[-1].inputs) == ("RUN R16", {"seconds": 300, "metres": 8000})
    full = diary(START, quiet_days(1, 3), run(1, 4021, 4000), session_cap=False, runs_per_week=2)
    last = days_of(full)[3]
    assert (short(last), last.ceilings, last.rules[-1].inputs) == (
        "OFF_DAY R15",
        None,
        {"seconds": 299, "metres": 8000},
    )


def at_goal(weeks: int, *more: object, phase: OverridePhase = BUILD, each: tuple[int, int] = (1425, 2000)) -> Diary:
    days = [7 * number + back for number in range(weeks) for back in (1, 3, 5)]
    runs = [run(number, *each) for number in days]
    records = more or (quiet_days(1, 7 * weeks + 1),)
    return diary(override(1, phase, budget=GOAL), runs, *records, goal_week=GOAL, session_cap=False)  # type: ignore[arg-type]


def test_two_weeks_near_the_goal_and_quiet_knees_graduate() -> None:
    days = days_of(at_goal(2))
    assert stage(days[14]) == "BUILD"
    assert (stage(days[15]), fired(days[15])) == ("MAINTAIN", ["W10", "W11", "W12", "P11", "R16"])
    assert len(days[15].surfaces) == 6


@pytest.mark.parametrize(
    ("each", "expected"),
    [((1424, 2000), "BUILD"), ((1500, 2000), "MAINTAIN"), ((1000, 3958), "BUILD"), ((1000, 3959), "MAINTAIN")],
)
def test_a_week_is_near_the_goal_in_time_or_in_distance(each: tuple[int, int], expected: str) -> None:
    assert stage(days_of(at_goal(2, each=each))[15]) == expected


def test_graduation_needs_ten_checked_days_all_of_them_settled() -> None:
    checked = [2, 1, 3, 5, 6, 8, 9, 10, 12, 13]
    assert stage(days_of(at_goal(2, [check_in(number) for number in [*checked, 15]]))[15]) == "MAINTAIN"
    fewer = days_of(at_goal(2, [check_in(number) for number in [*checked[1:], 15]]))[15]
    assert stage(fewer) == "BUILD"
    restless = days_of(at_goal(2, quiet_days(1, 15), pain_note(7, 1)))[15]
    assert (stage(restless), fired(restless)[:2]) == ("BUILD", ["W10", "W11"])


def test_graduation_needs_two_such_weeks_in_a_row_and_a_goal() -> None:
    once = diary(
        override(1, BUILD, budget=GOAL), three(1, 1250, 3400), three(8, 1425, 2000), quiet_days(1, 15),
        goal_week=GOAL, session_cap=False,
    )  # fmt: skip
    assert stage(days_of(once)[15]) == "BUILD"
    book = at_goal(2)
    assert stage(days_of(book.changed_by([plan_change(15, goal_week=None)]))[15]) == "BUILD"


def test_surfaces_open_one_by_one_in_maintain() -> None:
    days = days_of(at_goal(4, phase=MAINTAIN))
    assert [len(days[number].surfaces) for number in (1, 8, 15, 22, 29)] == [6, 6, 9, 9, 10]
    assert days[15].rules[-2].inputs == {"opened": ("cambered", "downhill", "stairs")}
    assert days[29].rules[-2].inputs == {"opened": ("sprint",)}
    assert [code.value for code in days[29].surfaces] == [
        "flat_road", "track", "treadmill", "flat_trail", "hilly", "uneven", "downhill", "stairs", "cambered", "sprint",
    ]  # fmt: skip


def test_a_week_that_steps_back_in_maintain_opens_nothing() -> None:
    ambers = [run(number, 1425, 2000, left=AMBER) for number in (8, 10, 12)]
    start = override(1, MAINTAIN, budget=GOAL)
    book = diary(start, quiet_days(1, 15), three(1, 1425, 2000), ambers, goal_week=GOAL, session_cap=False)
    assert [week_.decision for week_ in plan_of(book).weeks] == [Decision.ADVANCE, Decision.STEP_BACK]
    assert len(days_of(book)[15].surfaces) == 6


def test_a_week_that_holds_in_maintain_opens_nothing_and_budgets_wait_at_the_goal() -> None:
    book = diary(
        override(1, MAINTAIN, budget=GOAL), quiet_days(1, 15), three(1, 1425, 2000), run(8, 1425, 2000), goal_week=GOAL,
        session_cap=False,
    )  # fmt: skip
    assert (fired(days_of(book)[15])[0], len(days_of(book)[15].surfaces)) == ("W08", 6)
    assert budget(days_of(book)[8]) == "4500 / 12500"
