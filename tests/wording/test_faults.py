"""Whatever the diary refuses is told in a runner's words: no key of a file, no rule of the format."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.errors import DiskFull, InvalidRecord
from kneerehab.domain.plan_records import Pause
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from kneerehab.wording.faults import reason
from tests.builders import at, day, diary, pause, run

TECHNICAL = ("must be", "at:", "note:", "seconds", "metres", "local time", "YYYY", "_", "pain_")
TOO_FAR = run(1, 1200, 3000)


@pytest.fixture
def door(data_dir: Path) -> Any:
    data_dir.mkdir(parents=True)
    with Database.open(data_dir / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 9, tzinfo=UTC))
        book = diary()
        service.import_diary(book)
        yield service, book.runner.id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(TOO_FAR, note="x" * 2001), "Note: Please keep it to 2000 characters."),
        (replace(TOO_FAR, at=datetime(1999, 1, 1)), "Please choose a day in the years 2000 to 2099."),
        (replace(TOO_FAR, seconds=90_000), "Time: Please give a time from 1\u00a0s to 24\u00a0h."),
        (replace(TOO_FAR, metres=300_000), "Distance: Please give a distance from 0.00\u00a0km to 200.0\u00a0km."),
        (replace(TOO_FAR, effort=11), "How hard it felt: Please give a number from 0 to 10."),
        (
            replace(TOO_FAR, at=at(1) + timedelta(days=1)),
            "This day is still to come. Please choose today or an earlier day.",
        ),
        (
            replace(pause(3, 4), to=day(2)),
            "Last day: The last day can’t lie before the first. Please choose a later one, or leave it empty.",
        ),
        (
            replace(TOO_FAR, seconds=None, metres=None),
            "Please give the time or the distance; one of the two is enough.",
        ),
    ],
)
def test_what_the_diary_refuses_is_said_in_words(door: Any, wrong: Any, said: str) -> None:
    service, runner_id = door
    with pytest.raises(InvalidRecord) as refused:
        service.record(runner_id, wrong, today=day(1) if not isinstance(wrong, Pause) else None)
    words = reason(refused.value)
    assert words == said
    assert not any(part in words for part in TECHNICAL)


def test_two_faults_are_two_sentences_and_the_same_one_is_said_once() -> None:
    long, empty = "note: must be text of 0 to 2000 characters", "name: must be text of 1 to 100 characters"
    told = reason(InvalidRecord([long, long, empty]))
    assert told == "Note: Please keep it to 2000 characters. Please type 1 to 100 characters."


def test_other_faults_keep_their_own_words() -> None:
    assert reason(DiskFull("There is no room.")) == "There is no room."
