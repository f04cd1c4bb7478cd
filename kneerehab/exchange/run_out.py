"""One run as GPX 1.1 or TCX, for other programs: its time, distance and track; never its pain, note or shoes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.frozen import dataclass

PAUSE_SECONDS = 60.0
"""A longer gap begins another segment, as it counts as a pause when it is read."""

_GPX_TYPE = {ActivityKind.RUN: "running", ActivityKind.WALK: "walking", ActivityKind.CROSS: "other"}
_CROSS_TYPE = {CrossKind.CYCLE: "cycling", CrossKind.SWIM: "swimming", CrossKind.ROW: "rowing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point: seconds since 1970 (UTC), degrees, metres from the start by the watch's count, metres of height."""

    at: float
    lat: float | None
    lon: float | None
    metres: float | None
    height: float | None


def gpx(activity: Activity, points: Sequence[Point]) -> bytes:
    """A GPX file of one track; raises ValueError if no point has a place."""
    placed = [point for point in points if point.lat is not None and point.lon is not None]
    if not placed:
        raise ValueError("a GPX file without a place")
    kind = _CROSS_TYPE.get(activity.cross_kind, "other") if activity.cross_kind else _GPX_TYPE[activity.kind]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gpx version="1.1" creator="kneerehab" xmlns="http://www.topografix.com/GPX/1/1">',
        f"<metadata><time>{_iso(placed[0].at)}</time></metadata>",
        f"<trk><type>{kind}</type>",
    ]
    for segment in _segments(placed):
        lines.append("<trkseg>")
        for point in segment:
            height = "" if point.height is None else f"<ele>{point.height:.1f}</ele>"
            place = f'lat="{point.lat:.7f}" lon="{point.lon:.7f}"'
            lines.append(f"<trkpt {place}>{height}<time>{_iso(point.at)}</time></trkpt>")
        lines.append("</trkseg>")
    return "\n".join([*lines, "</trk></gpx>", ""]).encode()


def tcx(activity: Activity, points: Sequence[Point], *, start: datetime | None = None) -> bytes:
    """A TCX file of one activity with one lap; without points it states the lap's time and distance alone.

    `start` is its moment where no point tells it; without one, the diary's local time is taken as of this computer.
    """
    begin = points[0].at if points else (start or activity.at.astimezone()).timestamp()
    sport = {ActivityKind.RUN: "Running", ActivityKind.WALK: "Other"}.get(activity.kind, "Other")
    sport = "Biking" if activity.cross_kind is CrossKind.CYCLE else sport
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">',
        f"<Activities><Activity Sport={quoteattr(sport)}><Id>{_iso(begin)}</Id>",
        f'<Lap StartTime="{_iso(begin)}"><TotalTimeSeconds>{activity.seconds or 0}</TotalTimeSeconds>',
        f"<DistanceMeters>{activity.metres or 0}</DistanceMeters><Calories>0</Calories>",
        "<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>",
    ]
    for segment in _segments(points):
        lines.append("<Track>")
        lines += [f"<Trackpoint><Time>{_iso(point.at)}</Time>{_tcx_parts(point)}</Trackpoint>" for point in segment]
        lines.append("</Track>")
    return "\n".join([*lines, "</Lap></Activity></Activities></TrainingCenterDatabase>", ""]).encode()


def _tcx_parts(point: Point) -> str:
    parts = ""
    if point.lat is not None and point.lon is not None:
        parts += f"<Position><LatitudeDegrees>{point.lat:.7f}</LatitudeDegrees>"
        parts += f"<LongitudeDegrees>{point.lon:.7f}</LongitudeDegrees></Position>"
    parts += "" if point.height is None else f"<AltitudeMeters>{point.height:.1f}</AltitudeMeters>"
    return parts + ("" if point.metres is None else f"<DistanceMeters>{point.metres:.1f}</DistanceMeters>")


def _segments(points: Sequence[Point]) -> Iterator[list[Point]]:
    segment: list[Point] = []
    for point in points:
        if segment and point.at - segment[-1].at > PAUSE_SECONDS:
            yield segment
            segment = []
        segment.append(point)
    if segment:
        yield segment


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
