"""What a database file holds, without opening it as the diary: for previews of copies, old ones included."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import facets
from kneerehab.domain.folding import folded
from kneerehab.domain.runner import Runner
from kneerehab.frozen import dataclass
from kneerehab.storage.backup import reading
from kneerehab.storage.faults import FOREIGN, damaged, told_kindly
from kneerehab.storage.shape import distrusting, revision_of

_NONE = (0, None)
_ID, _NAME = (next(facet.spec for facet in facets(Runner) if facet.name == name) for name in ("id", "name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerContents:
    """One runner in a file: records by the name of their list (none is left out), and the last day with a record."""

    id: str
    name: str
    counts: Mapping[str, int]
    last_day: date | None

    @property
    def records(self) -> int:
        """Records of all kinds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A diary file at a glance: its revision and its runners by name."""

    revision: str
    runners: tuple[RunnerContents, ...]


def contents(path: Path) -> Contents:
    """Look into a file without changing it; raises DamagedDatabase, NewerDatabase or another StorageError."""
    with told_kindly(), closing(reading(path)) as connection, distrusting(connection):
        revision = revision_of(connection)
        if revision is None:
            raise damaged(FOREIGN)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        kept = [name for name in KINDS if name in tables]
        names = connection.execute("SELECT id, name FROM runners").fetchall()
        if not all(_ID.accepts(key) and _NAME.accepts(name) for key, name in names):
            raise damaged()
        counted = {table: _counted(connection, table) for table in kept}
        found = [_runner(key, name, counted) for key, name in names]
    found.sort(key=lambda runner: (folded(runner.name), runner.id))
    return Contents(revision=revision, runners=tuple(found))


def holds(path: Path, runner_id: str) -> bool:
    """Whether a file has this runner; nobody's records are counted. Raises as `contents` does."""
    with told_kindly(), closing(reading(path)) as connection, distrusting(connection):
        if revision_of(connection) is None:
            raise damaged(FOREIGN)
        return connection.execute("SELECT 1 FROM runners WHERE id = ?", (runner_id,)).fetchone() is not None


def _counted(connection: sqlite3.Connection, table: str) -> dict[str, tuple[int, str | None]]:
    """How many records each runner has in a table, and when the last of them was."""
    kind: Any = KINDS[table]
    last = "max(at)" if any(facet.name == "at" for facet in facets(kind)) else "NULL"
    rows = connection.execute(f"SELECT runner_id, count(*), {last} FROM {table} GROUP BY runner_id")
    return {key: (count, latest) for key, count, latest in rows}


def _runner(key: str, name: str, counted: Mapping[str, Mapping[str, tuple[int, str | None]]]) -> RunnerContents:
    of_runner = {table: held.get(key, _NONE) for table, held in counted.items()}
    days = [str(latest)[:10] for _count, latest in of_runner.values() if latest is not None]
    try:
        last_day = date.fromisoformat(max(days)) if days else None
    except ValueError:
        raise damaged() from None
    counts = {table: count for table, (count, _latest) in of_runner.items()}
    return RunnerContents(id=key, name=name, counts=counts, last_day=last_day)
