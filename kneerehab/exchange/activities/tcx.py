"""TCX (Garmin Training Center): each `Activity` is one; its laps state their time (pauses out) and distance."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import sports, xml_stream
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.gpx import MOST_POINTS, MOST_TRACKS
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

MOST_BYTES = 256 * 1024 * 1024
_SPORTS = ("Running", "Biking")
"""TCX knows these and "Other", which is used for walks and all else."""


def read(source: Source) -> tuple[list[Draft], list[str]]:
    """The activities of a TCX file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    reader = _Reader(source)
    xml_stream.parse(source, reader.start, reader.end, reader.path)
    return reader.drafts, reader.faults


class _Reader:
    """What was read so far: the activity at hand and its sums, and those that are complete."""

    def __init__(self, source: Source) -> None:
        self.path: list[str] = []
        self.drafts: list[Draft] = []
        self.faults: list[str] = []
        self._reading = source.reading
        self._points = 0
        self._activities = 0
        self._new_activity(None)

    def _new_activity(self, sport: sports.Sport | None) -> None:
        self._sport = sport
        self._course = Course(sports.TOP_SPEED[sport.kind if sport else ActivityKind.RUN])
        self._begin: datetime | None = None
        self._notes: str | None = None
        self._placed = False
        self._laps = 0
        self._lap_seconds: list[float] = []
        self._lap_metres: list[float] = []
        self._cadences = 0.0
        self._cadence_count = 0
        self._new_point()

    def _new_point(self) -> None:
        self._at: datetime | None = None
        self._lat: float | None = None
        self._lon: float | None = None
        self._metres: float | None = None
        self._height: float | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "Trackpoint":
            self._points += 1
            if self._points > MOST_POINTS:
                raise Unreadable(_("It has more than {count} points.").format(count=MOST_POINTS))
            self._new_point()
        elif name == "Lap":
            self._laps += 1
            if self._begin is None:
                self._begin = moment(attributes.get("StartTime", ""))
        elif name == "Activity":
            self._activities += 1
            if self._activities > MOST_TRACKS:
                raise Unreadable(_("It has more than {count} activities.").format(count=MOST_TRACKS))
            sport = attributes.get("Sport", "")
            self._new_activity(sports.named(sport) if sport in _SPORTS else None)
        elif not self.path and name != "TrainingCenterDatabase":
            raise Unreadable(_("This is not a TCX file."))

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood directly in it."""
        parent = self.path[-1] if self.path else ""
        if parent == "Trackpoint":
            self._point_part(name, text)
        elif name == "LatitudeDegrees":
            self._lat = number(text, -90, 90)
        elif name == "LongitudeDegrees":
            self._lon = number(text, -180, 180)
        elif name == "RunCadence":
            self._add_cadence(text)
        elif name == "Trackpoint":
            self._add_point()
        elif parent == "Lap":
            self._lap_part(name, text)
        elif name == "Id" and parent == "Activity":
            self._begin = moment(text) or self._begin
        elif name == "Notes" and parent == "Activity":
            self._notes = text
        elif name == "Activity":
            self._close()

    def _point_part(self, name: str, text: str) -> None:
        if name == "Time":
            self._at = moment(text)
        elif name == "AltitudeMeters":
            self._height = number(text, -500, 9_000)
        elif name == "DistanceMeters":
            self._metres = number(text, 0, 10_000_000)
        elif name == "Cadence":
            self._add_cadence(text)

    def _lap_part(self, name: str, text: str) -> None:
        if name == "TotalTimeSeconds":
            seconds = number(text, 0, 1_000_000)
            if seconds is not None:
                self._lap_seconds.append(seconds)
        elif name == "DistanceMeters":
            metres = number(text, 0, 10_000_000)
            if metres is not None:
                self._lap_metres.append(metres)

    def _add_cadence(self, text: str) -> None:
        cadence = number(text, 1, 260)
        if cadence is not None:
            self._cadences += cadence
            self._cadence_count += 1

    def _add_point(self) -> None:
        if self._at is None:
            return
        self._placed = self._placed or (self._lat is not None and self._lon is not None)
        self._begin = self._begin or self._at
        self._course.add(self._at.timestamp(), self._lat, self._lon, self._metres, self._height)

    def _close(self) -> None:
        course = self._course
        course.pause()
        at = self._reading.local(self._begin) if self._begin is not None else None
        if at is None:
            self.faults.append(_("Activity {number} has no date.").format(number=self._activities))
        else:
            # A total counts only if every lap states it.
            timed = self._laps > 0 and len(self._lap_seconds) == self._laps
            ranged = self._laps > 0 and len(self._lap_metres) == self._laps
            self.drafts.append(
                Draft(
                    at=at,
                    sport=self._sport,
                    seconds=sum(self._lap_seconds) if timed else course.moving,
                    metres=sum(self._lap_metres) if ranged else course.metres,
                    ascent=course.ascent if course.has_height else None,
                    placed=self._placed,
                    cadence=self._cadences / self._cadence_count if self._cadence_count else None,
                    name=self._notes,
                    place=self._activities,
                )
            )
        self._new_activity(None)
