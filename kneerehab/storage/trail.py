"""The trail of each diary, which is only ever added to, and the clinicians of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kneerehab.domain.codes import Clinician
from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import Identifier, UtcTime, field_faults, within_years
from kneerehab.domain.folding import folded
from kneerehab.domain.trail import Professional, TrailLine, Way, What
from kneerehab.storage.driver import cursor_of
from kneerehab.storage.faults import damaged

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kneerehab.storage.records import Reader

_COLUMNS = "at, what, way, list, record_id, by_name, by_kind, changes"
_LISTS = {"runner", "plan", *KINDS}
_ADD = f"INSERT INTO trail (runner_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def add(connection: Connection, runner_id: str, lines: Iterable[TrailLine]) -> None:
    """Put lines at the end of a runner's trail, in the transaction that saves what they tell of."""
    rows = [
        (
            runner_id,
            f"{line.at:%Y-%m-%dT%H:%M:%SZ}",
            line.what.value,
            line.way.value,
            line.list,
            line.record_id,
            line.by.name if line.by else None,
            line.by.kind.value if line.by else None,
            json.dumps(dict(line.changes), ensure_ascii=False, separators=(",", ":")) if line.changes else "{}",
        )
        for line in lines
    ]
    if rows:
        connection.exec_driver_sql(_ADD, rows)


def load(
    connection: Reader, runner_id: str, record_id: str | None = None, *, newest: int | None = None
) -> tuple[TrailLine, ...]:
    """A runner's trail, oldest first, or that of one record; all of it, or the `newest` lines.

    Raises DamagedDatabase if a row makes no sense.
    """
    where, values = _whose(runner_id, record_id)
    cursor = cursor_of(connection)
    try:
        rows = cursor.execute(
            f"SELECT {_COLUMNS} FROM trail WHERE {where} ORDER BY number DESC LIMIT ?",
            (*values, -1 if newest is None else newest),
        ).fetchall()
        return tuple(map(_line, reversed(rows)))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise damaged() from error
    finally:
        cursor.close()


def count(connection: Reader, runner_id: str, record_id: str | None = None) -> int:
    """How many lines there are, without reading them."""
    where, values = _whose(runner_id, record_id)
    cursor = cursor_of(connection)
    (lines,) = cursor.execute(f"SELECT count(*) FROM trail WHERE {where}", values).fetchone()
    cursor.close()
    return int(lines)


def followed(connection: Reader) -> set[str]:
    """The ids of the runners who have a trail."""
    cursor = cursor_of(connection)
    found = {runner_id for (runner_id,) in cursor.execute("SELECT DISTINCT runner_id FROM trail").fetchall()}
    cursor.close()
    return found


def _whose(runner_id: str, record_id: str | None) -> tuple[str, tuple[str, ...]]:
    if record_id is None:
        return "runner_id = ?", (runner_id,)
    return "runner_id = ? AND record_id = ?", (runner_id, record_id)


def _line(row: tuple[Any, ...]) -> TrailLine:
    at, what, way, name, record_id, by_name, by_kind, changes = row
    if name not in _LISTS or (way == Way.IMPORT and (what != What.ADDED or "records" not in changes)):
        raise ValueError("nothing that is done")
    if not Identifier().accepts(record_id):
        raise ValueError("no id of a record")
    return TrailLine(
        at=_moment(at),
        what=What(what),
        way=Way(way),
        list=name,
        record_id=record_id,
        by=None if by_name is None else _professional(by_name, by_kind),
        changes={key: None if pair is None else _pair(*pair) for key, pair in json.loads(changes).items()},
    )


def _moment(text: str) -> datetime:
    # Ten times as fast as strptime. A clock far from our years was once written as it said.
    at = within_years(datetime.fromisoformat(text))
    if not UtcTime().accepts(at):
        raise ValueError("no time of a trail")
    return at


def _professional(name: Any, kind: Any) -> Professional:
    found = Professional(name=name, kind=Clinician(kind))
    if field_faults(found):
        raise ValueError("no name of a clinician")
    return found


def _pair(old: Any, new: Any) -> tuple[Any, Any]:
    return old, new


def load_clinicians(connection: Reader) -> tuple[Professional, ...]:
    """The clinicians of the file, by name; raises DamagedDatabase if a row makes no sense."""
    cursor = cursor_of(connection)
    try:
        rows = cursor.execute("SELECT name, kind FROM clinicians").fetchall()
        found = [_professional(name, kind) for name, kind in rows]
        return tuple(sorted(found, key=lambda one: (folded(one.name), one.name)))
    except ValueError as error:
        raise damaged() from error
    finally:
        cursor.close()


def save_clinicians(connection: Connection, clinicians: Iterable[Professional]) -> None:
    """Let these be the clinicians of the file; what they decided keeps their names."""
    connection.exec_driver_sql("DELETE FROM clinicians")
    rows = [(one.name, one.kind.value) for one in clinicians]
    if rows:
        connection.exec_driver_sql("INSERT INTO clinicians (name, kind) VALUES (?, ?)", rows)
