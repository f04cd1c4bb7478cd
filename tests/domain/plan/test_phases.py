"""Moves between phases, and back (sections 6 and 7)."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import OverridePhase, RedFlag, Side
from kneerehab.domain.plan.verdict import Decision, Intervals
from tests.builders import (
    START,
    check_in,
    cross_training,
    day,
    diary,
    override,
    painkiller,
    pause,
    plan_change,
    quiet_days,
    run,
    walk,
    week,
)
from tests.domain.plan.reading import budget, days_of, fired, inputs_of, missing_steps, plan_of, short, stage, told

CALM, WALK, RUNWALK, BUILD, MAINTAIN = OverridePhase
FLAG = [RedFlag.CANNOT_MOVE]
AMBER = (0, 1, 0)
RED = (0, 3, 0)


def test_the_calm_gate_needs_two_days_in_calm_and_a_rest_from_running() -> None:
    days = days_of(diary(quiet_days(-5, 5), run(0), run(1)))
    assert [stage(days[number]) for number in (3, 4)] == ["CALM", "WALK 0"]
    assert missing_steps(days[3]) == {"days-in-calm": "2 of 2", "settled-days": "2 of 2", "run-free-days": "1 of 2"}


def test_swelling_limp_or_a_missing_score_keep_the_gate_shut() -> None:
    for bad in (check_in(3, swelling=True), check_in(3, limp=True), check_in(3, right=(0, None))):
        assert stage(days_of(diary(quiet_days(1, 2), bad))[3]) == "CALM"
    unaffected = diary(quiet_days(1, 2), check_in(3, right=(0, None)), affected=Side.LEFT)
    assert stage(days_of(unaffected)[3]) == "WALK 0"


def test_cross_training_and_walks_do_not_disturb_the_calm() -> None:
    assert stage(days_of(diary(quiet_days(1, 3), cross_training(2), walk(2)))[3]) == "WALK 0"


def test_an_amber_walk_starts_the_count_anew_and_a_red_one_leads_to_calm() -> None:
    days = days_of(diary(override(1, WALK), quiet_days(1, 4), walk(1), walk(2, left=AMBER), walk(3, left=RED)))
    assert [stage(days[number]) for number in (2, 3, 4)] == ["WALK 1", "WALK 0", "CALM"]
    assert fired(days[4]) == ["G01", "P07", "R05"]
    assert told(days[4]) == ["graded red"]


def test_the_first_ladder_begins_on_the_chosen_rung_and_later_ones_on_rung_1() -> None:
    walks = [walk(1), walk(2)]
    assert stage(days_of(diary(override(1, WALK), quiet_days(1, 3), walks, first_rung=3))[3]) == "RUNWALK 3, 0"
    again = diary(override(1, RUNWALK), override(2, WALK), quiet_days(1, 4), walk(2), walk(3), first_rung=3)
    assert stage(days_of(again)[4]) == "RUNWALK 1, 0"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "1800 / 3000"),
        ({"usual_week": week(9001, 25001)}, "4500 / 12500"),
        ({"usual_week": week(3000, 5000)}, "1800 / 3000"),
        ({"usual_week": week(9000, 25000), "starting_week": week(3600, 9000)}, "3600 / 9000"),
        ({"starting_week": week(3600, 9000), "goal_week": week(2400, 9500)}, "2400 / 9000"),
    ],
)
def test_without_the_ladder_build_begins_with_the_direct_start(settings: dict[str, object], expected: str) -> None:
    book = diary(override(1, WALK), quiet_days(1, 3), walk(1), walk(2), walk_run_ladder=False, **settings)
    last = days_of(book)[3]
    assert (stage(last), budget(last)) == ("BUILD", expected)
    assert last.rules[0].inputs == {"to": "BUILD"}


@pytest.mark.parametrize(
    ("metres", "expected"),
    [((3500, 3600), 3600), ((3700, 3600), 3700), ((None, 3600), 3600), ((3700, None), 3700), ((None, None), 3000)],
)
def test_the_ladder_leads_to_build_with_the_longer_of_the_last_two_runs(
    metres: tuple[int | None, int | None], expected: int
) -> None:
    runs = [run(-2, 3000, 9000), run(1, 1440, metres[0]), run(3, 1440, metres[1])]
    last = days_of(diary(override(1, RUNWALK, rung=6), quiet_days(1, 4), runs, runs_per_week=4))[4]
    assert (stage(last), budget(last)) == ("BUILD", f"5760 / {4 * expected}")
    assert fired(last) == ["P10", "R12"]
    assert last.rules[0].inputs == {"seconds": 5760, "metres": 4 * expected}


@pytest.mark.parametrize(
    ("rung", "steps"),
    [
        (1, (8, 60, 120)),
        (2, (6, 120, 120)),
        (3, (4, 240, 120)),
        (4, (4, 300, 60)),
        (5, (2, 660, 60)),
        (6, (1, 1440, 0)),
    ],
)
def test_each_rung_is_24_minutes_of_walking_and_running(rung: int, steps: tuple[int, int, int]) -> None:
    offered = days_of(diary(override(1, RUNWALK, rung=rung), check_in(1)))[1].intervals
    times, running, walking = steps
    assert offered == Intervals(times=times, run_seconds=running, walk_seconds=walking)
    assert times * (running + walking) == 1440


@pytest.mark.parametrize(
    ("longer", "expected"), [((2160, 5400), 3600), ((2160, 5401), 3600), ((1441, 3700), 3697), ((1440, 3700), 3700)]
)
def test_a_longer_run_counts_with_what_24_minutes_of_it_came_to(longer: tuple[int, int], expected: int) -> None:
    runs = [run(1, 1440, 3500), run(3, *longer)]
    last = days_of(diary(override(1, RUNWALK, rung=6), quiet_days(1, 4), runs))[4]
    assert (stage(last), budget(last)) == ("BUILD", f"4320 / {3 * expected}")


def test_a_green_run_between_two_ambers_forgives_the_first() -> None:
    runs = [run(1, left=AMBER), run(3), run(5, left=AMBER), run(7, left=AMBER)]
    days = days_of(diary(override(1, RUNWALK, rung=2), quiet_days(1, 8), runs))
    assert [stage(days[number]) for number in (2, 4, 6)] == ["RUNWALK 2, 0", "RUNWALK 2, 1", "RUNWALK 2, 0"]
    assert (stage(days[8]), inputs_of(days[8], "P05")) == ("RUNWALK 1, 0", {"from": 2, "to": 1})


def test_two_ambers_on_rung_1_stay_there_and_count_anew() -> None:
    runs = [run(number, left=AMBER) for number in (1, 3, 5)]
    days = days_of(diary(override(1, RUNWALK), quiet_days(1, 6), runs))
    assert inputs_of(days[4], "P05") == {"from": 1, "to": 1}
    assert "P05" not in fired(days[6])


def test_a_second_red_run_within_14_days_leads_to_calm_and_to_a_professional() -> None:
    def book(second: int) -> list[str]:
        runs = [run(1, left=RED), run(second, left=RED)]
        return told(days_of(diary(override(1, RUNWALK, rung=6), quiet_days(1, second + 1), runs))[second + 1])

    assert book(14) == ["graded red", "see-professional two-reds"]
    assert book(15) == ["graded red"]


def test_two_reds_in_build_end_the_week_before_they_are_told() -> None:
    book = diary(
        override(1, BUILD, budget=week(4320, 12000)),
        quiet_days(1, 9),
        run(1, 1440, 4000, left=RED),
        run(6, 1100, 3000),
        run(8, 1100, 3000, left=RED),
    )
    last = days_of(book)[9]
    assert (stage(last), told(last)) == ("CALM", ["graded red", "week-closed ENDED", "see-professional two-reds"])
    assert plan_of(book).weeks[-1].reasons == ("P07-red-to-calm",)


def test_a_red_run_of_an_earlier_stay_is_remembered_but_changes_nothing() -> None:
    book = diary(
        override(1, RUNWALK, rung=3), override(2, RUNWALK, rung=3), quiet_days(1, 4), run(1, left=RED), run(3, left=RED)
    )
    days = days_of(book)
    assert (stage(days[2]), fired(days[2])) == ("RUNWALK 3, 0", ["P01", "G01", "R12"])
    assert told(days[4]) == ["graded red", "see-professional two-reds"]


def test_maintain_falls_back_to_build_after_a_red_run() -> None:
    book = diary(override(1, MAINTAIN, budget=week(4320, 12000)), quiet_days(1, 2), run(1, 1440, 4000, left=RED))
    last = days_of(book)[2]
    assert (stage(last), budget(last), short(last)) == ("BUILD", "3456 / 9600", "REST R07")


def test_two_red_runs_graded_on_one_morning_count_in_date_order() -> None:
    book = diary(
        override(1, BUILD, budget=week(4320, 12000)), check_in(1), check_in(3),
        run(1, 1440, 4000, left=RED), run(2, 600, 1600, left=RED), allow_consecutive=True,
    )  # fmt: skip
    last = days_of(book)[3]
    assert fired(last) == ["G01", "G01", "G10", "G11", "P06", "P07", "R05"]
    [closed] = plan_of(book).weeks
    assert (closed.decision, closed.grades.red, closed.sessions) == (Decision.STEP_BACK, 2, 2)


def test_after_a_red_run_two_settled_days_without_a_run_are_needed() -> None:
    start = override(1, RUNWALK, rung=3)
    days = days_of(diary(start, quiet_days(1, 4), run(1, left=RED)))
    assert [short(days[number]) for number in (2, 3, 4)] == ["REST R07", "REST R07", "RUN R14"]
    ran = days_of(diary(start, quiet_days(1, 6), run(1, left=RED), run(3)))
    assert [short(ran[number]) for number in (4, 5, 6)] == ["REST R07", "REST R07", "RUN R14"]
    masked = days_of(diary(start, quiet_days(1, 6), run(1, left=RED), painkiller(4)))
    assert [short(masked[number]) for number in (4, 5, 6)] == ["REST R07", "REST R07", "RUN R14"]


def test_a_new_stay_forgets_the_red_run() -> None:
    book = diary(override(1, RUNWALK, rung=3), quiet_days(1, 3), run(1, left=RED), override(3, RUNWALK, rung=2))
    days = days_of(book)
    assert [short(days[number]) for number in (2, 3)] == ["REST R07", "RUN R14"]


def test_gaps_step_down_the_ladder_and_clear_the_count() -> None:
    book = diary(override(1, RUNWALK, rung=4), quiet_days(1, 32), run(1), run(3))
    days = days_of(book)
    assert [stage(days[number]) for number in (4, 11, 12, 19, 26)] == [
        "RUNWALK 5, 0", "RUNWALK 5, 0", "RUNWALK 4, 0", "RUNWALK 3, 0", "RUNWALK 2, 0",
    ]  # fmt: skip
    assert days[12].rules[0].inputs == {"idle": 8}
    assert stage(days[32]) == "RUNWALK 2, 0"


def test_a_gap_closes_a_week_that_has_started_and_was_never_checked() -> None:
    book = diary(override(1, BUILD, budget=week(4320, 12000)), check_in(1), run(1, 1440, 4000))
    [closed] = plan_of(book, 10).weeks
    assert (closed.decision, closed.reasons, closed.closed) == (Decision.STEP_BACK, ("P08-gap",), day(10))
    assert closed.next == week(3456, 9600)


def test_after_29_idle_days_running_starts_again_from_the_walk_gate() -> None:
    days = days_of(diary(override(1, BUILD, budget=week(4320, 12000)), check_in(1), run(1, 1440, 4000)), 31)
    assert [number for number, verdict in days.items() if "P08" in fired(verdict)] == [10, 17, 24]
    assert (stage(days[31]), fired(days[31])) == ("WALK 0", ["P09", "R04"])


def test_a_run_before_the_stay_does_not_shorten_its_gap() -> None:
    days = days_of(diary(run(-20), override(5, BUILD), quiet_days(1, 13)))
    assert [number for number, verdict in days.items() if "P08" in fired(verdict)] == [13]


def test_an_override_without_a_week_keeps_the_open_budget() -> None:
    book = diary(
        override(1, BUILD, budget=week(4320, 12000)), quiet_days(1, 2), run(1, 1440, 4000), override(2, MAINTAIN)
    )
    last = days_of(book)[2]
    assert (stage(last), budget(last)) == ("MAINTAIN", "4320 / 12000")
    [ended] = plan_of(book).weeks
    assert (ended.decision, ended.reasons, ended.next, ended.grades.green) == (
        Decision.ENDED, ("P01-override",), None, 0,
    )  # fmt: skip


def test_an_override_on_a_day_with_a_red_flag_is_listed_but_the_flag_wins() -> None:
    book = diary(
        override(1, BUILD, budget=week(4320, 12000)), check_in(1), run(1, 1440, 4000),
        override(2, RUNWALK), check_in(2, flags=FLAG), check_in(3), check_in(4, flags=FLAG),
    )  # fmt: skip
    days = days_of(book)
    assert (stage(days[2]), fired(days[2]), told(days[2])) == (
        "REFER", ["P01", "R01"], ["week-closed ENDED", "graded green"],
    )  # fmt: skip
    assert (short(days[3]), days[3].rules[-1].inputs) == ("STOP R02", {"since": day(2)})
    assert missing_steps(days[3]) == {"override": "0 of 1"}
    assert days[4].rules[-1].inputs == {"flags": ("cannot_move",)}


def test_only_an_override_leads_out_of_refer() -> None:
    days = days_of(diary(check_in(1, flags=FLAG), quiet_days(2, 10), override(10, CALM)))
    assert {stage(days[number]) for number in range(1, 10)} == {"REFER"}
    assert stage(days[10]) == "CALM"


def test_records_before_the_first_day_are_read_only_where_a_rule_looks_back() -> None:
    book = diary(
        override(0, BUILD),
        check_in(0, flags=FLAG),
        run(0, left=RED),
        plan_change(-3, runs_per_week=2),
        quiet_days(1, 2),
    )
    days = days_of(book)
    assert stage(days[1]) == "CALM"
    assert plan_of(book).sessions == ()
    assert fired(days[2]) == ["R05"]


def test_a_pause_hides_the_advice_and_nothing_else() -> None:
    book = diary(override(1, WALK), quiet_days(1, 3), walk(1), walk(2), pause(2, 2), pause(1, 2))
    days = days_of(book)
    assert (short(days[2]), days[2].rules[-1].inputs) == ("PAUSED R03", {"from": START})
    assert short(days[3]) == "WALK R11"  # the walks of paused days were not offered
    open_ended = days_of(diary(quiet_days(1, 40), pause(2)), 40)
    assert [short(open_ended[number]) for number in (1, 2, 40)] == ["REST R05", "PAUSED R03", "PAUSED R03"]
    later = days_of(diary(quiet_days(1, 9), pause(1, 1), pause(1, 2), pause(5, 6)))
    assert [number for number, verdict in later.items() if verdict.advice == "PAUSED"] == [1, 2, 5, 6]
