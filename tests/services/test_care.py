"""The care log's sums: the insole break-in day by day, what was used last, and what stands on a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.care import Care, Medication
from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Side
from kneerehab.services.care import (
    break_in,
    care_on,
    known_medicines,
    last_cross,
    shown_break_in,
    usual_side,
)
from tests.builders import an_id, at, cross_training, day, diary, run, walk


def wear(number: int, minutes: int | None = 180, clock: str = "20:00") -> Care:
    return Care(id=an_id(), at=at(number, clock), kind=CareKind.INSOLES, side=Side.BOTH, minutes=minutes)


def took(number: int, name: str, *, painkiller: bool = False, dose: str | None = None) -> Medication:
    return Medication(id=an_id(), at=at(number), name=name, painkiller=painkiller, dose=dose)


def test_the_schedule_begins_with_the_first_logged_day() -> None:
    assert break_in(diary(), day(1)) is None
    book = diary(wear(3))
    assert break_in(book, day(2)) is None
    first = break_in(book, day(3))
    assert first is not None
    assert (first.day, first.hours, first.worn, first.sport) == (1, 3, 180, False)


def test_the_hours_grow_by_one_a_day_and_sport_opens_on_day_ten() -> None:
    book = diary([wear(number) for number in range(1, 12)])
    found = [break_in(book, day(number)) for number in range(1, 11)]
    assert [state.hours for state in found if state] == [3, 4, 5, 6, 7, 8, 9, 10, 11, None]
    assert [state.sport for state in found if state] == [False] * 9 + [True]


def test_a_skipped_day_holds_the_schedule_where_it_was() -> None:
    book = diary(wear(1), wear(2))
    later = break_in(book, day(6))
    assert later is not None
    assert (later.day, later.hours, later.worn) == (3, 5, 0)


def test_a_week_of_full_wear_opens_sport_early_and_a_gap_in_it_does_not() -> None:
    full = [wear(number, 480) for number in range(1, 8)]
    open_now = break_in(diary(full), day(8))
    assert open_now is not None
    assert open_now.sport
    with_gap = break_in(diary(full[:-1], wear(8, 480)), day(9))
    short = break_in(diary(full[:-1], wear(7, 479)), day(8))
    assert with_gap is not None
    assert short is not None
    assert not with_gap.sport
    assert not short.sport


def test_two_wears_of_a_day_add_up_and_an_unknown_time_is_no_zero() -> None:
    state = break_in(diary(wear(1, 60, "09:00"), wear(1, 90)), day(1))
    assert state is not None
    assert (state.day, state.worn, state.worn_known) == (1, 150, True)
    unknown = break_in(diary(wear(1, 60, "09:00"), wear(1, None)), day(1))
    assert unknown is not None
    assert not unknown.worn_known


def test_the_line_goes_when_the_insoles_are_broken_in_or_no_longer_worn() -> None:
    assert shown_break_in(diary(wear(1)), day(8)) is not None
    assert shown_break_in(diary(wear(1)), day(9)) is None
    assert shown_break_in(diary([wear(number) for number in range(1, 12)]), day(12)) is None


def test_after_six_weeks_a_word_with_a_physio_is_due() -> None:
    worn = [wear(number) for number in range(1, 44)]
    before, after = shown_break_in(diary(worn), day(42)), shown_break_in(diary(worn), day(43))
    assert before is None
    assert after is not None
    assert after.review


def test_a_day_lists_care_cross_training_and_medicine_by_time_and_no_runs() -> None:
    taken, swim = took(2, "ibuprofen", painkiller=True), cross_training(2)
    up = Care(id=an_id(), at=at(2, "21:00"), kind=CareKind.ELEVATION)
    book = diary(up, swim, taken, run(2), walk(2), wear(1))
    assert care_on(book, day(2)) == (taken, swim, up)


def test_the_knee_is_the_one_of_last_time_else_the_affected_one() -> None:
    assert usual_side(diary(), CareKind.TAPE, Side.LEFT) is Side.LEFT
    assert usual_side(diary(), CareKind.INSOLES, Side.LEFT) is Side.BOTH
    taped = Care(id=an_id(), at=at(1), kind=CareKind.TAPE, side=Side.RIGHT)
    assert usual_side(diary(taped), CareKind.TAPE, Side.LEFT) is Side.RIGHT


def test_a_warm_up_is_not_taken_for_the_last_cross_training() -> None:
    swim = cross_training(1)
    warm = Activity(
        id=an_id(), at=at(2), kind=ActivityKind.CROSS, cross_kind=CrossKind.OTHER, seconds=480, note="Warm-up"
    )
    book = diary(swim, warm)
    assert last_cross(book, without=("Warm-up",)) == swim
    assert last_cross(book) == warm
    assert last_cross(diary(run(1))) is None


@pytest.mark.parametrize("most", [1, 2, 4])
def test_medicines_are_remembered_once_each_with_their_last_dose(most: int) -> None:
    old, new = (
        took(1, "Ibuprofen", painkiller=True, dose="400 mg"),
        took(3, "ibuprofen", painkiller=True, dose="200 mg"),
    )
    other = took(2, "vitamin D")
    assert known_medicines(diary(old, other, new), most) == (new, other)[:most]
    assert known_medicines(diary(replace(old, dose=None)))[0].dose is None
