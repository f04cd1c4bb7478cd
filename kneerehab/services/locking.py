"""The lock of the whole diary: putting it on, taking it off, another passphrase, and opening what is locked.

The copies in the folders of backups are always locked as the diary is; where that was interrupted, the next daily look
goes on. Nothing here needs the diary to be open: while its lock changes nobody may have it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kneerehab.domain.errors import StorageError, WrongPassphrase
from kneerehab.exchange import recordings
from kneerehab.services import backups, kept_copies
from kneerehab.storage import keys
from kneerehab.storage.driver import Key
from kneerehab.storage.faults import damaged, told_kindly, unreadable
from kneerehab.storage.keys import SHORTEST_PASSPHRASE, forget, is_locked, lock_possible
from kneerehab.storage.relock import relock

__all__ = [
    "SHORTEST_PASSPHRASE",
    "forget",
    "in_the_clear",
    "is_locked",
    "lock",
    "lock_copies",
    "lock_possible",
    "take_lock_off",
    "unlock",
    "unreadable",
    "verify",
]


def unlock(file: Path, passphrase: str, copies: Iterable[Path] = ()) -> None:
    """Open a locked diary, or a copy, for this process until `forget`; takes about a tenth of a second on purpose.

    Raises WrongPassphrase, LockAbsent or another StorageError; DamagedDatabase if the passphrase opens one of `copies`
    that was locked with the same key, but not the diary.
    """
    try:
        keys.unlock(file, passphrase)
    except WrongPassphrase:
        if any(_opens(copy, passphrase) for copy in copies if keys.same_lock(copy, file)):
            raise damaged() from None
        raise


def verify(file: Path, passphrase: str) -> None:
    """Raise WrongPassphrase unless an open diary is locked with this passphrase; slow on purpose, as `unlock`."""
    keys.verify(file, passphrase)


@told_kindly()
def lock(file: Path, passphrase: str, now: datetime, chosen: str | None = None) -> tuple[Path, ...]:
    """Lock a diary with a passphrase, or a locked one with another; returns the copies that stay as they were.

    `chosen` is the person's own folder for second copies.
    Kept recordings of runs are deleted: they would lie beside it in the clear.
    Raises ValueError for a passphrase that is too short, or a StorageError, and then the diary is as it was.
    """
    backups.contents(file)  # what belongs to another program is not to be locked away from it
    backups.back_up_before(kept_copies.Kind.LOCK, file, now)
    key = keys.new_key(passphrase)
    relock(file, key)
    recordings.forget(file.parent)
    return _relock_copies(key, file, chosen)


@told_kindly()
def take_lock_off(file: Path, now: datetime, chosen: str | None = None) -> tuple[Path, ...]:
    """Let anyone read the diary again, and its copies; returns those that stay locked, with another passphrase.

    Raises a StorageError, and then the diary is as it was.
    """
    backups.back_up_before(kept_copies.Kind.LOCK, file, now)
    # The copies first: were this interrupted after the diary, nobody would be asked for their passphrase again.
    left = _relock_copies(None, file, chosen)
    relock(file, None)
    return left


def lock_copies(file: Path, chosen: str | None = None) -> tuple[Path, ...]:
    """Lock what copies of a locked diary are not locked as it is; returns those that stay as they were."""
    key = keys.key_of(file)
    if key is None:
        return ()
    recordings.forget(file.parent)  # a change of the lock that was interrupted may have left them
    return _relock_copies(key, file, chosen)


def in_the_clear(file: Path, chosen: str | None = None) -> tuple[Path, ...]:
    """What anyone can read beside a locked diary: copies, recordings of runs, and what was put aside as damaged."""
    if not is_locked(file):
        return ()
    folders = (file.parent, file.parent / kept_copies.FOLDER, backups.chosen_folder(chosen, file))
    beside = (path for folder in folders if folder is not None for path in sorted(folder.glob("*.sqlite3*")))
    copies = tuple(path for path in beside if path != file and _is_clear(path))
    return copies + recordings.left(file.parent)


def _is_clear(path: Path) -> bool:
    try:
        return path.is_file() and keys.is_clear(path)
    except OSError:
        return False


def _relock_copies(key: Key | None, file: Path, chosen: str | None) -> tuple[Path, ...]:
    copies = kept_copies.in_folders(file.parent / kept_copies.FOLDER, backups.chosen_folder(chosen, file))
    return tuple(copy.path for copy in copies if not _relocked(copy.path, key))


def _relocked(copy: Path, key: Key | None) -> bool:
    try:
        if keys.key_of(copy) != key:
            relock(copy, key)
    except (StorageError, OSError):
        return False  # damaged, another program's, or locked with a passphrase that nobody has given
    return True


def _opens(copy: Path, passphrase: str) -> bool:
    try:
        keys.unlock(copy, passphrase)
    except (WrongPassphrase, StorageError):
        return False
    return True
