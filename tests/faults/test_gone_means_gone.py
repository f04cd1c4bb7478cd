"""Deleted means gone from every file; a deletion that stands is never called a failure; lost files are noticed."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.errors import StorageError
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell import tidying
from kneerehab.gui.shell.daily_backup import DailyBackup
from kneerehab.services import locking
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.test_disk_full import leave
from tests.storage.test_database import needs_mount, small_disk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOON = datetime(2026, 3, 10, 12)
SECRET = "something nobody else should read"
BOOK = builders.diary(builders.quiet_days(1, 5))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")


def held(file: Path) -> bytes:
    """All that stands on the disk of a diary that is open."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*") if not path.name.endswith("-shm"))


def opened(file: Path) -> tuple[Database, DiaryService]:
    database = Database.open(file)
    return database, DiaryService(database, Changes(), lambda: datetime.now(UTC))


@pytest.mark.parametrize("act", ["delete", "amend"])
def test_deleted_text_is_out_of_every_file_within_a_second(
    start: Starter, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    assert tidying.IDLE_MS < 1000
    monkeypatch.setattr(tidying, "AGAIN_MS", 2**31 - 1)  # the first time has to do
    write(file, BOOK)
    window = start()
    record = replace(builders.check_in(9), note=SECRET)
    assert window.workspace.save("Check-in", record)
    assert SECRET.encode() in held(file)
    if act == "delete":
        assert window.workspace.save("Deleted", removed=(record,))
    else:
        assert window.workspace.save("Check-in", replace(record, note="never mind"))
    qtbot.waitUntil(lambda: SECRET.encode() not in held(file))


def test_deleted_text_goes_soon_after_a_reader_that_was_in_the_way(start: Starter, file: Path, qtbot: Any) -> None:
    assert tidying.AGAIN_MS <= 1000
    write(file, BOOK)
    window = start()
    record = replace(builders.check_in(9), note=SECRET)
    assert window.workspace.save("Check-in", record)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM check_ins").fetchone()
        assert window.workspace.save("Deleted", removed=(record,))
        qtbot.wait(tidying.IDLE_MS + 200)
        assert SECRET.encode() in held(file)
    qtbot.waitUntil(lambda: SECRET.encode() not in held(file))


def test_what_a_killed_program_left_in_the_log_is_gone_after_the_next_start(
    start: Starter, file: Path, qtbot: Any
) -> None:
    write(file, BOOK)
    record = replace(builders.check_in(9), note=SECRET)
    database, service = opened(file)
    service.record(BOOK.runner.id, record)
    service.delete(BOOK.runner.id, record)
    left = {path: path.read_bytes() for path in (file, file.with_name(file.name + "-wal"))}
    database.close()
    for path, content in left.items():
        path.write_bytes(content)
    assert SECRET.encode() in held(file)
    start()
    qtbot.waitUntil(lambda: SECRET.encode() not in held(file))


@needs_mount
def test_a_runner_deleted_on_a_full_disk_is_gone_and_not_called_a_failure(start: Starter, data_dir: Path) -> None:
    data_dir.parent.mkdir(exist_ok=True)
    with small_disk(data_dir, "size=3m") as disk:
        file = disk / "kneerehab.sqlite3"
        write(file, BOOK, builders.diary([builders.check_in(1)], name=SECRET))
        window = start()
        other = next(runner for runner in window.workspace.diaries.runners() if runner.name == SECRET)
        ballast = leave(disk, 3 * 16_384)
        assert window.workspace.delete_runner(other.id)
        assert window.commands.failure is None
        assert len(window.workspace.diaries.runners()) == 1
        ballast.unlink()
        assert window.workspace.diaries.tidy()
        assert SECRET.encode() not in held(file)
        window.release()


@posix
@pytest.mark.parametrize("taken", [("-wal",), ("-shm",), ("-wal", "-shm")], ids="+".join)
def test_a_log_that_is_taken_away_costs_no_entry(file: Path, taken: tuple[str, ...]) -> None:
    write(file, BOOK)
    database, service = opened(file)
    kept = [builders.check_in(number) for number in (20, 21, 22)]
    service.record(BOOK.runner.id, kept[0])
    for companion in taken:
        file.with_name(file.name + companion).unlink()
    service.record(BOOK.runner.id, kept[1])
    service.record(BOOK.runner.id, kept[2])
    # What a program would find that starts now, after this one was killed: the file alone.
    copy = file.with_name("after-a-crash.sqlite3")
    copy.write_bytes(file.read_bytes())
    assert check(copy) == []
    with closing(sqlite3.connect(copy)) as plain:
        found = {row[0] for row in plain.execute("SELECT id FROM check_ins")}
    assert {record.id for record in kept} <= found
    database.close()
    assert check(file) == []


@posix
def test_a_log_that_another_program_replaced_is_told_before_anything_is_called_saved(file: Path) -> None:
    write(file, BOOK)
    database, service = opened(file)
    service.record(BOOK.runner.id, builders.check_in(20))
    log = file.with_name(file.name + "-wal")
    log.rename(log.with_name("taken"))
    log.write_bytes(b"")
    with pytest.raises(StorageError, match="replaced a file"):
        service.record(BOOK.runner.id, builders.check_in(21))
    assert len(service.diary(BOOK.runner.id).check_ins) == 6
    database.close()


@posix
def test_another_file_in_the_place_of_the_diary_is_told_before_anything_is_called_saved(file: Path) -> None:
    write(file, BOOK)
    other = file.with_name("from-another-computer")
    other.write_bytes(file.read_bytes())
    database, service = opened(file)
    other.replace(file)
    with pytest.raises(StorageError, match="moved, renamed or deleted"):
        service.record(BOOK.runner.id, builders.check_in(20))
    database.close()
    with opened(file)[0] as again, again.reading() as connection:
        assert connection.execute("SELECT count(*) FROM check_ins").fetchone()[0] == 5


@posix
@pytest.mark.parametrize("size", [0, 100, 4096, 8192 + 17])
def test_a_file_that_was_cut_off_is_told_before_anything_is_called_saved(file: Path, size: int) -> None:
    write(file, BOOK)
    database, service = opened(file)
    service.record(BOOK.runner.id, builders.check_in(20))
    assert service.tidy()
    service.record(BOOK.runner.id, builders.check_in(21))
    os.truncate(file, size)
    with pytest.raises(StorageError):
        service.record(BOOK.runner.id, builders.check_in(22))
    database.close()


def test_what_a_killed_change_of_the_lock_left_in_the_clear_goes_at_the_next_start_and_else_is_told(
    file: Path, start: Starter, qtbot: Any, nothing_unlocked: None
) -> None:
    pytest.importorskip("sqlcipher3")
    write(file, BOOK)
    clear = file.read_bytes()
    locking.lock(file, "slow and steady feet", NOON)
    folder = file.parent / "backups"
    left = [file.with_name(file.name + ".relocked"), file.with_name(file.name + ".restored"), folder / "x.sqlite3.part"]
    for path in left:
        path.write_bytes(clear)
    copy = folder / "by-hand-2026-03-09-120000.sqlite3"
    copy.write_bytes(clear)
    aside = file.with_name("kneerehab-damaged-2026-03-01-120000.sqlite3")
    aside.write_bytes(clear[:9000])
    window = start()
    daily = DailyBackup(file, lambda: NOON, lambda: None)
    daily.done.connect(window.commands.files.daily_backup_done)
    with qtbot.waitSignal(daily.done):
        daily.look()
    daily.stop()
    assert not [path for path in left if path.exists()]
    assert locking.is_locked(copy)
    said = [banner.message() for banner in window.findChildren(Banner)]
    assert any("anyone can read these files" in text and aside.name in text for text in said)
    assert not any(copy.name in text for text in said)
