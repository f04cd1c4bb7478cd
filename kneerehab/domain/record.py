"""What every record has: an id that never changes, a note, and the time of its last edit."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kneerehab.domain.fields import Identifier, Text, UtcTime, optional, required
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


def new_id() -> str:
    """A fresh UUID; made here, so that undoing a deletion restores the same record."""
    from uuid import uuid4  # it asks what system this is, which a start that makes no record need not wait for

    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The common part of all records; `changed` is UTC, `None` for records from before edits were stamped."""

    id: str = required(Identifier())
    note: str | None = optional(Text(0, 2000), N_("Note"))
    changed: datetime | None = optional(UtcTime(), header="changed_utc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """The mark a deleted record leaves, so that the deletion travels to other computers."""

    id: str = required(Identifier())
    changed: datetime = required(UtcTime(), header="changed_utc")


def moment(record: Record) -> datetime:
    """When a record belongs in the diary: its `at`, else midnight of its date or day of purchase, else 2000."""
    for name in ("at", "date", "from_", "bought"):
        value: datetime | date | None = getattr(record, name, None)
        if isinstance(value, datetime):
            return value
        if value is not None:
            return datetime(value.year, value.month, value.day)
    return datetime(2000, 1, 1)


_EVER = datetime(1, 1, 1, tzinfo=UTC)


def age(record: Record) -> tuple[datetime, str]:
    """Orders records by their last edit, those without one first, then by id: the same on every computer."""
    return record.changed or _EVER, record.id
