"""Copies of the database through SQLite's backup API (never the bytes of a live file), and whether a file is sound.

A copy of a locked diary is locked with the same passphrase.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path

from kneerehab.domain.errors import DamagedDatabase, ReadOnly, StorageError
from kneerehab.replacing import PRIVATE, make_folder, replace, sync_folder
from kneerehab.storage.driver import BUSY_SECONDS, connect_with, errors, key_behind
from kneerehab.storage.faults import busy, damaged, told_kindly, translated
from kneerehab.storage.keys import connect, is_locked
from kneerehab.storage.shape import distrusting, page_faults, revision_of

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open, or after a crash; they belong together."""


def copy_database(source: sqlite3.Connection | Path, target: Path) -> None:
    """Write a verified copy to `target`, readable by its owner alone; raises a StorageError and leaves no half copy."""
    _copy_verified(source, target, None)


def copy_if_changed(source: sqlite3.Connection | Path, target: Path, last: Path | None) -> bool:
    """As `copy_database`, unless the copy would equal `last`; True if there is a new one."""
    return _copy_verified(source, target, last)


def copy_before(source: sqlite3.Connection | Path, folder: Path, name: str) -> Path:
    """Copy into `folder` under a name that is still free, such as before-0002.sqlite3; returns the copy's path."""
    target = free_name(folder, f"before-{name}")
    copy_database(source, target)
    return target


def free_name(folder: Path, stem: str) -> Path:
    """A path in `folder` that nothing has yet: stem.sqlite3, stem-2.sqlite3 …"""
    target, number = folder / f"{stem}.sqlite3", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.sqlite3", number + 1
    return target


def faults(path: Path) -> list[str]:
    """What is wrong with a file's build and pages (ranges and dangling references, too); empty if it is sound.

    Raises a StorageError if the file can't be looked at just now: locked, newer, or not readable.
    """
    try:
        with closing(reading(path)) as connection, distrusting(connection):
            revision_of(connection)
            return page_faults(connection)
    except DamagedDatabase as fault:
        return [str(fault)]
    except errors() as error:
        known = translated(error)
        if known is None or isinstance(known, DamagedDatabase):
            return [str(error)]
        raise known from error


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads; raises Locked, or what the driver raises."""
    # A reader of a file with write-ahead logging leaves two empty companions behind unless it might write. Where there
    # are some already, another program has the file open or crashed, and nothing of it may be touched.
    open_elsewhere = any(path.with_name(path.name + companion).exists() for companion in COMPANIONS)
    connection = connect(path, mode="ro" if open_elsewhere else "rw")
    if open_elsewhere and _half_written(connection):
        connection.close()
        connection = connect(path, mode="rw")
    connection.execute("PRAGMA query_only=ON")
    return connection


def _half_written(connection: sqlite3.Connection) -> bool:
    """Whether a program died while it wrote: what it began has to be taken back before anyone can read."""
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except errors() as error:
        return isinstance(translated(error), ReadOnly)
    return False


def transfer(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Every page, in one transaction of the target: it holds all or nothing new.

    Both are locked with the same key or both with none. Raises Busy, or what the driver raises.
    """
    until = time.monotonic() + BUSY_SECONDS

    def waited(status: int, _remaining: int, _pages: int) -> None:
        # Python would ask again for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise busy()

    source.backup(target, progress=waited, sleep=0.05)


def remove_with_companions(path: Path) -> None:
    """Take a half-made file away, with what SQLite left beside it; raises OSError."""
    for companion in ("", *COMPANIONS):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, or keep others out of one that is there. Raises OSError."""
    is_new = not path.exists()
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if is_new:
        sync_folder(path.parent)
    elif os.name == "posix" and path.stat().st_mode & 0o077:
        # The file system of a stick may know no owners.
        with suppress(PermissionError):
            path.chmod(0o600)


def _copy_verified(source: sqlite3.Connection | Path, target: Path, last: Path | None) -> bool:
    part = target.with_name(f"{target.name}.part-{os.getpid()}")  # another program may copy to the same place just now
    with told_kindly(target.parent):
        make_folder(target.parent, PRIVATE)
        remove_with_companions(part)
        make_private_file(part)
    with told_kindly():
        try:
            if isinstance(source, Path):
                with closing(reading(source)) as connection:
                    _copy(connection, part)
            else:
                _copy(source, part)
            if last is not None and _equal(part, last):
                return False
            if faults(part):
                raise damaged()
            replace(part, target)
            return True
        finally:
            remove_with_companions(part)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    with closing(connect_with(key_behind(source), part)) as copy:
        transfer(source, copy)
        # One file, without the two that write-ahead logging would leave beside it.
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()


def _equal(copy: Path, last: Path) -> bool:
    """Whether two copies hold the same diaries; one that can't be read equals nothing."""
    same_size = copy.stat().st_size == last.stat().st_size
    if same_size and not is_locked(copy) and not is_locked(last) and _digest(copy) == _digest(last):
        return True
    try:  # SQLCipher writes the same page differently each time, and a summary that is made anew is no change
        with closing(reading(copy)) as ours, closing(reading(last)) as theirs:
            return all(one == other for one, other in zip_longest(_rows(ours), _rows(theirs)))
    except (StorageError, *errors()):  # type: ignore[misc]
        return False


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """What a file holds, table by table and row by row, what changes with every save first; no summaries."""
    schema = connection.execute("SELECT name, type, sql FROM sqlite_master ORDER BY name").fetchall()
    yield from schema
    if ("summaries", "table") in [(name, kind) for name, kind, _sql in schema]:
        yield from connection.execute("SELECT runner_id, state FROM summaries ORDER BY runner_id")
    for name, kind, _sql in schema:
        if kind == "table" and name != "summaries":
            yield from connection.execute(f'SELECT * FROM "{name}"')


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
