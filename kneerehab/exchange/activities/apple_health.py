"""Apple Health's export.xml: its workouts, found in a stream of whatever length and parsed one by one.

Of a file of gigabytes the workouts are a thousandth. So the stream is searched for them, and only they go to a parser;
nothing else of it is kept, and nothing that a document type could declare is ever looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import MIB, Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

MOST_BYTES = 16 * 1024 * MIB
MOST_WORKOUTS = 50_000
_MOST_WORKOUT = 4 * MIB
"""Bytes of one; hours with all their events are some hundred thousand."""

_BEGIN, _END, _LAST = b"<Workout ", b"</Workout>", b"</HealthData>"
_TAG = re.compile(rb"<Workout\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_KIND = "HKWorkoutActivityType"
_DISTANCE = "HKQuantityTypeIdentifierDistance"
_STEPS = "HKQuantityTypeIdentifierStepCount"
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_METRES = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048, "cm": 0.01}


@dataclass(slots=True)
class _Workout:
    """What one element says: attributes, notes by their key, sums by what they are of, and the file of its route."""

    said: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    sums: dict[str, tuple[str, str]] = field(default_factory=dict)
    route: str | None = None


def knows(head: bytes) -> bool:
    """Whether a file begins like such an export."""
    return b"<HealthData" in head or b"<!DOCTYPE HealthData" in head


def read(source: Source) -> Found:
    """The workouts; raises Unreadable."""
    drafts: list[Draft] = []
    faults: list[str] = []
    window, tail, count = bytearray(), b"", 0
    while chunk := source.read(MIB):
        tail = (tail + chunk)[-2 * len(_LAST) :]
        window += chunk
        place = 0
        while (found := _next(window, place)) is not None:
            begin, place = found
            count += 1
            if count > MOST_WORKOUTS:
                raise Unreadable(_("It has more than {count} activities.").format(count=MOST_WORKOUTS))
            try:
                draft = _draft(_parsed(bytes(window[begin:place])), count, source)
            except expat.ExpatError:
                draft = None
            if draft is None:
                faults.append(_("Activity {number} has no date.").format(number=count))
            else:
                drafts.append(draft)
        del window[: _keep_from(window, place)]
        if len(window) > _MOST_WORKOUT:
            raise Unreadable(_("It is not written like any such file."))
    if _LAST not in tail:
        faults.append(_("The file is cut short. What stood before that was read."))
    return Found(drafts=drafts, faults=faults)


def _next(window: bytearray, place: int) -> tuple[int, int] | None:
    """Where the next whole workout begins and ends."""
    begin = window.find(_BEGIN, place)
    if begin < 0:
        return None
    tag = _TAG.match(window, begin)
    if tag is None:
        return None
    if window[tag.end() - 2 : tag.end() - 1] == b"/":
        return begin, tag.end()
    end = window.find(_END, tag.end())
    return None if end < 0 else (begin, end + len(_END))


def _keep_from(window: bytearray, place: int) -> int:
    """What of the window may belong to a workout that isn't whole yet."""
    begin = window.find(_BEGIN, place)
    return begin if begin >= 0 else max(place, len(window) - len(_BEGIN))


def _parsed(element: bytes) -> _Workout:
    """One element; raises ExpatError."""
    workout = _Workout()

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "Workout":
            workout.said = attributes
        elif name == "MetadataEntry":
            workout.notes[attributes.get("key", "")] = attributes.get("value", "")
        elif name == "WorkoutStatistics" and "sum" in attributes:
            workout.sums.setdefault(attributes.get("type", ""), (attributes["sum"], attributes.get("unit", "")))
        elif name == "FileReference":
            workout.route = attributes.get("path")

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = started
    parser.Parse(element, True)
    return workout


def _draft(workout: _Workout, place: int, source: Source) -> Draft | None:
    said = workout.said
    begin = moment(_iso(said.get("startDate", "")))
    at = None if begin is None else source.reading.local(begin)
    if begin is None or at is None:
        return None
    kind = said.get("workoutActivityType", "").removeprefix(_KIND)
    indoors = "treadmill" if workout.notes.get("HKIndoorWorkout") == "1" else ""
    known = sports.named(kind)
    seconds = _measured(said.get("duration", ""), said.get("durationUnit", "min"), _SECONDS) or _until(workout)
    return Draft(
        at=at,
        moment=begin,
        sport=sports.named(f"{indoors} {kind}") if known is not None and known.cross_kind is None else known,
        not_run=bool(kind),
        seconds=seconds,
        metres=_distance(workout),
        ascent=_measured(*_split(workout.notes.get("HKElevationAscended", "")), _METRES),
        steps=_steps(workout, seconds),
        recording=None if workout.route is None else workout.route.rpartition("/")[2].casefold(),
        place=place,
    )


def _iso(text: str) -> str:
    """2026-03-02 07:30:15 +0100 as the standard writes it."""
    day, _blank, rest = text.partition(" ")
    return f"{day}T{rest.replace(' ', '')}" if rest else text


def _until(workout: _Workout) -> float | None:
    begin, end = (moment(_iso(workout.said.get(name, ""))) for name in ("startDate", "endDate"))
    return None if begin is None or end is None or end <= begin else (end - begin).total_seconds()


def _distance(workout: _Workout) -> float | None:
    stated = _measured(workout.said.get("totalDistance", ""), workout.said.get("totalDistanceUnit", "km"), _METRES)
    sums = (
        _measured(value, unit or "km", _METRES)
        for kind, (value, unit) in workout.sums.items()
        if kind.startswith(_DISTANCE)
    )
    return stated or next((metres for metres in sums if metres), None)


def _steps(workout: _Workout, seconds: float | None) -> float | None:
    """Steps of both legs a minute."""
    steps = number(workout.sums.get(_STEPS, ("", ""))[0], 1, 1e6)
    return steps * 60 / seconds if steps and seconds else None


def _measured(value: str, unit: str, units: dict[str, float]) -> float | None:
    found = number(value, 0, 1e9)
    return None if found is None or unit not in units else found * units[unit]


def _split(text: str) -> tuple[str, str]:
    value, _blank, unit = text.strip().partition(" ")
    return value, unit
