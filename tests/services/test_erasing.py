"""A runner taken out of the copies: gone from their bytes, nobody else touched, what can't be opened named."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneerehab.domain.activity import ImportSource
from kneerehab.domain.codes import FileFormat
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.domain.record import new_id
from kneerehab.exchange import recordings
from kneerehab.services import backups, kept_copies, locking
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.erasing import erase
from kneerehab.storage.backup import faults
from kneerehab.storage.database import Database
from tests import builders

NOON = datetime(2026, 3, 10, 12)
SECRET = "Wilhelmine Unverwechselbar"
OLD = sorted((Path(__file__).parents[1] / "old_databases").rglob("*.sqlite3"))


def written(file: Path) -> tuple[str, str]:
    """A file with two runners; their ids, the one to erase first."""
    books = [builders.diary(builders.quiet_days(1, 40), name=name) for name in (SECRET, "Ana")]
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for book in books:
            service.import_diary(book)
    return books[0].runner.id, books[1].runner.id


def copies(file: Path) -> tuple[kept_copies.Backup, ...]:
    return kept_copies.in_folders(file.parent / kept_copies.FOLDER)


def test_a_copy_is_written_anew_without_the_runner_and_with_everybody_else(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    gone, stays = written(file)
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    before, when = backups.contents(made), made.stat().st_mtime_ns
    assert SECRET.encode() in made.read_bytes()
    assert erase(gone, copies(file)) == ()
    assert list(backups.contents(made).runners) == [one for one in before.runners if one.id == stays]
    assert SECRET.encode() not in made.read_bytes()
    assert gone.encode() not in made.read_bytes()
    assert faults(made) == []
    assert made.stat().st_mtime_ns == when
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    assert backups.contents(file).runners == before.runners


def test_kept_recordings_go_with_the_runner_and_those_of_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    books, kept = [], []
    for name, digest in (("Ana", "a" * 64), ("Ben", "b" * 64)):
        source = ImportSource(format=FileFormat.GPX, digest=digest, batch=new_id())
        run = replace(builders.run(3), source=source)
        books.append(builders.diary(builders.quiet_days(1, 5), run, name=name))
        kept.append(tmp_path / recordings.FOLDER / f"{digest}.gpx.gz")
        kept[-1].parent.mkdir(exist_ok=True)
        kept[-1].write_bytes(b"places")
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for book in books:
            service.import_diary(book)
        assert [recordings.find(tmp_path, book.activities[0]) for book in books] == kept
        service.delete_runner(books[0].runner.id)
    assert recordings.left(tmp_path) == (kept[1],)


def test_a_recording_that_somebody_else_has_too_stays(tmp_path: Path) -> None:
    source = ImportSource(format=FileFormat.GPX, digest="a" * 64, batch=new_id())
    kept = tmp_path / recordings.FOLDER / f"{source.digest}.gpx.gz"
    kept.parent.mkdir()
    kept.write_bytes(b"places")
    with Database.open(tmp_path / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for name in ("Ana", "Ben"):
            run = replace(builders.run(3), id=new_id(), source=source)
            service.import_diary(builders.diary(builders.quiet_days(1, 5), run, name=name))
        one, other = service.runners()
        service.delete_runner(one.id)
        assert recordings.left(tmp_path) == (kept,)
        service.delete_runner(other.id)
    assert recordings.left(tmp_path) == ()


def test_a_runner_whose_diary_cannot_be_read_can_be_deleted_recordings_and_all(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    source = ImportSource(format=FileFormat.GPX, digest="a" * 64, batch=new_id())
    kept = tmp_path / recordings.FOLDER / f"{source.digest}.gpx.gz"
    kept.parent.mkdir()
    kept.write_bytes(b"places")
    book = builders.diary(builders.quiet_days(1, 5), replace(builders.run(3), source=source))
    with Database.open(file) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(book)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE activities SET at = 'nonsense'")
        connection.commit()
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        with pytest.raises(DamagedDatabase):
            service.diary(book.runner.id)
        service.delete_runner(book.runner.id)
        assert service.runners() == ()
    assert recordings.left(tmp_path) == ()


def test_a_copy_that_holds_somebody_else_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    written(file)
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    content = made.read_bytes()
    assert erase("nobody at all", copies(file)) == ()
    assert made.read_bytes() == content


def test_copies_that_cannot_be_opened_are_named_and_left_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "kneerehab.sqlite3"
    gone, _stays = written(file)
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    broken = made.with_name("day-2026-03-01.sqlite3")
    broken.write_bytes(made.read_bytes()[:5000])
    content = broken.read_bytes()
    assert [copy.path for copy in erase(gone, copies(file))] == [broken]
    assert broken.read_bytes() == content
    assert SECRET.encode() not in made.read_bytes()


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_copies_of_older_versions_are_erased_as_they_are(old: Path, tmp_path: Path) -> None:
    copy = tmp_path / kept_copies.FOLDER / "day-2026-03-01.sqlite3"
    copy.parent.mkdir()
    shutil.copy(old, copy)
    before = backups.contents(copy)
    gone = before.runners[0]
    assert erase(gone.id, kept_copies.in_folders(copy.parent)) == ()
    after = backups.contents(copy)
    assert after.revision == before.revision
    assert gone.id not in {runner.id for runner in after.runners}
    assert gone.id.encode() not in copy.read_bytes()


def test_a_locked_copy_stays_locked(tmp_path: Path, nothing_unlocked: None) -> None:
    pytest.importorskip("sqlcipher3", reason="the optional part `lock` is not installed")
    file = tmp_path / "kneerehab.sqlite3"
    gone, stays = written(file)
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    locking.lock(file, "slow and steady feet", NOON)
    assert locking.is_locked(made)
    assert erase(gone, copies(file)) == ()
    assert locking.is_locked(made)
    assert [runner.id for runner in backups.contents(made).runners] == [stays]
    locking.forget()
    assert [copy.path for copy in erase(stays, copies(file))] == [copy.path for copy in copies(file)]
