"""Months and years of runners who are not perfect: the plan carries them back, and nobody is stranded."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import OverridePhase, Phase, Profile
from kneerehab.domain.plan.verdict import ClosedWeek, Decision, Replay
from tests.builders import START, override, plan_change, week
from tests.domain.plan.reading import plan_of
from tests.domain.plan.runners import YEAR, Runner

BUILD, MAINTAIN = OverridePhase.BUILD, OverridePhase.MAINTAIN
TWELVE_KM = override(1, BUILD, budget=week(4320, 12000))
FORTY_KM = week(14400, 40000)
AT_FORTY = override(1, MAINTAIN, budget=FORTY_KM)
USED_TO_FORTY = {"goal_week": FORTY_KM, "usual_week": FORTY_KM}
TUESDAY_FRIDAY = (1, 4)
THREE_DAYS = (0, 2, 4)
A_QUARTER = 91


def number_of(plan_week: ClosedWeek) -> int:
    """The plan day on which a week was closed."""
    return (plan_week.closed - START).days + 1


def kilometres(plan: Replay) -> list[int]:
    """The budgets of the closed weeks in whole kilometres."""
    return [closed.budget.metres // 1000 for closed in plan.weeks]


def first_day_in(plan: Replay, phase: Phase) -> int:
    """The first plan day in a phase."""
    return next(verdict.day for verdict in plan.days if verdict.phase is phase)


def first_week_of(plan: Replay, metres: int, after: int = 1) -> int:
    """The plan day on which the first week of so much done was closed, later than `after`."""
    return next(
        number_of(closed) for closed in plan.weeks if closed.done.metres >= metres and number_of(closed) > after
    )


def told_of(plan: Replay, notice: str, why: str | None = None) -> list[int]:
    """The plan days on which something was told."""
    return [
        verdict.day
        for verdict in plan.days
        if any(found.notice == notice and found.details.get("why") == why for found in verdict.notices)
    ]


@pytest.fixture(scope="module")
def twice_a_week() -> Replay:
    """Pain 0, Tuesdays and Fridays, three runs a week in the settings."""
    return plan_of(Runner(opening=[TWELVE_KM], run_days=TUESDAY_FRIDAY).live(200), 200)


def test_who_runs_twice_a_week_never_gets_less_and_reaches_the_goal(twice_a_week: Replay) -> None:
    budgets = kilometres(twice_a_week)
    assert budgets == sorted(budgets)
    assert (budgets[0], budgets[-1]) == (12, 30)
    assert twice_a_week.days[-1].phase is Phase.MAINTAIN


def test_who_runs_twice_a_week_is_offered_halves_after_the_first_week(twice_a_week: Replay) -> None:
    offered = [v.ceilings.metres for v in twice_a_week.days if v.ceilings is not None and v.week is not None]
    assert offered[:2] == [4000, 4000]
    assert offered[-1] == 30000 // 2


def test_who_runs_twice_a_week_is_held_twice_at_first_and_told_why(twice_a_week: Replay) -> None:
    held = [closed for closed in twice_a_week.weeks if closed.decision is Decision.HOLD]
    assert [closed.reasons for closed in held] == [("W09-little-done",)] * 2
    assert told_of(twice_a_week, "held-again") == [16]


def test_a_runner_who_logs_time_alone_goes_from_calm_to_a_growing_week() -> None:
    plan = plan_of(Runner(leaves_out="metres", run_days=THREE_DAYS).live(2 * A_QUARTER), 2 * A_QUARTER)
    assert first_day_in(plan, Phase.BUILD) <= 40
    assert {closed.decision for closed in plan.weeks} == {Decision.ADVANCE}
    assert plan.weeks[-1].done.seconds > 2 * plan.weeks[0].done.seconds


def test_a_runner_who_logs_distance_alone_grows_in_weeks() -> None:
    plan = plan_of(Runner(opening=[TWELVE_KM], leaves_out="seconds", run_days=THREE_DAYS).live(A_QUARTER), A_QUARTER)
    assert {closed.decision for closed in plan.weeks} == {Decision.ADVANCE}
    assert plan.weeks[-1].next is not None
    assert plan.weeks[-1].next.metres > 20000


def test_distance_alone_holds_the_ladder_and_the_plan_says_what_is_missing() -> None:
    plan = plan_of(Runner(leaves_out="seconds", run_days=THREE_DAYS).live(40), 40)
    held = [notice for verdict in plan.days for notice in verdict.notices if notice.notice == "steps-held"]
    assert (plan.days[-1].phase, plan.days[-1].rung) == (Phase.RUNWALK, 1)
    assert held[-1].details["rules"] == ("G14-wrong-length",)


@pytest.mark.parametrize("seed", range(1, 5))
def test_who_forgets_one_morning_in_ten_and_one_run_in_ten_runs_25_km_a_week_within_a_year(seed: int) -> None:
    runner = Runner(
        keeps=0.9, forgets=0.1, run_days=(0, 2, 4, 5), settings={"usual_week": week(10800, 30000)}, seed=seed
    )
    plan = plan_of(runner.live(YEAR - 45), YEAR - 45)
    assert first_week_of(plan, 25000) < YEAR - 45


def test_a_forgotten_morning_after_a_run_does_not_cost_the_week() -> None:
    plan = plan_of(Runner(opening=[TWELVE_KM], run_days=THREE_DAYS, silent=(6, 7)).live(8), 8)
    assert plan.sessions[-1].reasons == ("G10-score-missing",)
    assert plan.weeks[0].decision is Decision.ADVANCE


def test_two_runs_of_three_in_ten_four_days_apart_cost_far_less_than_220_days() -> None:
    runner = Runner(
        opening=[AT_FORTY],
        run_days=THREE_DAYS,
        aches={29: (0, 3, 1), 33: (0, 3, 1)},
        mornings={30: (1, 3), 31: (0, 1), 34: (1, 3), 35: (0, 1)},
        settings=USED_TO_FORTY,
    )
    plan = plan_of(runner.live(160), 160)
    assert [str(stretch.phase) for stretch in plan.phases] == [
        "MAINTAIN", "BUILD", "CALM", "WALK", "RUNWALK", "BUILD", "MAINTAIN",
    ]  # fmt: skip
    assert told_of(plan, "see-professional", "two-reds") == [34]
    assert first_week_of(plan, 39000, after=34) - 34 < 120


def test_one_run_of_three_in_ten_costs_weeks_not_months() -> None:
    runner = Runner(
        opening=[AT_FORTY], run_days=THREE_DAYS, aches={29: (0, 3, 1)}, mornings={30: (1, 3), 31: (0, 1)},
        settings=USED_TO_FORTY,
    )  # fmt: skip
    plan = plan_of(runner.live(90), 90)
    assert first_week_of(plan, 39000, after=30) - 30 <= 45


def test_four_missed_weeks_at_40_km_a_week_cost_less_than_half_a_year() -> None:
    plan = plan_of(
        Runner(opening=[AT_FORTY], run_days=THREE_DAYS, away=range(29, 57), settings=USED_TO_FORTY).live(240), 240
    )
    back = next(verdict for verdict in plan.days if verdict.phase is Phase.RUNWALK)
    assert back.rung == 2
    assert plan.weeks[4].budget.metres == FORTY_KM.metres // 2
    assert first_week_of(plan, 39000, after=56) - 56 < 180


def test_a_steady_one_in_ten_is_told_from_day_14_that_waiting_will_not_end_it() -> None:
    plan = plan_of(Runner(usual_morning=(1, 1), usual_ache=(1, 1, 1), run_days=()).live(60), 60)
    assert {verdict.phase for verdict in plan.days} == {Phase.CALM}
    assert told_of(plan, "see-professional", "background-pain") == list(range(14, 61))
    assert told_of(plan, "see-professional", "calm-7-days") == list(range(8, 61))


def test_a_steady_one_in_ten_runs_a_growing_week_once_monitored_was_agreed() -> None:
    runner = Runner(
        opening=[plan_change(15, profile=Profile.MONITORED)], usual_morning=(1, 1), usual_ache=(1, 1, 1),
        run_days=THREE_DAYS,
    )  # fmt: skip
    plan = plan_of(runner.live(2 * A_QUARTER), 2 * A_QUARTER)
    assert first_day_in(plan, Phase.BUILD) <= 60
    assert not told_of(plan, "see-professional", "background-pain")[1:]
    assert plan.weeks[-1].done.metres > 2 * plan.weeks[0].done.metres


def test_without_a_goal_of_their_own_nobody_grows_past_the_default_goal() -> None:
    runner = Runner(
        opening=[override(1, MAINTAIN, budget=week(10000, 28000))],
        run_days=(0, 1, 3, 5),
        settings={"growth_permille": 100},
    )
    plan = plan_of(runner.live(A_QUARTER), A_QUARTER)
    assert max(kilometres(plan)) == 30
    assert max(closed.done.metres for closed in plan.weeks) <= 30000
