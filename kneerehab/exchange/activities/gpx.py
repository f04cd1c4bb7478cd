"""GPX 1.0 and 1.1: each track is one activity; routes and waypoints are no recordings.

gpxpy is the well-kept parser of this format, and the oracle of the tests. It isn't what reads files here: it expands
the entities of a document type, builds an object for each point and element, and so takes six seconds and 500 MiB for a
day of a point a second; this stream takes one and 11.
"""

from __future__ import annotations

from kneerehab.exchange.activities import sports, xml_stream
from kneerehab.exchange.activities.drafts import Found
from kneerehab.exchange.activities.source import Source
from kneerehab.exchange.activities.tracks import Tracks, planned
from kneerehab.i18n import _


def read(source: Source) -> Found:
    """The tracks of a GPX file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    tracks = Tracks(source.reading)
    path: list[str] = []
    routes: list[bool] = []

    def add_time(text: str) -> None:
        if path[-1] == "trkpt":
            tracks.add_time(text)

    def add_cadence(text: str) -> None:
        if "trkpt" in path:
            tracks.add_cadence(text)

    def add_name(text: str) -> None:
        if path[-1:] == ["trk"]:
            tracks.track.name = text

    def add_kind(text: str) -> None:
        track = tracks.track
        if path[-1:] == ["trk"] and track.sport is None:
            track.sport = sports.named(text)
            track.not_run = track.sport is None and text.strip().isdigit()  # Strava has a number for every sport

    def end_point() -> None:
        track = tracks.track
        if track.lat is not None and track.lon is not None:
            track.add_point()

    wanted = xml_stream.Wanted(
        root="gpx",
        not_one=_("This is not a GPX file."),
        starts={
            "trk": lambda _attributes: tracks.open(),
            "trkpt": lambda attributes: tracks.point(attributes.get("lat"), attributes.get("lon")),
        },
        texts={
            "time": add_time,
            "ele": tracks.add_height,
            "cad": add_cadence,
            "cadence": add_cadence,
            "name": add_name,
            "type": add_kind,
        },
        ends={
            "trkpt": end_point,
            "trkseg": lambda: tracks.track.course.pause(),
            "trk": lambda: tracks.close(_("Track {number} has no points with place and time.")),
            "rte": lambda: routes.append(True),
        },
        path=path,
    )
    xml_stream.parse(source, wanted)
    if routes and not tracks.drafts:
        tracks.faults.insert(0, planned())
    return Found(drafts=tracks.drafts, faults=tracks.faults)
