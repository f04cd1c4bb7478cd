"""A diary that is locked with a passphrase: nothing can be read without it, and everything works with it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneerehab.domain.errors import Busy, DamagedDatabase, LockAbsent, Locked, LockLost, WrongPassphrase
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services import backups, caseload, kept_copies, locking
from kneerehab.services.check import check
from kneerehab.storage import backup, keys, records
from kneerehab.storage.contents import contents
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import SHIPPED
from kneerehab.storage.relock import _same, relock, swap
from tests import builders
from tests.faults.conftest import write
from tests.storage.test_database import held_by_another_process
from tests.storage.test_migrations import NEXT, OLD, scripts_with_one_more

sqlcipher = pytest.importorskip("sqlcipher3.dbapi2", reason="the optional part `lock` is not installed")
pytestmark = pytest.mark.usefixtures("nothing_unlocked")

NOON = datetime(2026, 3, 10, 12)
PHRASE = "grün knees, slow feet"
NAME = "Mira Ungewöhnlich"
SQLCIPHER_PAGE = 4096
BOOK = builders.diary(builders.quiet_days(1, 40), name=NAME)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A diary that is not locked, with a copy beside it."""
    path = tmp_path / "data" / "kneerehab.sqlite3"
    write(path, BOOK)
    backups.back_up_daily(path, NOON)
    return path


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def names(path: Path) -> list[str]:
    return [runner.name for runner in contents(path).runners]


def test_a_locked_diary_shows_nothing_without_its_passphrase_and_all_of_it_with(file: Path) -> None:
    assert NAME.encode() in everything_in(file.parent)
    assert locking.lock(file, PHRASE, NOON) == ()
    assert NAME.encode() not in everything_in(file.parent)
    assert b"SQLite" not in everything_in(file.parent)
    locking.forget()
    for path in (file, *(copy.path for copy in kept_copies.in_folders(file.parent / "backups"))):
        with pytest.raises(Locked, match="passphrase"):
            contents(path)
    with pytest.raises(Locked):
        Database.open(file)
    with pytest.raises(WrongPassphrase):
        locking.unlock(file, PHRASE + "!")
    with pytest.raises(Locked):
        Database.open(file)
    locking.unlock(file, PHRASE)
    with Database.open(file) as database, database.reading() as connection:
        assert records.load_diary(connection, BOOK.runner.id) == BOOK


def test_what_is_saved_to_a_locked_diary_is_locked_on_the_disk_at_once(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    secret = "told to nobody but the physio"
    with Database.open(file) as database:
        with database.transaction() as connection:
            records.save(connection, BOOK.runner.id, [replace(builders.check_in(60), note=secret)])
        on_disk = everything_in(file.parent)  # the log of changes is among it
        assert any(path.name.endswith("-wal") for path in file.parent.iterdir())
        assert database.is_locked
        assert keys.is_locked(file)
        with database.reading() as reader:
            diary = records.load_diary(reader, BOOK.runner.id)
    assert diary is not None
    assert diary.check_ins[-1].note == secret
    assert secret.encode() not in on_disk
    assert check(file) == []


def test_taking_the_lock_off_brings_the_same_diary_and_readable_copies(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    assert locking.take_lock_off(file, NOON) == ()
    locking.forget()
    for path in (file, *(copy.path for copy in kept_copies.in_folders(file.parent / "backups"))):
        assert path.read_bytes().startswith(b"SQLite format 3")
        assert names(path) == [NAME]
        assert check(path) == []
    with Database.open(file) as database, database.reading() as connection:
        assert records.load_diary(connection, BOOK.runner.id) == BOOK


def test_a_passphrase_opens_what_it_was_typed_for_and_is_not_kept_for_more(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "kneerehab.sqlite3"
    other.parent.mkdir()
    write(other, BOOK)
    for path in (file, other):
        locking.lock(path, PHRASE, NOON)
    locking.forget()
    locking.unlock(file, PHRASE)
    copies = kept_copies.in_folders(file.parent / "backups")
    assert {name for path in (file, *(copy.path for copy in copies)) for name in names(path)} == {NAME}
    with pytest.raises(Locked):
        names(other)
    locking.unlock(other, PHRASE)
    assert names(other) == [NAME]


def test_another_passphrase_takes_the_place_of_the_first_for_the_copies_too(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    locking.lock(file, "a quite different one", NOON)
    locking.forget()
    with pytest.raises(WrongPassphrase):
        locking.unlock(file, PHRASE)
    locking.unlock(file, "a quite different one")
    for path in (file, *(copy.path for copy in kept_copies.in_folders(file.parent / "backups"))):
        assert names(path) == [NAME]


def test_only_the_passphrase_of_the_diary_may_change_its_lock(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    locking.verify(file, PHRASE)
    for wrong in (PHRASE + "!", PHRASE[:-1], ""):
        with pytest.raises(WrongPassphrase):
            locking.verify(file, wrong)
    with Database.open(file):
        locking.verify(file, PHRASE)
        with pytest.raises(WrongPassphrase):
            locking.verify(file, "a quite different one")


def test_the_same_letters_typed_on_another_keyboard_open_the_diary(file: Path) -> None:
    locking.lock(file, unicodedata.normalize("NFD", PHRASE), NOON)
    locking.forget()
    locking.unlock(file, unicodedata.normalize("NFC", PHRASE))
    assert names(file) == [NAME]


@pytest.mark.usefixtures("real_guesses")
def test_any_tool_that_knows_sqlcipher_opens_the_diary_with_the_passphrase(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    with closing(sqlcipher.connect(str(file))) as other:
        other.execute(f"PRAGMA key = '{PHRASE}'")
        assert other.execute("SELECT name FROM runners").fetchall() == [(NAME,)]


def test_a_diary_behind_a_link_is_locked_and_unlocked_where_it_lies(file: Path, tmp_path: Path) -> None:
    aim = tmp_path / "elsewhere" / "knee.sqlite3"
    aim.parent.mkdir()
    file.rename(aim)
    file.symlink_to(aim)
    assert locking.lock(file, PHRASE, NOON) == ()
    assert file.is_symlink()
    assert keys.is_locked(aim)
    assert names(file) == [NAME]
    assert NAME.encode() not in everything_in(tmp_path)
    locking.take_lock_off(file, NOON)
    assert file.is_symlink()
    assert names(aim) == [NAME]
    assert [path.name for path in aim.parent.iterdir()] == [aim.name]


def test_a_short_passphrase_is_refused_before_anything_happens(file: Path) -> None:
    with pytest.raises(ValueError, match="too short"):
        locking.lock(file, "nine ones", NOON)
    assert names(file) == [NAME]
    assert not keys.is_locked(file)
    locking.lock(file, "ten of one", NOON)
    assert keys.is_locked(file)


def test_copies_keep_their_times_when_they_are_locked(file: Path) -> None:
    copy = kept_copies.in_folders(file.parent / "backups")[0].path
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    locking.lock(file, PHRASE, NOON)
    assert copy.stat().st_mtime == 1_700_000_000


def test_a_daily_copy_of_an_unchanged_locked_diary_is_not_made_twice(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    day = NOON.replace(day=11)
    assert backups.back_up_daily(file, day).made is None
    write(file, builders.diary(builders.quiet_days(1, 3), name="Ana"))
    made = backups.back_up_daily(file, day).made
    assert made is not None
    assert keys.is_locked(made)
    assert names(made) == ["Ana", NAME]


def test_a_copy_whose_passphrase_is_lost_is_in_the_way_of_no_new_one(file: Path) -> None:
    (copy,) = (file.parent / "backups").glob("day-*")
    locking.lock(file, PHRASE, NOON)
    behind_lock = copy.read_bytes()
    locking.take_lock_off(file, NOON)
    copy.write_bytes(behind_lock)
    keys.forget()
    assert backups.back_up_daily(file, NOON + timedelta(days=1)).made


def test_a_copy_that_was_left_open_is_locked_by_the_next_daily_look(file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    second = backups.chosen_folder(str(stick), file)
    assert second is not None
    plain = backups.back_up(file, second / "by-hand-2026-03-09-120000.sqlite3", named=True)
    locking.lock(file, PHRASE, NOON)
    assert not keys.is_locked(plain)
    assert locking.lock_copies(file, str(stick)) == ()
    assert keys.is_locked(plain)
    assert names(plain) == [NAME]


def test_a_copy_with_an_unknown_passphrase_or_a_damage_stays_and_is_named(file: Path, tmp_path: Path) -> None:
    locking.lock(file, "the first passphrase", NOON)
    stick = backups.chosen_folder(str(tmp_path / "stick"), file)
    assert stick is not None
    foreign = backups.back_up(file, stick / "by-hand-2026-03-09-120000.sqlite3", named=True)
    locking.take_lock_off(file, NOON)
    locking.forget()
    broken = stick / "day-2026-03-01.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + bytes(5000))
    another = stick / "another-program.sqlite3"
    with closing(sqlite3.connect(another)) as theirs:
        theirs.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    before = foreign.read_bytes(), broken.read_bytes(), another.read_bytes()
    assert set(locking.lock(file, PHRASE, NOON, str(tmp_path / "stick"))) == {foreign, broken, another}
    assert (foreign.read_bytes(), broken.read_bytes(), another.read_bytes()) == before


@pytest.mark.parametrize("locked_now", [True, False])
@pytest.mark.parametrize("locked_copy", [True, False])
def test_a_restore_brings_any_copy_back_and_leaves_the_lock_as_it_is(
    file: Path, tmp_path: Path, locked_now: bool, locked_copy: bool
) -> None:
    other = tmp_path / "other" / "kneerehab.sqlite3"
    write(other, builders.diary(builders.quiet_days(1, 3), name="Ana"))
    if locked_copy:
        locking.lock(other, "another passphrase", NOON)
    if locked_now:
        locking.lock(file, PHRASE, NOON)
    done = backups.restore(other, file, NOON)
    assert done.saved is not None
    assert names(done.saved) == [NAME]
    assert keys.is_locked(done.saved) == locked_now
    assert keys.is_locked(file) == locked_now
    assert names(file) == ["Ana"]
    assert check(file) == []
    assert not list(file.parent.glob("*.restored*"))


def test_a_restore_over_a_diary_whose_passphrase_is_lost_puts_it_aside(file: Path, tmp_path: Path) -> None:
    plain = backups.back_up(file, tmp_path / "plain.sqlite3", named=True)
    locking.lock(file, PHRASE, NOON)
    held = file.read_bytes()
    locking.forget()
    with pytest.raises(LockLost, match="this copy is not"):
        backups.restore(plain, file, NOON)
    assert file.read_bytes() == held
    done = backups.restore(plain, file, NOON, may_lose_lock=True)
    assert done.saved is None
    assert done.aside is not None
    assert done.aside.read_bytes() == held
    assert [aside.kind for aside in kept_copies.asides(file)] == [kept_copies.Kind.SHUT]
    assert names(file) == [NAME]


def test_an_open_copy_takes_the_place_of_a_damaged_locked_diary_and_is_locked_with_its_passphrase(
    file: Path, tmp_path: Path
) -> None:
    write(file, builders.diary(builders.quiet_days(1, 900), name="Ana"))
    plain = backups.back_up(file, tmp_path / "plain.sqlite3", named=True)
    locking.lock(file, PHRASE, NOON)
    whole = file.read_bytes()
    middle = len(whole) // 8192 * 4096
    file.write_bytes(whole[:middle] + os.urandom(8192) + whole[middle + 8192 :])
    done = backups.restore(plain, file, NOON)
    assert done.aside is not None
    assert keys.is_locked(file)
    assert names(file) == ["Ana", NAME]
    assert check(file) == []
    assert not list(file.parent.glob("*.restored*"))


def test_a_locked_copy_takes_the_place_of_a_damaged_open_diary_and_stays_locked(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "kneerehab.sqlite3"
    write(other, builders.diary(builders.quiet_days(1, 3), name="Ana"))
    locking.lock(other, "another passphrase", NOON)
    file.write_bytes(b"Dear diary " * 900)
    assert backups.restore(other, file, NOON).aside is not None
    assert keys.is_locked(file)
    assert names(file) == ["Ana"]


def test_a_damaged_locked_diary_is_told_from_a_wrong_passphrase_where_a_copy_shows_it(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    backups.back_up_daily(file, NOON.replace(day=12))
    backups.back_up(file, file.parent / "backups")
    locking.forget()
    whole = file.read_bytes()
    file.write_bytes(whole[:16] + os.urandom(4080) + whole[4096:])
    copies = [copy.path for copy in kept_copies.in_folders(file.parent / "backups")]
    with pytest.raises(WrongPassphrase):
        locking.unlock(file, "not the passphrase", copies)
    with pytest.raises(DamagedDatabase):
        locking.unlock(file, PHRASE, copies)
    good = kept_copies.newest_good(kept_copies.in_folders(file.parent / "backups"))
    assert good is not None
    done = backups.restore(good.path, file, NOON)
    assert done.aside is not None
    assert names(file) == [NAME]


def test_a_damaged_page_of_a_locked_diary_is_found(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    whole = file.read_bytes()
    file.write_bytes(whole[:-3000] + b"x" + whole[-2999:])
    assert backup.faults(file)
    assert check(file)


@pytest.mark.parametrize(
    "changed",
    ["INSERT INTO anew.t VALUES (3)", "DELETE FROM anew.t", "UPDATE anew.t SET a = 3", "CREATE INDEX anew.i ON t (a)"],
)
def test_a_file_written_anew_with_a_row_or_an_index_too_many_too_few_or_another_is_not_the_same(changed: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as source:
        source.execute("ATTACH DATABASE ':memory:' AS anew")
        for name in ("main", "anew"):
            source.execute(f"CREATE TABLE {name}.t (a)")
            source.execute(f"INSERT INTO {name}.t VALUES (1)")
        assert _same(source)
        source.execute(changed)
        assert not _same(source)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows replaces no file that is open")
def test_what_a_replaced_file_held_is_overwritten_to_its_last_byte(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"x" * ((1 << 20) + 5))
    new.write_bytes(b"locked")
    with old.open("rb") as held:
        swap(new, old)
        assert held.read() == bytes((1 << 20) + 5)
    assert old.read_bytes() == b"locked"


def test_a_file_that_begins_like_a_diary_is_not_taken_for_a_locked_one(tmp_path: Path) -> None:
    path, noise = tmp_path / "a.sqlite3", os.urandom(3 * SQLCIPHER_PAGE)
    parts = ((noise, True), (noise[:SQLCIPHER_PAGE], True), (noise[: SQLCIPHER_PAGE - 1], False), (bytes(9000), False))
    for content, locked in (*parts, (b"SQLite format 3\0" + noise, False)):
        path.write_bytes(content)
        assert keys.is_locked(path) is locked
        assert keys.is_clear(path) is content.startswith(b"SQLite")


def test_two_files_are_said_to_have_one_lock_only_if_one_salt_begins_both(tmp_path: Path) -> None:
    noise = os.urandom(2 * SQLCIPHER_PAGE)
    low, high, twin, clear = (tmp_path / name for name in ("low", "high", "twin", "clear"))
    for path, first in ((low, b"\1"), (high, b"\2"), (twin, b"\2")):
        path.write_bytes(first * 16 + noise)
    clear.write_bytes(b"SQLite format 3\0" + noise)
    assert keys.same_lock(high, twin)
    assert not keys.same_lock(low, high)
    assert not keys.same_lock(high, low)
    assert not keys.same_lock(clear, clear)


def test_a_damaged_diary_that_is_not_locked_asks_for_no_passphrase(file: Path) -> None:
    whole = file.read_bytes()
    for damage in (b"\xa5" * 4096 + whole[4096:], os.urandom(4096) + whole[4096:], b"Dear diary " * 900):
        file.write_bytes(damage)
        with pytest.raises(DamagedDatabase):
            Database.open(file)


def test_nobody_else_may_have_the_diary_open_while_its_lock_changes(file: Path) -> None:
    with Database.open(file), pytest.raises(Busy):
        relock(file, keys.new_key(PHRASE))
    assert not keys.is_locked(file)
    with held_by_another_process(file), pytest.raises(Busy):
        relock(file, keys.new_key(PHRASE))
    assert names(file) == [NAME]
    assert not list(file.parent.glob("*.relocked*"))


WAIT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)  # a read would keep the lock away
print("open", flush=True)
sys.stdin.readline()
try:
    connection.execute("UPDATE runners SET note = 'lost'")
    print("written", flush=True)
except sqlite3.DatabaseError as fault:
    print(fault, flush=True)
"""


def test_a_save_of_a_program_that_still_held_the_old_file_is_never_lost_in_silence(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAIT, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        locking.lock(file, PHRASE, NOON)
        other.stdin.write("go\n")
        other.stdin.flush()
        told = other.stdout.readline()
    assert told == "file is not a database\n"


@pytest.mark.usefixtures("real_guesses")
def test_reading_a_locked_file_that_is_open_gives_up_none_of_its_locks(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    with Database.open(file) as database, database.transaction() as connection:
        records.save(connection, BOOK.runner.id, [builders.check_in(60)])
        backups.back_up(file, file.parent / "backups")
        probe = (
            "import sys\n"
            "from kneerehab.storage import keys\n"
            "from pathlib import Path\n"
            "keys.unlock(Path(sys.argv[1]), sys.argv[2])\n"
            "keys.connect(Path(sys.argv[1])).execute('PRAGMA busy_timeout=1').connection.execute('BEGIN IMMEDIATE')\n"
        )
        other = subprocess.run([sys.executable, "-c", probe, str(file), PHRASE], capture_output=True, text=True)
        assert "database is locked" in other.stderr


def test_without_the_optional_part_a_locked_diary_says_what_to_install(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    lacking = (
        "import sys\n"
        "from pathlib import Path\n"
        "sys.modules['sqlcipher3'] = None\n"
        "from kneerehab.storage import keys\n"
        "from kneerehab.storage.database import Database\n"
        "keys.lock_possible = lambda: False\n"
        "try:\n"
        "    Database.open(Path(sys.argv[1]))\n"
        "except Exception as fault:\n"
        "    print(type(fault).__name__, fault)\n"
    )
    said = subprocess.run([sys.executable, "-c", lacking, str(file)], capture_output=True, text=True).stdout
    assert said.startswith(f"{LockAbsent.__name__} ")
    assert "kneerehab[lock]" in said


def test_without_the_optional_part_a_diary_that_is_not_locked_is_saved_to(file: Path) -> None:
    lacking = (
        "import sys\n"
        "from pathlib import Path\n"
        "sys.modules['sqlcipher3'] = None\n"
        "from kneerehab.storage.database import Database\n"
        "with Database.open(Path(sys.argv[1])) as database, database.transaction() as connection:\n"
        "    connection.exec_driver_sql(\"UPDATE runners SET note = 'saved'\")\n"
    )
    subprocess.run([sys.executable, "-c", lacking, str(file)], check=True)
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT note FROM runners").fetchall() == [("saved",)]


def test_an_older_locked_diary_is_brought_up_to_date_with_a_locked_copy_first(tmp_path: Path) -> None:
    path = tmp_path / "data" / "kneerehab.sqlite3"
    write(path, BOOK)
    locking.lock(path, PHRASE, NOON)
    with Database.open(path, scripts_with_one_more(tmp_path / "scripts")) as database, database.reading() as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (NEXT,)
        assert records.load_diary(connection, BOOK.runner.id) == BOOK
    before = [
        copy.path for copy in kept_copies.in_folders(path.parent / "backups") if copy.kind is kept_copies.Kind.UPDATE
    ]
    assert len(before) == 1
    assert keys.is_locked(before[0])
    assert keys.is_locked(path)


@pytest.mark.parametrize("old", OLD[:-1], ids=lambda path: path.stem)
def test_every_older_revision_can_be_locked_and_is_then_brought_up_to_date_behind_its_lock(
    tmp_path: Path, old: Path
) -> None:
    path = tmp_path / "data" / "kneerehab.sqlite3"
    path.parent.mkdir()
    shutil.copy(old, path)
    expected = read_diary(old.with_suffix(".json").read_bytes())
    locking.lock(path, PHRASE, NOON)
    assert keys.is_locked(path)
    with Database.open(path) as database, database.reading() as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (SHIPPED.newest,)
        assert records.load_diary(connection, expected.runner.id) == expected
    assert keys.is_locked(path)
    before = [
        copy.path for copy in kept_copies.in_folders(path.parent / "backups") if copy.kind is kept_copies.Kind.UPDATE
    ]
    assert before
    assert all(keys.is_locked(copy) for copy in before)


def test_a_plain_driver_can_make_nothing_of_a_locked_file(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    with closing(sqlite3.connect(file)) as other, pytest.raises(sqlite3.DatabaseError, match="not a database"):
        other.execute("SELECT * FROM runners")


def test_a_summary_of_a_locked_diary_is_locked_with_it(file: Path) -> None:
    locking.lock(file, PHRASE, NOON)
    with Database.open(file) as database:
        rows = list(caseload.caseload(database, NOON.date(), keep=True))
        assert [*caseload.told(caseload.listed(database), NOON.date())[0].values()] == rows
        made = caseload.rows_of(file, [BOOK.runner.id], NOON.date())
        assert [row for row, _summary in made] == rows
        on_disk = everything_in(file.parent)
    assert b"last_entry" not in on_disk
    assert caseload.MADE_BY.encode() not in on_disk
