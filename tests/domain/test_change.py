"""Pain now against the start: which days count, and from where on a change is clear or possible (F2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.trends.change import PainChange, Weight, pain_changes, scored_days
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.span import Span

FIRST = date(2026, 1, 5)


def pain(*left: int | None) -> dict[date, DayPain]:
    """One left score a day from the first day on; None is a day without an entry."""
    return {
        FIRST + timedelta(days=number): DayPain(
            worst=KneeScores(left=score), morning=KneeScores(left=score), swelling=False
        )
        for number, score in enumerate(left)
        if score is not None
    }


def span(days: int) -> Span:
    return Span(first=FIRST, last=FIRST + timedelta(days=days - 1))


def test_the_first_and_the_last_seven_days_are_compared() -> None:
    (change,) = pain_changes(pain(*[6] * 7, *[9] * 7, *[1] * 7), span(21))
    assert (change.knee, change.start, change.now, change.start_days, change.now_days) == (Knee.LEFT, 6, 1, 7, 7)
    assert change.tenths == -50


def test_the_weeks_begin_and_end_with_a_score_not_with_the_span() -> None:
    (change,) = pain_changes(pain(None, None, *[6] * 7, *[1] * 7, None, None), span(18))
    assert (change.start, change.now) == (6, 1)


def test_days_without_a_score_are_left_out_of_the_mean() -> None:
    (change,) = pain_changes(pain(6, None, 6, None, 6, None, None, 1, None, 1, None, None, None, 1), span(14))
    assert (change.start, change.now, change.start_days, change.now_days) == (6, 1, 3, 3)


@pytest.mark.parametrize(
    "scores",
    [
        (),
        (5,),
        (5,) * 13,  # the two weeks would share a day
        (6, None, 6, None, None, None, None, 1, 1, 1, None, None, None, 1),  # two scores in the first week
        (6, 6, 6, None, None, None, None, None, None, None, None, None, 1, 1),  # two in the last
    ],
)
def test_too_few_scores_are_no_comparison(scores: tuple[int | None, ...]) -> None:
    assert pain_changes(pain(*scores), span(max(1, len(scores)))) == ()


def test_two_weeks_side_by_side_are_enough() -> None:
    assert len(pain_changes(pain(*[5] * 7, *[3] * 7), span(14))) == 1


@pytest.mark.parametrize(
    ("start", "now", "weight"),
    [
        (5.0, 3.0, Weight.CLEAR),
        (3.0, 5.0, Weight.CLEAR),
        (5.0, 3.1, Weight.POSSIBLE),
        (5.0, 4.0, Weight.POSSIBLE),
        (5.0, 4.1, Weight.SMALL),
        (5.0, 5.0, Weight.SMALL),
        (2.0, 0.04, Weight.CLEAR),  # told as 2 and 0, so it counts as 2
    ],
)
def test_two_points_are_clear_and_one_is_possible(start: float, now: float, weight: Weight) -> None:
    assert PainChange(knee=Knee.LEFT, start=start, now=now, start_days=7, now_days=7).weight is weight


def test_scored_days_are_those_with_a_score_within_the_span() -> None:
    found = scored_days(pain(None, 2, None, 3, None), span(5))
    assert found is not None
    assert (found.first, found.last) == (span(5).first + timedelta(days=1), span(5).first + timedelta(days=3))
    assert scored_days(pain(None, None), span(2)) is None
    assert scored_days({}, span(2)) is None
