"""Whether a diary file is sound: its pages, what belongs to whom, and every value in its range."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kneerehab.domain.diary import LIST_OF, Diary
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.domain.fields import field_faults
from kneerehab.domain.rules import contradictions, out_of_reach
from kneerehab.storage import records
from kneerehab.storage.backup import copy_database, faults
from kneerehab.storage.contents import contents
from kneerehab.storage.database import Database
from kneerehab.storage.faults import absent, unsound
from kneerehab.storage.migrations import SHIPPED

MOST = 100
"""Lines that are reported."""


def check(database_file: Path) -> list[str]:
    """`place: what is wrong` lines, none for a sound file, which stays as it is; they hold no notes or scores.

    Where SQLite itself finds the file damaged, a sentence about that stands first.

    Raises a StorageError if the file can't be checked: not there, locked, not readable, from a newer version.
    """
    if not database_file.is_file():
        raise absent(database_file.parent)
    try:
        known = contents(database_file)
    except DamagedDatabase as fault:
        return [str(fault)]
    found = faults(database_file)
    if found:
        return [unsound(), *found[:MOST]]
    if known.revision == SHIPPED.newest:
        return _values(database_file)
    # An older file is brought up to date, which must not happen to the diary itself here.
    with tempfile.TemporaryDirectory(prefix="kneerehab-check-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy_database(database_file, copy)
        return _values(copy)


def _values(path: Path) -> list[str]:
    found: list[str] = []
    with Database.open(path) as database, database.reading() as connection:
        for runner in records.load_runners(connection):
            try:
                diary = records.load_diary(connection, runner.id)
            except DamagedDatabase as fault:
                found.append(f"runner {runner.id}: {fault}")
                continue
            assert diary is not None
            found += [f"runner {runner.id}: {line}" for line in _diary_faults(diary)]
    return found[:MOST]


def _diary_faults(diary: Diary) -> Iterator[str]:
    for value in (diary.runner, diary.plan):
        yield from field_faults(value)
    for record in diary.records():
        lines = field_faults(record)
        if not lines:
            pairs = (*contradictions(record), *out_of_reach(record, diary.plan.start))
            lines = [f"{key}: {text}" if key else text for key, text in pairs]
        yield from (f"{LIST_OF[type(record)]} {record.id}: {line}" for line in lines)
