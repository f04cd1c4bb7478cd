"""The walk through a FIT file gives what fitdecode, the oracle here, gives for the same bytes."""

from __future__ import annotations

import contextlib
import struct
from typing import Any

import fitdecode
import pytest
from fitdecode.utils import compute_crc
from hypothesis import given, settings
from hypothesis import strategies as st

from kneerehab.exchange.activities.fit_frames import Frames, check_sum
from kneerehab.exchange.activities.source import Stopped, Unreadable
from tests import activity_files as files

SIZES = {0x86: 4, 0x85: 4, 0x84: 2, 0x02: 1, 0x00: 1, 0x8C: 4, 0x88: 4}
USUAL = {253: 0x86, 0: 0x85, 1: 0x85, 5: 0x86, 2: 0x84, 78: 0x86}
KINDS = st.sampled_from([20, 20, 20, 18, 34, 21, 999])


def whole(body: bytes) -> bytes:
    """A file of these messages."""
    head = struct.pack("<BBHI4sH", 14, 0x20, 21_158, len(body), b".FIT", 0)
    return head + body + check_sum(head + body).to_bytes(2, "little")


def records(data: bytes) -> list[tuple[Any, ...]]:
    return list(Frames(data, frozenset((18, 34)), lambda: False).records())


def decoded(data: bytes) -> list[tuple[Any, ...]]:
    """The records as fitdecode reads them."""
    found = []
    for frame in fitdecode.FitReader(data, processor=None, error_handling=fitdecode.ErrorHandling.IGNORE):
        if frame.frame_type != fitdecode.FIT_FRAME_DATA or frame.def_mesg.global_mesg_num != 20:
            continue
        raw: dict[str, Any] = {}
        heights: dict[int, Any] = {}
        for item in frame.fields:
            if item.field is None or (item.field_def is not None and item.field_def.is_dev):
                continue
            raw[item.field.name] = item.raw_value
            if item.field_def is not None:
                heights[item.field_def.def_num] = item.raw_value
        if raw.get("timestamp") is None:
            continue
        lat, lon, metres = raw.get("position_lat"), raw.get("position_long"), raw.get("distance")
        height = heights.get(78) if heights.get(78) is not None else heights.get(2)
        found.append(
            (
                raw["timestamp"],
                None if lat is None or not -(2**30) <= lat <= 2**30 else lat * (180 / 2**31),
                None if lon is None else lon * (180 / 2**31),
                None if metres is None or metres > 10**9 else metres / 100,
                None if height is None or height > 47_500 else height / 5 - 500,
            )
        )
    return found


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Definitions in either byte order, with fields of the courier and of a foot pod, and messages that follow them."""
    body = bytearray()
    layouts: dict[int, int] = {}
    for _turn in range(draw(st.integers(1, 12))):
        if not layouts or draw(st.integers(0, 3)) == 0:
            local, big, extra = draw(st.integers(0, 15)), draw(st.integers(0, 1)), draw(st.integers(0, 2))
            numbers = draw(st.lists(st.sampled_from([253, 0, 1, 5, 2, 78, 3, 4, 7, 61]), max_size=7, unique=True))
            fields = [(number, USUAL.get(number, draw(st.sampled_from(sorted(SIZES))))) for number in numbers]
            body += struct.pack("BBB", 0x40 | (0x20 if extra else 0) | local, 0, big)
            body += draw(KINDS).to_bytes(2, "big" if big else "little")
            body.append(len(fields))
            body += b"".join(bytes((number, SIZES[base], base)) for number, base in fields)
            if extra:
                body.append(extra)
                body += b"".join(bytes((number, 2, 0)) for number in range(extra))
            layouts[local] = sum(SIZES[base] for _number, base in fields) + 2 * extra
            continue
        local = draw(st.sampled_from(sorted(layouts)))
        compressed = local < 4 and draw(st.booleans())
        body.append(0x80 | local << 5 | draw(st.integers(0, 31)) if compressed else local)
        size = layouts[local]
        body += draw(st.one_of(st.binary(min_size=size, max_size=size), st.just(b"\xff" * size)))
    return bytes(body)


@settings(max_examples=300, deadline=None)
@given(body=bodies())
def test_the_records_of_a_file_are_those_that_fitdecode_reads(body: bytes) -> None:
    data = whole(body)
    assert records(data) == decoded(data)


def test_a_whole_run_is_read_as_fitdecode_reads_it() -> None:
    run = files.fit(files.points(300, climb_per_km=20), files.FitSession(timer=300, metres=750))
    assert len(records(run)) == 301
    assert records(run) == decoded(run)
    assert len(records(run + run)) == 602


@given(data=st.binary(min_size=1, max_size=300))
def test_the_check_sum_is_the_one_of_the_protocol(data: bytes) -> None:
    assert check_sum(data) == compute_crc(data) == files.fit_crc(data)


@given(data=st.binary(max_size=200), start=st.sampled_from([b"", files.fit(files.points(3), files.FitSession())[:40]]))
def test_bytes_by_chance_are_refused_or_read(data: bytes, start: bytes) -> None:
    with contextlib.suppress(Unreadable):
        records(start + data)


def test_the_rest_holds_the_sessions_and_nothing_of_the_course() -> None:
    frames = Frames(
        files.fit(files.points(300), files.FitSession(timer=300), files.FitSession(timer=20)),
        frozenset((18, 34)),
        lambda: False,
    )
    assert len(list(frames.records())) == 301
    kinds = [
        frame.def_mesg.global_mesg_num
        for frame in fitdecode.FitReader(frames.rest, check_crc=fitdecode.CrcCheck.DISABLED)
        if frame.frame_type == fitdecode.FIT_FRAME_DATA
    ]
    assert kinds == [18, 18, 34]


def test_the_walk_stops_when_asked() -> None:
    with pytest.raises(Stopped):
        list(Frames(files.fit(files.points(5000)), frozenset(), lambda: True).records())
