"""Frozen record to row and back, once for every kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kneerehab.domain.agreement import LISTS, disagrees
from kneerehab.domain.diary import KINDS, LIST_OF, Diary
from kneerehab.domain.fields import facets
from kneerehab.domain.folding import folded
from kneerehab.domain.plan_records import Plan, PlanChange
from kneerehab.domain.record import Deletion, Record
from kneerehab.domain.runner import Runner
from kneerehab.frozen import dataclass
from kneerehab.storage import summaries
from kneerehab.storage.cells import Environment, column_names, constructing, values_of, when_column
from kneerehab.storage.driver import cursor_of
from kneerehab.storage.exports import load_export
from kneerehab.storage.faults import damaged
from kneerehab.storage.ranges import ColumnTest, column_tests

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection

    Reader = sqlite3.Connection | Connection
    """What can be read through: the driver's connection, or a transaction that is writing."""

_EPOCH = "2000-01-01"
_CHANGED_WITHIN_YEARS = (
    "CASE WHEN changed GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z' "
    "THEN min(max(changed, '2000-01-01T00:00:00Z'), '2099-12-31T23:59:59Z') ELSE changed END AS changed"
)
"""Under a clock far from our years, marks of deletions were once written as it said."""
_NAMES: dict[Any, str] = {Runner: "runners", Plan: "plans", Deletion: "deleted", **LIST_OF}
"""Record class to the name of its table."""


@dataclass(frozen=True, slots=True)
class _Mapper:
    """One class and its table: finished statements, tests of its columns, and a function from row to value."""

    select: str
    delete: str
    tests: list[ColumnTest]
    make: Callable[[Sequence[Any]], Any]


def load_runners(connection: Reader) -> tuple[Runner, ...]:
    """Every runner, by name."""
    runners = _load(connection, _mapper(Runner), None)
    return tuple(sorted(runners, key=lambda runner: (folded(runner.name), runner.id)))


def count_runners(connection: Reader) -> int:
    """How many runners there are."""
    cursor = cursor_of(connection)
    (count,) = cursor.execute("SELECT count(*) FROM runners").fetchone()
    cursor.close()
    return int(count)


def has_runner(connection: Reader, runner_id: str) -> bool:
    """Whether there is such a runner; nobody else is read."""
    cursor = cursor_of(connection)
    row = cursor.execute("SELECT 1 FROM runners WHERE id = ?", (runner_id,)).fetchone()
    cursor.close()
    return row is not None


def load_affected(connection: Reader) -> dict[str, str | None]:
    """Runner's id to the code of the sore side that they stated, read without their diaries."""
    cursor = cursor_of(connection)
    found = dict(cursor.execute("SELECT runner_id, affected FROM plans").fetchall())
    cursor.close()
    return found


def lists_held(connection: Reader) -> dict[str, set[str]]:
    """Runner's id to the lists that hold something of theirs: what to read, where there are very many runners."""
    held: dict[str, set[str]] = {}
    cursor = cursor_of(connection)
    for name in LISTS:
        for (runner_id,) in cursor.execute(f"SELECT DISTINCT runner_id FROM {name}").fetchall():
            held.setdefault(runner_id, set()).add(name)
    cursor.close()
    return held


def load_diary(
    connection: Reader, runner_id: str, *, lenient: bool = False, lists: Collection[str] = LISTS
) -> Diary | None:
    """Everything of one runner in date order; raises DamagedDatabase if a row makes no sense, or none beside others.

    What this takes is a sound diary, wherever that is asked. A `lenient` reader takes what is out of its range, to be
    told what it is.
    """
    head = load_head(connection, runner_id)
    if head is None:
        return None
    parts: dict[str, Any] = {
        name: tuple(_load(connection, _mapper(kind), runner_id, lenient))
        for name, kind in {**KINDS, "deleted": Deletion}.items()
        if name in lists
    }
    export = load_export(connection, runner_id)
    diary = replace(head, exported_at=None if export is None else export.at, **parts)
    if not lenient and disagrees(diary):
        raise damaged()
    return diary


def load_head(connection: Reader, runner_id: str) -> Diary | None:
    """The runner and the plan as it began, without any record; raises DamagedDatabase if a row makes no sense."""
    found = _load(connection, _one_runner(), runner_id)
    if not found:
        return None
    plans = _load(connection, _mapper(Plan), runner_id)
    if not plans:
        raise damaged()
    return Diary(runner=found[0], plan=plans[0])


def load_plan(connection: Reader, runner_id: str) -> tuple[Plan, tuple[PlanChange, ...]]:
    """A plan and its changes, without the rest of the diary; raises LookupError or DamagedDatabase."""
    head = load_head(connection, runner_id)
    if head is None:
        raise LookupError(f"no runner {runner_id}")
    return head.plan, tuple(_load(connection, _mapper(PlanChange), runner_id))


def ready_to_save() -> None:
    """Do once what the first save would wait for: SQLAlchemy's import, and the statements of every kind."""
    for kind in _NAMES:
        _upsert(kind)


def save_runner(connection: Connection, runner: Runner) -> None:
    """Put a runner in, or new values in their row."""
    _save(connection, [runner])
    summaries.changed(connection, runner.id)


def save_plan(connection: Connection, runner_id: str, plan: Plan) -> None:
    """Put a runner's plan in, or new values in its row."""
    _save(connection, [plan], runner_id)
    summaries.changed(connection, runner_id)


def save_whole(connection: Connection, diary: Diary) -> None:
    """Put a diary in that is not there yet."""
    save_runner(connection, diary.runner)
    save_plan(connection, diary.runner.id, diary.plan)
    save(connection, diary.runner.id, diary.records())
    mark(connection, diary.runner.id, diary.deleted)


def delete_runner(connection: Connection, runner_id: str) -> None:
    """Take a runner out with everything they recorded (the tables cascade)."""
    connection.exec_driver_sql("DELETE FROM runners WHERE id = ?", (runner_id,))


def save(connection: Connection, runner_id: str, records: Iterable[Record]) -> None:
    """Put records in, or new values in their rows."""
    groups = _by_kind(records)
    for group in groups.values():
        _save(connection, group, runner_id)
    if groups:
        summaries.changed(connection, runner_id)


def remove(connection: Connection, runner_id: str, records: Iterable[Record]) -> None:
    """Take records out."""
    groups = _by_kind(records)
    for kind, group in groups.items():
        connection.exec_driver_sql(_mapper(kind).delete, [(runner_id, record.id) for record in group])
    if groups:
        summaries.changed(connection, runner_id)


def mark(connection: Connection, runner_id: str, marks: Iterable[Deletion]) -> None:
    """Keep the marks that deleted records leave."""
    found = list(marks)
    _save(connection, found, runner_id)
    if found:
        summaries.changed(connection, runner_id)


def unmark(connection: Connection, runner_id: str, ids: Iterable[str]) -> None:
    """Forget marks of records that are back."""
    rows = [(runner_id, record_id) for record_id in ids]
    if rows:
        connection.exec_driver_sql(_mapper(Deletion).delete, rows)
        summaries.changed(connection, runner_id)


def _load(connection: Reader, mapper: _Mapper, runner_id: str | None, lenient: bool = False) -> list[Any]:
    cursor = cursor_of(connection)
    try:
        rows = cursor.execute(mapper.select, () if runner_id is None else (runner_id,)).fetchall()
        if not lenient and not all(
            test(column) for test, column in zip(mapper.tests, zip(*rows, strict=True), strict=False)
        ):
            raise damaged()
        return list(map(mapper.make, rows))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise damaged() from error
    finally:
        cursor.close()


def _save(connection: Connection, values: list[Any], runner_id: str | None = None) -> None:
    if not values:
        return
    owner = [] if runner_id is None else [runner_id]
    kind: Any = type(values[0])
    parts = [(facet.name, facet.spec) for facet in facets(kind)]
    rows = [
        tuple(owner + [cell for name, spec in parts for cell in values_of(getattr(value, name), spec)])
        for value in values
    ]
    connection.exec_driver_sql(_upsert(kind), rows)


def _by_kind(records: Iterable[Record]) -> dict[Any, list[Record]]:
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(type(record), []).append(record)
    return groups


@cache
def _mapper(kind: Any) -> _Mapper:
    name = _NAMES[kind]
    columns = ", ".join(f'"{column}"' for column in column_names(kind))  # `to` is a word of SQL
    if kind is Deletion:
        columns = columns.replace('"changed"', _CHANGED_WITHIN_YEARS)
    where = "" if kind is Runner else " WHERE runner_id = ?"
    return _Mapper(
        select=f"SELECT {columns} FROM {name}{where}{_order(kind)}",
        delete=f"DELETE FROM {name} WHERE runner_id = ? AND id = ?",
        tests=column_tests(kind),
        make=_maker(kind),
    )


@cache
def _one_runner() -> _Mapper:
    """Reads a runner alone: a clinic's file holds a thousand."""
    mapper = _mapper(Runner)
    return replace(mapper, select=mapper.select.replace(" ORDER BY", " WHERE id = ? ORDER BY"))


@cache
def _upsert(kind: Any) -> str:
    """The statement that puts a row in or new values in its place; made at the first save, as start-up only reads."""
    from sqlalchemy.dialects import sqlite

    from kneerehab.storage.tables import metadata

    table = metadata.tables[_NAMES[kind]]
    columns = [column.name for column in table.c if not column.name.startswith("exported_")]
    keys = [column.name for column in table.primary_key]
    insert = sqlite.insert(table)
    upsert = insert.on_conflict_do_update(
        index_elements=keys, set_={name: insert.excluded[name] for name in columns if name not in keys}
    )
    return str(upsert.compile(dialect=sqlite.dialect(), column_keys=columns))


def _order(kind: Any) -> str:
    """The order of `diary.in_order`."""
    if kind is Plan:
        return ""
    if kind is Deletion:
        first = "changed, "
    elif (when := when_column(kind)) is None:
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
