"""Garmin's account export: DI_CONNECT/DI-Connect-Fitness/…_summarizedActivities.json, a list of all activities.

Durations are in milliseconds, distances and ascents in centimetres. The recordings lie in zip files of their own.
"""

from __future__ import annotations

from typing import Any

from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.json_file import drafts_of, epoch, words
from kneerehab.exchange.activities.source import Source
from kneerehab.exchange.activities.texts import number

_LIST = "summarizedActivitiesExport"


def knows(head: bytes) -> bool:
    """Whether a file begins like such a list."""
    return f'"{_LIST}"'.encode() in head


def read(source: Source) -> Found:
    """The activities; raises Unreadable."""
    return drafts_of(source, _draft, _LIST)


def _draft(entry: dict[str, Any], place: int, source: Source) -> Draft | None:
    utc = number(entry.get("beginTimestamp"), 0, 1e13) or number(entry.get("startTimeGmt"), 0, 1e13)
    moment, there = epoch(utc), epoch(number(entry.get("startTimeLocal"), 0, 1e13))
    at = there.replace(tzinfo=None, second=0, microsecond=0) if there is not None else None
    at = at or (source.reading.local(moment) if moment is not None else None)
    if at is None:
        return None
    moving = number(entry.get("movingDuration"), 1, 1e12) or number(entry.get("duration"), 1, 1e12)
    metres, ascent = number(entry.get("distance"), 1, 1e9), number(entry.get("elevationGain"), 0, 1e7)
    kind = words(entry.get("activityType")) or words(entry.get("sportType"))
    return Draft(
        at=at,
        moment=moment,
        sport=sports.named(kind),
        not_run=bool(kind),
        seconds=None if moving is None else moving / 1000,
        metres=None if metres is None else metres / 100,
        ascent=None if ascent is None else ascent / 100,
        cadence=number(entry.get("avgRunCadence"), 1, 260),
        name=words(entry.get("name")) or None,
        place=place,
    )
