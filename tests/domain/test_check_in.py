"""What an answer in the check-in settles, and what it leaves unknown."""

from __future__ import annotations

import pytest

from kneerehab.domain.check_in import CheckIn, with_now, with_worst
from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from tests.builders import an_id, at


def asked(now: int | None = None, worst: int | None = None) -> CheckIn:
    """A check-in whose right knee is quiet and whose left knee says this much."""
    return CheckIn(
        id=an_id(),
        at=at(1),
        now=KneeScores(left=now, right=0),
        worst_24h=KneeScores(left=worst, right=0),
        swelling=False,
        limp=False,
    )


def left(check_in: CheckIn) -> tuple[int | None, int | None]:
    """(now, worst) of the left knee; the right one was not touched."""
    assert (check_in.now.right, check_in.worst_24h.right) == (0, 0)
    return check_in.now.left, check_in.worst_24h.left


@pytest.mark.parametrize(
    ("before", "worst", "after"),
    [
        ((None, None), 0, (0, 0)),  # a worst of 0 leaves no other now
        ((None, None), 3, (None, 3)),  # above 0 the pain now is its own question
        ((1, 3), 5, (1, 5)),  # it was answered, and still fits
        ((3, 3), 5, (3, 5)),
        ((3, 5), 3, (3, 3)),
        ((3, 5), 2, (None, 2)),  # no longer possible, so it is asked again
        ((0, 0), 2, (None, 2)),  # that 0 followed from the other answer
        ((3, 5), 0, (0, 0)),
        ((1, 2), None, (None, None)),
    ],
)
def test_a_worst_settles_the_pain_now_only_where_nothing_else_is_possible(
    before: tuple[int | None, int | None], worst: int | None, after: tuple[int | None, int | None]
) -> None:
    assert left(with_worst(asked(*before), Knee.LEFT, worst)) == after


@pytest.mark.parametrize(
    ("before", "now", "after"),
    [
        ((None, 3), 0, (0, 3)),
        ((None, 3), 3, (3, 3)),
        ((1, 3), 6, (6, 6)),  # the worst of 24 hours is no lower than the pain now
        ((None, None), 2, (2, None)),  # the worst was not answered
        ((2, 3), None, (None, 3)),
    ],
)
def test_a_pain_now_never_exceeds_the_worst_and_never_answers_it(
    before: tuple[int | None, int | None], now: int | None, after: tuple[int | None, int | None]
) -> None:
    assert left(with_now(asked(*before), Knee.LEFT, now)) == after
