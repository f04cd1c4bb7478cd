"""Whether a diary file is sound: how it is built, its pages, what belongs to whom, and every value in its range."""

from __future__ import annotations

from pathlib import Path

from kneerehab.domain.errors import DamagedDatabase
from kneerehab.storage.backup import faults
from kneerehab.storage.contents import contents
from kneerehab.storage.faults import absent, unsound
from kneerehab.storage.soundness import value_faults

MOST = 100
"""Lines that are reported."""


def check(database_file: Path) -> list[str]:
    """`place: what is wrong` lines, none for a sound file, which stays as it is; they hold no notes or scores.

    Where the file is built otherwise, or SQLite itself finds it damaged, a sentence about that stands first.

    Raises a StorageError if the file can't be checked: not there, locked, not readable, from a newer version.
    """
    if not database_file.is_file():
        raise absent(database_file.parent)
    try:
        contents(database_file)
    except DamagedDatabase as fault:
        return [str(fault)]
    found = faults(database_file)
    if found:
        return [unsound(), *found[:MOST]]
    return value_faults(database_file, MOST)
