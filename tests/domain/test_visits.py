"""Two visits against each other: each has its week and its measures, and what nobody wrote down stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.codes import Clinician, Knee, Measure, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.record import Record
from kneerehab.domain.training import Prescription
from kneerehab.domain.trends.change import Weight
from kneerehab.domain.trends.span import Span
from kneerehab.domain.trends.visits import compare_visits, measure_pairs, usual_pair, visit_days
from tests.builders import START, an_id, at, check_in, day, exercise_set, run
from tests.builders import diary as book


def outcome(number: int, measure: Measure, value: float, **more: Any) -> Outcome:
    return Outcome(id=an_id(), at=at(number, "19:00"), measure=measure, value=value, **more)


def visit(number: int) -> ClinicVisit:
    return ClinicVisit(id=an_id(), at=at(number, "09:00"), who=Clinician.PHYSIO)


def sore(first: int, last: int, worst: int) -> list[Record]:
    """Check-ins with the left knee sore, on each of these days."""
    return [check_in(number, left=(0, worst)) for number in range(first, last + 1)]


def six_weeks(*more: Record) -> Diary:
    """Left knee 6 in the first week, 4 once in between, 1 in the last; a visit on day 8 and one on day 50."""
    records = [*sore(2, 8, 6), *sore(25, 25, 4), *sore(44, 50, 1), visit(8), visit(50), *more]
    return book(*records, affected=Side.LEFT)


def test_pain_is_the_mean_of_the_week_up_to_each_visit_with_the_worst_in_between() -> None:
    found = compare_visits(six_weeks(), day(8), day(50))
    (left,) = found.pain  # the right knee never hurt
    assert left.knee is Knee.LEFT
    assert (left.first, left.last) == (6, 1)
    assert left.change is not None
    assert left.change.weight is Weight.CLEAR
    assert (left.worst_first, left.worst_last) == (6, 1)
    assert (left.highest, left.highest_day) == (4, day(25))
    assert found.first.days == Span(first=day(2), last=day(8))
    assert found.last.days == Span(first=day(44), last=day(50))
    assert found.days == 42


def test_a_diary_that_began_with_the_visit_is_told_by_the_week_from_it_on() -> None:
    found = compare_visits(book(*sore(1, 10, 5), *sore(20, 30, 2)), day(1), day(30))
    assert found.first.days == Span(first=day(1), last=day(7))
    assert found.pain[0].first == 5


def test_two_scores_are_no_mean_and_a_silent_week_has_no_load() -> None:
    found = compare_visits(book(*sore(1, 7, 5), *sore(29, 30, 2)), day(7), day(30))
    left = found.pain[0]
    assert (left.first, left.last, left.change) == (5, None, None)
    assert left.worst_last == 2
    silent = compare_visits(book(*sore(1, 7, 5)), day(7), day(30))
    assert silent.last.logged == 0
    assert (silent.last.running, silent.last.exercise_days) == (None, None)
    assert silent.pain[0].worst_last is None
    assert (silent.first.running, silent.first.exercise_days) == (Amount(seconds=0, metres=0), 0)


def test_a_visit_alone_is_no_diary_of_its_day() -> None:
    found = compare_visits(book(visit(8), outcome(8, Measure.AKPS, 60), *sore(9, 30, 2)), day(8), day(30))
    assert found.first.days == Span(first=day(8), last=day(14))
    alone = compare_visits(book(visit(8), outcome(8, Measure.AKPS, 60), *sore(24, 30, 2)), day(8), day(30))
    assert (alone.first.logged, alone.first.running, alone.first.exercise_days) == (0, None, None)


def test_weeks_never_overlap_even_of_visits_a_few_days_apart() -> None:
    found = compare_visits(book(*sore(1, 10, 3)), day(1), day(4))
    assert found.first.days == Span(first=day(1), last=day(1))
    assert found.last.days == Span(first=day(2), last=day(4))


def test_load_is_what_was_run_and_the_days_exercised_of_those_planned() -> None:
    dose = Prescription(id=an_id(), exercise="clamshell", from_=START, sets=3, reps=10, side=Side.BOTH, days_per_week=5)
    runs = [run(45, 1200, 3000), run(47, 1500, None)]
    found = compare_visits(six_weeks(dose, *runs, exercise_set(46), exercise_set(48)), day(8), day(50))
    assert found.last.running == Amount(seconds=2700, metres=3000)
    assert found.last.unmeasured == 1
    assert (found.last.exercise_days, found.last.planned_days) == (2, 5)
    assert (found.runs, found.first.exercise_days) == (2, 0)


def test_a_flare_between_the_visits_is_counted() -> None:
    diary = book(*sore(1, 7, 1), *sore(8, 20, 0), *sore(21, 22, 5), *sore(23, 40, 0))
    assert compare_visits(diary, day(7), day(40)).flares == 1
    assert compare_visits(diary, day(30), day(40)).flares == 0


def test_a_goal_is_told_only_if_somebody_stated_it() -> None:
    diary = six_weeks()
    assert compare_visits(diary, day(8), day(50)).goal is None
    stated = replace(diary, plan=replace(diary.plan, goal_week=Amount(seconds=9000, metres=25000)))
    assert compare_visits(stated, day(8), day(50)).goal == Amount(seconds=9000, metres=25000)


def test_a_measure_stands_for_a_visit_if_it_is_of_the_four_weeks_up_to_it() -> None:
    results = [
        outcome(5, Measure.AKPS, 60),
        outcome(20, Measure.AKPS, 55),
        outcome(48, Measure.AKPS, 75),
        outcome(60, Measure.AKPS, 90),  # after the second visit
    ]
    (akps,) = measure_pairs(results, day(8), day(50))
    assert (akps.first, akps.last, akps.change, akps.counts) == (60, 75, 15, True)
    assert (akps.lowest, akps.lowest_day) == (55, day(20))


def test_a_result_of_the_days_after_the_first_visit_stands_for_it_where_there_is_none_before() -> None:
    (akps,) = measure_pairs([outcome(10, Measure.AKPS, 60), outcome(50, Measure.AKPS, 66)], day(8), day(50))
    assert (akps.first_day, akps.last_day, akps.counts) == (day(10), day(50), False)


def test_one_result_never_stands_for_both_visits_and_an_old_one_for_none() -> None:
    (once,) = measure_pairs([outcome(8, Measure.UWRI, 20)], day(8), day(20))
    assert (once.first, once.last, once.change, once.counts) == (20, None, None, False)
    assert measure_pairs([outcome(1, Measure.UWRI, 20)], day(40), day(60)) == ()


def test_own_activities_compare_by_those_that_were_rated_at_both_visits() -> None:
    results = [
        outcome(8, Measure.PSFS, 2, activity="Stairs"),
        outcome(8, Measure.PSFS, 4, activity="Kneeling"),
        outcome(50, Measure.PSFS, 6, activity="Stairs"),
        outcome(50, Measure.PSFS, 0, activity="Dancing"),
    ]
    found = {pair.activity: pair for pair in measure_pairs(results, day(8), day(50))}
    mean = found[None]
    assert (mean.first, mean.last, mean.line, mean.counts) == (2, 6, 2, True)
    assert (found["Stairs"].change, found["Stairs"].line) == (4, 3)
    assert (found["Kneeling"].last, found["Dancing"].first) == (None, None)


def test_a_single_activity_stands_for_itself_and_each_leg_for_itself() -> None:
    results = [
        outcome(8, Measure.PSFS, 2, activity="Stairs"),
        outcome(50, Measure.PSFS, 4, activity="Stairs"),
        outcome(8, Measure.STEP_DOWN_30S, 11, side=Knee.LEFT),
        outcome(50, Measure.STEP_DOWN_30S, 17, side=Knee.LEFT),
        outcome(50, Measure.STEP_DOWN_30S, 18, side=Knee.RIGHT),
    ]
    stairs, left, right = measure_pairs(results, day(8), day(50))
    assert (stairs.activity, stairs.counts) == ("Stairs", False)
    assert (left.side, left.change, left.line) == (Knee.LEFT, 6, None)
    assert (right.side, right.first, right.last) == (Knee.RIGHT, None, 18)


def test_the_usual_pair_is_the_first_visit_and_today_else_the_first_entry() -> None:
    diary = six_weeks()
    assert visit_days(diary, day(49)) == (day(8),)
    assert usual_pair(diary, day(60)) == (day(8), day(60))
    assert usual_pair(book(*sore(3, 9, 1)), day(20)) == (day(3), day(20))
    assert usual_pair(book(), START) == (START, START)
    assert usual_pair(book(), date(2026, 3, 5)) == (START, date(2026, 3, 5))
