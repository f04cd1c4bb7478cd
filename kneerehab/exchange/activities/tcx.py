"""TCX (Garmin Training Center): each `Activity` is one; its laps state their time (pauses out) and distance."""

from __future__ import annotations

from datetime import datetime

from kneerehab.exchange.activities import sports, xml_stream
from kneerehab.exchange.activities.drafts import Found
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import Source
from kneerehab.exchange.activities.texts import number_in
from kneerehab.exchange.activities.tracks import Tracks, planned
from kneerehab.i18n import _


def read(source: Source) -> Found:
    """The activities of a TCX file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    reader = _Reader(source)
    xml_stream.parse(source, reader.wanted)
    return Found(drafts=reader.tracks.drafts, faults=reader.tracks.faults)


class _Reader:
    """What TCX adds to points: laps with totals."""

    def __init__(self, source: Source) -> None:
        self.tracks = tracks = Tracks(source.reading)
        self._id: datetime | None = None
        self._laps = 0
        self._lap_seconds: list[float] = []
        self._lap_metres: list[float] = []
        self.wanted = xml_stream.Wanted(
            root="TrainingCenterDatabase",
            not_one=_("This is not a TCX file."),
            starts={
                "Activity": self._open,
                "Lap": self._start_lap,
                "Trackpoint": lambda _attributes: tracks.point(),
            },
            texts={
                "Id": self._add_id,
                "Notes": self._add_notes,
                "TotalTimeSeconds": self._add_lap_seconds,
                "DistanceMeters": self._add_metres,
                "Time": tracks.add_time,
                "LatitudeDegrees": self._add_lat,
                "LongitudeDegrees": self._add_lon,
                "AltitudeMeters": tracks.add_height,
                "Cadence": self._add_cadence,
                "RunCadence": tracks.add_cadence,
            },
            ends={
                "Trackpoint": lambda: tracks.track.add_point(),
                "Activity": self._close,
                "Course": self._close_course,
            },
        )
        self._path = self.wanted.path

    def _open(self, attributes: dict[str, str]) -> None:
        self.tracks.open()
        sport = attributes.get("Sport", "")
        self.tracks.track.sport = sports.named(sport)
        # TCX knows Running, Biking and Other, which is used for swims, skis and walks alike.
        self.tracks.track.not_run = bool(sport) and self.tracks.track.sport is None
        self._id = None
        self._laps = 0
        self._lap_seconds, self._lap_metres = [], []

    def _start_lap(self, attributes: dict[str, str]) -> None:
        self._laps += 1
        track = self.tracks.track
        if track.begin is None:
            track.begin = moment(attributes.get("StartTime", ""))

    def _add_id(self, text: str) -> None:
        if self._path[-1:] == ["Activity"]:
            self._id = moment(text)

    def _add_notes(self, text: str) -> None:
        if self._path[-1:] == ["Activity"]:
            self.tracks.track.name = text

    def _add_lap_seconds(self, text: str) -> None:
        seconds = number_in(text, 0, 1_000_000)
        if seconds is not None and self._path[-1:] == ["Lap"]:
            self._lap_seconds.append(seconds)

    def _add_metres(self, text: str) -> None:
        metres = number_in(text, 0, 10_000_000)
        inside = self._path[-1]
        if inside == "Trackpoint":
            self.tracks.track.metres = metres
        elif metres is not None and inside == "Lap":
            self._lap_metres.append(metres)

    def _add_lat(self, text: str) -> None:
        self.tracks.track.lat = number_in(text, -90, 90)

    def _add_lon(self, text: str) -> None:
        self.tracks.track.lon = number_in(text, -180, 180)

    def _add_cadence(self, text: str) -> None:
        if self._path[-1] == "Trackpoint":  # that of a lap is their mean
            self.tracks.add_cadence(text)

    def _close_course(self) -> None:
        self.tracks.faults.append(planned())

    def _close(self) -> None:
        # The lap's start before the name of the whole, which some apps make when they save it.
        self.tracks.track.begin = self.tracks.track.begin or self._id
        # A total counts only if every lap states it.
        timed = self._laps > 0 and len(self._lap_seconds) == self._laps
        ranged = self._laps > 0 and len(self._lap_metres) == self._laps
        self.tracks.close(
            _("Activity {number} has no date."),
            seconds=sum(self._lap_seconds) if timed else None,
            metres=sum(self._lap_metres) if ranged else None,
        )
