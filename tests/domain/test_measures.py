"""Outcome measures: first against last, the change that counts, and when they are asked for again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import HIGHEST, MeasureTrend, measure_trends, next_due, own_activities
from kneerehab.domain.rules import contradictions
from tests.builders import an_id


def outcome(day: int, measure: Measure, value: float, **more: Any) -> Outcome:
    return Outcome(id=an_id(), at=datetime(2026, 3, day, 19, 0), measure=measure, value=value, **more)


def named(trends: tuple[MeasureTrend, ...]) -> dict[tuple[str, str | None], MeasureTrend]:
    return {(trend.measure.value, trend.activity or trend.side): trend for trend in trends}


def test_activities_stand_for_themselves_and_for_their_mean() -> None:
    found = named(
        measure_trends(
            [
                outcome(1, Measure.PSFS, 2, activity="Stairs"),
                outcome(1, Measure.PSFS, 4, activity="Kneeling"),
                outcome(15, Measure.PSFS, 5, activity="Stairs"),
                outcome(15, Measure.PSFS, 5, activity="Kneeling"),
            ]
        )
    )
    mean = found[("psfs", None)]
    assert (mean.first, mean.last, mean.change, mean.line, mean.counts) == (3, 5, 2, 2, True)
    stairs, kneeling = found[("psfs", "Stairs")], found[("psfs", "Kneeling")]
    assert (stairs.change, stairs.line, stairs.counts) == (3, 3, True)
    assert (kneeling.change, kneeling.counts) == (1, False)


def test_each_leg_has_its_own_step_downs_and_no_line_is_agreed() -> None:
    found = named(
        measure_trends(
            [
                outcome(1, Measure.STEP_DOWN_30S, 11, side=Knee.LEFT),
                outcome(1, Measure.STEP_DOWN_30S, 16, side=Knee.RIGHT),
                outcome(20, Measure.STEP_DOWN_30S, 18, side=Knee.LEFT),
            ]
        )
    )
    left, right = found[("step_down_30s", "left")], found[("step_down_30s", "right")]
    assert (left.change, left.line, left.counts, left.results) == (7, None, False, 2)
    assert (right.first, right.last, right.results) == (16, 16, 1)


@pytest.mark.parametrize(
    ("measure", "change", "counts"),
    [
        (Measure.AKPS, 10, True),
        (Measure.AKPS, 9.9, False),
        (Measure.KOOS_PF, 16.4, True),
        (Measure.KOOS_PF, 16, False),
        (Measure.UWRI, 5, True),
        (Measure.UWRI, 4, False),
    ],
)
def test_a_change_counts_from_its_line_on(measure: Measure, change: float, counts: bool) -> None:
    for first, last in ((20, 20 + change), (20 + change, 20)):
        (trend,) = measure_trends([outcome(1, measure, first), outcome(15, measure, last)])
        assert trend.counts is counts


def test_the_order_of_records_has_no_meaning() -> None:
    records = [outcome(15, Measure.AKPS, 80), outcome(1, Measure.AKPS, 60)]
    (trend,) = measure_trends(records)
    assert (trend.first, trend.first_day, trend.last, trend.last_day) == (60, date(2026, 3, 1), 80, date(2026, 3, 15))


def test_measures_are_due_two_weeks_after_the_last() -> None:
    assert next_due([]) is None
    assert next_due([outcome(1, Measure.AKPS, 60), outcome(3, Measure.AKPS, 60)]) == date(2026, 3, 17)


def test_another_rhythm_and_skipping_move_the_day() -> None:
    records = [outcome(1, Measure.AKPS, 60)]
    assert next_due(records, 1) == date(2026, 3, 8)
    assert next_due(records, 4) == date(2026, 3, 29)
    assert next_due(records, 0) is None
    assert next_due(records, 2, date(2026, 3, 20)) == date(2026, 4, 3)
    assert next_due(records, 2, date(2026, 2, 1)) == date(2026, 3, 15)
    assert next_due([], 2, date(2026, 3, 20)) is None


def test_the_activities_of_the_last_time_are_asked_again() -> None:
    assert own_activities([]) == ()
    assert own_activities(
        [
            outcome(1, Measure.PSFS, 2, activity="Old one"),
            outcome(15, Measure.PSFS, 2, activity="Stairs"),
            outcome(15, Measure.PSFS, 3, activity="Kneeling"),
            outcome(20, Measure.AKPS, 70),
        ]
    ) == ("Stairs", "Kneeling")


def test_every_measure_has_a_highest_result_that_the_diary_takes_and_no_higher() -> None:
    assert set(HIGHEST) == set(Measure)
    for measure, most in HIGHEST.items():
        about: dict[str, Any] = {"side": Knee.LEFT} if measure is Measure.STEP_DOWN_30S else {}
        about |= {"activity": "Stairs"} if measure is Measure.PSFS else {}
        assert contradictions(outcome(1, measure, most, **about)) == []
        assert contradictions(outcome(1, measure, most + 0.01, **about)) == [
            ("value", f"must be at most {most} with measure {measure}")
        ]
