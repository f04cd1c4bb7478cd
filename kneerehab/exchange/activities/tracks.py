"""What GPX and TCX have in common: activities made of points, each summed up while its file is read."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import Reading, Trace, Unreadable
from kneerehab.exchange.activities.texts import number_in
from kneerehab.i18n import _

MOST_BYTES = 128 * 1024 * 1024
"""A day of a point a second, written with all a watch knows and wide indents, is half of it."""

MOST_POINTS = 200_000
"""Two days of a point a second; an activity of the diary lasts a day at most."""

MOST_TRACKS = 2_000


def planned() -> str:
    """What is said of a course: a plan of where to go, with no time of its own."""
    return _("It is a planned route, not a recorded run.")


class Tracks:
    """The activities of one file: `track` is the one at hand, `drafts` are those that are complete."""

    def __init__(self, reading: Reading) -> None:
        self.drafts: list[Draft] = []
        self.faults: list[str] = []
        self.track = Track(reading.trace)
        self._reading = reading
        self._points = 0
        self._count = 0

    def open(self) -> None:
        """Another activity begins; raises Unreadable if there are too many."""
        self._count += 1
        if self._count > MOST_TRACKS:
            raise Unreadable(_("It has more than {count} activities.").format(count=MOST_TRACKS))
        self.track = Track(self._reading.trace)

    def point(self, lat: str | None = None, lon: str | None = None) -> None:
        """A point begins; raises Unreadable if there are too many."""
        self._points += 1
        if self._points > MOST_POINTS:
            raise Unreadable(
                _("It has more than {count} points. Please save its activities as separate files.").format(
                    count=MOST_POINTS
                )
            )
        track = self.track
        track.at = track.height = track.metres = None
        track.lat = track.lon = None
        if lat is not None and lon is not None:  # a TCX point tells its place later
            track.lat, track.lon = number_in(lat, -90, 90), number_in(lon, -180, 180)

    def add_time(self, text: str) -> None:
        """When the point was."""
        self.track.at = moment(text)

    def add_height(self, text: str) -> None:
        """Its metres above the sea."""
        self.track.height = number_in(text, -500, 9_000)

    def add_cadence(self, text: str) -> None:
        """Its cadence, of one leg or both."""
        cadence = number_in(text, 1, 260)
        if cadence is not None:
            self.track.cadences += cadence
            self.track.cadence_count += 1

    def close(self, without_date: str, seconds: float | None = None, metres: float | None = None) -> None:
        """The activity ends; totals that its file states go before sums, and one without a date is a fault."""
        track = self.track
        track.course.pause()
        at = self._reading.local(track.begin) if track.begin is not None else None
        if at is None:
            self.faults.append(without_date.format(number=self._count))
        else:
            self.drafts.append(track.draft(at, self._count, seconds, metres))
        self.track = Track(self._reading.trace)


class Track:
    """One activity: what is known of it, and the parts of the point at hand."""

    def __init__(self, trace: Trace | None = None) -> None:
        self.name: str | None = None
        self.begin: datetime | None = None
        self.placed = False
        self.not_run = False
        self.course = Course(sports.TOP_SPEED[ActivityKind.RUN], trace)
        self.at: datetime | None = None
        self.lat: float | None = None
        self.lon: float | None = None
        self.metres: float | None = None
        self.height: float | None = None
        self._sport: sports.Sport | None = None
        self.cadences = 0.0
        self.cadence_count = 0

    @property
    def sport(self) -> sports.Sport | None:
        """What was done, if the file says so; it decides how fast a point may move."""
        return self._sport

    @sport.setter
    def sport(self, sport: sports.Sport | None) -> None:
        self._sport = sport
        if sport is not None:
            self.course.top_speed = sports.TOP_SPEED[sport.kind]

    def add_point(self) -> None:
        """The point is complete; one without a time says nothing."""
        at = self.at
        if at is None:
            return
        if self.lat is not None and self.lon is not None:
            self.placed = True
        if self.begin is None:
            self.begin = at
        self.course.add(at.timestamp(), self.lat, self.lon, self.metres, self.height)

    def draft(self, at: datetime, place: int, seconds: float | None, metres: float | None) -> Draft:
        """The activity as its file tells it."""
        course = self.course
        return Draft(
            at=at,
            moment=self.begin,
            sport=self.sport,
            not_run=self.not_run,
            seconds=course.moving if seconds is None else seconds,
            metres=course.metres if metres is None else metres,
            ascent=course.ascent if course.has_height else None,
            placed=self.placed,
            cadence=self.cadences / self.cadence_count if self.cadence_count else None,
            name=self.name,
            place=place,
            spans=course.spans,
        )
