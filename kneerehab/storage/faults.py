"""What SQLite and the disk report, as errors a person can mend, in sentences that say what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kneerehab.domain.errors import (
    Absent,
    Busy,
    DamagedDatabase,
    DiskFull,
    LockAbsent,
    Locked,
    LockLost,
    NewerDatabase,
    ReadOnly,
    StorageError,
    WrongPassphrase,
)
from kneerehab.i18n import N_, _

ALTERED = N_(
    "Another program has changed how this diary file is built, so it can’t be trusted. "
    "It has not been changed here; a backup may help."
)
NEWER = N_("This diary was saved by a newer version of kneerehab. Please update the program; the diary is untouched.")
DAMAGED = N_("The diary file can't be read. It has not been changed; a backup may help.")
UNSOUND = N_("The diary file is damaged. It has not been changed; a backup may help. What was found:")
FOREIGN = N_("This file belongs to another program. It has not been changed; please choose another folder.")
EMPTIED = N_("The diary file is empty although there are backups. It has not been changed; a backup may help.")
MISSING = N_("The diary file is missing although there are backups. Nothing has been changed; a backup may help.")
BAD_COPY = N_("This copy can't be read, so it can't be restored. Please choose another one; the diary is untouched.")
ABSENT = N_("There is no diary in the folder {folder} yet. Please open kneerehab once, or import a diary.")
LOCK_LOST = N_(
    "The diary is locked, and this copy is not. Restored, whoever uses this computer could read it. "
    "Nothing was changed."
)
LOG_GONE = N_(
    "Another program has replaced a file that belongs to the open diary. Nothing was saved now. Please save a copy, "
    "close kneerehab, and open it again."
)
CUT_OFF = N_(
    "Another program has cut off the end of the diary file. Nothing was saved now. Please save a copy, "
    "close kneerehab, and open it again."
)
NOT_WRITABLE = N_("The folder {folder} can't be written. Please check its permissions, or choose another folder.")
FULL = N_("There is no room left on this disk. Nothing was saved; please free some space and try again.")
READ_ONLY = N_("The folder of the diary can't be written. Please check its permissions, or choose another folder.")
BUSY = N_("Another program is using the diary right now. Nothing was saved; please try again in a moment.")
UNREADABLE = N_(
    "The disk reports a fault with the diary file. Nothing was saved; please check that the disk has room and is sound."
)
GONE = N_("The folder of the diary was moved, renamed or deleted. Nothing was saved; please put it back and try again.")
LOCKED = N_("This diary is locked. Please give its passphrase.")
WRONG_PASSPHRASE = N_("This passphrase doesn’t open the diary. Please try again; nothing was changed.")
LOCK_ABSENT = N_(
    "Locked diaries need a part of kneerehab that is not installed here. Please install it and start again: "
    'python -m pip install "kneerehab[lock]"'
)

_BY_CODE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_PERM: (ReadOnly, READ_ONLY),
    sqlite3.SQLITE_BUSY: (Busy, BUSY),
    sqlite3.SQLITE_LOCKED: (Busy, BUSY),
    sqlite3.SQLITE_PROTOCOL: (Busy, BUSY),
    sqlite3.SQLITE_READONLY: (ReadOnly, READ_ONLY),
    sqlite3.SQLITE_IOERR: (StorageError, UNREADABLE),
    sqlite3.SQLITE_CORRUPT: (DamagedDatabase, DAMAGED),
    sqlite3.SQLITE_TOOBIG: (DamagedDatabase, DAMAGED),  # nothing of ours is so long
    sqlite3.SQLITE_FULL: (DiskFull, FULL),
    sqlite3.SQLITE_CANTOPEN: (ReadOnly, READ_ONLY),
    sqlite3.SQLITE_NOTADB: (DamagedDatabase, DAMAGED),
}

_DRIVERS = ("sqlite3", "_sqlite3", "sqlcipher3")
_BY_WORDS = {
    "disk is full": sqlite3.SQLITE_FULL,
    "disk i/o error": sqlite3.SQLITE_IOERR,
    "is locked": sqlite3.SQLITE_BUSY,
    "readonly database": sqlite3.SQLITE_READONLY,
    "unable to open": sqlite3.SQLITE_CANTOPEN,
    "malformed": sqlite3.SQLITE_CORRUPT,
    "not a database": sqlite3.SQLITE_NOTADB,
    "could not decode": sqlite3.SQLITE_CORRUPT,  # text that is not UTF-8
    "too big": sqlite3.SQLITE_TOOBIG,
}


@contextmanager
def told_kindly(folder: Path | None = None) -> Iterator[None]:
    """Raise what SQLite, SQLAlchemy or the file system report as a StorageError; anything else is a bug and passes.

    What may not be written is the folder of the diary, or the `folder` that is named.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error) or error from error
    except OSError as error:
        no_room = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        words = _(READ_ONLY) if folder is None else _(NOT_WRITABLE).format(folder=folder)
        if error.errno == errno.EIO:
            raise unreadable() from error
        raise (full() if no_room else ReadOnly(words)) from error
    except Exception as error:
        # The other driver's errors carry the same codes, and SQLAlchemy's DBAPIError carries the driver's error. They
        # are told by that: neither is imported just to name its classes.
        kind = translated(getattr(error, "orig", error))
        if kind is None:
            raise
        raise kind from error


def newer() -> NewerDatabase:
    """The error for a file that a newer version wrote."""
    return NewerDatabase(_(NEWER))


def damaged(sentence: str = DAMAGED) -> DamagedDatabase:
    """The error for a file that is not a sound diary."""
    return DamagedDatabase(_(sentence))


def unsound() -> str:
    """What stands before the words of SQLite about a damaged file, which only some understand."""
    return _(UNSOUND)


def absent(folder: Path) -> Absent:
    """The error for a folder without a diary."""
    return Absent(_(ABSENT).format(folder=folder))


def lock_lost() -> LockLost:
    """The error for a copy that would leave a locked diary without its lock."""
    return LockLost(_(LOCK_LOST))


def busy() -> Busy:
    """The error for a file that another program holds."""
    return Busy(_(BUSY))


def full() -> DiskFull:
    """The error for a disk without room."""
    return DiskFull(_(FULL))


def unreadable() -> StorageError:
    """The error for a disk, or a file, that fails in some other way."""
    return StorageError(_(UNREADABLE))


def gone() -> StorageError:
    """The error for a file that is no longer at its path."""
    return StorageError(_(GONE))


def log_gone() -> StorageError:
    """The error for a log of changes that another program has replaced."""
    return StorageError(_(LOG_GONE))


def cut_off() -> StorageError:
    """The error for a file that another program has made shorter."""
    return StorageError(_(CUT_OFF))


def locked() -> Locked:
    """The error for a file whose passphrase is not known."""
    return Locked(_(LOCKED))


def wrong_passphrase() -> WrongPassphrase:
    """The error for a passphrase that doesn't open a file."""
    return WrongPassphrase(_(WRONG_PASSPHRASE))


def lock_absent() -> LockAbsent:
    """The error for a locked file where the optional part is not installed."""
    return LockAbsent(_(LOCK_ABSENT))


def translated(error: BaseException | None) -> StorageError | None:
    """What a fault of SQLite means to a person; None if it means a bug."""
    # The low byte is the kind of error, the rest says where it happened.
    code = getattr(error, "sqlite_errorcode", None)
    if code in (None, sqlite3.SQLITE_ERROR) and type(error).__module__.split(".")[0] in _DRIVERS:
        # What fails inside a function, or is Python's own finding, comes with words, and with no number that tells.
        said = str(error).casefold()
        code = next((known for words, known in _BY_WORDS.items() if words in said), None)
    if code is None or code & 0xFF not in _BY_CODE:
        return None
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the index of the log can't grow
        return full()
    kind, sentence = _BY_CODE[code & 0xFF]
    return kind(_(sentence))
