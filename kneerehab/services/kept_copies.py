"""The copies that a folder holds: what their names say, and which of them stay."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from kneerehab.domain.errors import StorageError
from kneerehab.frozen import dataclass
from kneerehab.storage.contents import contents, holds
from kneerehab.storage.soundness import is_sound

FOLDER = "backups"

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Daily copies that are kept: of the last days, and the last one of the last weeks and months that have any."""

BEFORE = 10
"""Copies that are kept of each kind of occasion."""


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


_DAY = re.compile(r"day-(\d{4}-\d\d-\d\d)\.sqlite3")
_TIMED = re.compile(r"(before-import|before-restore|before-lock|by-hand)-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\.sqlite3")
_UPDATE = re.compile(r"before-\d{4}(?:-\d+)?\.sqlite3")


def asides(database_file: Path) -> tuple[Backup, ...]:
    """The diaries that were put aside because they could not be opened, newest first."""
    folder = database_file.parent
    found = [
        replace(backup, kind=kind)
        for kind, names in ((Kind.ASIDE, "*-damaged-*.sqlite3"), (Kind.SHUT, "*-locked-*.sqlite3"))
        for backup in in_folder(folder, names)
    ]
    return tuple(_newest_first(found))


def in_folders(*folders: Path | None) -> tuple[Backup, ...]:
    """Every copy in these folders, newest first; a folder that is not there has none."""
    found = [backup for folder in folders if folder is not None for backup in in_folder(folder)]
    return tuple(sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True))


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


def newest_good(backups: Sequence[Backup]) -> Backup | None:
    """The newest copy that is sound and holds a runner; reads them one by one."""
    for backup in backups:
        try:
            if contents(backup.path).runners and is_sound(backup.path):
                return backup
        except StorageError:
            continue
    return None


def prune(folder: Path, today: date, keep: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Delete copies beyond those that are kept; never one of `keep` or one made by hand. Returns what is gone."""
    found = in_folder(folder)
    stay = kept_days([backup.made.date() for backup in daily(found)], today)
    surplus = [backup.path for backup in daily(found) if backup.made.date() not in stay]
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


def in_folder(folder: Path, names: str = "*.sqlite3") -> list[Backup]:
    """The copies in one folder whose names fit, in no order."""
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


def daily(found: Iterable[Backup]) -> list[Backup]:
    """The copies of days, newest first."""
    return _newest_first(backup for backup in found if backup.kind is Kind.DAY)


def _newest_first(found: Iterable[Backup]) -> list[Backup]:
    return sorted(found, key=lambda backup: backup.made, reverse=True)
