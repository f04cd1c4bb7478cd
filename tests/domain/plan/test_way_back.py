"""The way back after time off: how high on the ladder, and with how much of what was run before (section 7, Return)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.domain.record import Record
from tests.builders import check_in, diary, override, quiet_days, run, walk, week
from tests.domain.plan.reading import budget, days_of, fired, stage

WALK, RUNWALK, BUILD = OverridePhase.WALK, OverridePhase.RUNWALK, OverridePhase.BUILD


def back(number: int, *records: Record | Sequence[Record], **settings: object) -> Verdict:
    """The day on which the walk gate opens again, after two walks."""
    gate = [override(number - 2, WALK), walk(number - 2), walk(number - 1)]
    return days_of(diary(quiet_days(1, number), *records, gate, **settings), number)[number]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("away", "reached", "rung"),
    [(28, 6, 4), (29, 6, 2), (90, 6, 2), (91, 6, 1), (28, 5, 3), (28, 4, 2), (28, 3, 1), (28, 2, 1), (29, 3, 1)],
)
def test_who_comes_back_begins_lower_the_longer_they_were_away_and_below_what_they_reached(
    away: int, reached: int, rung: int
) -> None:
    opened = back(1 + away, override(1, RUNWALK, rung=reached), run(1), first_rung=3)
    assert (stage(opened), fired(opened)[-2]) == (f"RUNWALK {rung}, 0", "P03")


A_WEEK = [override(1, BUILD, budget=week(7200, 20000)), *(run(number, 2400, 6000) for number in (1, 3, 5))]


@pytest.mark.parametrize(
    ("away", "expected"), [(28, "4320 / 10800"), (29, "3600 / 9000"), (90, "3600 / 9000"), (91, "1800 / 3000")]
)
def test_without_the_ladder_who_comes_back_has_a_share_of_what_was_run(away: int, expected: str) -> None:
    assert budget(back(5 + away, A_WEEK, walk_run_ladder=False)) == expected


@pytest.mark.parametrize(("number", "expected"), [(98, "3600 / 9000"), (99, "1800 / 3000")])
def test_a_week_that_closed_more_than_90_days_ago_says_nothing_any_more(number: int, expected: str) -> None:
    ladder = [override(9, RUNWALK, rung=3), run(10)]
    assert budget(back(number, A_WEEK, ladder, walk_run_ladder=False)) == expected


def test_what_was_run_is_the_best_of_the_last_four_weeks_in_time_and_in_distance() -> None:
    done = [(8000, 24000), (6000, 9000), (4000, 18000), (4000, 12000), (4000, 12000)]
    weeks = [
        [override(7 * number + 1, BUILD, budget=week(9000, 30000)), run(7 * number + 1, *amount)]
        for number, amount in enumerate(done)
    ]
    records = [record for each in weeks for record in each]
    assert budget(back(38, records, walk_run_ladder=False)) == "3600 / 10800"


def test_who_never_ran_on_a_day_that_offered_a_run_has_no_share_of_what_was_run() -> None:
    ran = [check_in(3, limp=True), *(run(number, 2400, 6000) for number in (3, 4, 5))]
    opened = back(20, A_WEEK[0], ran, walk_run_ladder=False, starting_week=week(6000, 15000))
    assert budget(opened) == "6000 / 15000"
