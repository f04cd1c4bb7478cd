"""A diary of more than a file may hold: it is kept whole, and no file is written that nobody could read."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneerehab.cli import main
from kneerehab.domain.record import new_id
from kneerehab.domain.training import ExerciseSet
from kneerehab.exchange import diary_json
from kneerehab.exchange.diary_json import TooLargeForAFile, read_diary, write_diary
from kneerehab.services import backups
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests import builders

NOW = datetime(2026, 3, 10, 20, 0)


def sets(count: int) -> list[ExerciseSet]:
    one = builders.exercise_set(1)
    return [replace(one, id=new_id()) for _number in range(count)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose diary has 2,000 exercise sets."""
    made = tmp_path_factory.mktemp("data")
    with Database.open(made / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        service.import_diary(builders.diary(sets(2_000)))
    return made


@pytest.fixture
def service(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DiaryService]:
    monkeypatch.setattr(diary_json, "MOST_RECORDS", 2_000)
    with Database.open(folder / "kneerehab.sqlite3") as database:
        yield DiaryService(database, Changes(), lambda: datetime.now(UTC))


def test_the_last_set_that_a_file_can_hold_comes_back_and_the_next_one_is_saved_all_the_same(
    service: DiaryService, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runner = service.runners()[0]
    assert len(read_diary(service.export(runner.id, NOW)).exercise_sets) == 2_000
    service.record(runner.id, *sets(1))
    assert len(service.diary(runner.id).exercise_sets) == 2_001
    with pytest.raises(TooLargeForAFile, match="at most 2000 entries of a kind, and this diary has 2001 of one"):
        service.export(runner.id, NOW)
    out = tmp_path / "out.json"
    out.write_text("older")
    command = ["export", "--data-dir", str(folder), "--format", "json", "--out", str(out), "--force"]
    assert main(command) == 1
    assert "Nothing is lost: File > Backups… copies all of it." in capsys.readouterr().err
    assert out.read_text() == "older"
    copy = backups.back_up(folder / "kneerehab.sqlite3", tmp_path / "copy.sqlite3", named=True)
    with Database.open(copy) as database:
        there = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        assert len(there.diary(runner.id).exercise_sets) == 2_001


def test_a_file_holds_200_000_entries_of_a_kind_and_no_more() -> None:
    most = sets(200_000)
    assert len(read_diary(write_diary(builders.diary(most), None)).exercise_sets) == 200_000
    with pytest.raises(TooLargeForAFile, match="at most 200000 entries"):
        write_diary(builders.diary([*most, *sets(1)]), None)


def test_a_diary_larger_than_32_mb_is_not_written_either() -> None:
    note = "🦵" * 2000
    diary = builders.diary([replace(builders.check_in(1), id=new_id(), note=note) for _number in range(4500)])
    with pytest.raises(TooLargeForAFile, match="at most 32 MB large, and this diary would make one of 36 MB"):
        write_diary(diary, None)


def test_time_and_memory_grow_with_the_number_of_entries_and_no_faster() -> None:
    spent, held = [], []
    for count in (4_000, 32_000):
        data = write_diary(builders.diary(sets(count)), None)
        before = time.process_time()
        read_diary(data)
        spent.append(time.process_time() - before)
        tracemalloc.start()
        read_diary(data)
        held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert held[1] < 9 * held[0]
    assert spent[1] < 16 * spent[0], "eight times the entries, and room for a busy machine"
