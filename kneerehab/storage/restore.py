"""Bringing a copy back as the diary, such that a crash leaves the old state or the new one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from kneerehab.domain.errors import DamagedDatabase, Locked
from kneerehab.replacing import behind_links, replace, sync_folder
from kneerehab.storage.backup import (
    COMPANIONS,
    copy_database,
    free_name,
    reading,
    remove_with_companions,
    transfer,
)
from kneerehab.storage.driver import locking_connection
from kneerehab.storage.faults import BAD_COPY, damaged, lock_absent, told_kindly
from kneerehab.storage.keys import connect, is_locked, key_of, lock_possible
from kneerehab.storage.relock import write_anew
from kneerehab.storage.soundness import is_sound


def put_back(copy: Path, path: Path, now: datetime) -> Path | None:
    """Let the diary at `path` hold what a sound copy holds; returns where a damaged file was put aside, if any was.

    Whoever calls has asked `refuse_bad`, and the diary is not open in this process. A sound one stays as locked or open
    as it was, whatever the copy is; one whose passphrase is not known is put aside, as a damaged one is. Raises a
    StorageError, and then the diary is as it was.
    """
    with told_kindly():
        if can_be_written_over(path):
            with (
                _locked_alike(copy, path) as alike,
                closing(reading(alike)) as source,
                closing(connect(path, mode="rw")) as target,
            ):
                target.execute("PRAGMA synchronous=FULL")
                if _page_size(source) != _page_size(target):  # a log of changes takes pages of one size alone
                    target.execute("PRAGMA journal_mode=DELETE").fetchall()
                transfer(source, target)
                target.execute("PRAGMA journal_mode=WAL").fetchall()
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return None
        # A file that SQLite can't trust is not written to: it may hold what someone can still save.
        path = behind_links(path)
        new = path.with_name(path.name + ".restored")
        try:
            _copy_locked_alike(copy, path, new)
            aside = set_aside(path, now, until_replaced=True)
            replace(new, path)
        finally:
            remove_with_companions(new)
        return aside


def _page_size(connection: sqlite3.Connection) -> int:
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(size)


def can_be_written_over(path: Path) -> bool:
    """Whether a diary is there, can be read and is sound: its state can be saved first. Raises a StorageError."""
    try:
        return path.is_file() and path.stat().st_size > 0 and is_sound(path)
    except Locked:
        return False


def _copy_locked_alike(copy: Path, path: Path, new: Path) -> None:
    """Write the copy anew; with the lock of the diary, if it has one and its passphrase is known."""
    try:
        key = key_of(path)
    except Locked:
        key = None
    if key is None or key == key_of(copy):
        copy_database(copy, new)
        return
    with closing(locking_connection(copy, key_of(copy))) as source:
        write_anew(source, new, key)


@contextmanager
def _locked_alike(copy: Path, path: Path) -> Iterator[Path]:
    """The copy, or one of it that is locked as the diary is: pages go from file to file only under one key."""
    key = key_of(path)
    if key_of(copy) == key:
        yield copy
        return
    if not lock_possible():
        raise lock_absent()
    alike = path.with_name(path.name + ".restored")
    try:
        with closing(locking_connection(copy, key_of(copy))) as source:
            write_anew(source, alike, key)
        yield alike
    finally:
        remove_with_companions(alike)


def set_aside(path: Path, now: datetime, *, until_replaced: bool = False) -> Path | None:
    """Rename a diary that can't be opened, so that nothing writes to it any more; None if there was no file.

    `until_replaced` it keeps its old name too, where the file system can do that: there is a diary at any moment.
    """
    state = "locked" if is_locked(path) else "damaged"
    target = free_name(path.parent, f"{path.stem}-{state}-{now:%Y-%m-%d-%H%M%S}")
    found = False
    for companion in ("", *COMPANIONS):
        part = path.with_name(path.name + companion)
        if part.exists():
            move = _link if until_replaced and not companion else os.replace
            move(part, target.with_name(target.name + companion))
            found = found or not companion
    sync_folder(path.parent)
    return target if found else None


def _link(path: Path, target: Path) -> None:
    try:
        target.hardlink_to(path)
    except OSError:  # sticks know no second names
        os.replace(path, target)


def refuse_bad(copy: Path) -> None:
    """Raise DamagedDatabase (or NewerDatabase) for a copy that can't be restored."""
    try:
        sound = copy.is_file() and is_sound(copy)
    except DamagedDatabase:
        sound = False
    if not sound:
        raise damaged(BAD_COPY)
