"""Grading a session (section 5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, OverridePhase, Profile, Side, Surface
from kneerehab.domain.plan.verdict import Grade
from tests.builders import (
    check_in,
    day,
    diary,
    override,
    pain_note,
    painkiller,
    plan_change,
    quiet_days,
    run,
    walk,
    week,
)
from tests.domain.plan.reading import days_of, fired, grade_on, plan_of, told

WALK, RUNWALK, BUILD, MAINTAIN = OverridePhase.WALK, OverridePhase.RUNWALK, OverridePhase.BUILD, OverridePhase.MAINTAIN
LADDER = override(1, RUNWALK, rung=3)


@pytest.mark.parametrize(
    ("profile", "score", "grade"),
    [
        ("pain_free", 0, "green"), ("pain_free", 1, "amber"), ("pain_free", 2, "amber"), ("pain_free", 3, "red"),
        ("monitored", 2, "green"), ("monitored", 3, "amber"), ("monitored", 5, "amber"), ("monitored", 6, "red"),
    ],
)  # fmt: skip
def test_pain_during_the_run_sets_the_starting_grade(profile: str, score: int, grade: str) -> None:
    book = diary(LADDER, quiet_days(1, 2), run(1, right=(0, score, 0)), profile=Profile(profile))
    assert grade_on(book, 1)[0] == grade


def test_one_grade_worse_adds_up_and_stops_at_red() -> None:
    book = diary(LADDER, check_in(1), check_in(2, left=(2, 3)), run(1, left=(0, 1, 2)))
    assert grade_on(book, 1) == ("red", ["G01", "G04", "G05"])


def test_one_grade_worse_stops_at_amber_while_nothing_is_above_2() -> None:
    book = diary(LADDER, check_in(1), check_in(2, left=(2, 2)), run(1, left=(0, 1, 2)))
    assert grade_on(book, 1) == ("amber", ["G01", "G04", "G05"])
    assert grade_on(book.changed_by([pain_note(2, 3, Knee.RIGHT)]), 1)[0] == "red"
    assert grade_on(book.changed_by([pain_note(1, 3, clock="09:59")]), 1)[0] == "amber"
    assert grade_on(book.changed_by([pain_note(3, 3)]), 1, 3)[0] == "amber"


def test_a_changed_form_and_swelling_are_red_however_mild() -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, left=(0, 1, 1), form_changed=True)), 1)[0] == "red"
    swollen = diary(LADDER, check_in(1), check_in(2, swelling=True), run(1, left=(0, 0, 1)))
    assert grade_on(swollen, 1) == ("red", ["G04", "G06"])


def test_a_mild_reaction_is_looked_for_two_days_without_a_closing_day() -> None:
    book = diary(LADDER, check_in(1), run(1, left=(0, 1, 2)), check_in(3, (3, None), (None, None)), check_in(4))
    assert grade_on(book, 1, 4) == ("red", ["G01", "G04", "G10"])
    late = diary(LADDER, check_in(1), run(1, left=(0, 1, 2)), pain_note(4, 3), check_in(4))
    assert grade_on(late, 1, 4) == ("amber", ["G01", "G04", "G10"])


def test_a_run_that_started_sore_and_did_not_settle_is_red_above_2() -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, left=(1, 0, 3))), 1) == ("red", ["G02", "G04"])
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, left=(1, 0, 2))), 1) == ("amber", ["G02", "G04"])


def test_unknown_scores_count_as_green_but_leave_the_session_unverified() -> None:
    silent = check_in(2, left=(0, None))
    book = diary(LADDER, check_in(1), silent, check_in(2, clock="12:30"), run(1, left=(None, None, None)))
    assert grade_on(book, 1) == ("unverified", ["G10"])  # the answer came 26 hours and a half after the run


@pytest.mark.parametrize(
    "open_question",
    [{"form_changed": None}, {"surfaces": ()}, {"left": (0, 0, None)}, {"right": (None, 0, 0)}],
    ids=["form", "surfaces", "after", "before"],
)
def test_an_open_question_leaves_a_run_unverified(open_question: dict[str, object]) -> None:
    late = [check_in(1), check_in(3, clock="13:00")]
    book = diary(LADDER, late, run(1, **open_question))  # type: ignore[arg-type]
    assert grade_on(book, 1, 3) == ("unverified", ["G10"])
    if "surfaces" not in open_question:
        assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, **open_question)), 1) == ("green", [])  # type: ignore[arg-type]


def test_the_ground_is_not_answered_by_a_check_in() -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, surfaces=())), 1) == ("unverified", ["G10"])


def bare(number: int, clock: str = "10:00") -> Activity:
    return replace(run(number, clock=clock), pain_before=None, pain_during=None, pain_after=None, form_changed=None)


def test_a_run_without_any_score_is_covered_by_a_quiet_morning() -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), bare(1)), 1) == ("green", [])


@pytest.mark.parametrize(
    ("clock", "number", "grade"),
    [("12:59", 1, "unverified"), ("13:00", 1, "green"), ("12:00", 2, "green"), ("12:01", 2, "unverified")],
)
def test_a_check_in_covers_a_run_from_three_hours_after_it_began_to_26(clock: str, number: int, grade: str) -> None:
    own = check_in(number, (None, 0), (None, 0), clock=clock)
    morning = check_in(2, (0, None), (0, None))
    closing = check_in(2, (0, 0), (0, 0), clock="23:00")
    assert grade_on(diary(LADDER, check_in(1), own, morning, closing, bare(1)), 1)[0] == grade


def test_a_masked_a_sore_or_a_one_sided_check_in_covers_nothing() -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), bare(1), painkiller(2)), 1)[1] == ["G10", "G12"]
    assert "G10" in grade_on(diary(LADDER, check_in(1), check_in(2, (0, 1)), bare(1)), 1)[1]
    assert "G10" in grade_on(diary(LADDER, quiet_days(1, 2), bare(1), pain_note(2, 1)), 1)[1]
    for side, reasons in ((Knee.LEFT, ["G10"]), (Knee.RIGHT, [])):
        noted = diary(LADDER, quiet_days(1, 2), bare(1), pain_note(2, 1, side), affected=Side.LEFT)
        assert grade_on(noted, 1)[1] == reasons
    one = diary(LADDER, check_in(1), check_in(2, right=(None, None)), bare(1), affected=Side.LEFT)
    assert grade_on(one, 1) == ("green", [])


def test_a_form_changed_by_pain_needs_a_pain() -> None:
    monitored = diary(LADDER, check_in(1), check_in(2, (0, 1)), bare(1), profile=Profile.MONITORED)
    assert grade_on(monitored, 1) == ("unverified", ["G10"])
    told = diary(
        LADDER, check_in(1), check_in(2, (0, 1)), replace(bare(1), form_changed=False), profile=Profile.MONITORED
    )
    assert grade_on(told, 1) == ("green", [])


def test_soreness_after_the_run_on_its_day_leaves_it_unverified() -> None:
    evening = check_in(1, (1, 0), clock="21:00")
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1), evening), 1) == ("unverified", ["G10"])
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1), pain_note(1, 1)), 1) == ("unverified", ["G10"])
    with_its_start = check_in(1, (1, 0), clock="10:00")
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1), with_its_start), 1) == ("unverified", ["G11"])
    quiet = check_in(1, (0, 1), clock="21:00")
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1), quiet), 1) == ("green", [])


def test_only_the_affected_knee_must_be_known() -> None:
    book = diary(LADDER, quiet_days(1, 2), run(1, right=(None, None, None)), affected=Side.LEFT)
    assert grade_on(book, 1) == ("green", [])


def test_scores_of_the_other_knee_count_where_they_are_known() -> None:
    book = diary(LADDER, quiet_days(1, 2), run(1, right=(None, 3, None)), affected=Side.LEFT)
    assert grade_on(book, 1) == ("red", ["G01"])


def test_the_first_checked_day_of_the_next_two_closes_a_session() -> None:
    assert plan_of(diary(LADDER, check_in(1), check_in(3), run(1)), 2).sessions[0].grade is Grade.PENDING
    [session] = plan_of(diary(LADDER, check_in(1), check_in(3), run(1)), 3).sessions
    assert (session.grade, session.graded_on, session.kind) == (Grade.GREEN, day(3), ActivityKind.RUN)


def test_without_a_closing_day_a_session_is_graded_on_the_third_day_and_unverified() -> None:
    book = diary(LADDER, check_in(1), check_in(4, left=(5, 5), swelling=True), run(1))
    [session] = plan_of(book, 4).sessions
    assert (session.grade, session.graded_on) == (Grade.UNVERIFIED, day(4))
    assert grade_on(book, 1, 4) == ("unverified", ["G10"])


def test_a_plan_change_can_make_an_earlier_day_the_closing_day() -> None:
    book = diary(
        LADDER, check_in(1), check_in(2, right=(None, None), swelling=True), check_in(3),
        run(1), plan_change(3, affected=Side.LEFT),
    )  # fmt: skip
    assert grade_on(book, 1, 3) == ("red", ["G06"])


def test_the_next_morning_is_compared_with_the_first_score_of_each_day() -> None:
    evening = check_in(1, left=(1, 1), clock="21:00")
    book = diary(LADDER, check_in(1), evening, check_in(2, left=(1, 1)), run(1))
    assert "G05" in grade_on(book, 1)[1]
    later = diary(LADDER, check_in(1, left=(1, 1)), check_in(2), check_in(2, left=(3, 3), clock="21:00"), run(1))
    assert "G05" not in grade_on(later, 1)[1]


def test_two_check_ins_at_the_same_minute_are_read_by_id() -> None:
    first, second = check_in(1), check_in(1, left=(1, 1))
    assert first.id < second.id
    book = diary(LADDER, second, first, run(1), check_in(2, left=(1, 1)))
    assert "G05" in grade_on(book, 1)[1]


def test_a_sore_evening_does_not_undo_that_the_run_was_offered() -> None:
    book = diary(LADDER, quiet_days(1, 2), run(1), check_in(1, left=(1, 1), clock="21:00"))
    assert grade_on(book, 1) == ("unverified", ["G10"])
    sore_before = diary(LADDER, quiet_days(1, 2), run(1), check_in(1, left=(1, 1), clock="09:00"))
    assert grade_on(sore_before, 1) == ("unverified", ["G11"])


def test_two_runs_of_a_day_are_one_session_with_the_worst_grade() -> None:
    book = diary(LADDER, quiet_days(1, 2), run(1, 700, None), run(1, 740, 1800, left=(0, 1, 0), clock="18:00"))
    [session] = plan_of(book).sessions
    assert (session.seconds, session.metres, session.grade, len(session.records)) == (1440, 1800, Grade.AMBER, 2)
    assert told(days_of(book)[2]) == ["graded amber"]


def test_a_session_without_any_known_metres_has_none() -> None:
    [session] = plan_of(diary(LADDER, quiet_days(1, 2), run(1, 700, None), run(1, 740, None, clock="18:00"))).sessions
    assert (session.seconds, session.metres) == (1440, None)


@pytest.mark.parametrize(
    ("seconds", "reasons"), [(1151, ["G14"]), (1152, []), (2328, []), (2329, ["G14"]), (None, ["G14"])]
)
def test_a_ladder_run_lasts_the_set_with_or_without_its_walks(seconds: int | None, reasons: list[str]) -> None:
    assert grade_on(diary(LADDER, quiet_days(1, 2), run(1, seconds, 3000)), 1)[1] == reasons


def test_a_part_without_time_makes_the_whole_session_the_wrong_length() -> None:
    book = diary(override(1, WALK), quiet_days(1, 2), walk(1, 1900), walk(1, None, 2000, clock="18:00"))
    assert grade_on(book, 1) == ("unverified", ["G14"])


@pytest.mark.parametrize(("seconds", "grade"), [(1799, "unverified"), (1800, "green")])
def test_a_test_walk_lasts_30_minutes(seconds: int, grade: str) -> None:
    assert grade_on(diary(override(1, WALK), quiet_days(1, 2), walk(1, seconds)), 1)[0] == grade


def test_a_run_in_walk_is_graded_beside_the_walk_but_was_not_offered() -> None:
    book = diary(override(1, WALK), quiet_days(1, 2), walk(1), run(1, clock="18:00", surfaces=[Surface.STAIRS]))
    assert [(session.kind, session.grade) for session in plan_of(book).sessions] == [
        (ActivityKind.RUN, Grade.UNVERIFIED),
        (ActivityKind.WALK, Grade.GREEN),
    ]
    assert told(days_of(book)[2]) == ["graded unverified", "not-flat", "graded green"]
    assert fired(days_of(book)[2]) == ["G11", "G13", "R11"]


def test_walks_outside_walk_are_no_sessions() -> None:
    assert plan_of(diary(LADDER, quiet_days(1, 2), walk(1))).sessions == ()


def test_hills_are_open_in_maintain_and_sprints_are_not_yet() -> None:
    start = override(1, MAINTAIN, budget=week(4320, 12000))
    hilly = diary(start, quiet_days(1, 2), run(1, 1440, 4000, surfaces=[Surface.HILLY, Surface.TRACK]))
    assert grade_on(hilly, 1) == ("green", [])
    sprint = diary(start, quiet_days(1, 2), run(1, 1440, 4000, surfaces=[Surface.SPRINT]))
    assert grade_on(sprint, 1) == ("unverified", ["G13"])


def test_a_session_over_a_ceiling_is_told_and_over_the_cap_unverified() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    known = run(-3, 1440, 4000)  # a cap of 1584 s and 4400 m, 2 % of which are forgiven
    book = diary(start, known, quiet_days(1, 4), run(1, 1440, 4000), run(3, 1440, 4489))
    assert grade_on(book, 3) == ("unverified", ["G15"])
    assert grade_on(diary(start, known, quiet_days(1, 4), run(1), run(3, 1440, 4488)), 3) == ("green", [])
    assert told(days_of(book)[4]) == ["graded unverified", "over-ceiling"]
    within = diary(start, quiet_days(1, 4), run(1, 1440, 4000), run(3, 1441, 4000))
    assert grade_on(within, 3) == ("green", [])
    assert told(days_of(within)[4]) == ["graded green", "over-ceiling"]


def test_without_the_session_cap_nothing_is_over_it() -> None:
    start = override(1, BUILD, budget=week(4320, 12000))
    book = diary(start, quiet_days(1, 4), run(1, 1440, 4000), run(3, 1440, 4489), session_cap=False)
    assert grade_on(book, 3) == ("green", [])


def test_a_painkiller_masks_from_its_minute_until_the_hours_are_over() -> None:
    def reasons(dose: object) -> list[str]:
        return grade_on(diary(LADDER, quiet_days(1, 2), run(1, clock="19:00"), dose), 1)[1]  # type: ignore[arg-type]

    assert reasons(painkiller(1, "19:00")) == ["G11", "G12"]
    assert reasons(painkiller(1, "07:01")) == ["G11", "G12"]
    assert reasons(painkiller(1, "19:01")) == ["G12"]  # not the run, but the check-in of the next morning
    assert reasons(painkiller(2, "07:01")) == []
    worn_off = diary(
        LADDER, check_in(1, clock="12:00"), check_in(2), run(1, clock="19:00"), painkiller(1, "05:00"), mask_hours=6
    )
    assert grade_on(worn_off, 1) == ("green", [])
    morning = diary(LADDER, check_in(1), check_in(2, clock="20:00"), run(1, clock="07:00"), painkiller(2, "08:00"))
    assert grade_on(morning, 1)[1] == []


def test_a_pain_note_alone_is_no_check_in_and_closes_nothing() -> None:
    book = diary(LADDER, check_in(1), pain_note(2, 0), check_in(3), run(1))
    assert plan_of(book, 3).sessions[0].graded_on == day(3)
