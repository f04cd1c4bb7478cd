"""Shoes: distance from the runs, what is due at which distance, months, the pair for a run, and one quiet notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.errors import InvalidRecord
from kneerehab.domain.shoes import Shoes
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.shoes import (
    INSPECT_METRES,
    OVERDUE_METRES,
    Limits,
    ShoeState,
    default_pair,
    months_between,
    notice,
    pairs,
    state_of,
)
from kneerehab.storage.database import Database
from tests.builders import an_id, day, diary, run

MILE = 1609.344
LIMITS = Limits()


def pair(name: str = "Blue", **more: Any) -> Shoes:
    return Shoes(id=an_id(), name=name, **more)


def worn(shoes: Shoes, number: int, metres: int | None = 5000, seconds: int | None = 1800) -> Activity:
    return replace(run(number, seconds, metres), shoes_id=shoes.id)


def test_the_limits_are_300_400_and_500_miles() -> None:
    assert (round(300 * MILE), round(500 * MILE)) == (INSPECT_METRES, OVERDUE_METRES)
    assert pair().replace_at == round(400 * MILE)


@pytest.mark.parametrize(
    ("metres", "state"),
    [
        (0, ShoeState.FINE),
        (INSPECT_METRES - 1, ShoeState.FINE),
        (INSPECT_METRES, ShoeState.INSPECT),
        (643_737, ShoeState.INSPECT),
        (643_738, ShoeState.REPLACE),
        (OVERDUE_METRES - 1, ShoeState.REPLACE),
        (OVERDUE_METRES, ShoeState.OVERDUE),
    ],
)
def test_a_pair_is_due_at_its_distance_exactly(metres: int, state: ShoeState) -> None:
    assert state_of(pair(), metres, LIMITS, day(1)) is state
    retired = pair(retired=day(1))
    assert state_of(retired, metres, LIMITS, day(1)) is ShoeState.RETIRED
    assert state_of(retired, metres, LIMITS, day(0)) is state


def test_a_pair_with_its_own_distance_is_never_overdue_before_nor_inspected_after_it() -> None:
    long, short = pair(replace_at_metres=900_000), pair(replace_at_metres=300_000)
    assert state_of(long, 850_000, LIMITS, day(1)) is ShoeState.INSPECT
    assert state_of(long, 900_000, LIMITS, day(1)) is ShoeState.OVERDUE
    assert state_of(short, 299_999, LIMITS, day(1)) is ShoeState.FINE
    assert state_of(short, 300_000, LIMITS, day(1)) is ShoeState.REPLACE


def test_the_distance_is_the_start_and_every_run_up_to_the_day() -> None:
    blue, red = pair(start_metres=100_000), pair("Red")
    book = diary(blue, red, worn(blue, 1), worn(blue, 2, None), worn(blue, 5), worn(red, 1, 3000))
    found = {item.shoes.name: item for item in pairs(book, day(3))}
    assert (found["Blue"].metres, found["Blue"].unknown, found["Blue"].runs) == (105_000, 1, 3)
    assert found["Red"].metres == 3000


def test_two_pairs_of_one_name_keep_their_own_distances() -> None:
    first, second = pair("Twin", bought=day(-100)), pair("Twin", bought=day(-5), start_metres=7000)
    book = diary(first, second, worn(first, 1, 5000))
    assert [(item.shoes, item.metres) for item in pairs(book, day(1))] == [(second, 7000), (first, 5000)]


def test_the_distance_follows_an_edit_a_deletion_and_undo(tmp_path: Path) -> None:
    blue = pair()
    book = diary(blue, worn(blue, 1, 5000), worn(blue, 3, 6000))
    with Database.open(tmp_path / "shoes.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 9, tzinfo=UTC))
        service.import_diary(book)

        def metres() -> int:
            return pairs(service.diary(book.runner.id), day(9))[0].metres

        first, second = service.diary(book.runner.id).activities
        assert metres() == 11_000
        edited = service.amend(book.runner.id, replace(first, metres=4000))
        assert metres() == 10_000
        deleted = service.delete(book.runner.id, second)
        assert metres() == 4000
        service.apply(book.runner.id, deleted)
        service.apply(book.runner.id, edited)
        assert metres() == 11_000
        moved = service.amend(book.runner.id, replace(first, shoes_id=None))
        assert metres() == 6000
        service.apply(book.runner.id, moved)
        with pytest.raises(InvalidRecord, match="retire them"):
            service.delete(book.runner.id, blue)


def test_the_pair_for_a_run_is_the_chosen_one_else_the_newest_in_use() -> None:
    old, new = pair("Old", bought=date(2025, 1, 1)), pair("New", bought=date(2025, 6, 1))
    gone, undated = pair("Gone", bought=date(2026, 1, 1), retired=day(1)), pair("Undated")
    book = diary(old, new, gone, undated)
    assert default_pair(book, day(2)) == new
    assert default_pair(book, day(0)) == gone
    assert default_pair(book, day(2), {old.id}) == old
    assert default_pair(book, day(2), {gone.id}) == new
    assert default_pair(diary(), day(2)) is None


def test_one_notice_for_the_pair_furthest_on_and_none_again_once_it_was_closed() -> None:
    look = pair("Look", start_metres=INSPECT_METRES)
    late = pair("Late", start_metres=OVERDUE_METRES)
    book = diary(look, late, pair("Fine"))
    first = notice(book, day(1), LIMITS, ())
    assert first is not None
    assert (first.shoes, first.state) == (late, ShoeState.OVERDUE)
    second = notice(book, day(1), LIMITS, {first.key})
    assert second is not None
    assert second.shoes == look
    assert notice(book, day(1), LIMITS, {first.key, second.key}) is None
    further = diary(replace(look, start_metres=643_738), late)
    assert notice(further, day(1), LIMITS, {first.key, second.key}) is not None


def test_months_in_use_are_whole_months() -> None:
    assert months_between(date(2025, 10, 11), date(2026, 2, 10)) == 3
    assert months_between(date(2025, 10, 11), date(2026, 2, 11)) == 4
    assert months_between(date(2026, 2, 11), date(2026, 1, 1)) == 0
    book = diary(pair(bought=date(2025, 1, 31), retired=date(2025, 3, 1)), pair("No date"))
    assert [item.months for item in pairs(book, date(2026, 3, 1))] == [None, 1]
