"""Copies of the whole database: once a day when something changed, and before anything that could go wrong.

Nothing here needs the diary to be open, so it works from a thread of its own and when the diary is damaged.
A folder of the user's choice (a synced folder, a stick) gets a second copy, in a sub-folder of its own for each diary.
"""

from __future__ import annotations

import hashlib
import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

from kneerehab.domain.errors import Locked, StorageError
from kneerehab.frozen import dataclass
from kneerehab.services.kept_copies import FOLDER, Backup, Kind, daily, in_folder, prune
from kneerehab.storage.backup import copy_before, copy_database, copy_if_changed, free_name
from kneerehab.storage.contents import Contents, contents
from kneerehab.storage.faults import absent, lock_lost, told_kindly
from kneerehab.storage.keys import is_clear, is_locked, key_of
from kneerehab.storage.restore import can_be_written_over, put_back, refuse_bad, set_aside

__all__ = [
    "Contents",
    "Daily",
    "Restored",
    "back_up",
    "back_up_before",
    "back_up_daily",
    "chosen_folder",
    "contents",
    "loses_lock",
    "refuse_bad",
    "restore",
    "set_aside",
    "sweep",
]

HALF_DONE_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """What the daily look did: the new copy, the copy in the chosen folder, or why there is none there.

    `missing` is the chosen folder if it is not there just now; `fault` is a finished sentence.
    """

    made: Path | None = None
    second: Path | None = None
    missing: Path | None = None
    fault: str | None = None
    clear: tuple[Path, ...] = ()
    """Copies that anyone can read although the diary is locked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Where the state before is: a copy of it, or the damaged file itself; both None if there was none."""

    saved: Path | None
    aside: Path | None


def chosen_folder(chosen: str | None, database_file: Path) -> Path | None:
    """Where second copies go: a sub-folder of the chosen one, so that two computers can share a synced folder."""
    if not chosen:
        return None
    own = hashlib.sha256(f"{platform.node()} {database_file.absolute()}".encode()).hexdigest()[:8]
    return Path(chosen) / f"kneerehab-backups-{own}"


def sweep(database_file: Path, *, alone: bool = False) -> None:
    """Take away what a program that was killed while copying left half done; not what may just be in the making.

    Whoever holds the folder is `alone` with it: nobody else can be restoring, or changing a lock.
    """
    folder = database_file.parent
    locked = is_locked(database_file)
    for where, names in (
        (folder / FOLDER, ("*.part*", "*.relocked*")),
        (folder, (f"{database_file.name}.restored*", f"{database_file.name}.relocked*")),
    ):
        half_done = [path for name in names for path in where.glob(name)]
        now = _clock_of_files(where) if half_done else None
        for path in half_done:
            with suppress(OSError):
                # One from the future was left behind before the clock was set back.
                old = now is not None and abs(now - path.stat().st_mtime) > HALF_DONE_SECONDS
                if old or (alone and ".part" not in path.name) or (locked and is_clear(path)):
                    path.unlink()


def _clock_of_files(folder: Path) -> float | None:
    """The time that a file written in a folder just now gets, in seconds since 1970; None if none can be written.

    It need not be that of our clock: the folder may be another computer's, and our clock may have been set since.
    """
    try:
        with TemporaryFile(dir=folder) as probe:
            return os.fstat(probe.fileno()).st_mtime
    except OSError:
        return None


def back_up(database_file: Path, target: Path, *, named: bool = False) -> Path:
    """Write a verified copy: as `target` if it is `named`, else into that folder; raises a StorageError."""
    if not database_file.is_file():
        raise absent(database_file.parent)
    copy = target if named else free_name(target, f"{Kind.BY_HAND}-{datetime.now():%Y-%m-%d-%H%M%S}")
    copy_database(database_file, copy)
    return copy


def back_up_before(kind: Kind, database_file: Path, now: datetime) -> Path:
    """Copy the diary before an import, a restore or a change of its lock.

    Raises a StorageError, and then that must not begin.
    """
    folder = database_file.parent / FOLDER
    copy = copy_before(database_file, folder, f"{kind}-{now:%Y-%m-%d-%H%M%S}")
    prune(folder, now.date(), keep=[copy])
    return copy


@told_kindly()
def back_up_daily(database_file: Path, now: datetime, chosen: str | None = None) -> Daily:
    """Today's copy, if there is none yet and something changed since the last; raises a StorageError."""
    sweep(database_file, alone=True)  # only a window looks after the copy of the day, and it holds the folder
    folder = database_file.parent / FOLDER
    today = folder / f"day-{now:%Y-%m-%d}.sqlite3"
    made: Path | None = None
    known = daily(in_folder(folder))
    if not today.exists() and _has_runners(database_file):
        last = known[0].path if known else None
        if copy_if_changed(database_file, today, last):
            made = today
            prune(folder, now.date(), keep=[made])
            known = daily(in_folder(folder))
    return _second_copy(made, known[0] if known else None, chosen, database_file, now)


def _second_copy(made: Path | None, newest: Backup | None, chosen: str | None, file: Path, now: datetime) -> Daily:
    target_folder = chosen_folder(chosen, file)
    if target_folder is None or newest is None:
        return Daily(made=made)
    if not target_folder.parent.is_dir():
        return Daily(made=made, missing=target_folder.parent)
    target = target_folder / newest.path.name
    if target.exists() and target.stat().st_size == newest.size:
        return Daily(made=made)
    try:
        copy_database(newest.path, target)
        prune(target_folder, now.date(), keep=[target])
    except StorageError as fault:
        return Daily(made=made, fault=str(fault))
    return Daily(made=made, second=target)


def loses_lock(copy: Path, database_file: Path) -> bool:
    """Whether a copy that isn't locked would stand for a locked diary whose passphrase is not known."""
    if is_locked(copy) or not is_locked(database_file):
        return False
    try:
        key_of(database_file)
    except Locked:
        return True
    return False


@told_kindly()
def restore(copy: Path, database_file: Path, now: datetime, *, may_lose_lock: bool = False) -> Restored:
    """Bring a copy back, after saving the present state; the diary must be closed. Raises a StorageError.

    What can't be copied, because it is damaged or locked with an unknown passphrase, is put aside, never overwritten.
    A locked diary stays locked; raises LockLost where that is not possible, unless someone agreed to it.
    """
    refuse_bad(copy)
    if not may_lose_lock and loses_lock(copy, database_file):
        raise lock_lost()
    saved: Path | None = None
    if can_be_written_over(database_file):
        # The copy to restore may be the eldest of its kind: it must not be pruned away now.
        folder = database_file.parent / FOLDER
        saved = copy_before(database_file, folder, f"{Kind.RESTORE}-{now:%Y-%m-%d-%H%M%S}")
        prune(folder, now.date(), keep=[saved, copy])
    return Restored(saved=saved, aside=put_back(copy, database_file, now))


def _has_runners(database_file: Path) -> bool:
    return database_file.is_file() and bool(contents(database_file).runners)
