"""Which files a runner's activities came from, read without their diary: it may be damaged, and is not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneerehab.domain.activity import ImportSource
from kneerehab.domain.codes import FileFormat
from kneerehab.domain.fields import field_faults
from kneerehab.storage.driver import cursor_of

if TYPE_CHECKING:
    from kneerehab.storage.records import Reader

_OWN = (
    "SELECT source_format, source_digest, source_batch FROM activities "
    "WHERE runner_id = :id AND source_digest NOT NULL AND source_digest NOT IN "
    "(SELECT source_digest FROM activities WHERE runner_id <> :id AND source_digest NOT NULL)"
)


def own_sources(connection: Reader, runner_id: str) -> tuple[ImportSource, ...]:
    """The files that nobody else in the database has activities of, as far as they can be told."""
    cursor = cursor_of(connection)
    rows = cursor.execute(_OWN, {"id": runner_id}).fetchall()
    cursor.close()
    known = {code.value: code for code in FileFormat}
    found = (
        ImportSource(format=known[code], digest=digest, batch=batch) for code, digest, batch in rows if code in known
    )
    return tuple(source for source in found if not field_faults(source))
