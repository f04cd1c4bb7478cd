"""The worked scenarios of the plan's specification (section 14), row by row."""

from __future__ import annotations

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.verdict import Decision
from tests.builders import check_in, diary, override, painkiller, pause, plan_change, quiet_days, run, walk, week
from tests.domain.plan.reading import (
    amounts,
    budget,
    days_of,
    fired,
    grade_on,
    missing_steps,
    plan_of,
    short,
    stage,
    told,
)

BUILD, RUNWALK, WALK = OverridePhase.BUILD, OverridePhase.RUNWALK, OverridePhase.WALK
GOAL = week(10800, 30000)


def test_1_calm_lasts_until_two_settled_days() -> None:
    days = days_of(
        diary(
            check_in(1, left=(4, 6), right=(0, 1)),
            check_in(2, left=(2, 4)),
            check_in(3, left=(1, 2)),
            check_in(4, left=(0, 1)),
            check_in(5),
            check_in(6),
        )
    )
    assert {number: (stage(days[number]), short(days[number])) for number in range(1, 6)} == dict.fromkeys(
        range(1, 6), ("CALM", "REST R05")
    )
    assert missing_steps(days[5]) == {"days-in-calm": "2 of 2", "settled-days": "1 of 2", "run-free-days": "2 of 2"}
    assert (stage(days[6]), fired(days[6])) == ("WALK 0", ["P02", "R11"])
    assert short(days[6]) == "WALK R11"


def test_2_masked_scores_do_not_open_the_gate() -> None:
    days = days_of(diary(check_in(1, left=(3, 5)), quiet_days(2, 5), painkiller(2), painkiller(3)))
    assert [short(days[number]) for number in range(1, 5)] == ["REST R05"] * 4
    assert [told(days[number]) for number in (2, 3, 4)] == [["masked-day"], ["masked-day"], []]
    assert missing_steps(days[4])["settled-days"] == "1 of 2"
    assert (stage(days[5]), fired(days[5])) == ("WALK 0", ["P02", "R11"])


def test_3_from_walk_through_the_first_rungs() -> None:
    runs = [run(number, 1440, 3600) for number in (3, 5, 7, 10)]
    days = days_of(diary(override(1, WALK), quiet_days(1, 11), walk(1), walk(2), runs))
    expected = {
        1: ("WALK 0", "WALK R11"),
        2: ("WALK 1", "WALK R11"),
        3: ("RUNWALK 1, 0", "RUN R14"),
        4: ("RUNWALK 1, 1", "OFF_DAY R12"),
        5: ("RUNWALK 1, 1", "RUN R14"),
        6: ("RUNWALK 2, 0", "OFF_DAY R12"),
        7: ("RUNWALK 2, 0", "RUN R14"),
        8: ("RUNWALK 2, 1", "OFF_DAY R12"),
        9: ("RUNWALK 2, 1", "OFF_DAY R13"),
        10: ("RUNWALK 2, 1", "RUN R14"),
        11: ("RUNWALK 3, 0", "OFF_DAY R12"),
    }
    assert {number: (stage(verdict), short(verdict)) for number, verdict in days.items()} == expected
    assert [number for number, verdict in days.items() if "P03" in fired(verdict)] == [3]
    assert [number for number, verdict in days.items() if "P04" in fired(verdict)] == [6, 11]


def test_5a_a_red_run_on_the_ladder_goes_one_rung_down_and_rests() -> None:
    red = run(1, 900, 1700, left=(0, 4, 2), form_changed=True)
    days = days_of(
        diary(
            override(1, RUNWALK, rung=4), red, check_in(1), check_in(2, left=(2, 4)), check_in(3, left=(0, 2)),
            check_in(4), check_in(5),
        )
    )  # fmt: skip
    assert {number: (stage(verdict), short(verdict)) for number, verdict in days.items()} == {
        1: ("RUNWALK 4, 0", "RUN R14"),
        2: ("RUNWALK 3, 0", "REST R07"),
        3: ("RUNWALK 3, 0", "REST R07"),
        4: ("RUNWALK 3, 0", "REST R07"),
        5: ("RUNWALK 3, 0", "RUN R14"),
    }
    assert fired(days[2]) == ["G01", "G03", "G04", "G05", "G14", "P06", "R07"]
    assert missing_steps(days[4])["settled-days"] == "1 of 2"


def test_5b_a_red_run_in_build_closes_the_week_at_once() -> None:
    book = diary(
        override(1, BUILD, budget=week(4536, 12600)),
        run(1, 1512, 4200),
        run(3, 900, 2500, right=(0, 4, 2)),
        [check_in(1), check_in(2), check_in(3)],
        check_in(4, right=(2, 4)),
        check_in(5, right=(0, 2)),
        quiet_days(6, 7),
        goal_week=GOAL,
    )
    days = days_of(book)
    assert {
        number: (budget(days[number]), short(days[number]), amounts(days[number])) for number in (1, 3, 4, 5, 6, 7)
    } == {
        1: ("4536 / 12600", "RUN R16", "1512 / 4200"),
        3: ("4536 / 12600", "RUN R16", "1512 / 4200"),
        4: ("3628 / 10080", "REST R07", "–"),
        5: ("3628 / 10080", "REST R07", "–"),
        6: ("3628 / 10080", "REST R07", "–"),
        7: ("3628 / 10080", "RUN R16", "1209 / 3360"),
    }
    [closed] = plan_of(book).weeks
    assert (closed.decision, closed.reasons, closed.next) == (Decision.STEP_BACK, ("P06-red",), week(3628, 10080))
    assert told(days[4]) == ["graded red", "week-closed STEP_BACK"]


def test_7_time_and_distance_grow_together() -> None:
    per_run = {1: (1440, 4000), 8: (1512, 4200), 15: (1663, 4620)}
    runs = [run(first + back, *ceiling) for first, ceiling in per_run.items() for back in (0, 2, 4)]
    book = diary(
        override(1, BUILD, budget=week(4320, 12000)),
        runs,
        quiet_days(1, 22),
        plan_change(15, growth_permille=100),
        plan_change(22, growth_permille=75),
        goal_week=GOAL,
    )
    days = days_of(book)
    assert {number: (budget(days[number]), amounts(days[number])) for number in (1, 3, 5, 8, 15, 22)} == {
        **dict.fromkeys((1, 3, 5), ("4320 / 12000", "1440 / 4000")),
        8: ("4536 / 12600", "1512 / 4200"),
        15: ("4989 / 13860", "1663 / 4620"),
        22: ("5363 / 14899", "1787 / 4966"),
    }
    closed = plan_of(book).weeks
    assert [week.decision for week in closed] == [Decision.ADVANCE] * 3
    assert [week.reasons for week in closed] == [("W10-advance",)] * 3


def missing_data(*, variant: bool = False) -> Diary:
    checked = (1, 3, 5, 9) if variant else (1, 3, 6, 7, 8)
    return diary(
        override(1, BUILD, budget=week(4320, 12000)),
        [run(number, 1440, 4000) for number in (1, 3, 5)],
        [check_in(number) for number in checked],
        [] if variant else [check_in(5, clock="06:30"), painkiller(5, "07:00")],
    )


def test_9_missing_and_masked_data_hold_the_plan_back() -> None:
    days = days_of(missing_data())
    assert (short(days[2]), told(days[2])) == ("CHECK_IN R04", [])
    assert (short(days[3]), told(days[3])) == ("RUN R16", ["graded green"])
    assert short(days[4]) == "CHECK_IN R04"
    assert (short(days[5]), told(days[5])) == ("NO_RUN R10", ["graded green"])
    assert (short(days[6]), fired(days[6])) == ("OFF_DAY R12", ["G11", "G12", "R12"])
    assert grade_on(missing_data(), 5) == ("unverified", ["G11", "G12"])
    assert short(days[7]) == "OFF_DAY R13"
    assert (short(days[8]), budget(days[8]), fired(days[8])) == ("RUN R16", "4320 / 12000", ["W03", "R16"])
    assert told(days[8]) == ["week-closed HOLD"]


def test_9_variant_without_check_ins_a_run_stays_unverified_and_the_week_waits() -> None:
    days = days_of(missing_data(variant=True))
    assert (short(days[8]), fired(days[8])) == ("CHECK_IN R04", ["G10", "R04"])
    assert grade_on(missing_data(variant=True), 5) == ("unverified", ["G10"])
    assert (short(days[9]), told(days[9]), fired(days[9])) == ("RUN R16", ["week-closed ADVANCE"], ["W10", "R16"])


def test_10_a_gap_goes_back_step_by_step_pause_or_not() -> None:
    book = diary(
        override(1, BUILD, budget=week(4800, 13300)),
        [run(number, 1600, 4430) for number in (1, 3, 5)],
        quiet_days(1, 35),
        pause(9, 13),
    )
    days = days_of(book)
    assert (budget(days[8]), short(days[8]), told(days[8])) == ("5040 / 13965", "RUN R16", ["week-closed ADVANCE"])
    assert [short(days[number]) for number in range(9, 14)] == ["PAUSED R03"] * 5
    assert {
        number: (budget(days[number]), short(days[number]), fired(days[number])[:-1]) for number in (14, 21, 28)
    } == {
        14: ("4032 / 11172", "RUN R16", ["P08"]),
        21: ("3225 / 8937", "RUN R16", ["P08"]),
        28: ("2580 / 7149", "RUN R16", ["P08"]),
    }
    assert [days[number].rules[0].inputs["idle"] for number in (14, 21, 28, 35)] == [8, 15, 22, 29]
    assert (short(days[35]), fired(days[35]), stage(days[35])) == ("WALK R11", ["P09", "R11"], "WALK 0")
    assert len(plan_of(book).weeks) == 1


def test_13_an_override_wins_but_the_daily_rules_still_apply() -> None:
    book = diary(
        check_in(1, left=(2, 3)),
        check_in(2, left=(1, 2)),
        [check_in(number, left=(0, 1)) for number in (3, 4)],
        check_in(5, left=(1, 1)),
        quiet_days(6, 10),
        override(4, RUNWALK, rung=3),
        [run(number, 1440, 3300) for number in (4, 6)],
        override(8, BUILD, budget=week(3600, 9000)),
        run(8, 1200, 3000),
        goal_week=week(7200, 20000),
    )
    days = days_of(book)
    assert {number: (stage(verdict), short(verdict)) for number, verdict in days.items()} == {
        **dict.fromkeys((1, 2, 3), ("CALM", "REST R05")),
        4: ("RUNWALK 3, 0", "RUN R14"),
        5: ("RUNWALK 3, 0", "NO_RUN R08"),
        6: ("RUNWALK 3, 0", "RUN R14"),
        7: ("RUNWALK 3, 1", "OFF_DAY R12"),
        8: ("BUILD", "RUN R16"),
        9: ("BUILD", "OFF_DAY R12"),
        10: ("BUILD", "OFF_DAY R13"),
    }
    assert fired(days[4]) == ["P01", "R14"]
    assert days[4].rules[0].inputs == {"phase": "RUNWALK", "by": "physio", "reason": "Cleared to go on"}
    assert (fired(days[5]), grade_on(book, 4)) == (["G05", "R08"], ("amber", ["G05"]))
    assert days[5].rules[-1].inputs == {"knee": "left", "now": 1, "limit": 0}
    assert (budget(days[8]), amounts(days[8]), fired(days[8])) == ("3600 / 9000", "1200 / 3000", ["P01", "R16"])
