"""Ticking and unticking warning signs of a day, and from when a clearance holds."""

from __future__ import annotations

from kneerehab.domain.codes import RedFlag
from kneerehab.services.alarms import flags_on, goes_on_from, last_flagged, with_flags
from tests.builders import check_in, day, diary

CALF, MOVE, FOOT = RedFlag.CALF_PAIN_OR_SWELLING, RedFlag.CANNOT_MOVE, RedFlag.NUMB_OR_COLD_FOOT


def test_a_new_sign_goes_into_the_current_check_in_alone() -> None:
    first, second = check_in(1, flags=(MOVE,)), check_in(1, clock="12:00")
    (changed,) = with_flags((first, second), second, (MOVE, CALF))
    assert (changed.id, changed.red_flags) == (second.id, (CALF,))


def test_a_sign_taken_back_leaves_every_check_in_that_names_it() -> None:
    first, second = check_in(1, flags=(MOVE, FOOT)), check_in(1, clock="12:00", flags=(MOVE,))
    changed = {check.id: check.red_flags for check in with_flags((first, second), second, (FOOT,))}
    assert changed == {first.id: (FOOT,), second.id: ()}


def test_nothing_changes_where_nothing_was_ticked_or_taken_back() -> None:
    only = check_in(1, flags=(MOVE,))
    assert with_flags((only,), only, (MOVE,)) == ()


def test_the_signs_of_a_day_are_those_of_all_its_check_ins() -> None:
    book = diary(check_in(1, flags=(FOOT,)), check_in(1, clock="12:00", flags=(CALF,)), check_in(2))
    assert flags_on(book, day(1)) == (CALF, FOOT)
    assert flags_on(book, day(2)) == ()
    assert (last_flagged(book, day(2)), last_flagged(book, day(0))) == (day(1), None)


def test_a_clearance_holds_from_its_day_but_after_the_last_sign() -> None:
    book = diary(check_in(2, flags=(MOVE,)), check_in(3))
    assert goes_on_from(book, day(3), day(4)) == day(3)
    assert goes_on_from(book, day(2), day(4)) == day(3), "a sign wins on its own date"
    assert goes_on_from(diary(), day(2), day(4)) == day(2)
