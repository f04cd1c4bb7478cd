"""Bringing a copy back as the diary, such that a crash leaves the old state or the new one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from kneerehab.domain.errors import DamagedDatabase
from kneerehab.storage.backup import BUSY_SECONDS, COMPANIONS, copy_database, faults, free_name, reading, transfer
from kneerehab.storage.contents import contents
from kneerehab.storage.faults import BAD_COPY, damaged, told_kindly


def is_sound(path: Path) -> bool:
    """Whether a file is a diary without faults (an older one counts); raises Busy, ReadOnly, NewerDatabase."""
    try:
        contents(path)
    except DamagedDatabase:
        return False
    return not faults(path)


def put_back(copy: Path, path: Path, now: datetime) -> Path | None:
    """Let the diary at `path` hold what the copy holds; returns where a damaged file was put aside, if there was one.

    The diary must not be open in this process. Raises a StorageError, and then the diary is as it was.
    """
    with told_kindly():
        refuse_bad(copy)
        if path.is_file() and is_sound(path):
            with closing(reading(copy)) as source, closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as target:
                target.execute("PRAGMA synchronous=FULL")
                transfer(source, target)
                target.execute("PRAGMA journal_mode=WAL").fetchall()
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return None
        # A file that SQLite can't trust is not written to: it may hold what someone can still save.
        new = path.with_name(path.name + ".restored")
        try:
            copy_database(copy, new)
            aside = set_aside(path, now)
            os.replace(new, path)
        finally:
            new.unlink(missing_ok=True)
        return aside


def set_aside(path: Path, now: datetime) -> Path | None:
    """Rename a damaged diary, so that nothing writes to it any more; None if there was no file."""
    target = free_name(path.parent, f"{path.stem}-damaged-{now:%Y-%m-%d-%H%M%S}")
    found = False
    for companion in ("", *COMPANIONS):
        part = path.with_name(path.name + companion)
        if part.exists():
            os.replace(part, target.with_name(target.name + companion))
            found = found or not companion
    return target if found else None


def refuse_bad(copy: Path) -> None:
    """Raise DamagedDatabase (or NewerDatabase) for a copy that can't be restored."""
    try:
        sound = copy.is_file() and is_sound(copy)
    except DamagedDatabase:
        sound = False
    if not sound:
        raise damaged(BAD_COPY)
