"""Frozen record to row and back, once for every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.fields import facets
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Deletion, Record
from kneerehab.domain.runner import Runner
from kneerehab.storage.columns import Environment, constructing, values_of
from kneerehab.storage.faults import damaged
from kneerehab.storage.tables import DELETED, PLANS, RUNNERS, TABLES, when_column

_EPOCH = "2000-01-01"
_quoted = sqlite.dialect().identifier_preparer.quote  # `to` is a word of SQL


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The last export of a runner's diary: its local time, and the digest of what it held."""

    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class _Mapper:
    """One class and its table: finished statements, and a function from row to value."""

    table: Table
    select: str
    delete: str
    make: Callable[[Sequence[Any]], Any]


def load_runners(connection: Connection) -> tuple[Runner, ...]:
    """Every runner, by name."""
    runners = _load(connection, _mapper(Runner, RUNNERS), None)
    return tuple(sorted(runners, key=lambda runner: (runner.name.casefold(), runner.id)))


def load_diary(connection: Connection, runner_id: str) -> Diary | None:
    """Everything of one runner in date order; raises DamagedDatabase if a row makes no sense."""
    runner = next((runner for runner in load_runners(connection) if runner.id == runner_id), None)
    if runner is None:
        return None
    plans = _load(connection, _mapper(Plan, PLANS), runner_id)
    if not plans:
        raise damaged()
    lists = {name: tuple(_load(connection, _record_mapper(kind), runner_id)) for name, kind in KINDS.items()}
    deleted = tuple(_load(connection, _mapper(Deletion, DELETED), runner_id))
    export = load_export(connection, runner_id)
    exported_at = None if export is None else export.at
    return Diary(runner=runner, plan=plans[0], deleted=deleted, exported_at=exported_at, **lists)


def save_runner(connection: Connection, runner: Runner) -> None:
    """Put a runner in, or new values in their row."""
    _save(connection, _mapper(Runner, RUNNERS), [runner])


def save_plan(connection: Connection, runner_id: str, plan: Plan) -> None:
    """Put a runner's plan in, or new values in its row."""
    _save(connection, _mapper(Plan, PLANS), [plan], runner_id)


def delete_runner(connection: Connection, runner_id: str) -> None:
    """Take a runner out with everything they recorded (the tables cascade)."""
    connection.exec_driver_sql("DELETE FROM runners WHERE id = ?", (runner_id,))


def save(connection: Connection, runner_id: str, records: Iterable[Record]) -> None:
    """Put records in, or new values in their rows."""
    for kind, group in _by_kind(records).items():
        _save(connection, _record_mapper(kind), group, runner_id)


def remove(connection: Connection, runner_id: str, records: Iterable[Record]) -> None:
    """Take records out."""
    for kind, group in _by_kind(records).items():
        connection.exec_driver_sql(_record_mapper(kind).delete, [(runner_id, record.id) for record in group])


def mark(connection: Connection, runner_id: str, marks: Iterable[Deletion]) -> None:
    """Keep the marks that deleted records leave."""
    _save(connection, _mapper(Deletion, DELETED), list(marks), runner_id)


def unmark(connection: Connection, runner_id: str, ids: Iterable[str]) -> None:
    """Forget marks of records that are back."""
    rows = [(runner_id, record_id) for record_id in ids]
    if rows:
        connection.exec_driver_sql(_mapper(Deletion, DELETED).delete, rows)


def load_export(connection: Connection, runner_id: str) -> Export | None:
    """The last export of a runner's diary, if there was one."""
    row = connection.exec_driver_sql(
        "SELECT exported_at, exported_digest FROM runners WHERE id = ?", (runner_id,)
    ).one_or_none()
    return None if row is None or row[0] is None else Export(at=datetime.fromisoformat(row[0]), digest=row[1] or "")


def save_export(connection: Connection, runner_id: str, export: Export) -> None:
    """Remember the last export of a runner's diary."""
    connection.exec_driver_sql(
        "UPDATE runners SET exported_at = ?, exported_digest = ? WHERE id = ?",
        (export.at.isoformat(timespec="minutes"), export.digest, runner_id),
    )


def _load(connection: Connection, mapper: _Mapper, runner_id: str | None) -> list[Any]:
    # The driver's own cursor: its rows are plain tuples, and ten years of them come in half the time.
    cursor = connection.connection.cursor()
    try:
        cursor.execute(mapper.select, () if runner_id is None else (runner_id,))
        return list(map(mapper.make, cursor.fetchall()))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged() from error
    finally:
        cursor.close()


def _save(connection: Connection, mapper: _Mapper, values: list[Any], runner_id: str | None = None) -> None:
    if not values:
        return
    owner = [] if runner_id is None else [runner_id]
    kind: Any = type(values[0])
    parts = [(facet.name, facet.spec) for facet in facets(kind)]
    rows = [
        tuple(owner + [cell for name, spec in parts for cell in values_of(getattr(value, name), spec)])
        for value in values
    ]
    connection.exec_driver_sql(_upsert(mapper.table), rows)


def _by_kind(records: Iterable[Record]) -> dict[Any, list[Record]]:
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return groups


def _record_mapper(kind: Any) -> _Mapper:
    return _mapper(kind, TABLES[kind])


@cache
def _mapper(kind: Any, table: Table) -> _Mapper:
    owned = "runner_id" in table.c
    read = [name for name in _stored(table) if name != "runner_id"]
    where = " WHERE runner_id = ?" if owned else ""
    return _Mapper(
        table=table,
        select=f"SELECT {', '.join(map(_quoted, read))} FROM {table.name}{where}{_order(kind)}",
        delete=f"DELETE FROM {table.name} WHERE runner_id = ? AND id = ?",
        make=_maker(kind),
    )


def _stored(table: Table) -> list[str]:
    """The columns that hold a record's fields."""
    return [column.name for column in table.c if not column.name.startswith("exported_")]


@cache
def _upsert(table: Table) -> str:
    """The statement that puts a row in or new values in its place; made at the first save, as start-up only reads."""
    columns, keys = _stored(table), [column.name for column in table.primary_key]
    insert = sqlite.insert(table)
    upsert = insert.on_conflict_do_update(
        index_elements=keys, set_={name: insert.excluded[name] for name in columns if name not in keys}
    )
    return str(upsert.compile(dialect=sqlite.dialect(), column_keys=columns))


def _order(kind: Any) -> str:
    """The order of `diary.in_order`."""
    if kind is Plan:
        return ""
    when = when_column(kind)
    if kind is Deletion:
        first = "changed, "
    elif when is None:
        first = ""
    else:
        first = f"{when.name}, " if when.required else f"coalesce({when.name}, '{_EPOCH}'), "
    return f" ORDER BY {first}id"


def _maker(kind: Any) -> Callable[[Sequence[Any]], Any]:
    env: Environment = {}
    expression, _ = constructing(kind, 0, env)
    # Made of templates and column numbers alone: no value of a record or a file is ever part of it.
    make: Callable[[Sequence[Any]], Any] = eval(f"lambda r: {expression}", env)
    return make
