"""Everybody of a file on one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kneerehab.domain.caseload import CaseloadRow, caseload_row
from kneerehab.domain.runner import Runner
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


def same_names(runners: Iterable[Runner]) -> frozenset[str]:
    """The ids of runners whose name somebody else has too."""
    by_name: dict[str, list[str]] = {}
    for runner in runners:
        by_name.setdefault(runner.name.strip().casefold(), []).append(runner.id)
    return frozenset(runner_id for ids in by_name.values() if len(ids) > 1 for runner_id in ids)


def matches(runner: Runner, text: str) -> bool:
    """Whether every word of a search begins a part of the name, is in the record number, or is the year of birth."""
    names = runner.name.casefold().split()
    number, year = (runner.record_number or "").casefold(), str(runner.birth_year or "")
    return all(
        any(name.startswith(word) for name in names) or word in number or word == year
        for word in text.casefold().split()
    )
