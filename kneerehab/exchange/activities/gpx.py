"""GPX 1.0 and 1.1: each track is one activity; routes and waypoints are no recordings."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import sports, xml_stream
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

MOST_BYTES = 256 * 1024 * 1024
MOST_POINTS = 1_000_000
MOST_TRACKS = 2_000


def read(source: Source) -> tuple[list[Draft], list[str]]:
    """The tracks of a GPX file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    reader = _Reader(source)
    xml_stream.parse(source, reader.start, reader.end, reader.path)
    return reader.drafts, reader.faults


class _Reader:
    """What was read so far: the track at hand and its sums, and the tracks that are complete."""

    def __init__(self, source: Source) -> None:
        self.path: list[str] = []
        self.drafts: list[Draft] = []
        self.faults: list[str] = []
        self._reading = source.reading
        self._points = 0
        self._tracks = 0
        self._new_track()

    def _new_track(self) -> None:
        self._name: str | None = None
        self._sport: sports.Sport | None = None
        self._course: Course | None = None
        self._begin: datetime | None = None
        self._cadences = 0.0
        self._cadence_count = 0
        self._new_point(None, None)

    def _new_point(self, lat: float | None, lon: float | None) -> None:
        self._lat, self._lon = lat, lon
        self._height: float | None = None
        self._at: datetime | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "trkpt":
            self._points += 1
            if self._points > MOST_POINTS:
                raise Unreadable(_("It has more than {count} points.").format(count=MOST_POINTS))
            self._new_point(number(attributes.get("lat"), -90, 90), number(attributes.get("lon"), -180, 180))
        elif name == "trk":
            self._tracks += 1
            if self._tracks > MOST_TRACKS:
                raise Unreadable(_("It has more than {count} tracks.").format(count=MOST_TRACKS))
            self._new_track()
        elif not self.path and name != "gpx":
            raise Unreadable(_("This is not a GPX file."))

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood directly in it."""
        if name == "time":
            if self.path[-1] == "trkpt":
                self._at = moment(text)
        elif name == "ele":
            self._height = number(text, -500, 9_000)
        elif name == "trkpt":
            self._add_point()
        elif name in ("cad", "cadence"):
            cadence = number(text, 1, 260)
            if cadence is not None and "trkpt" in self.path:
                self._cadences += cadence
                self._cadence_count += 1
        elif name == "trkseg":
            if self._course is not None:
                self._course.pause()
        elif name == "trk":
            self._close_track()
        elif name == "name" and self.path[-1:] == ["trk"]:
            self._name = text
        elif name == "type" and self.path[-1:] == ["trk"]:
            self._sport = sports.named(text)

    def _add_point(self) -> None:
        if self._at is None or self._lat is None or self._lon is None:
            return
        if self._course is None:
            self._course = Course(sports.TOP_SPEED[self._sport.kind if self._sport else ActivityKind.RUN])
            self._begin = self._at
        self._course.add(self._at.timestamp(), self._lat, self._lon, None, self._height)

    def _close_track(self) -> None:
        course = self._course
        at = self._reading.local(self._begin) if self._begin is not None else None
        if course is None or at is None:
            self.faults.append(_("Track {number} has no points with place and time.").format(number=self._tracks))
            return
        course.pause()
        self.drafts.append(
            Draft(
                at=at,
                sport=self._sport,
                seconds=course.moving,
                metres=course.metres,
                ascent=course.ascent if course.has_height else None,
                cadence=self._cadences / self._cadence_count if self._cadence_count else None,
                name=self._name,
                place=self._tracks,
            )
        )
        self._new_track()
