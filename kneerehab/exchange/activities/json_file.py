"""JSON files of websites: bounded, and one entry at a time, so that a long list of activities is never there whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities.drafts import Draft, Found, dated
from kneerehab.exchange.activities.source import Source, Stopped, Unreadable
from kneerehab.i18n import _

MOST_BYTES = 256 * 1024 * 1024
"""Garmin's list of a busy runner passes 100 MB, for it holds every lap."""

MOST_ENTRIES = 50_000
_BLANK = re.compile(r"[\s,]*")
_PERIOD = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)


def whole(source: Source) -> dict[str, Any]:
    """The object that the file is; raises Unreadable if it is none."""
    try:
        found = json.loads(_text(source))
    except (ValueError, RecursionError):
        raise Unreadable(_broken()) from None
    if not isinstance(found, dict):
        raise Unreadable(_broken())
    return found


def entries(source: Source, key: str | None = None) -> Iterator[dict[str, Any]]:
    """The objects of the list that the file is, or that stands under the first `key`; raises Unreadable."""
    text = _text(source)
    place = 0 if key is None else text.find(f'"{key}"')
    place = text.find("[", max(0, place)) + 1
    decode = json.JSONDecoder().raw_decode
    for count in range(MOST_ENTRIES):
        if count % 256 == 0 and source.reading.stop():
            raise Stopped
        blank = _BLANK.match(text, place)
        place = blank.end() if blank is not None else place
        if text[place : place + 1] == "]":
            return
        try:
            found, place = decode(text, place)
        except (ValueError, RecursionError):
            raise Unreadable(_broken()) from None
        if isinstance(found, dict):
            yield found
    raise Unreadable(_("It has more than {count} activities.").format(count=MOST_ENTRIES))


def drafts_of(
    source: Source, draft: Callable[[dict[str, Any], int, Source], Draft | None], key: str | None = None
) -> Found:
    """The activities of such a list, as `draft` reads one with its place; raises Unreadable."""
    return dated(draft(entry, place, source) for place, entry in enumerate(entries(source, key), start=1))


def words(value: object) -> str:
    """A text; "" for anything else."""
    return value if isinstance(value, str) else ""


def epoch(milliseconds: float | None) -> datetime | None:
    """A moment of so many milliseconds since 1970; None beyond the diary's years."""
    if milliseconds is None:
        return None
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    return found if YEARS[0] <= found.year <= YEARS[1] else None


def period(text: str) -> float | None:
    """Seconds of an ISO 8601 duration (PT1823.5S, PT1H2M); None if it is none."""
    match = _PERIOD.fullmatch(text[:40])
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 86_400 + hours * 3_600 + minutes * 60 + seconds


def _text(source: Source) -> str:
    return source.read_all().decode("utf-8-sig", errors="replace")


def _broken() -> str:
    return _("It is not sound JSON. Perhaps it is cut short.")
