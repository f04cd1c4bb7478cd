"""Errors a user can mend: the screen shows their text kindly and keeps what was typed."""

from __future__ import annotations


class KneerehabError(Exception):
    """Something the user can mend; `str()` is a finished sentence for them."""


class InvalidRecord(KneerehabError):
    """A value is out of its range or two values contradict each other; `faults` are `field: what is wrong` lines."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


class InvalidFile(KneerehabError):
    """A file was refused whole; `faults` are `path: what is wrong` lines, at most 100."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class NotADiary(InvalidFile):
    """A file that is something else, or only a part of one; `faults` as for any other."""


class NewerFile(InvalidFile):
    """A file of a later version of its format than this program reads; `faults` as for any other."""


class StorageError(KneerehabError):
    """The data folder or its database can't be read or written; the text says what to do."""


class Absent(StorageError):
    """There is no diary in the folder."""


class LockLost(StorageError):
    """A copy without a lock would take the place of a locked diary whose passphrase is not known."""


class NewerDatabase(StorageError):
    """The file was written by a newer version of the program."""


class DamagedDatabase(StorageError):
    """The file is not a sound SQLite database."""


class DiskFull(StorageError):
    """There is no room to save."""


class ReadOnly(StorageError):
    """The data folder can't be written."""


class Busy(StorageError):
    """Another program holds the database."""


class AlreadyOpen(Busy):
    """Another window has the diary open, and has come forward."""


class Locked(StorageError):
    """The diary, or a copy of it, is locked and its passphrase is not known."""


class LockAbsent(StorageError):
    """The optional part that locked diaries need is not installed."""


class WrongPassphrase(KneerehabError):
    """A passphrase doesn't open what it was given for."""
