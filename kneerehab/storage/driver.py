"""Connections: Python's own driver, or SQLCipher's for a locked file. They are used alike and number faults alike."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from kneerehab.frozen import dataclass
from kneerehab.storage.faults import damaged

BUSY_SECONDS = 2.0
"""How long anything waits for another program before it gives up."""

MOST_BYTES = 1_000_000
"""The longest value or row: far more than the longest texts and lists of a record come to."""

_NOT_A_DATABASE = sqlite3.SQLITE_NOTADB
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""What a rollback journal of SQLite begins with, and ends with where it names another file."""


@dataclass(frozen=True, slots=True)
class Key:
    """32 bytes of key and the 16 bytes of salt they belong to; never shown."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def raw(self) -> str:
        """SQLCipher's form of a key that is derived already: nothing but hexadecimal digits."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def connect_with(key: Key | None, path: Path, *, mode: str = "rwc") -> sqlite3.Connection:
    """A connection without transactions of its own, with a key for a file that may be new; None for one not locked.

    `mode` is ro, rw or rwc. Raises LockAbsent, DamagedDatabase, OSError or what the driver raises.
    """
    if key is not None:
        return locking_connection(path, key, mode=mode)
    return _careful(sqlite3.connect(_uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None))


def locking_connection(path: Path, key: Key | None, *, mode: str = "rw") -> sqlite3.Connection:
    """A connection of SQLCipher's driver, which can also open files that are not locked and attach ones that are."""
    connection = _locking().connect(
        _uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, factory=_locked_connection()
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong passphrase is no matter for standard error
        connection.execute("PRAGMA cipher_default_compatibility=4")  # for what is attached, too
        if key is not None:
            connection.key = key
            connection.execute(f'PRAGMA key = "{key.raw}"')  # hexadecimal digits alone
        _careful(connection)
    except BaseException:
        connection.close()
        raise
    return cast(sqlite3.Connection, connection)


def key_behind(connection: sqlite3.Connection) -> Key | None:
    """The key that a connection was opened with."""
    return getattr(connection, "key", None)


def cursor_of(connection: Any) -> sqlite3.Cursor:
    """The driver's own cursor: its rows are plain tuples, and ten years of them come in half the time."""
    driver = getattr(connection, "connection", connection)  # a transaction that is writing holds the driver's
    cursor: sqlite3.Cursor = driver.cursor()
    return cursor


def dialect_module(connection: sqlite3.Connection) -> ModuleType:
    """The driver of a connection, for SQLAlchemy."""
    return sqlite3 if key_behind(connection) is None else _locking()


def opens(path: Path, key: Key) -> bool:
    """Whether a key opens a file; raises what the driver raises for other reasons."""
    with closing(connect_with(key, path, mode="rw")) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except Exception as fault:
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF == _NOT_A_DATABASE:
                return False
            raise
    return True


def errors() -> tuple[type[Exception], ...]:
    """What the drivers in use raise; for `except`."""
    return (sqlite3.Error,) if not _locking.cache_info().currsize else (sqlite3.Error, _locking().Error)


def _careful(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Let nothing in a file run, load or grow beyond bounds; neither driver loads extensions unless it is told to."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if hasattr(connection, "setlimit"):  # SQLCipher's driver has none
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # VACUUM needs one
    return connection


def _uri(path: Path, mode: str) -> str:
    _refuse_trap(path)
    return f"{path.absolute().as_uri()}?mode={mode}"


def _refuse_trap(path: Path) -> None:
    """Raise DamagedDatabase where a journal beside a file names another one: SQLite would delete that, whatever it is.

    Ours never do, since no transaction of ours writes to two files. For a pipe SQLite would wait for ever.
    """
    journal = Path(f"{os.path.realpath(path)}-journal")  # where SQLite looks for it
    if journal.exists() and not journal.is_file():
        raise damaged()
    if journal.is_file() and journal.stat().st_size > len(_JOURNAL):
        with journal.open("rb") as stream:
            stream.seek(-len(_JOURNAL), os.SEEK_END)
            if stream.read() == _JOURNAL:
                raise damaged()


@cache
def _locking() -> ModuleType:
    from sqlcipher3 import dbapi2

    return cast(ModuleType, dbapi2)


@cache
def _locked_connection() -> Any:
    class LockedConnection(_locking().Connection):  # type: ignore[misc]
        """Remembers its key, so that a copy of what it reads is locked with the same."""

        key: Key | None = None

    return LockedConnection
