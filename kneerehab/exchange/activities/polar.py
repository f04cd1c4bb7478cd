"""Polar Flow's account export: training-session-….json, a file for each session, with its pace if it was measured."""

from __future__ import annotations

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


def knows(head: bytes) -> bool:
    """Whether a file begins like a training session."""
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
    offset = number(exercise.get("timezoneOffset", session.get("timezoneOffset")), -14 * 60, 14 * 60)
    kind = words(exercise.get("sport"))
    millis = number(exercise.get("durationMillis"), 1, 1e12)
    samples, cadence = _part(exercise, "samples"), _part(exercise, "cadence")
    placed = "recordedRoute" in samples or number(exercise.get("latitude"), -90, 90) is not None
    return Draft(
        at=begin.replace(second=0, microsecond=0),
        moment=None if offset is None else (begin - timedelta(minutes=offset)).replace(tzinfo=UTC),
        sport=sports.named(kind),
        not_run=bool(kind),
        seconds=period(words(exercise.get("duration"))) or (None if millis is None else millis / 1000),
        metres=number(exercise.get("distance"), 0, 1e7) or number(exercise.get("distanceMeters"), 0, 1e7),
        ascent=number(exercise.get("ascent"), 0, 20_000),
        placed=placed,
        cadence=number(cadence.get("avg"), 1, 260),
        name=words(session.get("name")) or None,
        place=place,
        spans=_spans(samples.get("distance")),
    )


def _part(exercise: dict[str, Any], name: str) -> dict[str, Any]:
    part = exercise.get(name)
    return part if isinstance(part, dict) else {}


def _spans(points: object) -> Spans:
    """The pace by the distance that was measured every second or so."""
    course = Course(sports.TOP_SPEED[ActivityKind.RUN])
    for point in points if isinstance(points, list) else ():
        if not isinstance(point, dict):
            continue
        at, metres = _clock(words(point.get("dateTime"))), number(point.get("value"), 0, 1e7)
        if at is not None and metres is not None:
            course.add((at - datetime(2000, 1, 1)).total_seconds(), None, None, metres, None)
    course.pause()
    return course.spans


def _clock(text: str) -> datetime | None:
    """What the runner's clock showed."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return found.replace(tzinfo=None) if YEARS[0] <= found.year <= YEARS[1] else None
