"""Writing a diary anew with another lock or none, such that a crash leaves the old file or the new one, whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kneerehab.replacing import behind_links, replace, sync, sync_folder
from kneerehab.storage.backup import faults, make_private_file, remove_with_companions
from kneerehab.storage.driver import Key, errors, locking_connection
from kneerehab.storage.faults import FOREIGN, busy, damaged, lock_absent, told_kindly, translated, unreadable
from kneerehab.storage.keys import is_open, key_of, lock_possible
from kneerehab.storage.shape import distrusting, revision_of

_WIPE = bytes(1 << 20)


def relock(path: Path, key: Key | None) -> None:
    """Let a file be locked with `key`, or with none; the same rows, verified, and the old file overwritten.

    Nobody else may have it open. Raises Busy, LockAbsent, DamagedDatabase, DiskFull or another StorageError, and then
    the file is as it was; so does what belongs to another program, which is not to be locked away from it.
    """
    given, path = path, behind_links(path)
    new = _new_file(path)
    with told_kindly():
        if not lock_possible():
            raise lock_absent()
        state = path.stat()
        try:
            with _alone_with(given) as source:
                with distrusting(source):
                    if revision_of(source) is None:
                        raise damaged(FOREIGN)
                write_anew(source, new, key)
                os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
                _swap(source, new, path)
        finally:
            remove_with_companions(new)


def write_anew(source: sqlite3.Connection, new: Path, key: Key | None) -> None:
    """Every row of a connection of SQLCipher's into a new file with another lock, verified; raises a StorageError."""
    remove_with_companions(new)
    make_private_file(new)
    source.execute("ATTACH DATABASE ? AS anew KEY ?", (str(new), "" if key is None else key.raw))
    try:
        source.execute("BEGIN")  # one transaction: else every statement waits for the disk
        _export(source)
        for mark in ("user_version", "application_id"):
            (value,) = source.execute(f"PRAGMA main.{mark}").fetchone()
            source.execute(f"PRAGMA anew.{mark} = {int(value)}")
        source.execute("COMMIT")
        if not _same(source):
            raise damaged()
    finally:
        with suppress(*errors()):
            if source.in_transaction:
                source.execute("ROLLBACK")
            source.execute("DETACH DATABASE anew")
    if faults(new):
        raise damaged()


def _export(source: sqlite3.Connection) -> None:
    try:
        source.execute("SELECT sqlcipher_export('anew')").fetchall()
    except errors() as fault:  # it comes with SQLite's words, but without its code
        raise translated(fault) or unreadable() from fault


@contextmanager
def _alone_with(path: Path) -> Iterator[sqlite3.Connection]:
    """The file with its log of changes brought home, and everybody else kept out until the end."""
    if is_open(path):  # another library of this process may have it open, which takes no notice of this one's locks
        raise busy()
    with closing(locking_connection(path, key_of(path))) as source:
        # Leaving the log of changes needs the file for oneself: with another program in it the mode stays.
        if source.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise busy()
        source.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
        source.execute("BEGIN EXCLUSIVE")
        source.execute("COMMIT")
        yield source


def _same(source: sqlite3.Connection) -> bool:
    """Whether both databases of a connection have the same tables, indexes and rows."""
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    main, anew = (source.execute(schema.format(name)).fetchall() for name in ("main", "anew"))
    if main != anew:
        return False
    tables = [name for kind, name, _table, _sql in main if kind == "table"]
    return all(_same_rows(source, '"' + table.replace('"', '""') + '"') for table in tables)


def _same_rows(source: sqlite3.Connection, table: str) -> bool:
    main, anew = f"SELECT * FROM main.{table}", f"SELECT * FROM anew.{table}"
    before, after = (source.execute(f"SELECT count(*) FROM ({rows})").fetchone() for rows in (main, anew))
    lost = source.execute(f"SELECT 1 FROM ({main} EXCEPT {anew}) LIMIT 1").fetchone()
    return before == after and lost is None


def _swap(source: sqlite3.Connection, new: Path, path: Path) -> None:
    if os.name == "nt":
        source.close()  # a file that is open can't be replaced here
    swap(new, path)


def swap(new: Path, path: Path) -> None:
    """Put the new file in the place of the old, then overwrite what the old one held."""
    if os.name == "nt":
        replace(new, path)
        return
    # The old file stays open, and shut to others, until it is overwritten: a program that waited for it finds no diary
    # and says so, where it would else write into a file that no longer has a name.
    with path.open("r+b") as old:
        sync(new)
        os.replace(new, path)
        with suppress(OSError):  # the new diary stands, whatever becomes of what has no name any more
            sync_folder(path.parent)
            size = os.fstat(old.fileno()).st_size
            for start in range(0, size, len(_WIPE)):
                old.write(_WIPE[: size - start])
            old.flush()
            os.fsync(old.fileno())


def _new_file(path: Path) -> Path:
    return path.with_name(path.name + ".relocked")
