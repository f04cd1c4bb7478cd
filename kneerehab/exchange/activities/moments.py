"""Times as files write them, and as clocks elsewhere showed them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kneerehab.domain.fields import YEARS


def moment(text: str) -> datetime | None:
    """An ISO 8601 time, UTC if it names no zone; None if it is none or lies beyond the diary's years."""
    if not 16 <= len(text) <= 40:
        text = text.strip()
        if not 16 <= len(text) <= 40:
            return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        stripped = text.strip()
        return moment(stripped) if stripped != text else None
    if not YEARS[0] <= found.year <= YEARS[1]:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def shown_there(moment: datetime, offset: timedelta) -> datetime | None:
    """What a clock so far ahead of UTC showed, to the minute; None beyond the diary's years."""
    shown = (moment.astimezone(UTC) + offset).replace(tzinfo=None, second=0, microsecond=0)
    return shown if YEARS[0] <= shown.year <= YEARS[1] else None
