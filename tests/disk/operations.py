"""What a diary goes through, step by step, and what it holds in between: for disks that fail or forget.

Each operation is a generator over a folder: every `yield` says that something is done that must not be lost any more.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kneerehab import settings as preferences
from kneerehab.domain.errors import DamagedDatabase, WrongPassphrase
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.exchange.diary_json import write_diary
from kneerehab.replacing import write_whole
from kneerehab.services import backups, kept_copies, locking
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import records
from kneerehab.storage.database import Database
from kneerehab.storage.faults import told_kindly
from kneerehab.storage.soundness import is_sound
from tests import builders

NOON = datetime(2026, 3, 10, 12)
PHRASES = ("the first passphrase", "the second passphrase")
OLD_FILE = Path(__file__).parents[1] / "old_databases" / "0001.sqlite3"
BOOK = builders.diary(builders.quiet_days(1, 12))
OTHER = builders.diary(builders.quiet_days(1, 3), name="Ana")
NEW = [replace(builders.check_in(number), note="n" * 300 * (number - 19)) for number in range(20, 26)]
FRIEND = Runner(id="0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f00aa", name="Bo")

Steps = Iterator[None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """How a folder is prepared, and what is then done in it."""

    prepare: Callable[[Path], None]
    steps: Callable[[Path], Steps]
    bare: bool = False
    """Whether its callers tell what the system says; else that has to be in our words."""

    def again(self, folder: Path) -> Steps:
        """The operation once more, after it failed: whoever tries again finds what is there by then."""
        return self.steps(folder)


@dataclass(frozen=True, slots=True)
class State:
    """What a folder holds: how the diary is locked, a digest of all it says, copies by name, settings and exports."""

    lock: str | None
    diary: str
    copies: frozenset[str]
    settings: preferences.Settings
    export: str

    def fits(self, other: State) -> bool:
        """Whether a folder that was found is this one; copies may have come since."""
        return replace(self, copies=other.copies) == other and self.copies <= other.copies


def file_in(folder: Path) -> Path:
    """The diary of a folder."""
    return folder / "kneerehab.sqlite3"


def describe(folder: Path) -> State:
    """Look as the next start does; raises StorageError or AssertionError if there is no whole diary."""
    file = file_in(folder)
    lock = open_up(file)
    digest = hashlib.sha256()
    if file.exists() and file.stat().st_size:
        try:
            database = Database.open(file)
        except DamagedDatabase:
            digest.update(b"damaged")
        else:
            with database, database.reading() as connection:
                for runner in records.load_runners(connection):
                    diary = records.load_diary(connection, runner.id)
                    assert diary is not None
                    digest.update(write_diary(diary, None))
            assert is_sound(file), "the diary is not sound"
    copies = []
    for copy in kept_copies.in_folders(folder / "backups", *(folder / "stick").glob("*")):
        open_up(copy.path)
        assert is_sound(copy.path), f"{copy.path.name} is not sound"
        copies.append(copy.path.name)
    export = folder / "export.json"
    _clean_up(file, lock)
    return State(
        lock,
        digest.hexdigest(),
        frozenset(copies),
        preferences.load(folder / "settings.json"),
        export.read_text() if export.exists() else "",
    )


def _clean_up(file: Path, lock: str | None) -> None:
    """What a window does a little after its start: nothing half done stays, nor a copy in the clear."""
    if file.parent.is_dir():
        backups.sweep(file, alone=True)
    if lock is not None:
        locking.lock_copies(file)
        assert not locking.in_the_clear(file), "a copy in the clear outlived the next start"


def open_up(file: Path) -> str | None:
    """Open a file with one of the passphrases; which one, None for none."""
    with told_kindly():
        if not file.exists() or not locking.is_locked(file):
            return None
    for phrase in PHRASES:
        try:
            locking.unlock(file, phrase)
        except WrongPassphrase:
            continue
        return phrase
    raise AssertionError(f"no passphrase opens {file.name}")


def _service(database: Database) -> DiaryService:
    return DiaryService(database, Changes(), lambda: datetime(2026, 3, 10, 12, tzinfo=UTC))


def _with_book(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Database.open(file_in(folder)) as database:
        _service(database).import_diary(BOOK)


def _with_stick(folder: Path) -> None:
    _with_book(folder)
    (folder / "stick").mkdir()


def _with_lock(folder: Path) -> None:
    _with_book(folder)
    locking.lock(file_in(folder), PHRASES[0], NOON)


def _with_copy(folder: Path) -> None:
    _with_book(folder)
    backups.back_up_daily(file_in(folder), NOON)
    with Database.open(file_in(folder)) as database:
        _service(database).import_diary(OTHER)


def _with_damage(folder: Path) -> None:
    _with_copy(folder)
    held = file_in(folder).read_bytes()
    file_in(folder).write_bytes(held[: len(held) // 2])


def _old(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(OLD_FILE, file_in(folder))


def _nothing(_folder: Path) -> None:
    pass


def _empty(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


def _begin(folder: Path) -> Steps:
    with Database.open(file_in(folder)) as database:
        _service(database).create_runner(FRIEND, Plan(start=builders.day(1)), *NEW[:2])
        yield


def _save(folder: Path) -> Steps:
    with Database.open(file_in(folder)) as database:
        service = _service(database)
        yield
        for record in NEW:
            service.record(BOOK.runner.id, record)
            yield
        service.tidy()
    yield


def _undo(folder: Path) -> Steps:
    with Database.open(file_in(folder)) as database:
        service = _service(database)
        taken: list[Record] = list(BOOK.check_ins[:3])
        back = service.delete(BOOK.runner.id, *taken)
        yield
        again = service.apply(BOOK.runner.id, back)
        yield
        service.apply(BOOK.runner.id, again)
        yield


def _delete_runner(folder: Path) -> Steps:
    with Database.open(file_in(folder)) as database:
        service = _service(database)
        service.import_diary(OTHER)
        yield
        service.delete_runner(OTHER.runner.id)
        yield
        database.compaction.run()  # what fails there is no failure of the deletion
        yield


def _import(folder: Path) -> Steps:
    with Database.open(file_in(folder)) as database:
        backups.back_up_before(kept_copies.Kind.IMPORT, file_in(folder), NOON)
        yield
        _service(database).import_diary(OTHER)
        yield


def _migrate(folder: Path) -> Steps:
    with Database.open(file_in(folder)):
        yield


def _back_up(folder: Path) -> Steps:
    backups.back_up_daily(file_in(folder), NOON, str(folder / "stick"))
    yield
    backups.back_up(file_in(folder), folder / "backups" / "by-hand-2026-03-10-130000.sqlite3", named=True)
    yield


def _restore(folder: Path) -> Steps:
    (copy,) = (folder / "backups").glob("day-*.sqlite3")
    backups.restore(copy, file_in(folder), NOON)
    yield


def _lock(folder: Path) -> Steps:
    locking.lock(file_in(folder), PHRASES[0], NOON)
    yield


def _lock_anew(folder: Path) -> Steps:
    open_up(file_in(folder))
    locking.lock(file_in(folder), PHRASES[1], NOON)
    yield


def _unlock_for_good(folder: Path) -> Steps:
    open_up(file_in(folder))
    locking.take_lock_off(file_in(folder), NOON)
    yield


def _keep_settings(folder: Path) -> Steps:
    for number in range(3):
        preferences.save(folder / "settings.json", preferences.Settings(backup_folder=f"/{number}", ice_minutes=10))
        yield


def _export(folder: Path) -> Steps:
    for number in range(3):
        write_whole(folder / "export.json", f"{number}".encode() * 5000)
        yield


OPERATIONS: dict[str, Operation] = {
    "begin": Operation(prepare=_nothing, steps=_begin),
    "save": Operation(prepare=_with_book, steps=_save),
    "save locked": Operation(prepare=_with_lock, steps=_save),
    "undo": Operation(prepare=_with_book, steps=_undo),
    "delete": Operation(prepare=_with_book, steps=_delete_runner),
    "import": Operation(prepare=_with_book, steps=_import),
    "migration": Operation(prepare=_old, steps=_migrate),
    "backup": Operation(prepare=_with_stick, steps=_back_up),
    "restore": Operation(prepare=_with_copy, steps=_restore),
    "restore over damage": Operation(prepare=_with_damage, steps=_restore),
    "lock": Operation(prepare=_with_copy, steps=_lock),
    "lock anew": Operation(prepare=_with_lock, steps=_lock_anew),
    "unlock": Operation(prepare=_with_lock, steps=_unlock_for_good),
    "settings": Operation(prepare=_empty, steps=_keep_settings, bare=True),
    "export": Operation(prepare=_empty, steps=_export, bare=True),
}
if not locking.lock_possible():
    OPERATIONS = {title: each for title, each in OPERATIONS.items() if "lock" not in title}
