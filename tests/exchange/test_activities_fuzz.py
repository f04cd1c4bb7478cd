"""Whatever the bytes: an importer gives candidates a diary can keep and kind faults, and never takes long."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kneerehab.domain.fields import field_faults
from kneerehab.domain.rules import contradictions
from kneerehab.exchange import activities
from kneerehab.exchange.activities import ReadFile, Reading, duplicates, previewed, read_bytes, to_activity
from kneerehab.exchange.activities.importers import ARCHIVE, IMPORTERS, suffixes
from kneerehab.exchange.activities.mapping import Column, DateOrder, Decimal, DistanceUnit, DurationUnit, Mapping
from tests import activity_files as files
from tests import builders

READING = Reading(tz=ZoneInfo("Europe/Berlin"))
BATCH = "00000000-0000-4000-8000-00000000ba7c"
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

COURSE = files.points(30)
SEEDS: dict[str, bytes] = {
    "run.gpx": files.gpx(COURSE, COURSE),
    "run.tcx": files.tcx([COURSE, COURSE]),
    "run.fit": files.fit(COURSE, files.FitSession(timer=30, metres=75, ascent=1, cadence=80, rpe=30)),
    "treadmill.fit": files.fit(files.points(30, placed=False), files.FitSession(sub_sport=1, timer=30, metres=75)),
    "strava.csv": files.table(files.STRAVA_HEADER, files.strava_row(), files.strava_row(date="")),
    "garmin.csv": files.table(files.GARMIN_HEADER, files.garmin_row(), files.garmin_row(distance="7,00")),
    "own.csv": files.table("date;km;minutes;note", "02.03.2026;5,2;31;a", "03.03.2026;5,2;31:40;=1+1"),
}


def bare(text: str) -> str:
    """A text without the two joiners that are kept for emoji and Persian."""
    return text.replace("\u200c", "").replace("\u200d", "")


def check(found: ReadFile, seconds: float) -> None:
    """What holds for every file."""
    assert seconds < 2
    assert found.candidates or found.faults
    for fault in found.faults:
        assert fault.strip()
        assert bare(fault).isprintable()
        assert len(fault) < 300
    for candidate in found.candidates:
        record = to_activity(candidate, BATCH)
        assert field_faults(record) == []
        assert contradictions(record) == []
        assert (record.pain_before, record.pain_during, record.pain_after, record.form_changed) == (None,) * 4
        assert candidate.name is None or bare(candidate.name).isprintable()
    assert len(duplicates(found.candidates, builders.diary())[0]) <= len(found.candidates)
    previewed([found], builders.diary(), today=date(2026, 3, 20))


def read_and_check(data: bytes, name: str, reading: Reading = READING) -> ReadFile:
    begin = time.process_time()
    found = read_bytes(data, name, reading)
    check(found, time.process_time() - begin)
    return found


def damaged(seed: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """A file with pieces replaced, put in or taken out."""
    data = seed
    for place, length, piece in changes:
        begin = place % (len(data) + 1)
        data = data[:begin] + piece + data[begin + length :]
    return data


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=20)), min_size=1, max_size=6)


def test_every_file_that_reads_activities_is_listed() -> None:
    listed = {importer.read for importer in IMPORTERS}
    modules = [import_module(f"{activities.__name__}.{found.name}") for found in iter_modules(activities.__path__)]
    left_out = [module.__name__ for module in modules if hasattr(module, "read") and module.read not in listed]
    assert left_out == [], "these read, but have no line in IMPORTERS of kneerehab/exchange/activities/importers.py"


@pytest.mark.parametrize("name", SEEDS)
@MANY
@given(changes=CHANGES)
def test_damaged_files_are_survived(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = damaged(SEEDS[name], changes)
    read_and_check(data, name)
    if name.endswith(".fit"):
        # Past the check sum: "not given" and the length put right.
        body = data[14:-2]
        read_and_check(data[:4] + len(body).to_bytes(4, "little") + data[8:12] + b"\0\0" + body + b"\0\0", name)


@pytest.mark.parametrize("name", [f"a{suffix}" for suffix in suffixes() if suffix != ARCHIVE])
@MANY
@given(data=st.binary(max_size=2000))
def test_bytes_by_chance_are_survived(name: str, data: bytes) -> None:
    read_and_check(data, name)


@MANY
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.gpx.gz", "a.csv.gz"]))
def test_packed_bytes_by_chance_are_survived(data: bytes, name: str) -> None:
    read_and_check(gzip.compress(data), name)


TAGS = st.sampled_from(
    ["gpx", "trk", "trkseg", "trkpt", "ele", "time", "name", "type", "extensions", "cad", "Activity", "Lap", "Track",
     "Trackpoint", "Time", "Id", "Notes", "Position", "LatitudeDegrees", "LongitudeDegrees", "DistanceMeters",
     "TotalTimeSeconds", "AltitudeMeters", "RunCadence", "Activities"]
)  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["lat", "lon", "Sport", "StartTime", "x"]),
    st.one_of(
        st.floats().map(str),
        st.sampled_from(["Running", "2026-03-02T06:30:15Z", "52.5", "13.4"]),
        st.text(st.characters(blacklist_characters='<&"', blacklist_categories=("Cs", "Cc")), max_size=20),
    ),
)
WORDS = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.floats().map(str),
    st.integers().map(str),
    st.text(st.characters(blacklist_characters="<&", blacklist_categories=("Cs", "Cc")), max_size=40),
)


def _element(tag: str, attributes: dict[str, str], inside: list[str]) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{''.join(inside)}</{tag}>"


ELEMENTS = st.recursive(
    WORDS, lambda inner: st.builds(_element, TAGS, ATTRIBUTES, st.lists(inner, max_size=4)), max_leaves=25
)


@pytest.mark.parametrize(("name", "root"), [("a.gpx", "gpx"), ("a.tcx", "TrainingCenterDatabase")])
@MANY
@given(inside=st.lists(ELEMENTS, max_size=4))
def test_sound_xml_with_elements_in_any_order_is_survived(name: str, root: str, inside: list[str]) -> None:
    read_and_check(_element(root, {}, inside).encode(), name)


BASES: list[tuple[int, Callable[[int], int]]] = [
    (files.ENUM, lambda value: value % 2**8),
    (files.UINT8, lambda value: value % 2**8),
    (files.UINT16, lambda value: value % 2**16),
    (files.SINT32, lambda value: value % 2**32 - 2**31),
    (files.UINT32, lambda value: value % 2**32),
]


def _field(number: int, base: tuple[int, Callable[[int], int]], value: int) -> files.Field:
    return number, base[0], base[1](value)


FIELDS = st.lists(
    st.builds(
        _field,
        st.sampled_from([253, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 18, 22, 59, 92, 193, 78, 254]),
        st.sampled_from(BASES),
        st.integers(0, 2**32),
    ),
    max_size=8,
    unique_by=lambda field: field[0],
)


@MANY
@given(messages=st.lists(st.tuples(st.sampled_from([0, 18, 19, 20, 34, 132, 206, 207, 999]), FIELDS), max_size=12))
def test_sound_fit_files_with_any_fields_are_survived(messages: list[tuple[int, list[files.Field]]]) -> None:
    read_and_check(files.fit_file(messages), "a.fit")


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["2026-03-02", "02.03.2026 7:30", "5,2", "1,024.5", "31:40", "--", "=cmd|' /C calc'!A0", "Run", "-5"]
    ),
    st.floats().map(str),
    st.dates().map(str),
)
HEADERS = st.sampled_from(
    ["Date", "Datum", "Distance", "km", "Time", "minutes", "Activity ID", "Activity Date", "Activity Type", "Favorite",
     "Title", "Moving Time", "Aktivitätstyp", "RPE", "cadence", "ascent", "notes", "x", "Distance (mi)"]
)  # fmt: skip


@MANY
@given(
    header=st.lists(HEADERS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=6),
    sign=st.sampled_from(",;\t"),
)
def test_tables_with_any_cells_are_survived(header: list[str], rows: list[list[str]], sign: str) -> None:
    lines = [header, *([f'"{cell}"' if sign in cell else cell for cell in row] for row in rows)]
    data = "\n".join(sign.join(line) for line in lines).encode("utf-8", "surrogatepass")
    read_and_check(data, "a.csv")


@MANY
@example(
    columns={Column.DATE: 2, Column.SECONDS: 0, Column.ASCENT: 3},
    unit=DistanceUnit.M,
    duration=DurationUnit.SECONDS,
    order=DateOrder.DAY_FIRST,
    decimal=Decimal.POINT,
    utc=False,
    rows=[["60", "", "2000/1/1", "0"]],
)
@given(
    columns=st.dictionaries(st.sampled_from(list(Column)), st.integers(0, 12)),
    unit=st.sampled_from(list(DistanceUnit)),
    duration=st.sampled_from(list(DurationUnit)),
    order=st.sampled_from(list(DateOrder)),
    decimal=st.sampled_from(list(Decimal)),
    utc=st.booleans(),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=6),
)
def test_any_mapping_can_be_laid_on_any_table(
    columns: dict[Column, int],
    unit: DistanceUnit,
    duration: DurationUnit,
    order: DateOrder,
    decimal: Decimal,
    utc: bool,
    rows: list[list[str]],
) -> None:
    mapping = Mapping(
        name="",
        header=(),
        columns=columns,
        distance_unit=unit,
        duration_unit=duration,
        date_order=order,
        decimal=decimal,
        utc=utc,
    )
    data = "\n".join(",".join(row) for row in [["a", "b"], *rows]).encode("utf-8", "surrogatepass")
    read_and_check(data, "a.csv", Reading(tz=ZoneInfo("Asia/Tokyo"), mapping=mapping))
