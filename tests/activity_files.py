"""Makes the files of watches and websites: GPX, TCX, FIT (with and without positions), CSV and zip, as bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import cos, pi, radians, sin

START = datetime(2026, 3, 2, 6, 30, 15, tzinfo=UTC)
"""When the made runs begin, unless said otherwise."""

_DEGREE = 2 * pi * 6_371_008.8 / 360
"""Metres of one degree on a meridian of the mean sphere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a run; seconds and metres from the start, height in metres, cadence of one leg."""

    seconds: float
    metres: float
    lat: float | None = 52.5
    lon: float | None = 13.4
    height: float | None = 40.0
    cadence: int | None = 82


def points(
    seconds: int,
    speed: float = 2.5,
    *,
    every: int = 1,
    climb_per_km: float = 0.0,
    begin: Point | None = None,
    placed: bool = True,
    circle: float = 0.0,
) -> list[Point]:
    """A steady run: due north, or round a circle of that radius; its last point lies `seconds` after the first."""
    first = begin or Point(seconds=0, metres=0)
    found = []
    for passed in range(0, seconds + 1, every):
        gone = speed * passed
        if circle:
            angle = gone / circle
            north, east = circle * sin(angle), circle * (1 - cos(angle))
        else:
            north, east = gone, 0.0
        lat, lon = first.lat or 0.0, first.lon or 0.0
        found.append(
            replace(
                first,
                seconds=first.seconds + passed,
                metres=first.metres + gone,
                lat=lat + north / _DEGREE if placed else None,
                lon=lon + east / (_DEGREE * cos(radians(lat))) if placed else None,
                height=None if first.height is None else first.height + gone / 1000 * climb_per_km,
            )
        )
    return found


def gpx(
    *segments: Sequence[Point],
    start: datetime = START,
    name: str | None = "Morning run",
    kind: str | None = "running",
    extra: str = "",
) -> bytes:
    """A GPX file of one track, as Garmin writes it; `extra` goes before the track."""
    return gpx_of([gpx_track(*segments, start=start, name=name, kind=kind)], extra)


def gpx_of(tracks: Iterable[str], extra: str = "") -> bytes:
    """A GPX file of several tracks."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx creator="test" version="1.1" xmlns="http://www.topografix.com/GPX/1/1"'
        ' xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
        f"<metadata><name>not the run</name><time>2001-01-01T00:00:00Z</time></metadata>{extra}\n"
        f"{''.join(tracks)}</gpx>\n"
    ).encode()


def gpx_track(
    *segments: Sequence[Point], start: datetime = START, name: str | None = None, kind: str | None = "running"
) -> str:
    """One `trk` element."""
    parts = ["<trk>"]
    parts += [f"<name>{name}</name>"] if name is not None else []
    parts += [f"<type>{kind}</type>"] if kind is not None else []
    for segment in segments:
        parts.append("<trkseg>\n")
        for point in segment:
            at = (start + timedelta(seconds=point.seconds)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            parts.append(f'<trkpt lat="{point.lat:.9f}" lon="{point.lon:.9f}">')
            parts += [f"<ele>{point.height:.2f}</ele>"] if point.height is not None else []
            parts.append(f"<time>{at}</time>")
            if point.cadence is not None:
                parts.append(
                    "<extensions><ns3:TrackPointExtension><ns3:hr>142</ns3:hr>"
                    f"<ns3:cad>{point.cadence}</ns3:cad></ns3:TrackPointExtension></extensions>"
                )
            parts.append("</trkpt>\n")
        parts.append("</trkseg>")
    return "".join([*parts, "</trk>"])


def tcx(
    laps: Sequence[Sequence[Point]],
    *,
    start: datetime = START,
    sport: str = "Running",
    totals: bool = True,
    notes: str | None = None,
) -> bytes:
    """A TCX file of one activity; `totals` says whether laps state their time and distance."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
        ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        f'<Activities><Activity Sport="{sport}"><Id>{_iso(start, 0)}</Id>'
    ]
    for lap in laps:
        parts.append(f'<Lap StartTime="{_iso(start, lap[0].seconds)}">')
        if totals:
            parts.append(f"<TotalTimeSeconds>{lap[-1].seconds - lap[0].seconds}</TotalTimeSeconds>")
            parts.append(f"<DistanceMeters>{lap[-1].metres - lap[0].metres:.2f}</DistanceMeters>")
        parts.append("<Calories>100</Calories><Track>")
        for point in lap:
            parts.append(f"<Trackpoint><Time>{_iso(start, point.seconds)}</Time>")
            if point.lat is not None:
                parts.append(
                    f"<Position><LatitudeDegrees>{point.lat:.9f}</LatitudeDegrees>"
                    f"<LongitudeDegrees>{point.lon:.9f}</LongitudeDegrees></Position>"
                )
            if point.height is not None:
                parts.append(f"<AltitudeMeters>{point.height:.2f}</AltitudeMeters>")
            parts.append(f"<DistanceMeters>{point.metres:.2f}</DistanceMeters>")
            if point.cadence is not None:
                parts.append(
                    f"<Extensions><ns3:TPX><ns3:RunCadence>{point.cadence}</ns3:RunCadence></ns3:TPX></Extensions>"
                )
            parts.append("</Trackpoint>")
        parts.append("</Track></Lap>")
    parts.append(f"<Notes>{notes}</Notes>" if notes is not None else "")
    parts.append("</Activity></Activities></TrainingCenterDatabase>\n")
    return "".join(parts).encode()


def _iso(start: datetime, seconds: float) -> str:
    return (start + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


# FIT: what of the public protocol is needed to write one.

ENUM, UINT8, UINT16, SINT32, UINT32, UINT32Z, STRING = 0x00, 0x02, 0x84, 0x85, 0x86, 0x8C, 0x07
_CODES = {ENUM: "B", UINT8: "B", UINT16: "H", SINT32: "i", UINT32: "I", UINT32Z: "I"}
FILE_ID, SESSION, LAP, RECORD, ACTIVITY = 0, 18, 19, 20, 34
RUNNING, WALKING, CYCLING, TRANSITION = 1, 11, 2, 3
GENERIC, TREADMILL, TRACK = 0, 1, 4
_FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_SEMICIRCLES = 2**31 / 180

Field = tuple[int, int, int]
"""Number of the field, its base type, its raw value."""


def fit_time(moment: datetime) -> int:
    """Seconds since the beginning of FIT's own epoch."""
    return int((moment - _FIT_EPOCH).total_seconds())


def fit_file(messages: Iterable[tuple[int, Sequence[Field]]]) -> bytes:
    """A FIT file of these messages, with a definition before each change of layout, and both check sums."""
    body = bytearray()
    layouts: dict[tuple[int, ...], int] = {}
    for kind, fields in messages:
        layout = (kind, *(part for number, base, _value in fields for part in (number, base)))
        local = layouts.get(layout)
        if local is None:
            local = layouts[layout] = len(layouts) % 16
            for other in [key for key, place in layouts.items() if place == local and key != layout]:
                del layouts[other]
            body += struct.pack("<BBBHB", 0x40 | local, 0, 0, kind, len(fields))
            for number, base, _value in fields:
                body += struct.pack("<BBB", number, struct.calcsize(_CODES[base]), base)
        body.append(local)
        for _number, base, value in fields:
            body += struct.pack("<" + _CODES[base], value)
    head = struct.pack("<BBHI4s", 14, 0x20, 21_158, len(body), b".FIT")
    head += struct.pack("<H", fit_crc(head))
    whole = head + bytes(body)
    return whole + struct.pack("<H", fit_crc(whole))


def fit_crc(data: bytes) -> int:
    """FIT's check sum (CRC-16/ARC)."""
    crc = 0
    for byte in data:
        crc = crc >> 8 ^ _CRC_OF_BYTE[(crc ^ byte) & 0xFF]
    return crc


def _crc_of(byte: int) -> int:
    for _bit in range(8):
        byte = (byte >> 1) ^ 0xA001 if byte & 1 else byte >> 1
    return byte


_CRC_OF_BYTE = [_crc_of(byte) for byte in range(256)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSession:
    """What a session states; `None` leaves the field out."""

    sport: int = RUNNING
    sub_sport: int = GENERIC
    start: datetime = START
    timer: float | None = None
    moving: float | None = None
    metres: float | None = None
    ascent: int | None = None
    cadence: int | None = None
    rpe: int | None = None


def fit(
    records: Sequence[Point],
    *sessions: FitSession,
    start: datetime = START,
    zone: timedelta | None = None,
) -> bytes:
    """A FIT activity as a watch writes it: records, sessions, and the watch's zone if one is given."""
    begin = fit_time(start)
    messages: list[tuple[int, Sequence[Field]]] = [(FILE_ID, [(0, ENUM, 4), (1, UINT16, 1), (4, UINT32, begin)])]
    for point in records:
        fields: list[Field] = [(253, UINT32, begin + int(point.seconds))]
        if point.lat is not None and point.lon is not None:
            fields += [(0, SINT32, round(point.lat * _SEMICIRCLES)), (1, SINT32, round(point.lon * _SEMICIRCLES))]
        if point.height is not None:
            fields.append((2, UINT16, round((point.height + 500) * 5)))
        fields += [(5, UINT32, round(point.metres * 100)), (3, UINT8, 142)]
        if point.cadence is not None:
            fields.append((4, UINT8, point.cadence))
        messages.append((RECORD, fields))
    end = begin + int(records[-1].seconds if records else 0)
    for session in sessions:
        messages.append((SESSION, _session_fields(session, end)))
    if sessions:
        closing: list[Field] = [(253, UINT32, end), (1, UINT16, len(sessions))]
        if zone is not None:
            closing.append((5, UINT32, end + int(zone.total_seconds())))
        messages.append((ACTIVITY, closing))
    return fit_file(messages)


def _session_fields(session: FitSession, end: int) -> list[Field]:
    fields: list[Field] = [
        (253, UINT32, end),
        (2, UINT32, fit_time(session.start)),
        (5, ENUM, session.sport),
        (6, ENUM, session.sub_sport),
    ]
    stated = (
        (7, UINT32, session.timer, 1000),
        (8, UINT32, session.timer, 1000),
        (59, UINT32, session.moving, 1000),
        (9, UINT32, session.metres, 100),
        (22, UINT16, session.ascent, 1),
        (18, UINT8, session.cadence, 1),
        (193, UINT8, session.rpe, 1),
    )
    return fields + [(number, base, round(value * scale)) for number, base, value, scale in stated if value is not None]


STRAVA_HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,Elevation Low,Elevation High,Max Grade,"
    "Average Grade,Average Positive Grade,Average Negative Grade,Max Cadence,Average Cadence,Max Heart Rate,"
    "Average Heart Rate,Max Watts,Average Watts,Calories,Perceived Exertion"
)
"""The columns of Strava's bulk export (English account), shortened at the end."""

GARMIN_HEADER = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,Avg Run Cadence,"
    "Max Run Cadence,Avg Pace,Best Pace,Total Ascent,Total Descent,Avg Stride Length,Number of Laps,Moving Time,"
    "Elapsed Time,Min Elevation,Max Elevation"
)
"""The columns of the list of activities in Garmin Connect."""


def strava_row(
    *,
    date: str = "Mar 2, 2026, 6:30:15 AM",
    name: str = "Morning Run",
    kind: str = "Run",
    moving: float = 1800,
    metres: float = 5012.4,
    ascent: str = "21.0",
    cadence: str = "82.0",
    exertion: str = "4",
    file: str = "activities/1.fit.gz",
) -> str:
    """One row below `STRAVA_HEADER`."""
    cells = [""] * len(STRAVA_HEADER.split(","))
    cells[0], cells[1], cells[2], cells[3] = "1001", f'"{date}"', f'"{name}"', kind
    cells[5], cells[6] = f"{moving + 120:.0f}", f"{metres / 1000:.2f}"
    cells[12], cells[15], cells[16], cells[17] = file, f"{moving + 120}", f"{moving}", f"{metres}"
    cells[20], cells[29], cells[35] = ascent, cadence, exertion
    return ",".join(cells)


def garmin_row(
    *,
    date: str = "2026-03-02 07:30:15",
    title: str = "Berlin Running",
    kind: str = "Running",
    distance: str = "5.01",
    time: str = "00:32:00",
    moving: str = "00:30:00",
    ascent: str = "21",
    cadence: str = "164",
) -> str:
    """One row below `GARMIN_HEADER`."""
    return (
        f'{kind},{date},false,"{title}","{distance}","447","{time}","153","176","3.6","{cadence}","173","5:44","4:06",'
        f'"{ascent}","20","1.15","6","{moving}","00:33:00","-4","90"'
    )


def table(header: str, *rows: str) -> bytes:
    """A CSV file."""
    return "\n".join([header, *rows, ""]).encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()
