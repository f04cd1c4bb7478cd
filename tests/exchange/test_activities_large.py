"""Large files: a day of a point a second is read, and whatever is larger is refused before anyone has to wait."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from kneerehab.domain.codes import ActivityKind, FileFormat
from kneerehab.exchange.activities import (
    Candidate,
    ReadFile,
    fit,
    previewed,
    read_bytes,
    read_stream,
    to_activity,
    tracks,
)
from tests import activity_files as files
from tests import builders

DAY = 86_400
PATIENCE = 8
"""Seconds of this process; each takes less than 2 on a machine that isn't slow and isn't busy."""


def within_patience(read: Callable[[], ReadFile]) -> ReadFile:
    start = time.process_time()
    found = read()
    assert time.process_time() - start < PATIENCE
    return found


def gpx_day() -> bytes:
    """As Garmin Connect writes it, with wide indents and all a watch knows."""
    parts = ['<?xml version="1.0"?>\n<gpx version="1.1">\n  <trk>\n    <type>running</type>\n    <trkseg>\n']
    parts += [
        f'      <trkpt lat="{52 + second * 2e-5:.25f}" lon="13.400000035762787">\n'
        f"        <ele>{40 + second % 50}.20000076293945</ele>\n"
        f"        <time>{files.START + timedelta(seconds=second):%Y-%m-%dT%H:%M:%S}.000Z</time>\n"
        "        <extensions>\n          <power>210</power>\n          <ns3:TrackPointExtension>\n"
        "            <ns3:atemp>21.0</ns3:atemp>\n            <ns3:hr>142</ns3:hr>\n            <ns3:cad>82</ns3:cad>\n"
        "          </ns3:TrackPointExtension>\n        </extensions>\n      </trkpt>\n"
        for second in range(DAY)
    ]
    return "".join([*parts, "    </trkseg>\n  </trk>\n</gpx>\n"]).encode()


def tcx_day() -> bytes:
    """As Garmin Connect writes it."""
    parts = [
        '<?xml version="1.0"?>\n<TrainingCenterDatabase>\n  <Activities>\n    <Activity Sport="Running">\n'
        f"      <Lap><TotalTimeSeconds>{DAY}</TotalTimeSeconds><DistanceMeters>{2 * DAY}</DistanceMeters><Track>\n"
    ]
    parts += [
        "          <Trackpoint>\n"
        f"            <Time>{files.START + timedelta(seconds=second):%Y-%m-%dT%H:%M:%S}.000Z</Time>\n"
        "            <Position>\n"
        f"              <LatitudeDegrees>{52 + second * 2e-5:.16f}</LatitudeDegrees>\n"
        "              <LongitudeDegrees>13.400000035762787</LongitudeDegrees>\n            </Position>\n"
        f"            <AltitudeMeters>{40 + second % 50}.2000007629</AltitudeMeters>\n"
        f"            <DistanceMeters>{2 * second}.239999771118164</DistanceMeters>\n"
        "            <HeartRateBpm>\n              <Value>142</Value>\n            </HeartRateBpm>\n"
        "            <Extensions>\n              <ns3:TPX>\n                <ns3:Speed>2.5</ns3:Speed>\n"
        "                <ns3:RunCadence>82</ns3:RunCadence>\n                <ns3:Watts>210</ns3:Watts>\n"
        "              </ns3:TPX>\n            </Extensions>\n          </Trackpoint>\n"
        for second in range(DAY)
    ]
    return "".join([*parts, "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n"]).encode()


def fit_day() -> bytes:
    """With heart rate, cadence, power, running dynamics and two fields of a foot pod, a record a second."""
    begin = files.fit_time(files.START)
    numbers = [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (5, 4, 0x86), (73, 4, 0x86), (78, 4, 0x86), (7, 2, 0x84)]
    numbers += [(number, 2, 0x84) for number in (39, 40, 41, 83, 84, 85, 87, 107, 108)]
    numbers += [(number, 1, 0x02) for number in (3, 4, 13, 42, 53)]
    definition = struct.pack("<BBBHB", 0x60, 0, 0, files.RECORD, len(numbers))
    definition += b"".join(bytes(field) for field in numbers) + bytes((2, 0, 2, 0, 1, 2, 0))
    body = bytearray(definition)
    pack = struct.Struct("<BIiiIIIH").pack
    for second in range(DAY):
        lat = round((52 + second * 2e-5) * 2**31 / 180)
        body += pack(0, begin + second, lat, 159_862_660, second * 200, 2500, (540 + second % 50) * 5, 210) + b"R" * 27
    session = files.fit_file(
        [(files.SESSION, files._session_fields(files.FitSession(timer=DAY, metres=2 * DAY), begin))]
    )
    return fit_of(bytes(body) + session[14:-2])


def fit_of(body: bytes) -> bytes:
    """A FIT file of these messages, without check sums."""
    return struct.pack("<BBHI4sH", 14, 0x20, 21_158, len(body), b".FIT", 0) + body + b"\0\0"


@pytest.mark.slow
@pytest.mark.parametrize(("made", "name"), [(gpx_day, "day.gpx"), (tcx_day, "day.tcx"), (fit_day, "day.fit")])
def test_a_day_of_a_point_a_second_is_read(made: Callable[[], bytes], name: str) -> None:
    data = made()
    found = within_patience(lambda: read_bytes(data, name))
    assert found.faults == ()
    assert abs((found.candidates[0].seconds or 0) - DAY) <= 1
    assert found.candidates[0].metres == pytest.approx(2 * DAY if name != "day.gpx" else DAY * 2.224, rel=0.001)


POINT = b'<trkpt lat="52.5" lon="13.4"><ele>40</ele><time>2026-03-02T06:30:15Z</time></trkpt>'
LAP = b'<Lap StartTime="x"><TotalTimeSeconds>1</TotalTimeSeconds><DistanceMeters>5</DistanceMeters></Lap>'
TCX = b"<TrainingCenterDatabase><Activities><Activity>"
LAYOUT = files.fit_file([(files.RECORD, [(253, files.UINT32, 1)])])[14:-7]
MANY_FIELDS = struct.pack("<BBBHB", 0x40, 0, 0, files.ACTIVITY, 255) + bytes(n % 3 and 1 for n in range(765))


@cache
def full(head: bytes, part: bytes, size: int) -> bytes:
    return head + part * ((size - len(head)) // len(part))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "head", "part"),
    [
        ("a.gpx", b"<gpx><trk><trkseg>", POINT),
        ("a.gpx", b"<gpx>", b"<trk>" + POINT + b"</trk>"),
        ("a.gpx", b"<gpx>", b"<a/>"),
        ("a.gpx", b"<gpx>", b"<a b='' c='' d='' e='' f='' g=''/>"),
        ("a.gpx", b"<gpx><trk>", b"<name>abc</name>"),
        ("a.gpx", b"<gpx><trk>", b"<type>" + b"none other " * 20 + b"</type>"),
        ("a.gpx", b"<gpx><trk><trkseg><trkpt>", b"<time>2026-03-02T06:30:15.000Z</time>"),
        ("a.gpx", b"<gpx><trk><name>", b"&amp;"),
        ("a.gpx", b"<gpx><trk><name>", b"\n"),
        ("a.gpx", b"<gpx>", b"<!---->"),
        ("a.tcx", TCX, LAP),
        ("a.tcx", TCX, b"<Trackpoint><Time>2026-03-02T06:30:15Z</Time><Cadence>1</Cadence></Trackpoint>"),
        ("a.fit", LAYOUT, b"\0abcd"),
        ("a.fit", struct.pack("<BBBHB", 0x40, 0, 0, 99, 0), b"\0"),
        ("a.fit", b"", struct.pack("<BBBHB", 0x40, 0, 0, files.RECORD, 0)),
        ("a.fit", b"", MANY_FIELDS),
        ("a.fit", MANY_FIELDS, b"\0" * (1 + sum(MANY_FIELDS[7::3]))),
        ("a.csv", b"date,km,min\n", b"2026-03-02,5,31," + b"x" * 1500 + b"\n"),
        ("a.csv", b"date,km,min\n", b"y" * 1500 + b",5,31\n"),
        ("a.csv", b"date,km,min\n", b"1," * 490 + b"\n"),
    ],
)
def test_the_largest_file_of_its_kind_is_refused_before_anyone_has_to_wait(name: str, head: bytes, part: bytes) -> None:
    size = {".gpx": tracks.MOST_BYTES, ".tcx": tracks.MOST_BYTES, ".fit": fit.MOST_BYTES}.get(name[1:], 32 * 2**20)
    data = full(head, part, size - 1000)
    found = within_patience(lambda: read_bytes(fit_of(data) if name == "a.fit" else data, name))
    full.cache_clear()
    assert found.candidates == ()
    assert found.faults


def test_a_column_whose_name_is_a_hundred_thousand_blanks_is_not_searched_for_minutes() -> None:
    for blank in (b"_", b" ", b"(", b"km "):
        data = b"date,km," + blank * 40_000 + b"\n2026-03-02,5,1\n"
        assert len(within_patience(lambda data=data: read_bytes(data, "a.csv")).candidates) == 1


def test_a_table_of_thousands_is_compared_without_looking_at_every_pair() -> None:
    start = datetime(2026, 3, 2)
    rows = [
        Candidate(
            at=start + timedelta(minutes=number % 480 * 3),
            kind=ActivityKind.RUN,
            metres=round(100 * 1.07 ** (number // 480)),
            format=FileFormat.CSV,
            digest="a" * 64,
            file="a.csv",
            place=number,
            alone=False,
        )
        for number in range(20_000)
    ]
    batch = "00000000-0000-4000-8000-00000000ba7c"
    found = ReadFile(file="a.csv", candidates=tuple(rows))
    begin = time.process_time()
    new = previewed([found], builders.diary(), today=date(2026, 3, 20))
    assert len(new.new) == len(rows)
    again = previewed([found], builders.diary([to_activity(row, batch) for row in rows]), today=date(2026, 3, 20))
    assert len(again.duplicates) == len(rows)
    assert time.process_time() - begin < PATIENCE


def test_reading_needs_little_memory_however_many_points_there_are() -> None:
    head, tail = b'<?xml version="1.0"?><gpx><trk><trkseg>', b"</trkseg></trk></gpx>"
    data = head + POINT * 60_000 + tail
    stream = io.BytesIO(data)
    tracemalloc.start()
    try:
        assert read_stream(stream, "a.gpx").faults
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()
