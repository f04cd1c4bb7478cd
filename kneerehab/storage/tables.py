"""One table per kind of record, made from the fields of its class; runners, plans, marks of deletions, the trail."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from kneerehab.domain.diary import KINDS
from kneerehab.domain.fields import facets
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Deletion
from kneerehab.domain.runner import Runner
from kneerehab.storage.cells import when_column
from kneerehab.storage.columns import columns_of

metadata = MetaData()


def _columns(table: str, kind: Any) -> list[Any]:
    return [item for facet in facets(kind) for item in columns_of(table, facet.name, facet.spec, facet.required)]


def _runner_id() -> Column[Any]:
    return Column("runner_id", Text, ForeignKey("runners.id", ondelete="CASCADE"), primary_key=True)


def _of_runner(name: str, kind: Any) -> Table:
    """A table of records: an id is unique within its runner, as it is in a file."""
    columns = _columns(name, kind)
    columns[0].primary_key = True
    table = Table(name, metadata, _runner_id(), *columns)
    when = when_column(kind)
    if when is not None:
        Index(f"ix_{name}_{when.name.rstrip('_')}", table.c.runner_id, table.c[when.name])
    return table


def _runners() -> Table:
    columns = _columns("runners", Runner)
    columns[0].primary_key = True
    # The time of the last export and the digest of what it held: an unchanged diary is exported as the same bytes.
    return Table("runners", metadata, *columns, Column("exported_at", Text), Column("exported_digest", Text))


RUNNERS = _runners()
PLANS = Table("plans", metadata, _runner_id(), *_columns("plans", Plan))
TABLES: dict[type, Table] = {kind: _of_runner(name, kind) for name, kind in KINDS.items()}
"""Record class to table; the tables are named as the lists of the diary format."""
DELETED = _of_runner("deleted", Deletion)
CLINICIANS = Table("clinicians", metadata, Column("name", Text, primary_key=True), Column("kind", Text, nullable=False))
TRAIL = Table(
    "trail",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("runner_id", Text, ForeignKey("runners.id", ondelete="CASCADE"), nullable=False),
    Column("at", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("list", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("by_name", Text),
    Column("by_kind", Text),
    Column("changes", Text, nullable=False),
    Index("ix_trail_record", "runner_id", "record_id"),
)
"""Only ever added to: nothing but a runner's deletion takes lines away."""
SUMMARIES = Table(
    "summaries",
    metadata,
    _runner_id(),
    Column("state", Text, nullable=False),
    Column("day", Text),
    Column("made_by", Text),
    Column("told", Text),
)
"""A cache: `storage.summaries` tells what may be believed of it."""
