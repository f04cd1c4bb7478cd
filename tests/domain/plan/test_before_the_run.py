"""The morning's answer asks what was known before the run; what the run leaves behind is not held against its offer."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import OverridePhase, PainContext
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from tests.builders import check_in, diary, override, pain_note, painkiller, run, walk, week
from tests.domain.plan.reading import days_of, inputs_of, short

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 12000))
WALK = override(1, OverridePhase.WALK)
AT_TEN = run(1, clock="10:00")
NIGHT = PainContext.NIGHT


def answer(*records: Record, start: Record = BUILD) -> str:
    """What day 1 says."""
    return short(days_of(diary(start, *records), 1)[1])


@pytest.mark.parametrize(
    ("clock", "expected"), [("09:59", "NO_RUN R08"), ("10:00", "NO_RUN R08"), ("10:01", "RUN R16")]
)
def test_a_note_of_soreness_counts_until_the_run_begins(clock: str, expected: str) -> None:
    assert answer(check_in(1), AT_TEN, pain_note(1, 1, clock=clock)) == expected


def test_a_note_of_soreness_without_a_run_counts_all_day() -> None:
    assert answer(check_in(1), pain_note(1, 1, clock="23:00")) == "NO_RUN R08"


def test_a_second_check_in_after_the_run_changes_nothing_but_a_flare() -> None:
    assert answer(check_in(1), AT_TEN, check_in(1, left=(2, 2), clock="20:00")) == "RUN R16"
    assert answer(check_in(1), AT_TEN, check_in(1, left=(2, 3), clock="20:00")) == "NO_RUN R09"


def test_who_checks_in_after_the_run_alone_is_judged_by_that() -> None:
    assert answer(AT_TEN, check_in(1, left=(1, 1), clock="20:00")) == "NO_RUN R08"


def test_a_knee_that_no_check_in_before_the_run_states_is_judged_by_a_later_one() -> None:
    one_knee = check_in(1, right=(None, 0))
    later = check_in(1, left=(2, 2), right=(1, 1), clock="20:00")
    days = days_of(diary(BUILD, one_knee, AT_TEN, later), 1)
    assert short(days[1]) == "NO_RUN R08"
    assert inputs_of(days[1], "R08") == {"knee": "right", "now": 1, "limit": 0}


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("06:59", "NO_RUN R10"), ("07:01", "NO_RUN R10"), ("10:00", "NO_RUN R10"), ("10:01", "RUN R16")],
)
def test_a_painkiller_dulls_the_answer_until_the_run_begins(clock: str, expected: str) -> None:
    assert answer(check_in(1), AT_TEN, painkiller(1, clock)) == expected


@pytest.mark.parametrize(
    ("number", "clock", "expected"),
    [(0, "17:59", "RUN R16"), (0, "18:00", "NO_RUN R17"), (1, "10:00", "NO_RUN R17"), (1, "10:01", "RUN R16")],
)
def test_night_pain_counts_from_six_in_the_evening_until_the_run_begins(number: int, clock: str, expected: str) -> None:
    assert answer(check_in(1), AT_TEN, pain_note(number, 1, context=NIGHT, clock=clock)) == expected


def test_a_night_note_of_nought_is_no_night_pain() -> None:
    assert answer(check_in(1), pain_note(0, 0, context=NIGHT)) == "RUN R16"


def test_in_walk_the_first_walk_counts_as_the_run() -> None:
    book: Diary = diary(WALK, check_in(1), walk(1, clock="09:00"), pain_note(1, 1, clock="09:01"))
    assert short(days_of(book, 1)[1]) == "WALK R11"
    assert answer(check_in(1), walk(1, clock="09:00"), pain_note(1, 1, clock="09:01")) == "NO_RUN R08"
