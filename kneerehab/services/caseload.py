"""Everybody of a file on one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kneerehab.domain.caseload import CaseloadRow, caseload_row
from kneerehab.storage import records
from kneerehab.storage.database import Database


def caseload(database: Database, runner_ids: Iterable[str], today: date) -> Iterator[CaseloadRow]:
    """One row after the other; each reads one diary and keeps none. Runners who are gone are left out."""
    for runner_id in runner_ids:
        with database.reading() as connection:
            diary = records.load_diary(connection, runner_id)
        if diary is not None:
            yield caseload_row(diary, today)


def rows_of(file: Path, runner_ids: Iterable[str], today: date) -> list[CaseloadRow]:
    """Rows read over a connection of its own, for another thread than the one that saves; raises a StorageError."""
    with Database(file) as database:
        return list(caseload(database, runner_ids, today))
