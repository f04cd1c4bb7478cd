"""Fitbit's export (exercise-0.json and so on, also within Google's Takeout): a list of exercises.

Durations are in milliseconds, times in UTC without saying so, distances in the unit that is stated with them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.json_file import drafts_of, words
from kneerehab.exchange.activities.mapping import METRES_PER, DistanceUnit
from kneerehab.exchange.activities.source import Source
from kneerehab.exchange.activities.texts import number

_UNITS = {"kilometer": DistanceUnit.KM, "mile": DistanceUnit.MILE, "meter": DistanceUnit.M}


def knows(head: bytes) -> bool:
    """Whether a file begins like such a list."""
    return b'"logId"' in head and b'"activityName"' in head


def read(source: Source) -> Found:
    """The exercises; raises Unreadable."""
    return drafts_of(source, _draft)


def _draft(entry: dict[str, Any], place: int, source: Source) -> Draft | None:
    moment = _moment(words(entry.get("startTime")))
    at = None if moment is None else source.reading.local(moment)
    if at is None:
        return None
    taken = number(entry.get("activeDuration"), 1, 1e12) or number(entry.get("duration"), 1, 1e12)
    seconds = None if taken is None else taken / 1000
    unit = _UNITS.get(words(entry.get("distanceUnit")).casefold())
    distance = number(entry.get("distance"), 0, 1e6)
    steps = number(entry.get("steps"), 1, 1e6)
    kind = words(entry.get("activityName"))
    return Draft(
        at=at,
        moment=moment,
        sport=sports.named(kind),
        not_run=bool(kind),
        seconds=seconds,
        metres=None if distance is None or unit is None else distance * METRES_PER[unit],
        ascent=None,
        steps=steps * 60 / seconds if steps and seconds else None,
        place=place,
    )


def _moment(text: str) -> datetime | None:
    """03/22/21 21:22:03, month first."""
    try:
        found = datetime.strptime(text[:17], "%m/%d/%y %H:%M:%S")
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if YEARS[0] <= found.year <= YEARS[1] else None
