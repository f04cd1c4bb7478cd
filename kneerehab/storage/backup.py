"""Copies of the database through SQLite's backup API (never the bytes of a live file), and whether a file is sound."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from kneerehab.storage.faults import damaged, told_kindly


def copy_database(source: sqlite3.Connection | Path, target: Path) -> None:
    """Write a verified copy to `target`, readable by its owner alone; raises a StorageError and leaves no half copy."""
    part = target.with_name(target.name + ".part")
    with told_kindly():
        make_private_folder(target.parent)
        try:
            if isinstance(source, Path):
                with closing(_reading(source)) as connection:
                    _copy(connection, part)
            else:
                _copy(source, part)
            if faults(part):
                raise damaged()
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)


def copy_before(source: sqlite3.Connection, folder: Path, name: str) -> Path:
    """Copy into `folder` under a name that is still free, such as before-0002.sqlite3; returns the copy's path."""
    target, number = folder / f"before-{name}.sqlite3", 2
    while target.exists():
        target, number = folder / f"before-{name}-{number}.sqlite3", number + 1
    copy_database(source, target)
    return target


def faults(path: Path) -> list[str]:
    """What SQLite finds wrong with a file (damaged pages, ranges, dangling references); empty if it is sound."""
    try:
        with closing(_reading(path)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            found += [
                f"{row[0]}: row {row[1]} belongs to no {row[2]}"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
            return found
    except sqlite3.DatabaseError as error:
        return [str(error)]


def make_private_folder(folder: Path) -> None:
    """Make a folder for its owner alone; one that is there already keeps its permissions. Raises OSError."""
    if folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, or keep others out of one that is there. Raises OSError."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o600)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    part.unlink(missing_ok=True)
    make_private_file(part)
    with closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        # One file, without the two that write-ahead logging would leave beside it.
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
