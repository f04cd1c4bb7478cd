"""Zip archives: exports are read as they come, and whatever is no export is refused fast, in little memory."""

from __future__ import annotations

import gzip
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneerehab.exchange.activities import (
    Column,
    Preview,
    ReadFile,
    Reading,
    Stopped,
    archive,
    kinds,
    preview,
    read_again,
    read_files,
    to_activity,
)
from kneerehab.exchange.activities.mapping import Mapping
from tests import activity_files as files
from tests import builders
from tests.activity_files import FitSession, fit, gpx, points, strava_row, table, tcx, zipped

BERLIN = Reading(tz=ZoneInfo("Europe/Berlin"))
TODAY = date(2026, 3, 20)
BATCH = "00000000-0000-4000-8000-00000000ba7c"
RUN = gpx(points(600))
SMALL = gpx(points(20))


def put(folder: Path, data: bytes, name: str = "export.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read(folder: Path, data: bytes) -> list[ReadFile]:
    return read_files([put(folder, data)], BERLIN)


def refused(folder: Path, data: bytes) -> str:
    """The one line about an archive of which nothing is taken."""
    begin = time.process_time()
    found = read(folder, data)
    assert time.process_time() - begin < 4
    assert [candidate for file in found for candidate in file.candidates] == []
    assert len(found) == 1
    assert len(found[0].faults) == 1
    return found[0].faults[0]


def utc_row(day: int, metres: float = 1500, **more: str) -> str:
    when = files.START + timedelta(days=day)
    written = f"{when:%b} {when.day}, {when.year}, {when:%I:%M:%S %p}".replace(", 0", ", ")
    return strava_row(date=written, moving=600, metres=metres, **more)  # type: ignore[arg-type]


def strava(days: int = 3, zone: timedelta | None = None) -> bytes:
    """A bulk export: a row and a file for each run, and tables and pictures about other things."""
    members = {
        "profile.csv": b"Athlete ID,Name\n1,Mira\n",
        "shoes.csv": b"Shoe,Brand\nx,y\n",
        "media/1.jpg": b"\xff\xd8",
    }
    rows = []
    for day in range(days):
        start = files.START + timedelta(days=day)
        name, data = (
            (f"activities/{day}.fit.gz", gzip.compress(fit(points(600), FitSession(start=start, timer=600, metres=1500),
                                                           start=start, zone=zone))),
            (f"activities/{day}.gpx", gpx(points(600), start=start, name=None)),
            (f"activities/{day}.tcx.gz", gzip.compress(tcx([points(600)], start=start))),
        )[day % 3]  # fmt: skip
        members[name] = data
        rows.append(utc_row(day, name=f"Run {day}", exertion="6", file=name))
    rows.append(utc_row(10, name="By hand", exertion=""))
    return zipped({"activities.csv": table(files.STRAVA_HEADER, *rows), **members})


def look(folder: Path, data: bytes, *known: Preview) -> Preview:
    records = [to_activity(candidate, BATCH) for found in known for candidate in found.new]
    return preview([put(folder, data)], builders.diary(records), today=TODAY, reading=BERLIN)


def test_the_original_of_a_garmin_run_is_read_out_of_its_zip(tmp_path: Path) -> None:
    data = fit(points(600), FitSession(timer=600, metres=1500))
    found = look(tmp_path, zipped({"12345678_ACTIVITY.fit": data}))
    assert [(it.file, it.seconds, it.metres) for it in found.new] == [
        ("12345678_ACTIVITY.fit in export.zip", 600, 1500)
    ]
    assert (found.duplicates, found.faults) == ((), ())
    alone = preview([put(tmp_path, data, "a.fit")], builders.diary(), today=TODAY, reading=BERLIN).new[0]
    assert found.new[0].digest == alone.digest, "the same file unpacked is known again"


def test_a_bulk_export_gives_each_run_once_and_the_file_goes_before_the_row(tmp_path: Path) -> None:
    found = look(tmp_path, strava())
    assert [(it.format, it.name, it.effort) for it in found.new] == [
        ("fit", "Run 0", 6),
        ("gpx", "Run 1", 6),
        ("tcx", "Run 2", 6),
        ("csv", "By hand", None),
    ]
    assert [it.candidate.format for it in found.duplicates] == ["csv"] * 3
    assert found.faults == ()
    assert found.new[0].surfaces, "from the heights that only the file has"
    again = look(tmp_path, strava(), found)
    assert (again.new, len(again.duplicates)) == ((), 7)


def test_a_run_abroad_is_not_doubled_though_its_row_shows_the_clock_at_home(tmp_path: Path) -> None:
    data = strava(1, zone=timedelta(hours=9))
    found = look(tmp_path, data)
    assert [(it.at.hour, it.format) for it in found.new] == [(15, "fit"), (7, "csv")]
    assert found.new[1].name == "By hand"
    again = look(tmp_path, data, found)
    assert again.new == ()


def test_files_and_archives_are_read_together_with_one_count(tmp_path: Path) -> None:
    paths = [put(tmp_path, RUN, "a.gpx"), put(tmp_path, strava()), put(tmp_path, b"PK", "bad.zip")]
    seen: list[tuple[int, int]] = []
    found = read_files(paths, BERLIN, lambda done, of: seen.append((done, of)))
    assert len(found) == 7  # the list of shoes among them
    assert seen[-1] == (7, 7)
    assert all(later[0] >= earlier[0] and later[1] >= earlier[1] for earlier, later in pairwise(seen))
    assert all(done <= of for done, of in seen)


def test_reading_an_archive_of_thousands_can_be_stopped_between_and_within_its_files(tmp_path: Path) -> None:
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        return calls > 40

    path = put(tmp_path, zipped({f"{number}.gpx": SMALL for number in range(3000)}))
    with pytest.raises(Stopped):
        read_files([path], Reading(stop=stop))
    assert calls == 41


def test_a_table_in_an_archive_can_be_read_again_with_other_columns(tmp_path: Path) -> None:
    own = table("Tag;Strecke;Dauer", "02.03.2026;5,2;31", "03.03.2026;6;40")
    found = read(tmp_path, zipped({"a.gpx": RUN, "mine.csv": own}))
    file = next(it for it in found if it.mapping is not None)
    assert file.mapping is not None
    mapping = Mapping(name="", header=file.mapping.header, columns={Column.DATE: 0, Column.SECONDS: 2})
    again = read_again(file, Reading(mapping=mapping))
    assert [it.metres for it in again.candidates] == [None, None]
    assert (again.file, again.member) == (file.file, file.member)
    assert read_again(ReadFile(file="x"), BERLIN) == ReadFile(file="x")


def test_what_a_mac_adds_is_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, zipped({"run.gpx": RUN, "__MACOSX/._run.gpx": b"\0\5\x16\7", "._run.gpx": b"x"}))
    assert [len(it.candidates) for it in found] == [1]


def test_names_in_an_archive_are_only_shown_and_nothing_is_unpacked(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    hostile = ["../../../out.gpx", "/etc/passwd.gpx", "C:\\Windows\\x.gpx", "a\u202egpx.\n.gpx", "x" * 5000 + ".gpx"]
    found = read(inside, zipped(dict.fromkeys(hostile, RUN)))
    assert [len(it.candidates) for it in found] == [1] * 5
    for file in found:
        assert file.file.isprintable()
        assert "/" not in file.file
        assert "\\" not in file.file
        assert len(file.file) < 250
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "export.zip"]


def changed(data: bytes, offset: int, form: str, value: int) -> bytes:
    """An archive with another value in the directory's first entry and in the head of the first file."""
    made = bytearray(data)
    entry = made.index(b"PK\1\2")
    struct.pack_into(form, made, entry + offset, value)
    struct.pack_into(form, made, offset - 2, value)
    return bytes(made)


def test_a_file_with_a_password_or_of_an_odd_packing_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    both = {"a.gpx": RUN, "b.gpx": gpx(points(300), start=files.START + timedelta(days=1))}
    for data, words in (
        (changed(zipped(both), 8, "<H", 1), "locked with a password"),
        (changed(zipped(both), 10, "<H", 9), "packed in a way that can’t be read"),
        (zipped(both, zipfile.ZIP_BZIP2), "packed in a way that can’t be read"),
        (zipped(both, zipfile.ZIP_LZMA), "packed in a way that can’t be read"),
    ):
        found = read(tmp_path, data)
        assert words in found[0].faults[0]
        assert found[0].file == "a.gpx in export.zip"
        assert len(found) == 2
    assert len(read(tmp_path, changed(zipped(both), 8, "<H", 1))[1].candidates) == 1


def test_a_file_whose_packed_bytes_are_damaged_is_refused_whole(tmp_path: Path) -> None:
    stored = bytearray(zipped({"a.gpx": RUN}, zipfile.ZIP_STORED))
    place = stored.index(b"<trkpt") + 12
    stored[place] ^= 1
    assert refused(tmp_path, bytes(stored)) == "The packed file is damaged or cut short."


def test_archives_within_archives_are_not_opened(tmp_path: Path) -> None:
    bomb = zipped({"0.dll": b"\0" * 2**20})
    for _level in range(5):
        bomb = zipped({f"lib {number}.zip": bomb for number in range(16)})
    assert refused(tmp_path, bomb) == "It holds other zip files. Please unpack it and choose those."


def zeros(size: int) -> bytes:
    """Deflate of so many zeros, made of one piece again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(b"\0" * 2**24) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * (size >> 24) + packer.flush()


@pytest.mark.parametrize("name", ["a.gpx", "a.tcx", "a.fit", "a.csv"])
def test_ten_gigabytes_of_zeros_are_refused_fast_in_little_memory(tmp_path: Path, name: str) -> None:
    packed = zeros(10 * 2**30)
    honest = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, 1, len(packed), 2**32 - 2)
    data = b"PK\3\4" + honest + struct.pack("<HH", len(name), 0) + name.encode() + packed
    entry = b"PK\1\2\x14\0" + honest + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name.encode()
    data += entry + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(data), 0)
    path = put(tmp_path, data)
    del data, packed
    tracemalloc.start()
    try:
        begin = time.process_time()
        found = read_files([path], BERLIN)
        assert time.process_time() - begin < 4
        assert tracemalloc.get_traced_memory()[1] < 80 * 2**20
    finally:
        tracemalloc.stop()
    assert found[0].candidates == ()
    assert len(found[0].faults) == 1


def overlapping(data: bytes, count: int) -> bytes:
    """An archive of many entries that are all the same packed bytes."""
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    entries = data[start:end] * count
    return data[:start] + entries + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def test_entries_that_share_their_bytes_are_counted_each_time(tmp_path: Path) -> None:
    bomb = overlapping(zipped({"a.gpx": b"<gpx>" + b" " * (100 * 2**20)}), 1000)
    assert len(bomb) < 200_000
    assert refused(tmp_path, bomb) == "It unpacks to far more than any export holds, so it was not read."


def test_a_file_that_is_listed_twice_is_one_run(tmp_path: Path) -> None:
    found = look(tmp_path, overlapping(zipped({"a.gpx": RUN}), 2))
    assert (len(found.new), len(found.duplicates), found.faults) == (1, 1, ())


def test_a_packed_file_within_an_archive_is_counted_by_what_it_becomes(tmp_path: Path) -> None:
    inner = gzip.compress(b"<gpx>" + b" " * (100 * 2**20))
    bomb = zipped({f"{number}.gpx.gz": inner for number in range(20)}, zipfile.ZIP_STORED)
    assert "far more" in refused(
        tmp_path, overlapping(bomb[: bomb.index(b"PK\3\4", 4)] + bomb[bomb.index(b"PK\1\2") :], 3)
    )


def test_too_many_files_and_too_large_a_directory_are_refused(tmp_path: Path) -> None:
    few = zipped({"a.txt": b""})
    for count in (20_001, 65_000):
        data = overlapping(few, count)
        assert refused(tmp_path, data).startswith("It holds more than 20000 files")
    claims = bytearray(few + b"\0" * 2**23)
    del claims[len(few) :]
    end = claims.index(b"PK\5\6")
    struct.pack_into("<I", claims, end + 12, end)
    assert refused(tmp_path, bytes(claims))
    start = few.index(b"PK\1\2")
    huge = few[:start] + b"\0" * 2**23 + few[start:-22]
    huge += struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(huge) - start, start, 0)
    assert refused(tmp_path, huge).startswith("It holds more than 20000 files")


def test_activities_of_all_files_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 5)
    assert refused(tmp_path, zipped({f"{number}.csv": table("date,km", *["2026-03-02,5"] * 3) for number in range(3)}))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\5\6" + b"\0" * 18, RUN, b"\0" * 5000, os.urandom(3000)])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path, data)


def test_an_archive_that_was_cut_short_gives_nothing(tmp_path: Path) -> None:
    whole = zipped({"a.gpx": RUN})
    for end in (1, 30, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        assert refused(tmp_path, whole[:end]) == "The zip file is damaged, cut short, or is none."


def test_an_archive_without_activities_says_so(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped({"a.txt": b"x"})) == f"It holds no file that can be read. {kinds()} can."


def test_an_archive_that_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.zip").mkdir()
    assert read_files([tmp_path / "folder.zip"], BERLIN)[0].faults == ("This is not a file.",)
    assert read_files([tmp_path / "gone.zip"], BERLIN)[0].faults == ("The file is not there.",)
    assert read_files([Path("nul\0.zip")], BERLIN)[0].faults == ("The file can’t be opened.",)


SEED = zipped({"a.gpx": gpx(points(20)), "b.fit": fit(points(20), FitSession(timer=20, metres=50)), "c.csv": b"a,b\n"})


@settings(max_examples=150, deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 9), st.binary(max_size=9)), max_size=6),
    tail=st.binary(max_size=30),
)
def test_damaged_archives_are_survived(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, bytes]], tail: bytes
) -> None:
    data = SEED
    for place, length, piece in changes:
        data = data[:place] + piece + data[place + length :]
    path = put(tmp_path_factory.getbasetemp(), data + tail, "fuzz.zip")
    begin = time.process_time()
    found = read_files([path], BERLIN)
    assert time.process_time() - begin < 2
    for file in found:
        assert file.candidates or file.faults
        assert all(0 < len(fault) < 300 for fault in file.faults)


def test_the_start_of_this_file_is_in_utc() -> None:
    assert files.START.tzinfo is UTC
    assert utc_row(0).startswith("1001,")
    assert datetime(2026, 3, 2, 6, 30, 15, tzinfo=UTC) == files.START
