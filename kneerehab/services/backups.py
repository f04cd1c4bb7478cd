"""Copies of the whole database: once a day when something changed, and before anything that could go wrong.

Nothing here needs the diary to be open, so it works from a thread of its own and when the diary is damaged.
A folder of the user's choice (a synced folder, a stick) gets a second copy, in a sub-folder of its own for each diary.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile

from kneerehab.domain.errors import Locked, StorageError
from kneerehab.storage.backup import copy_before, copy_database, copy_if_changed, free_name
from kneerehab.storage.contents import Contents, contents, holds
from kneerehab.storage.faults import absent, lock_lost, told_kindly
from kneerehab.storage.keys import is_clear, is_locked, key_of
from kneerehab.storage.restore import can_be_written_over, put_back, refuse_bad, set_aside
from kneerehab.storage.soundness import is_sound

__all__ = [
    "Backup",
    "Contents",
    "Daily",
    "Kind",
    "Restored",
    "asides",
    "back_up",
    "back_up_before",
    "back_up_daily",
    "chosen_folder",
    "contents",
    "holding",
    "in_folders",
    "kept_days",
    "loses_lock",
    "newest_good",
    "prune",
    "refuse_bad",
    "restore",
    "set_aside",
    "sweep",
]

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Daily copies that are kept: of the last days, and the last one of the last weeks and months that have any."""

BEFORE = 10
"""Copies that are kept of each kind of occasion."""

HALF_DONE_SECONDS = 3600
FOLDER = "backups"


class Kind(StrEnum):
    """Why a copy was made."""

    DAY = "day"
    UPDATE = "update"
    IMPORT = "import"
    RESTORE = "restore"
    LOCK = "lock"
    BY_HAND = "by-hand"
    ASIDE = "aside"
    """A damaged diary that was put aside; it may hold what someone can still save."""
    SHUT = "shut"
    """A locked diary whose passphrase was not known when another took its place."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy: when it was made by the clock of its computer, and its size in bytes."""

    path: Path
    kind: Kind
    made: datetime
    size: int


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


_DAY = re.compile(r"day-(\d{4}-\d\d-\d\d)\.sqlite3")
_TIMED = re.compile(r"(before-import|before-restore|before-lock|by-hand)-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\.sqlite3")
_UPDATE = re.compile(r"before-\d{4}(?:-\d+)?\.sqlite3")


def chosen_folder(chosen: str | None, database_file: Path) -> Path | None:
    """Where second copies go: a sub-folder of the chosen one, so that two computers can share a synced folder."""
    if not chosen:
        return None
    own = hashlib.sha256(f"{platform.node()} {database_file.absolute()}".encode()).hexdigest()[:8]
    return Path(chosen) / f"kneerehab-backups-{own}"


def asides(database_file: Path) -> tuple[Backup, ...]:
    """The diaries that were put aside because they could not be opened, newest first."""
    folder = database_file.parent
    found = [
        replace(backup, kind=kind)
        for kind, names in ((Kind.ASIDE, "*-damaged-*.sqlite3"), (Kind.SHUT, "*-locked-*.sqlite3"))
        for backup in _in_folder(folder, names)
    ]
    return tuple(_newest_first(found))


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


def in_folders(*folders: Path | None) -> tuple[Backup, ...]:
    """Every copy in these folders, newest first; a folder that is not there has none."""
    found = [backup for folder in folders if folder is not None for backup in _in_folder(folder)]
    return tuple(sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True))


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


def back_up_daily(database_file: Path, now: datetime, chosen: str | None = None) -> Daily:
    """Today's copy, if there is none yet and something changed since the last; raises a StorageError."""
    sweep(database_file, alone=True)  # only a window looks after the copy of the day, and it holds the folder
    folder = database_file.parent / FOLDER
    today = folder / f"day-{now:%Y-%m-%d}.sqlite3"
    made: Path | None = None
    known = _days(_in_folder(folder))
    if not today.exists() and _has_runners(database_file):
        last = known[0].path if known else None
        if copy_if_changed(database_file, today, last):
            made = today
            prune(folder, now.date(), keep=[made])
            known = _days(_in_folder(folder))
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


def prune(folder: Path, today: date, keep: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Delete copies beyond those that are kept; never one of `keep` or one made by hand. Returns what is gone."""
    found = _in_folder(folder)
    stay = kept_days([backup.made.date() for backup in _days(found)], today)
    surplus = [backup.path for backup in _days(found) if backup.made.date() not in stay]
    for kind in (Kind.UPDATE, Kind.IMPORT, Kind.RESTORE, Kind.LOCK):
        surplus += [backup.path for backup in _newest_first(found) if backup.kind is kind][BEFORE:]
    kept, gone = set(keep), []
    for path in surplus:
        if path not in kept:
            try:
                path.unlink()
            except OSError:
                continue  # it is tried again tomorrow
            gone.append(path)
    return tuple(gone)


def kept_days(days: Iterable[date], today: date) -> set[date]:
    """Which daily copies stay. Days after `today` (the clock was set back) stay and take nobody's place."""
    known = sorted(set(days), reverse=True)
    past = [day for day in known if day <= today]
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in past:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    kept = {day for day in known if day > today} | set(past[:DAYS])
    return kept | set(list(weeks.values())[:WEEKS]) | set(list(months.values())[:MONTHS])


def newest_good(backups: Sequence[Backup]) -> Backup | None:
    """The newest copy that is sound and holds a runner; reads them one by one."""
    for backup in backups:
        try:
            if contents(backup.path).runners and is_sound(backup.path):
                return backup
        except StorageError:
            continue
    return None


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


def holding(runner_id: str, backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """The copies that hold a runner; one that can't be read is counted in, for it might."""
    found = []
    for backup in backups:
        try:
            held = holds(backup.path, runner_id)
        except StorageError:
            held = True
        if held:
            found.append(backup)
    return tuple(found)


def _in_folder(folder: Path, names: str = "*.sqlite3") -> list[Backup]:
    found = []
    for path in folder.glob(names):
        try:
            state = path.stat()
            if not stat.S_ISREG(state.st_mode):
                continue  # a folder, or a pipe that would never answer
            kind, made = _named(path.name, datetime.fromtimestamp(state.st_mtime))
            found.append(Backup(path=path, kind=kind, made=made, size=state.st_size))
        except (OSError, ValueError, OverflowError):
            continue  # gone meanwhile, or a name that only looks like a date
    return found


def _named(name: str, written: datetime) -> tuple[Kind, datetime]:
    """What a file's name says: it stays when a file is copied to another disk, the time of writing need not."""
    if match := _DAY.fullmatch(name):
        day = datetime.fromisoformat(match[1])
        return Kind.DAY, written if written.date() == day.date() else day
    if match := _TIMED.fullmatch(name):
        return Kind(match[1].removeprefix("before-")), datetime.strptime(match[2], "%Y-%m-%d-%H%M%S")
    return (Kind.UPDATE if _UPDATE.fullmatch(name) else Kind.OTHER), written


def _days(found: Iterable[Backup]) -> list[Backup]:
    return _newest_first(backup for backup in found if backup.kind is Kind.DAY)


def _newest_first(found: Iterable[Backup]) -> list[Backup]:
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def _has_runners(database_file: Path) -> bool:
    return database_file.is_file() and bool(contents(database_file).runners)
