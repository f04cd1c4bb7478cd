"""What is planned from today on: what the plan would offer, what is prescribed, and nothing under a warning sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from kneerehab.domain.agenda import Planned, PlannedKind
from kneerehab.domain.clinic import ClinicVisit, Outcome
from kneerehab.domain.codes import Clinician, Measure, OverridePhase, RedFlag, Side, Weekday
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import Prescription
from kneerehab.services.agenda import agenda, exercise_days
from tests import builders
from tests.builders import at, day

TODAY = day(10)
READY = (builders.quiet_days(1, 10), builders.override(10, OverridePhase.RUNWALK, rung=2))


def dose(days_per_week: int = 3, first: int = 1, **more: object) -> Prescription:
    made = Prescription(
        id=builders.an_id(), exercise="step-down", from_=day(first), sets=3, reps=8, days_per_week=3, side=Side.BOTH
    )
    return replace(made, days_per_week=days_per_week, **more)  # type: ignore[arg-type]


def days_of(kind: PlannedKind, diary: Diary, today: date = TODAY) -> list[date]:
    return [item.day for item in agenda(diary, today) if item.kind is kind]


def visit(number: int, **more: object) -> ClinicVisit:
    return ClinicVisit(id=builders.an_id(), at=at(number, "15:30"), who=Clinician.PHYSIO, **more)  # type: ignore[arg-type]


def test_runs_lie_on_days_the_plan_would_offer_them_today_first_and_with_their_limits() -> None:
    found = [item for item in agenda(builders.diary(*READY), TODAY) if item.kind is PlannedKind.RUN]
    assert found[0].day == TODAY
    assert all(later.day - earlier.day >= timedelta(days=2) for earlier, later in pairwise(found))
    assert all(item.verdict is not None and item.verdict.intervals is not None for item in found)


def test_a_day_that_waits_for_its_check_in_is_planned_as_a_quiet_one() -> None:
    waiting = builders.diary(builders.quiet_days(1, 9), builders.override(10, OverridePhase.RUNWALK, rung=2))
    assert days_of(PlannedKind.RUN, waiting) == days_of(PlannedKind.RUN, builders.diary(*READY))


def test_a_run_that_is_done_is_planned_no_more() -> None:
    assert TODAY not in days_of(PlannedKind.RUN, builders.diary(*READY, builders.run(10)))


def test_runs_keep_to_the_weekdays_that_the_runner_likes() -> None:
    diary = builders.diary(*READY)
    diary = replace(diary, runner=replace(diary.runner, run_days=(Weekday.TUE, Weekday.SAT)))
    later = [found for found in days_of(PlannedKind.RUN, diary) if found != TODAY]
    assert later
    assert {found.weekday() for found in later} <= {1, 5}


@pytest.mark.parametrize("number", range(1, 8))
def test_exercise_days_are_as_many_as_prescribed_and_spread_over_the_week(number: int) -> None:
    found = sorted(exercise_days(number))
    gaps = [later - earlier for earlier, later in zip(found, [*found[1:], found[0] + 7], strict=True)]
    assert len(found) == number
    assert max(gaps) - min(gaps) <= 1


def test_exercises_are_planned_on_the_days_of_their_dose_and_not_past_its_end() -> None:
    diary = builders.diary(*READY, dose(), dose(7, exercise="calf-stretch", to=day(12)))
    found = {item.day: item.doses for item in agenda(diary, TODAY) if item.kind is PlannedKind.EXERCISES}
    assert [len(found.get(day(number), ())) for number in (10, 11, 12, 13, 15)] == [
        2 if day(10).weekday() in (0, 2, 4) else 1,
        1,
        2,
        0,
        1,
    ]
    assert max(found) <= TODAY + timedelta(days=14)


def test_a_warning_sign_leaves_neither_runs_nor_exercises_but_the_visit() -> None:
    flagged = builders.check_in(10, clock="08:00", flags=[RedFlag.CALF_PAIN_OR_SWELLING])
    diary = builders.diary(builders.quiet_days(1, 9), flagged, dose(7), visit(3, next_date=day(12)))
    assert [item.kind for item in agenda(diary, TODAY)] == [PlannedKind.VISIT]


def test_a_pause_leaves_its_days_free() -> None:
    diary = builders.diary(*READY, dose(7), builders.pause(10, 13))
    kinds = (PlannedKind.RUN, PlannedKind.EXERCISES)
    assert not [item for item in agenda(diary, TODAY) if item.kind in kinds and item.day <= day(13)]
    assert [item for item in agenda(diary, TODAY) if item.kind in kinds and item.day > day(13)]


def test_measures_come_when_they_are_due_and_keep_their_key_when_they_are_late() -> None:
    result = Outcome(id=builders.an_id(), at=at(1), measure=Measure.AKPS, value=70)
    diary = builders.diary(*READY, result)

    def planned(today: date, weeks: int = 2) -> list[Planned]:
        return [one for one in agenda(diary, today, measure_weeks=weeks) if one.kind is PlannedKind.MEASURES]

    (due,), (late,) = planned(TODAY), planned(day(20))
    assert (due.day, late.day) == (day(15), day(20))
    assert due.key == late.key
    assert planned(TODAY, weeks=0) == []


def test_a_visit_is_planned_once_with_its_time_where_that_is_known() -> None:
    agreed, entered = visit(3, next_date=day(12)), visit(12)
    (known,) = [item for item in agenda(builders.diary(*READY, agreed), TODAY) if item.kind is PlannedKind.VISIT]
    assert (known.day, known.at) == (day(12), None)
    (timed,) = [
        item for item in agenda(builders.diary(*READY, agreed, entered), TODAY) if item.kind is PlannedKind.VISIT
    ]
    assert (timed.day, timed.at) == (day(12), time(15, 30))
    assert days_of(PlannedKind.VISIT, builders.diary(*READY, agreed), day(13)) == []


def test_before_the_plan_begins_nothing_is_offered() -> None:
    assert days_of(PlannedKind.RUN, builders.diary(), day(0)) == []
