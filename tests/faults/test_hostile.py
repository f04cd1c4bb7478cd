"""A hostile file of any shape is refused with words, wherever it comes in, and the diary that was there stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneerehab import cli
from kneerehab.domain.errors import DamagedDatabase, StorageError
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.services import backups, kept_copies
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService
from kneerehab.storage.backup import copy_database
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.hostile import ATTACKS, BESIDE_DIARIES, Attack
from tests.faults.test_damaged import trouble, words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOON = datetime(2026, 3, 10, 12)
SMALL = builders.diary([builders.check_in(1)], name="Ana")
OURS = builders.diary(builders.quiet_days(1, 3))
MAGIC = bytes.fromhex("d9d505f920a163d7")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound diary file with one runner and one check-in."""
    path = tmp_path_factory.mktemp("sound") / "kneerehab.sqlite3"
    write(path, SMALL)
    return path


@pytest.fixture(params=ATTACKS.values(), ids=ATTACKS)
def hostile(request: pytest.FixtureRequest, sound: Path, tmp_path: Path) -> Path:
    """One hostile file after the other."""
    path = tmp_path / "hostile" / "kneerehab.sqlite3"
    path.parent.mkdir()
    shutil.copy(sound, path)
    attack: Attack = request.param
    attack(path)
    return path


def read_all(path: Path) -> None:
    """Open a file as the diary and read every runner, as the window does."""
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for runner in service.runners():
            service.diary(runner.id)


def refused(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command says that refuses; no traceback, and no more than a few lines."""
    assert cli.main(arguments) == 1
    said = capsys.readouterr()
    told = said.err + said.out
    assert "Traceback" not in told
    assert told.strip()
    return told


def test_there_are_shapes_enough() -> None:
    assert len(ATTACKS) >= 60


def test_the_file_they_are_made_of_is_taken(sound: Path, file: Path) -> None:
    write(file, OURS)
    assert check(sound) == []
    backups.restore(sound, file, NOON)
    read_all(file)


def test_it_is_not_opened_and_stays_as_it_is(hostile: Path) -> None:
    before = hostile.read_bytes()
    started = time.monotonic()
    with pytest.raises(StorageError) as told:
        read_all(hostile)
    assert str(told.value).endswith((".", ":"))
    assert time.monotonic() - started < 5
    assert hostile.read_bytes() == before


def test_it_is_not_restored_and_the_diary_stays(hostile: Path, file: Path) -> None:
    write(file, OURS)
    before = file.read_bytes()
    with pytest.raises(StorageError):
        backups.restore(hostile, file, NOON)
    assert file.read_bytes() == before
    assert not kept_copies.in_folders(file.parent / "backups"), "nothing was begun"


def test_the_command_line_refuses_it_with_words(hostile: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, OURS)
    before = file.read_bytes()
    refused("restore", str(hostile), capsys=capsys)
    assert file.read_bytes() == before
    folder = str(hostile.parent)
    assert len(refused("--data-dir", folder, "check", capsys=capsys).splitlines()) <= 102
    refused("--data-dir", folder, "plan", capsys=capsys)


def test_as_the_diary_it_is_told_in_the_window(hostile: Path, file: Path, start: Starter) -> None:
    file.parent.mkdir()
    shutil.copy(hostile, file)
    before = file.read_bytes()
    window: MainWindow = start()
    assert len(words(window)) > 40
    assert trouble(window).retry_button.isVisibleTo(window)
    assert file.read_bytes() == before


@pytest.mark.parametrize("attack", BESIDE_DIARIES.values(), ids=BESIDE_DIARIES)
def test_what_stands_beside_the_diaries_has_to_make_sense_too(
    sound: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], attack: Attack
) -> None:
    write(file, OURS)
    before = file.read_bytes()
    copy = tmp_path / "theirs" / "kneerehab.sqlite3"
    copy.parent.mkdir()
    shutil.copy(sound, copy)
    attack(copy)
    assert len(check(copy)) == 1
    refused("restore", str(copy), capsys=capsys)
    assert file.read_bytes() == before
    for command in ("trail", "clinicians", "plan"):
        assert cli.main(["--data-dir", str(copy.parent), command]) in (0, 1)


def beside_it(path: Path, victim: Path) -> Path:
    """A rollback journal beside a file, of a kind that SQLite follows: once it is done, `victim` is deleted."""
    name = os.fsencode(victim)
    head = struct.pack(">8s5I", MAGIC, 0, 0, path.stat().st_size // 4096, 512, 4096)
    tail = struct.pack(f">I{len(name)}sII8s", 0x40000000 // 4096 + 1, name, len(name), sum(name), MAGIC)
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(head.ljust(512, b"\0") + tail)
    return journal


def test_sqlite_follows_a_journal_that_names_another_file(sound: Path, file: Path, tmp_path: Path) -> None:
    write(file, OURS)
    copy = Path(shutil.copy(sound, tmp_path / "copy.sqlite3"))
    beside_it(copy, file)
    with closing(sqlite3.connect(copy)) as plain:
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    if file.exists():
        pytest.skip(f"SQLite {sqlite3.sqlite_version} does so no more; 3.46 does, which is why it must not be opened")


@pytest.mark.parametrize("linked", [False, True])
def test_a_journal_that_names_our_diary_for_deletion_is_not_followed(
    sound: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], linked: bool
) -> None:
    write(file, OURS)
    before = file.read_bytes()
    folder = tmp_path / "theirs"
    folder.mkdir()
    copy = Path(shutil.copy(sound, folder / "kneerehab.sqlite3"))
    journal = beside_it(copy, file)
    if linked:
        (tmp_path / "link").mkdir()
        folder = tmp_path / "link"
        copy = folder / "kneerehab.sqlite3"
        copy.symlink_to(tmp_path / "theirs" / "kneerehab.sqlite3")
    for command in (["restore", str(copy)], *(["--data-dir", str(folder), word] for word in ("check", "plan", "lock"))):
        refused(*command, capsys=capsys)
        assert file.read_bytes() == before
    with pytest.raises(DamagedDatabase):
        copy_database(copy, tmp_path / "again.sqlite3")
    with pytest.raises(DamagedDatabase):
        read_all(copy)
    assert file.read_bytes() == before
    assert journal.exists()


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_a_journal_keeps_nobody_waiting(sound: Path, file: Path, tmp_path: Path) -> None:
    write(file, OURS)
    copy = Path(shutil.copy(sound, tmp_path / "copy.sqlite3"))
    os.mkfifo(tmp_path / "copy.sqlite3-journal")
    with pytest.raises(DamagedDatabase):
        backups.restore(copy, file, NOON)
    with pytest.raises(DamagedDatabase):
        read_all(copy)


def test_it_is_not_copied_as_if_it_were_sound(file: Path) -> None:
    write(file, OURS)
    ATTACKS["trigger that deletes what is saved"](file)
    with pytest.raises(DamagedDatabase):
        copy_database(file, file.parent / "copy.sqlite3")
    assert not list(file.parent.glob("copy*"))


@pytest.mark.parametrize("size", [512, 8192, 65536])
def test_a_copy_with_pages_of_another_size_is_brought_back(sound: Path, file: Path, tmp_path: Path, size: int) -> None:
    write(file, OURS)
    copy = tmp_path / "copy.sqlite3"
    shutil.copy(sound, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
        plain.execute(f"PRAGMA page_size={size}")
        plain.execute("VACUUM")
        assert plain.execute("PRAGMA page_size").fetchone() == (size,)
    backups.restore(copy, file, NOON)
    with Database.open(file) as database, database.reading() as connection:
        assert [row[0] for row in connection.execute("SELECT name FROM runners")] == ["Ana"]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert not backups.restore(backups.back_up(file, tmp_path / "again"), file, NOON).aside
