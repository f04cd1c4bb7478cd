"""What was last summed up of each diary, for the list of many runners: a cache that is bound to the diary's content.

Whatever writes to a diary gives it a new `state`, a word that never comes twice, and takes its summary away, in the
same transaction. A summary is kept only while the diary is still in the state that it was made from. Each is of one day
and of one maker: whoever reads it says which it still trusts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from kneerehab.frozen import dataclass

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CHANGED = (
    "INSERT INTO summaries (runner_id, state) VALUES (?, ?) ON CONFLICT (runner_id) "
    "DO UPDATE SET state = excluded.state, day = NULL, made_by = NULL, told = NULL"
)
_KEEP = (
    "UPDATE summaries SET day = :day, made_by = :made_by, told = :told WHERE runner_id = :runner_id AND state = :state "
    "AND (day IS NOT :day OR made_by IS NOT :made_by OR told IS NOT :told)"
)
_LISTED = (
    "SELECT id, name, birth_year, record_number, day, made_by, told FROM runners LEFT JOIN summaries ON runner_id = id"
)


class Listed(NamedTuple):
    """A runner as lists have them, with their summary if there is one; a thousand are read at once."""

    id: str
    name: str
    birth_year: int | None
    record_number: str | None
    day: str | None
    made_by: str | None
    told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One diary in few words of its maker (`told`), made in a state of the diary and as of a day (ISO)."""

    runner_id: str
    state: str
    day: str
    made_by: str
    told: str


def changed(connection: Connection, runner_id: str) -> None:
    """Something of this diary is being written: what was summed up of it holds no more."""
    from uuid import uuid4  # as in `domain.record`: a start that writes nothing need not wait for it

    connection.exec_driver_sql(_CHANGED, (runner_id, uuid4().hex))


def state_of(connection: Any, runner_id: str) -> str | None:
    """The state that a diary is in; None if there is no such runner."""
    row = connection.execute("SELECT state FROM summaries WHERE runner_id = ?", (runner_id,)).fetchone()
    return None if row is None else str(row[0])


def listed(connection: sqlite3.Connection) -> list[Listed]:
    """Every runner with what is summed up of them, whoever made it and when."""
    return [*map(Listed._make, connection.execute(_LISTED))]


def keep(connection: sqlite3.Connection, found: Iterable[Summary]) -> None:
    """Keep summaries of diaries that are still as they were when they were summed up."""
    rows = [{part.name: getattr(one, part.name) for part in fields(one)} for one in found]
    connection.executemany(_KEEP, rows)
