"""Sums over time: gaps stay gaps, and every count can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kneerehab.domain.clinic import ClinicVisit
from kneerehab.domain.codes import Clinician, Knee, OverridePhase, PainContext, Phase, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.shoes import Shoes
from kneerehab.domain.training import ExerciseSet, Prescription, Target
from kneerehab.domain.trends.adherence import Tally, adherence, exercise_calendar
from kneerehab.domain.trends.dose import dose_trend, leg_balance
from kneerehab.domain.trends.icing import icing_trend
from kneerehab.domain.trends.pain import KneeMeans, context_trend, flares, pain_by_day, pain_trend
from kneerehab.domain.trends.phases import PhaseSpan, phase_timeline
from kneerehab.domain.trends.running import (
    ComingWeek,
    Dimension,
    WeekPoint,
    longest_run,
    response_trend,
    weekly_running,
)
from kneerehab.domain.trends.shoes import shoe_distance
from kneerehab.domain.trends.span import Span, calendar_weeks, steps, week_of
from tests.builders import (
    an_id,
    at,
    check_in,
    cross_training,
    day,
    diary,
    exercise_set,
    override,
    pain_note,
    pause,
    quiet_days,
    run,
)


def days(first: int, last: int) -> Span:
    """Days of the plan; day 1 is a Monday."""
    return Span(first=day(first), last=day(last))


def exercise(number: int, name: str = "step-down", side: Side = Side.BOTH, **dose: int) -> ExerciseSet:
    """An exercise done."""
    given = {"sets": 3, **(dose or {"reps": 10})}
    return ExerciseSet(id=an_id(), at=at(number, "20:00"), exercise=name, side=side, **given)  # type: ignore[arg-type]


def prescribed(times: int, first: int = 1, last: int | None = None, name: str = "step-down") -> Prescription:
    """An exercise to be done on so many days a week."""
    until = None if last is None else day(last)
    return Prescription(
        id=an_id(), exercise=name, from_=day(first), to=until, sets=3, days_per_week=times, side=Side.BOTH
    )


def test_a_span_counts_both_ends_and_splits_into_weeks() -> None:
    span = days(3, 16)

    assert span.days == 14
    assert day(3) in span
    assert day(17) not in span
    assert [(week.first, week.days) for week in calendar_weeks(span)] == [(day(3), 5), (day(8), 7), (day(15), 2)]
    assert week_of(day(8), week_start=6) == day(7)
    assert len(steps(span)) == 14
    assert len(steps(days(1, 371))) == 53


def test_worst_is_the_highest_of_all_scores_and_morning_the_first_now() -> None:
    found = pain_by_day(
        diary(
            check_in(1, left=(2, 3), clock="06:00"),
            check_in(1, left=(4, None), right=(None, None), clock="19:00", swelling=True),
            pain_note(2, 5),
        )
    )

    assert found[day(1)].worst == KneeScores(left=4, right=0)
    assert found[day(1)].morning == KneeScores(left=2, right=0)
    assert found[day(1)].swelling
    assert found[day(2)].worst == KneeScores(left=5, right=None)
    assert found[day(2)].morning == KneeScores()


def test_the_mean_looks_back_seven_days_over_what_is_known() -> None:
    book = diary(check_in(1, left=(6, 6)), check_in(3, left=(0, 0)), check_in(9, left=(2, 2), right=(None, None)))
    trend = pain_trend(book, days(3, 9), pain=pain_by_day(book), limit=2)

    assert [point.worst.left for point in trend.points] == [0, None, None, None, None, None, 2]
    assert trend.points[0].mean == KneeMeans(left=3.0, right=0.0)
    assert trend.points[1].mean == KneeMeans()
    assert trend.points[6].mean == KneeMeans(left=1.0, right=None)
    assert trend.logged == 2
    assert trend.knees() == (Knee.LEFT, Knee.RIGHT)


def test_over_a_year_a_point_is_a_week_with_its_highest_score_and_mean() -> None:
    book = diary(check_in(1, left=(6, 6)), check_in(3, left=(1, 1)))
    trend = pain_trend(book, days(1, 400), pain=pain_by_day(book), limit=2)

    assert trend.points[0].days == 7
    assert trend.points[0].worst.left == 6
    assert trend.points[0].mean.left == 3.5
    assert trend.points[1].worst == KneeScores()
    assert trend.logged == 2


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({1: 6, 2: 5}, []),  # nothing known before
        ({1: 1, 2: 3, 3: 4}, [2]),
        ({1: 3, 2: 1, 3: 3}, []),  # the same flare goes on
        ({1: 3, 5: 1, 9: 3}, [9]),
        ({1: 1, 9: 3}, []),  # a week without an entry is not a calm one
    ],
)
def test_a_flare_begins_above_the_limit_after_a_known_calm_week(scores: dict[int, int], expected: list[int]) -> None:
    book = diary([check_in(number, left=(score, score)) for number, score in scores.items()])

    assert flares(pain_by_day(book), days(1, 14), limit=2) == tuple(map(day, expected))


def test_runs_visits_and_swelling_are_listed_by_day() -> None:
    visit = ClinicVisit(id=an_id(), at=at(2, "11:00"), who=Clinician.PHYSIO)
    book = diary(check_in(4, swelling=True), run(3), run(3, clock="18:00"), cross_training(4), visit)
    phases = [
        PhaseSpan(phase=Phase.BUILD, first=day(-5), last=day(2)),
        PhaseSpan(phase=Phase.WALK, first=day(9), last=day(9)),
    ]
    trend = pain_trend(book, days(1, 7), pain=pain_by_day(book), limit=2, phases=phases)

    assert trend.runs == (day(3),)
    assert [found.day for found in trend.visits] == [day(2)]
    assert trend.swelling == (day(4),)
    assert trend.phases == (PhaseSpan(phase=Phase.BUILD, first=day(1), last=day(2)),)


def test_pain_by_situation_always_shows_stairs_sitting_and_squatting() -> None:
    book = diary(
        pain_note(1, 3), pain_note(1, 5), pain_note(1, 1, Knee.RIGHT), pain_note(2, 0, context=PainContext.NIGHT)
    )
    trend = context_trend(book, days(1, 7))

    assert [series.context for series in trend.series] == ["stairs", "sitting", "squatting", "night"]
    assert trend.series[0].notes == 3
    assert trend.series[0].points[0].scores == KneeScores(left=5, right=1)
    assert trend.logged == 2
    assert context_trend(diary(), days(1, 7)).series == ()


def plan_week(first: int, last: int) -> WeekPoint:
    """A closed week of the plan."""
    return WeekPoint(
        start=day(first), end=day(last), done_seconds=3100, done_metres=1, allowed_seconds=3000, allowed_metres=9000
    )


def test_days_between_plan_weeks_become_calendar_weeks() -> None:
    book = diary(run(2, 600, 2000), run(2, 600, None), run(10), run(20, None, 5000))
    weekly = weekly_running(book, days(1, 21), Dimension.DISTANCE, plan_weeks=[plan_week(9, 15)])

    assert [(week.start, week.end, week.done_metres) for week in weekly.weeks] == [
        (day(1), day(7), 2000),
        (day(8), day(8), 0),
        (day(9), day(15), 1),
        (day(16), day(21), 5000),
    ]
    assert [week.allowed_metres for week in weekly.weeks] == [None, None, 9000, None]
    assert (weekly.runs, weekly.unknown) == (3, 1)


def test_a_week_is_over_from_more_than_two_percent_above_its_ceiling() -> None:
    week = plan_week(1, 7)

    assert week.over(Dimension.TIME)
    assert not week.over(Dimension.DISTANCE)
    assert week.done(Dimension.DISTANCE) == 1
    assert not WeekPoint(start=day(1), end=day(7), done_seconds=9, done_metres=9).over(Dimension.TIME)


def test_a_plan_week_that_reaches_into_the_span_is_kept() -> None:
    coming = ComingWeek(start=day(12), end=day(18), low=1, high=2)
    weekly = weekly_running(diary(), days(5, 9), Dimension.TIME, plan_weeks=[plan_week(1, 11)], coming=[coming])

    assert [week.start for week in weekly.weeks] == [day(1)]
    assert weekly.coming == (coming,)


def test_the_response_to_a_run_ends_with_the_next_morning() -> None:
    book = diary(
        check_in(1, left=(1, 2)),
        run(1, left=(1, 3, 1), right=(0, 0, 0)),
        check_in(2, left=(2, 3), right=(None, None)),
        run(4, left=(0, 2, 1), right=(None, None, None)),
    )
    first, second = response_trend(book, days(1, 7), pain_by_day(book)).runs

    assert first.moments(Knee.LEFT) == (1, 3, 1, 2)
    assert first.moments(Knee.RIGHT) == (0, 0, 0, None)
    assert (first.settled(), first.worse_next_morning()) == (True, True)
    assert second.moments(Knee.LEFT) == (0, 2, 1, None)
    assert (second.settled(), second.worse_next_morning()) == (False, None)


def test_a_run_without_scores_has_no_answer() -> None:
    book = diary(run(1, left=(None, None, None), right=(None, None, None)))

    assert response_trend(book, days(1, 2), {}).runs[0].settled() is None


def test_the_longest_run_counts_30_days_back_without_the_day_itself() -> None:
    book = diary(
        run(1, metres=5000), run(2, metres=6000), run(31, metres=4000), run(33, None, None), run(32, metres=6700)
    )
    trend = longest_run(book, days(1, 62))
    points = {point.day: point for point in trend.points}

    assert points[day(1)].cap is None
    assert not points[day(1)].over
    assert (points[day(2)].cap, points[day(2)].over) == (5500, True)
    assert points[day(31)].cap == 6600
    assert (points[day(32)].longest, points[day(32)].over) == (6700, True)
    assert points[day(33)].longest is None
    assert points[day(62)].cap == 7370
    assert (trend.runs, trend.unknown) == (5, 1)


def judged(book: Diary, last: int, today: int) -> list[Tally]:
    """The tallies of the weeks from day 1."""
    return [week.tally for week in adherence(book, days(1, last), today=day(today)).weeks]


def test_days_a_week_are_on_time_missed_or_extra() -> None:
    book = diary(prescribed(3), quiet_days(1, 30), [exercise(number) for number in (1, 2, 5, 8, 15, 16, 17, 18, 19)])

    assert judged(book, 21, 30) == [
        Tally(on_time=3),
        Tally(on_time=1, shifted=2),
        Tally(on_time=3),
    ]
    assert judged(book, 14, 30)[1] == Tally(on_time=1, missed=2)


def test_a_spare_day_counts_once_and_what_is_left_is_extra() -> None:
    book = diary(prescribed(2), quiet_days(1, 30), [exercise(number) for number in (1, 2, 3, 4, 8, 15)])

    assert judged(book, 21, 30) == [Tally(on_time=2, extra=1), Tally(on_time=1, shifted=1), Tally(on_time=1, missed=1)]


def test_in_the_running_week_only_what_cannot_be_done_any_more_is_missed() -> None:
    book = diary(prescribed(7), quiet_days(1, 30), exercise(1), exercise(3))

    assert judged(book, 4, 4) == [Tally(on_time=2, missed=1)]
    assert adherence(book, days(1, 4), today=day(4)).weeks[0].open


def test_pauses_and_the_end_of_a_prescription_lower_what_is_planned() -> None:
    book = diary(prescribed(7, 1, 5), quiet_days(1, 30), pause(1, 3), exercise(4))

    assert judged(book, 7, 30) == [Tally(on_time=1, missed=1)]


def test_days_without_any_entry_are_unknown_and_never_missed() -> None:
    assert judged(diary(prescribed(7), quiet_days(1, 2)), 14, 30) == [Tally(missed=2), Tally()]
    some = diary(prescribed(3), quiet_days(1, 4), exercise(1))
    assert judged(some, 7, 30) == [Tally(on_time=1, missed=2)]  # three of the days with entries were without it
    silent = diary(prescribed(3), exercise(1))
    assert judged(silent, 7, 30) == [Tally(on_time=1)]


def test_adherence_is_told_by_exercise_and_leg() -> None:
    book = diary(
        prescribed(2), exercise(1, side=Side.LEFT), exercise(2), exercise(3, "plank"), prescribed(1, 40, name="later")
    )
    found = adherence(book, days(1, 7), today=day(30), names={"plank": "Plank"})

    assert [(item.name, item.tally, item.left_days, item.right_days) for item in found.exercises] == [
        ("Plank", Tally(extra=1), 1, 1),
        ("step-down", Tally(on_time=2), 2, 1),
    ]
    assert found.total.done_percent == 100
    assert Tally().done_percent is None


def test_the_calendar_counts_different_exercises() -> None:
    book = diary(exercise(1), exercise(1), exercise(1, "plank"), exercise(3), exercise(90))
    found = exercise_calendar(book, days(1, 7))

    assert [cell.done for cell in found.cells] == [2, 0, 1, 0, 0, 0, 0]
    assert (found.most, found.active) == (2, 2)
    assert exercise_calendar(book, days(1, 399)).cells[0].done == 3


def test_dose_is_that_of_the_leg_that_did_more() -> None:
    book = diary(
        exercise(1, side=Side.LEFT, sets=2, reps=10),
        exercise(1, side=Side.RIGHT, sets=3, reps=10),
        exercise(2, side=Side.LEFT, sets=1, reps=12),
        exercise(2, side=Side.LEFT, sets=2, reps=12),
        exercise(2, "plank", sets=2, hold_seconds=30),
        exercise(3, "plank", sets=2, hold_seconds=40),
        exercise(3, "roll", sets=2),
        exercise(90, "outside", sets=2),
    )
    trend = dose_trend(book, days(1, 7), names={"plank": "Plank"})

    plank, steps_down, roll = trend.series
    assert (plank.name, plank.seconds) == ("Plank", True)
    assert [point.volume for point in plank.points] == [60, 80]
    assert [(point.volume, point.dose) for point in steps_down.points] == [
        (30, Target(sets=3, reps=10)),
        (36, Target(sets=3, reps=12)),
    ]
    assert roll.points[0].volume == 2
    assert not roll.seconds
    assert trend.active == 3


def test_dose_shows_what_was_prescribed_that_day() -> None:
    item = ExerciseSet(
        id=an_id(), at=at(1), exercise="step-down", side=Side.LEFT, sets=2, reps=8, target=Target(sets=3, reps=10)
    )

    assert dose_trend(diary(item), days(1, 2)).series[0].points[0].target == 30


def test_balance_counts_sets_per_leg_and_names_what_works_both_at_once() -> None:
    book = diary(
        exercise(1, side=Side.LEFT, sets=10),
        exercise(1, side=Side.RIGHT, sets=6),
        exercise(2, sets=2),
        exercise(2, "squat", sets=3),
        exercise(2, "stretch", sets=4),
        exercise(30, "outside", sets=4),
    )
    found = leg_balance(book, days(1, 7), names={"squat": "Squat"}, per_leg=["stretch"])

    assert [(row.name, row.left, row.right) for row in found.rows] == [("step-down", 12, 8), ("stretch", 4, 4)]
    assert found.together == ("Squat",)
    assert (found.left, found.right, found.less) == (16, 12, Knee.RIGHT)


@pytest.mark.parametrize(
    ("left", "right", "less"), [(17, 20, None), (16, 20, Knee.LEFT), (20, 16, Knee.RIGHT), (3, 3, None)]
)
def test_a_leg_does_less_from_more_than_15_percent(left: int, right: int, less: Knee | None) -> None:
    book = diary(exercise(1, side=Side.LEFT, sets=left), exercise(1, side=Side.RIGHT, sets=right))

    assert leg_balance(book, days(1, 2)).less is less


def test_ice_adds_up_by_day_and_the_pain_of_that_day_may_be_unknown() -> None:
    ice = [IcingSession(id=an_id(), at=at(number), minutes=15, side=Side.BOTH) for number in (1, 1, 2, 30)]
    book = diary(ice, check_in(2, left=(1, 4), right=(0, 2)))
    found = icing_trend(book, days(1, 3), pain_by_day(book))

    assert [(point.minutes, point.sessions, point.pain) for point in found.points] == [
        (30, 2, None),
        (15, 1, 4),
        (0, 0, None),
    ]
    assert (found.minutes, found.iced, found.logged) == (45, 2, 1)


def test_shoes_add_what_they_had_come_before_and_count_up_to_a_day() -> None:
    old = Shoes(id=an_id(), name="Old", start_metres=700_000, retired=day(1))
    new = Shoes(id=an_id(), name="New", replace_at_metres=100_000)
    worn = [
        replace(run(number, metres=metres), shoes_id=new.id) for number, metres in ((1, 4000), (2, None), (9, 5000))
    ]
    first, second = shoe_distance(diary(old, new, worn), day(5)).shoes

    assert (first.name, first.metres, first.replace_at, first.unknown, first.worn) == ("New", 4000, 100_000, 1, False)
    assert (second.name, second.retired, second.worn) == ("Old", True, True)


def test_the_timeline_cuts_phases_and_pauses_to_the_span() -> None:
    book = diary(
        pause(1, 4), pause(6), pause(40, 41), override(5, OverridePhase.BUILD), override(20, OverridePhase.CALM)
    )
    phases = [PhaseSpan(phase=Phase.BUILD, first=date(2020, 1, 1), last=date(2030, 1, 1))]
    found = phase_timeline(book, days(3, 10), phases)

    assert [(item.first, item.last) for item in found.pauses] == [(day(3), day(4)), (day(6), day(10))]
    assert [item.day for item in found.decisions] == [day(5)]
    assert [(item.first, item.last) for item in found.phases] == [(day(3), day(3) + timedelta(days=7))]


def test_names_with_accents_stand_where_a_reader_looks_for_them() -> None:
    book = diary([exercise_set(1, exercise) for exercise in ("a", "b", "c")])
    names = {"a": "Zehen", "b": "Übung", "c": "Écart"}
    assert leg_balance(book, Span(first=day(1), last=day(7)), names=names).together == ("Écart", "Übung", "Zehen")
