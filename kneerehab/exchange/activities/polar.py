"""Polar Flow's account export: training-session-….json, a file for each session, with its pace if it was measured.

Exports since about 2025 (2.6) have numbers for sports, other names for what is measured, and a list of values for each
channel instead of points.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.json_file import period, whole, words
from kneerehab.exchange.activities.source import Source
from kneerehab.exchange.activities.texts import number
from kneerehab.exchange.activities.walks import Spans
from kneerehab.i18n import _

_MOST_EXERCISES = 100

_NUMBERS = {
    "running": (1, 4, 19, 27), "treadmill running": (17,), "track running": (36,), "walking": (3, 9), "hiking": (11,),
    "cycling": (2, 5, 18, 38, 86), "rowing": (8,), "swimming": (23,), "strength": (15,), "pilates": (65,),
    "ball": (12, 13, 14, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51),
    "other training": (
        6, 7, 10, 16, 20, 22, 24, 25, 28, 29, 30, 32, 33, 34, 35, *range(52, 65), *range(66, 72), 83, 85,
    ),
}  # fmt: skip
"""Polar Flow's numbers for sports, as words."""

_KINDS = {str(number): words for words, numbers in _NUMBERS.items() for number in numbers}


def knows(head: bytes) -> bool:
    """Whether a file begins like a training session."""
    if b'"durationMillis"' in head and b'"timezoneOffsetMinutes"' in head:
        return True
    return b'"exportVersion"' in head and (b'"exercises"' in head or b'"deviceId"' in head or b'"startTime"' in head)


def read(source: Source) -> Found:
    """The exercises of a session, most often one; raises Unreadable."""
    session = whole(source)
    exercises = session.get("exercises")
    drafts, faults = [], []
    for place, exercise in enumerate(exercises if isinstance(exercises, list) else (), start=1):
        if place > _MOST_EXERCISES or not isinstance(exercise, dict):
            break
        begin = _clock(words(exercise.get("startTime")) or words(session.get("startTime")))
        if begin is None:
            faults.append(_("Activity {number} has no date.").format(number=place))
            continue
        drafts.append(_draft(exercise, session, begin, place))
    return Found(drafts=drafts, faults=faults)


def _draft(exercise: dict[str, Any], session: dict[str, Any], begin: datetime, place: int) -> Draft:
    offset = number(_said(exercise, session, "timezoneOffset", "timezoneOffsetMinutes"), -14 * 60, 14 * 60)
    kind = _kind(_said(exercise, session, "sport"))
    millis = number(exercise.get("durationMillis"), 1, 1e12)
    samples, cadence = _part(exercise, "samples"), _part(exercise, "cadence")
    placed = "recordedRoute" in samples or number(_said(exercise, session, "latitude"), -90, 90) is not None
    return Draft(
        at=begin.replace(second=0, microsecond=0),
        moment=None if offset is None else (begin - timedelta(minutes=offset)).replace(tzinfo=UTC),
        sport=sports.named(kind),
        not_run=bool(kind),
        seconds=period(words(exercise.get("duration"))) or (None if millis is None else millis / 1000),
        metres=number(exercise.get("distance"), 0, 1e7) or number(exercise.get("distanceMeters"), 0, 1e7),
        ascent=number(_said(exercise, {}, "ascent", "ascentMeters"), 0, 20_000),
        placed=placed,
        cadence=number(cadence.get("avg"), 1, 260),
        name=words(session.get("name")) or None,
        place=place,
        spans=_spans(begin, samples),
    )


def _part(exercise: dict[str, Any], name: str) -> dict[str, Any]:
    part = exercise.get(name)
    return part if isinstance(part, dict) else {}


def _said(exercise: dict[str, Any], session: dict[str, Any], *names: str) -> object:
    """What an exercise, else its session, says under one of these names."""
    return next((part[name] for part in (exercise, session) for name in names if name in part), None)


def _kind(sport: object) -> str:
    """The sport in words; a number that isn't known as it is, for it names some other sport."""
    if isinstance(sport, dict):
        said = str(sport.get("id", ""))
        return _KINDS.get(said, said)
    return words(sport)


def _spans(begin: datetime, samples: dict[str, Any]) -> Spans:
    """The pace by the distance that was measured every second or so."""
    course = Course(sports.TOP_SPEED[ActivityKind.RUN])
    for at, value in (*_points(samples.get("distance")), *_values(begin, samples.get("samples"))):
        metres = number(value, 0, 1e7)
        if at is not None and metres is not None:
            course.add((at - datetime(2000, 1, 1)).total_seconds(), None, None, metres, None)
    course.pause()
    return course.spans


def _points(points: object) -> Iterator[tuple[datetime | None, object]]:
    for point in points if isinstance(points, list) else ():
        if isinstance(point, dict):
            yield _clock(words(point.get("dateTime"))), point.get("value")


def _values(begin: datetime, channels: object) -> Iterator[tuple[datetime, object]]:
    """Those of the distance so far, one after the other; what wasn't measured is NaN."""
    for channel in channels if isinstance(channels, list) else ():
        if not isinstance(channel, dict) or channel.get("type") != "DISTANCE":
            continue
        apart, values = number(channel.get("intervalMillis"), 1, 1e6), channel.get("values")
        for place, value in enumerate(values if apart is not None and isinstance(values, list) else ()):
            yield begin + timedelta(milliseconds=place * (apart or 0)), value


def _clock(text: str) -> datetime | None:
    """What the runner's clock showed."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return found.replace(tzinfo=None) if YEARS[0] <= found.year <= YEARS[1] else None
