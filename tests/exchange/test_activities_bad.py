"""Bad files: each is refused with a kind line, none crashes, hangs or fills the memory."""

from __future__ import annotations

import gzip
import io
import os
import struct
import time
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO, cast

import pytest

from kneerehab.exchange.activities import (
    IMPORTERS,
    Reading,
    Stopped,
    fit_frames,
    kinds,
    read_bytes,
    read_file,
    read_stream,
    tracks,
    xml_stream,
)
from tests import activity_files as files
from tests.activity_files import FitSession, fit, points, tcx

TOO_MUCH = "It holds more than any run. Please save its activities as separate files."
RUN = files.gpx(points(120))
FIT = fit(points(120), FitSession(timer=120, metres=300))


def faults(data: bytes, name: str) -> tuple[str, ...]:
    """The faults of a file of which nothing may be taken."""
    found = read_bytes(data, name)
    assert found.candidates == ()
    assert found.faults
    return found.faults


class Endless(io.RawIOBase):
    """A stream of a head and a repeated part, up to a size, made while it is read."""

    def __init__(self, head: bytes, part: bytes, size: int) -> None:
        self._pieces = self._make(head, part * (64 * 1024 // len(part) + 1), size)

    @staticmethod
    def _make(head: bytes, part: bytes, size: int) -> Iterator[bytes]:
        yield head
        made = 0
        while made < size:
            made += len(part)
            yield part

    def read(self, size: int = -1) -> bytes:
        """The next piece, whatever was asked for."""
        return next(self._pieces, b"")


def stream(head: bytes, part: bytes, size: int) -> IO[bytes]:
    return cast(IO[bytes], Endless(head, part, size))


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b"<gpx><trk><name>&c;</name></trk></gpx>"
)


@pytest.mark.parametrize("name", ["bomb.gpx", "bomb.tcx"])
def test_a_document_type_is_refused_before_any_entity_is_made(name: str) -> None:
    assert "document type" in faults(BOMB, name)[0]


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for entity in (f'SYSTEM "file://{secret}"', f'PUBLIC "x" "file://{secret}"'):
        data = f"<!DOCTYPE gpx [<!ENTITY x {entity}>]><gpx><trk><name>&x;</name></trk></gpx>".encode()
        assert "secret" not in " ".join(faults(data, "run.gpx"))
    outside = f'<!DOCTYPE gpx SYSTEM "file://{secret}"><gpx/>'.encode()
    assert "document type" in faults(outside, "run.gpx")[0]


def test_an_entity_nobody_declared_is_refused() -> None:
    assert "not sound XML" in faults(b"<gpx><trk><name>&x;</name></trk></gpx>", "run.gpx")[0]


@pytest.mark.parametrize("name", ["run.gpx", "run.tcx", "run.fit", "run.csv", "run.gpx.gz", "run.fit.gz"])
@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\0" * 5000, b"\xff" * 5000, b"PK\x03\x04", b"<", b"{}", os.urandom(5000)]
)
def test_what_is_no_such_file_is_said_to_be_none(name: str, data: bytes) -> None:
    faults(data, name)


def test_a_file_of_the_other_kind_is_named_as_such() -> None:
    assert faults(RUN, "run.tcx") == ("This is not a TCX file.",)
    assert faults(tcx([points(60)]), "run.gpx") == ("This is not a GPX file.",)
    assert faults(RUN, "run.fit") == ("This is not a FIT file.",)
    assert faults(b"hello", "run.tcx") == ("This is not a TCX file.",)
    assert faults(b"", "run.tcx") == ("The file is empty or cut short.",)
    assert faults(b"x", "run.pdf") == (f"This kind of file can’t be read. {kinds()} can, and zip files of them.",)
    assert kinds().replace(" and ", ", ").split(", ") == [importer.name for importer in IMPORTERS]
    assert kinds().startswith("GPX, TCX, FIT, CSV")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (RUN, "run.gpx"),
        (tcx([points(120)]), "run.tcx"),
        (gzip.compress(RUN), "a.gpx.gz"),
        (gzip.compress(FIT), "a.fit.gz"),
    ],
)
def test_nothing_is_taken_from_a_file_that_was_cut_short(data: bytes, name: str) -> None:
    whole = len(data.rstrip())
    for end in sorted({1, 10, 100, whole // 3, whole // 2, whole - 8, whole - 2, whole - 1}):
        faults(data[:end], name)


def test_a_fit_file_with_one_bit_turned_over_is_taken_with_a_warning() -> None:
    data = bytearray(FIT)
    data[len(data) // 2] ^= 0x10
    found = read_bytes(bytes(data), "run.fit")
    assert [(it.seconds, it.metres) for it in found.candidates] == [(120, 300)]
    assert found.candidates[0].warning == (
        "The file is damaged: its check sum is wrong. Please look whether its time and distance are right."
    )


def test_a_fit_file_that_was_cut_short_gives_what_was_recorded_with_a_warning() -> None:
    records = fit(points(1800))
    run = read_bytes(records[: len(records) // 2], "run.fit").candidates[0]
    assert run.seconds == pytest.approx(900, abs=5)
    assert run.metres == pytest.approx(2250, abs=15)
    assert run.warning == "The file is cut short. Please look whether its time and distance are right."


@pytest.mark.parametrize("behind", [b"\0" * 300, b"\xff" * 300, FIT[:40], os.urandom(300)])
def test_damage_behind_a_whole_session_leaves_the_session(behind: bytes) -> None:
    found = read_bytes(FIT + behind, "run.fit").candidates
    assert [(it.seconds, it.metres) for it in found] == [(120, 300)]
    assert found[0].warning is not None


def test_where_damage_made_a_session_last_for_days_its_records_are_summed_up() -> None:
    whole = fit(points(600), FitSession(timer=900_000, metres=900_000))
    found = read_bytes(whole[:-1] + bytes([whole[-1] ^ 0xFF]), "a.fit")
    assert found.faults == ()
    assert [(it.seconds, it.metres) for it in found.candidates] == [(600, 1500)]
    assert found.candidates[0].warning is not None


def test_a_few_bytes_that_lack_behind_a_whole_session_are_no_damage() -> None:
    # Strava's app for Android ends every file three bytes early.
    assert [it.warning for it in read_bytes(FIT[:-3], "run.fit").candidates] == [None]


@pytest.mark.parametrize("zeros", [6, 7, 12, 13, 14, 30, 40, 60, *range(157, 190), 1000, 20_000])
def test_a_fit_file_whose_end_is_zeros_is_told_as_one_that_was_cut_short(zeros: int) -> None:
    session = FitSession(timer=1800.0, metres=4500.0)
    whole = fit(points(1800, circle=300), session, zone=timedelta(hours=2))
    (run,) = read_bytes(whole[:-zeros] + bytes(zeros), "run.fit").candidates
    assert run.warning == "The file is cut short. Please look whether its time and distance are right."
    # A point takes 21 bytes; the summary behind them 75. What was recorded counts, and no number that is half zeros.
    lost = max(0, zeros - 75) / 21
    assert run.seconds == pytest.approx(1800 - lost, abs=3)
    assert run.metres == pytest.approx(4500 - 2.5 * lost, abs=8)


@pytest.mark.parametrize("length", [b"\0\0\0\0", b"\xff\xff\xff\xff"])
@pytest.mark.parametrize("zeros", [0, 4, 700])
def test_a_fit_file_whose_recording_never_ended_gives_what_was_recorded(length: bytes, zeros: int) -> None:
    begun = fit(points(1800, circle=300))[:-2]
    begun = begun[:4] + length + begun[8 : len(begun) // 2] + bytes(zeros)
    (run,) = read_bytes(begun, "run.fit").candidates
    assert run.warning == "The file is cut short. Please look whether its time and distance are right."
    assert run.seconds == pytest.approx(900, abs=5)
    assert run.metres == pytest.approx(2250, abs=15)
    assert faults(begun[:30], "run.fit") == ("The file is cut short.",)


def test_a_fit_file_without_a_check_sum_is_whole() -> None:
    assert [it.warning for it in read_bytes(FIT[:-2] + bytes(2), "run.fit").candidates] == [None]


def test_a_fit_file_of_which_nothing_is_left_is_refused() -> None:
    assert faults(FIT[:20], "run.fit") == ("The file is cut short.",)
    assert faults(FIT[:20] + bytes(len(FIT) - 20), "run.fit") == ("The file is cut short.",)
    assert faults(FIT[:10], "run.fit") == ("This is not a FIT file.",)


def test_a_fit_file_without_check_sums_is_taken() -> None:
    assert len(read_bytes(FIT[:-2] + b"\0\0", "run.fit").candidates) == 1


def test_a_fit_file_of_settings_holds_no_activity() -> None:
    data = files.fit_file([(files.FILE_ID, [(0, files.ENUM, 2)])])
    assert faults(data, "settings.fit") == ("It holds no activity (perhaps settings, a course or a training plan).",)


def test_a_route_is_no_recording() -> None:
    data = files.gpx_of(
        ['<rte><rtept lat="1" lon="2"/></rte><wpt lat="1" lon="2"><time>2026-03-02T00:00:00Z</time></wpt>']
    )
    assert faults(data, "route.gpx") == ("It is a planned route, not a recorded run.",)


def test_an_activity_longer_than_a_day_or_200_km_is_refused() -> None:
    assert faults(fit([], FitSession(timer=90_000, metres=5000)), "a.fit") == ("It is longer than 24 hours.",)
    assert faults(fit([], FitSession(timer=9000, metres=300_000)), "a.fit") == ("It is longer than 200 km.",)
    assert faults(fit([], FitSession()), "a.fit") == ("Neither its time nor its distance is known.",)


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "-91", "1_0", "٣", "0x10", "", "9" * 5000])
def test_numbers_no_place_can_have_are_left_out(number: str) -> None:
    data = files.gpx(points(120)).replace(b"<trkseg>", f'<trkseg><trkpt lat="{number}" lon="{number}"/>'.encode())
    found = read_bytes(data, "run.gpx")
    assert (found.faults, found.candidates[0].metres) == ((), 300)


@pytest.mark.parametrize(
    "when",
    ["1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "today", ""],
)
def test_times_beyond_the_years_of_a_diary_are_no_times(when: str) -> None:
    track = f'<trk><trkseg><trkpt lat="1" lon="1"><time>{when}</time></trkpt></trkseg></trk>'
    assert faults(files.gpx_of([track]), "run.gpx") == ("Track 1 has no points with place and time.",)


def test_a_packed_bomb_is_stopped_at_the_size_a_file_may_have() -> None:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as out:
        for _ in range(40):
            out.write(b"\0" * 1024 * 1024)
    assert faults(packed.getvalue(), "bomb.fit.gz") == ("The file is larger than 16 MB.",)


def test_a_deeply_nested_file_is_refused() -> None:
    assert "nested" in faults(b"<gpx>" + b"<a>" * 100_000, "deep.gpx")[0]


def peak_of(data: IO[bytes], name: str) -> tuple[tuple[str, ...], int, float]:
    """Faults, most bytes held by Python at a time, seconds of the processor."""
    tracemalloc.start()
    begin = time.process_time()
    try:
        found = read_stream(data, name)
        return found.faults, tracemalloc.get_traced_memory()[1], time.process_time() - begin
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"<gpx><trk><name>", b"x"),
        (b'<gpx><trk name="', b"x"),
        (b"<gpx><!-- ", b"x"),
        (b"<gpx><", b"x"),
        (b"<gpx><?pi ", b"x"),
        (b"<gpx><![CDATA[", b"x"),
        (b"<gpx>", b"\n"),
        (b"<gpx>", b"<a/>"),
        (b"<gpx><trk>", b"<trk></trk>"),
    ],
)
def test_one_endless_part_does_not_fill_the_memory(head: bytes, part: bytes) -> None:
    _faults, peak, seconds = peak_of(stream(head, part, (8 if part == b"x" else 2) * 1024 * 1024), "run.gpx")
    assert _faults
    assert peak < 6 * 1024 * 1024
    assert seconds < 10


def test_endlessly_many_names_are_refused() -> None:
    data = b"<gpx>" + b"".join(b"<a%d/>" % number for number in range(30_000))
    assert faults(data, "names.gpx") == ("It is not written like any such file.",)
    attributes = b"<gpx " + b" ".join(b'a%d=""' % number for number in range(30_000)) + b"/>"
    # Newer versions of expat let the attributes through; either way nothing is taken in and little is kept.
    refused = {("It is not written like any such file.",), ("It holds no activity.",)}
    assert faults(attributes, "names.gpx") in refused


def test_there_is_an_end_to_the_elements_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MOST_TAGS", 1000)
    assert faults(b"<gpx>" + b"<a/>" * 1001 + b"</gpx>", "run.gpx") == (TOO_MUCH,)


def point_after_point() -> tuple[bytes, bytes]:
    """The beginning of an endless GPX file, and a point to be repeated."""
    head = b'<?xml version="1.0"?><gpx><trk><name>endless</name><trkseg>'
    point = b'<trkpt lat="52.500000" lon="13.400000"><ele>40.0</ele><time>2026-03-02T06:30:15.000Z</time></trkpt>'
    return head, point


def test_repeated_points_need_no_memory() -> None:
    head, point = point_after_point()
    found, peak, _seconds = peak_of(stream(head, point, 3 * 1024 * 1024), "run.gpx")
    assert found
    assert peak < 1024 * 1024


@pytest.mark.parametrize(("name", "end"), [("run.gpx", b"</trkseg></trk></gpx>"), ("run.tcx", b"")])
def test_there_is_an_end_to_the_points_a_file_may_have(monkeypatch: pytest.MonkeyPatch, name: str, end: bytes) -> None:
    monkeypatch.setattr(tracks, "MOST_POINTS", 100)
    head, point = point_after_point()
    data = head + point * 101 + end if name == "run.gpx" else tcx([points(101)])
    assert faults(data, name) == ("It has more than 100 points. Please save its activities as separate files.",)


@pytest.mark.slow
@pytest.mark.parametrize("size", [200, 1024])
def test_a_huge_file_of_repeated_points_is_refused_in_bounded_memory(size: int) -> None:
    resource = pytest.importorskip("resource", reason="the process's peak is asked of the operating system")
    head, point = point_after_point()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found = read_stream(stream(head, point, size * 1024 * 1024), "run.gpx")
    assert found.faults == (
        f"It has more than {tracks.MOST_POINTS} points. Please save its activities as separate files.",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024
    assert time.process_time() - begin < 120


def test_a_fit_file_of_endless_tiny_messages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_frames, "MOST_MESSAGES", 20_000)
    definition = struct.pack("<BBBHB", 0x41, 0, 0, 20, 0)
    for body in (definition + b"\1" * 30_000, definition * 30_000):
        data = struct.pack("<BBHI4sH", 14, 0x20, 21_158, len(body), b".FIT", 0) + body + b"\0\0"
        assert faults(data, "run.fit") == ("It has more than 20000 entries.",)


def test_reading_stops_when_asked() -> None:
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 3

    head, point = point_after_point()
    with pytest.raises(Stopped):
        read_stream(stream(head, point, 200 * 1024 * 1024), "run.gpx", Reading(stop=stop))
    for name, data in (("run.fit", fit(points(4000))), ("run.csv", b"date,km\n" + b"2026-03-02,5\n" * 5000)):
        calls = 2
        with pytest.raises(Stopped):
            read_bytes(data, name, Reading(stop=stop))


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "folder.gpx"
    folder.mkdir()
    assert read_file(folder).faults == ("This is not a file.",)
    assert read_file(tmp_path / "gone.gpx").faults == ("The file is not there.",)
    assert read_file(Path("nul\0.gpx")).faults == ("The file can’t be opened.",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_does_not_hang_the_import(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gpx"
    os.mkfifo(pipe)
    assert read_file(pipe).faults == ("This is not a file.",)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "run.gpx"
    path.write_bytes(RUN)
    path.chmod(0)
    assert read_file(path).faults == ("The file can’t be opened.",)
