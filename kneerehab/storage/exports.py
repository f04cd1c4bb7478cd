"""The last export of each diary: an unchanged one is exported as the same bytes again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kneerehab.domain.fields import LocalTime, within_years
from kneerehab.frozen import dataclass
from kneerehab.storage.driver import cursor_of
from kneerehab.storage.faults import damaged

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The last export of a runner's diary: its local time, and the digest of what it held."""

    at: datetime
    digest: str


def load_export(connection: sqlite3.Connection | Connection, runner_id: str) -> Export | None:
    """The last export of a runner's diary, if there was one; raises DamagedDatabase if it makes no sense."""
    cursor = cursor_of(connection)
    row = cursor.execute("SELECT exported_at, exported_digest FROM runners WHERE id = ?", (runner_id,)).fetchone()
    cursor.close()
    text, digest = row or (None, None)
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise damaged() from error
    if within_years(at) != at and at.tzinfo is None:  # the clock was wrong, and once that was written as it said
        return None
    if not LocalTime().accepts(at):
        raise damaged()
    return Export(at=at, digest=digest or "")


def save_export(connection: Connection, runner_id: str, export: Export) -> None:
    """Remember the last export of a runner's diary."""
    connection.exec_driver_sql(
        "UPDATE runners SET exported_at = ?, exported_digest = ? WHERE id = ?",
        (export.at.isoformat(timespec="minutes"), export.digest, runner_id),
    )
