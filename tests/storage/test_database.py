"""The one file: its promises, and what is said when it can't be opened or written."""

from __future__ import annotations

import errno
import gc
import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kneerehab.domain.errors import Busy, DamagedDatabase, DiskFull, NewerDatabase, ReadOnly, StorageError
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.runner import Runner
from kneerehab.storage import backup, records
from kneerehab.storage.database import Database
from kneerehab.storage.faults import told_kindly
from tests.storage.any_record import START

RUNNER = Runner(id="0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001", name="Mira")


def keep_runner(database: Database, note: str = "") -> None:
    with database.transaction() as connection:
        records.save_runner(connection, Runner(id=RUNNER.id, name=RUNNER.name, note=note))
        records.save_plan(connection, RUNNER.id, Plan(start=START))


def keep_saving(database: Database) -> None:
    for _ in range(200):
        keep_runner(database, note="x" * 2000)


def fail_half_way(database: Database) -> None:
    with database.transaction() as connection:
        records.save_runner(connection, RUNNER)
        raise LookupError


def runners_in(path: Path) -> tuple[Runner, ...]:
    with Database.open(path) as database, database.reading() as connection:
        return records.load_runners(connection)


@contextmanager
def small_disk(folder: Path, options: str = "size=700k") -> Iterator[Path]:
    """A disk of our own; skips where this user may not mount one."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("only a user who may mount a small disk can run this")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


needs_mount = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a small disk, which takes root on Linux"
)


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, DiskFull, "no room left"),
        (errno.EDQUOT, DiskFull, "no room left"),
        (errno.EFBIG, DiskFull, "no room left"),
        (errno.EIO, StorageError, "reports a fault"),
        (errno.EACCES, ReadOnly, "The folder of the diary can't be written"),
    ],
)
def test_what_a_disk_refuses_is_told_by_its_kind(number: int, kind: type[StorageError], words: str) -> None:
    with pytest.raises(kind, match=words) as refused, told_kindly():
        raise OSError(number, "system's words")
    assert type(refused.value) is kind


def test_the_folder_that_may_not_be_written_is_named_where_it_is_known() -> None:
    with pytest.raises(ReadOnly, match="The folder stick can't be written"), told_kindly(Path("stick")):
        raise PermissionError(errno.EACCES, "system's words")


def test_a_new_file_keeps_every_promise_about_safety(tmp_path: Path) -> None:
    with Database.open(tmp_path / "data" / "diary.sqlite3") as database, database.reading() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 2000
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out by the user's profile")
def test_the_folder_and_every_file_in_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
        database.copy_to(path.parent / "backups" / "copy.sqlite3")
        modes = {item.name: stat.S_IMODE(item.stat().st_mode) for item in path.parent.rglob("*")}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert modes == {
        "diary.sqlite3": 0o600,
        "diary.sqlite3-wal": 0o600,
        "diary.sqlite3-shm": 0o600,
        "backups": 0o700,
        "copy.sqlite3": 0o600,
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out by the user's profile")
def test_a_file_that_others_could_read_is_closed_to_them_and_a_folder_of_the_user_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shared" / "diary.sqlite3"
    path.parent.mkdir(mode=0o755)
    Database.open(path).close()
    path.chmod(0o644)
    Database.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_a_file_that_is_closed_to_others_already_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    backup.make_private_file(path)
    before = path.stat().st_ctime_ns
    time.sleep(0.02)  # more than a tick of the clock of files
    backup.make_private_file(path)
    assert path.stat().st_ctime_ns == before


def test_a_path_with_any_characters_in_it_works(tmp_path: Path) -> None:
    path = tmp_path / "Knie & Läufer 100% ?#'" / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
        database.copy_to(path.with_name("a copy ?.sqlite3"))
    assert [runner.name for runner in runners_in(path)] == ["Mira"]
    assert backup.faults(path) == []


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    with Database.open(tmp_path / "diary.sqlite3") as database:
        keep_runner(database)
    assert [item.name for item in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_a_file_that_was_closed_is_not_made_smaller_any_more(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "diary.sqlite3")
    keep_runner(database)
    assert database.compaction.run()
    database.close()
    assert not database.compaction.run()


def test_a_transaction_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with Database.open(tmp_path / "diary.sqlite3") as database:
        with pytest.raises(LookupError):
            fail_half_way(database)
        with database.reading() as connection:
            assert records.load_runners(connection) == ()


def test_what_was_deleted_can_not_be_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    secret = "something nobody else should read"
    with Database.open(path) as database:
        keep_runner(database, note=secret)
        with database.transaction() as connection:
            records.delete_runner(connection, RUNNER.id)
        assert database.compaction.run()
        assert database.tidy()
        held = b"".join(item.read_bytes() for item in tmp_path.iterdir() if not item.name.endswith("-shm"))
    assert secret.encode() not in held


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    path.write_bytes(b"Dear diary, today my knee was fine. " * 200)
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="can't be read"):
        Database.open(path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(DamagedDatabase, match="another program"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_kindly_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database, database.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer version"):
        Database.open(path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_a_damaged_page_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database, note="long " * 200)
    pages = bytearray(path.read_bytes())
    pages[4096:] = b"\xa5" * (len(pages) - 4096)
    path.write_bytes(pages)
    assert backup.faults(path) != []
    with pytest.raises(DamagedDatabase):
        runners_in(path)


def test_an_emptied_file_beside_backups_is_not_started_over_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
        database.copy_to(tmp_path / "backups" / "day.sqlite3")
    path.write_bytes(b"")
    with pytest.raises(DamagedDatabase, match="empty although there are backups"):
        Database.open(path)
    assert path.read_bytes() == b""


def test_a_first_start_that_was_cut_short_begins_again(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    path.write_bytes(b"")
    assert runners_in(path) == ()


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReadOnly, match="can't be written"):
        Database.open(tmp_path / "file" / "diary.sqlite3")


@needs_mount
def test_a_read_only_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=4m") as disk:
        path = disk / "diary.sqlite3"
        with Database.open(path) as database:
            keep_runner(database)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(ReadOnly, match="can't be written"):
            Database.open(path)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert [runner.name for runner in runners_in(path)] == ["Mira"]


@needs_mount
def test_a_full_disk_is_told_nothing_is_lost_and_a_later_save_works(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=600k") as disk:
        ballast = disk / "ballast"
        with Database.open(disk / "diary.sqlite3") as database:
            keep_runner(database, note="before")
            ballast.write_bytes(b"\0" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
            with pytest.raises(DiskFull, match="no room left"):
                keep_saving(database)
            with database.reading() as connection:
                assert records.load_runners(connection)[0].note in ("before", "x" * 2000)
            ballast.unlink()
            keep_runner(database, note="after")
        assert runners_in(disk / "diary.sqlite3")[0].note == "after"
        assert backup.faults(disk / "diary.sqlite3") == []


@needs_mount
def test_a_disk_too_full_for_the_first_start_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=64k") as disk, pytest.raises(DiskFull, match="no room left"):
        Database.open(disk / "diary.sqlite3")


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield


def test_a_lock_of_another_process_is_told_after_a_short_wait_and_reading_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database, note="before")
        with held_by_another_process(path):
            with pytest.raises(Busy, match="Another program is using the diary"):
                keep_runner(database, note="during")
            with database.reading() as connection:
                assert records.load_runners(connection)[0].note == "before"
        keep_runner(database, note="after")
    assert runners_in(path)[0].note == "after"


def test_a_write_of_another_process_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as ours, Database.open(path) as theirs:
        before = ours.version()
        keep_runner(ours)
        assert ours.version() == before
        keep_runner(theirs, note="theirs")
        assert ours.version() != before


def test_a_copy_is_whole_though_the_diary_is_open_and_half_copies_are_not_left(tmp_path: Path) -> None:
    path, copy = tmp_path / "diary.sqlite3", tmp_path / "copies" / "copy.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
        database.copy_to(copy)
        assert [item.name for item in copy.parent.iterdir()] == ["copy.sqlite3"]
        assert backup.faults(copy) == []
    assert runners_in(copy) == runners_in(path)
    path.write_bytes(b"no database")
    with pytest.raises(DamagedDatabase):
        backup.copy_database(path, copy.with_name("second.sqlite3"))
    assert [item.name for item in copy.parent.iterdir()] == ["copy.sqlite3"]


def test_a_file_that_can_not_be_looked_at_just_now_is_not_called_faulty(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    Database.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE").fetchall()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            backup.faults(path)
    assert backup.faults(path) == []


def test_a_log_that_a_reader_still_needs_is_not_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
        assert database.tidy()
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM runners").fetchone()
            keep_runner(database, note="later")
            assert not database.tidy()
        assert database.tidy()


def test_a_row_that_belongs_to_no_runner_is_found(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        keep_runner(database)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("DELETE FROM runners")
        plain.commit()
    assert sorted(backup.faults(path)) == [f"{table}: row 1 belongs to no runners" for table in ("plans", "summaries")]


def test_an_up_to_date_file_opens_without_alembic(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    code = (
        "import sys; from pathlib import Path; from kneerehab.storage.database import Database\n"
        f"for _ in range(2): Database.open(Path({str(path)!r})).close()\n"
        "assert not [name for name in sys.modules if name.startswith(('alembic', 'mako', 'sqlalchemy.orm'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("odd", ["a folder", "a pipe"])
def test_what_is_no_plain_file_is_left_alone_and_nobody_waits_for_it(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "diary.sqlite3"
    path.mkdir() if odd == "a folder" else os.mkfifo(path)
    with pytest.raises(DamagedDatabase, match="another program"):
        Database.open(path)
    assert path.exists()


def test_a_database_that_was_written_and_dropped_without_close_goes_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database.open(tmp_path / "diary.sqlite3")
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM runners")
    del database, connection
    gc.collect()
    assert caplog.records == []
