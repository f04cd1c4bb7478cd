"""FIT's framing: the many messages that are no summary are taken apart here, the few that are go on to a decoder.

A decoder in Python needs 50 µs for a message of a modern watch, so that a day of a message a second would take it five
seconds; of those messages five numbers are wanted, and the lay-out of each kind is stated once, at its definition.
The protocol is Garmin's published one (Flexible and Interoperable Data Transfer, version 2).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Callable, Container, Iterator
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from kneerehab.exchange.activities.source import Stopped, Unreadable
from kneerehab.i18n import _

MOST_MESSAGES = 1_000_000
"""A day of one message a second of four kinds is a third of it."""

_DEFINITION_COUNTS = 5
"""A definition takes as long as this many messages."""

MOST_RECORDS = 200_000
"""Two days of a record a second."""

MOST_KEPT = 1_000
MOST_KEPT_BYTES = 512 * 1024
"""What a decoder may get: a triathlon has a dozen such messages, of some hundred bytes each."""

RECORD = 20
_NOT_KNOWN = (None,)
_NO_UINT32, _NO_SINT32 = 0xFFFFFFFF, 0x7FFFFFFF
_MOST_CENTIMETRES = 1_000_000_000
_MOST_FIFTHS = 47_500
_TIMESTAMP = 253
_HEAD = struct.Struct("<B3xI4s")

_UNFINISHED = (0, 0xFFFFFFFF)
"""Lengths that stand in the head while a file is being recorded."""

_LOST = bytes(4)
"""How an end of zeros ends: room was made for it, then the recorder lost its power. A number may end in fewer."""

_FIELDS = (_TIMESTAMP, 0, 1, 5, 78, 2)
"""Of a record: seconds, latitude and longitude in semicircles, centimetres, fifths of a metre above -500 (two ways)."""

_TYPES = {
    _TIMESTAMP: (4, 0x06, "I"),
    0: (4, 0x05, "i"),
    1: (4, 0x05, "i"),
    5: (4, 0x06, "I"),
    2: (2, 0x04, "H"),
    78: (4, 0x06, "I"),
}
"""Size, number of the base type without the flag for its byte order, and struct's letter for it."""

Record = tuple[int, float | None, float | None, float | None, float | None]
"""Seconds of FIT's clock, degrees of latitude and longitude, metres so far, metres of height."""

_DEGREES = 180 / 2**31


class _Layout(NamedTuple):
    """A definition: which message, its length with the leading byte, and how to get at the wanted fields.

    `pick` puts what `unpack` found, and the None behind it, into the order of `_FIELDS`.
    """

    kind: int
    size: int
    unpack: Callable[[bytes, int], tuple[Any, ...]]
    pick: Callable[[tuple[Any, ...]], tuple[Any, ...]]


class _Broken(Exception):
    """From here on the file makes no sense; what stood before it does."""


class Frames:
    """One pass over a FIT file: `records` yields its course; after that `rest` is a FIT file of the kept messages.

    A damaged file is read as far as it goes: then `damage` says what is wrong with it.
    """

    def __init__(self, data: bytes, kept: Container[int], stop: Callable[[], bool]) -> None:
        self._data = data
        self._kept = kept
        self._stop = stop
        self._count = 0
        self._records = 0
        self._rest = bytearray()
        self._rest_count = 0
        self.damage: str | None = None
        self.lacking = sys.maxsize
        """Bytes that the file is short of what it says, if that is all that is wrong with it."""

    @property
    def rest(self) -> bytes:
        """The messages of the kept kinds, as they were written, with a head of their own and no check sum."""
        head = struct.pack("<BBHI4s", 12, 0x20, 21_158, len(self._rest), b".FIT")
        return head + bytes(self._rest) + b"\0\0"

    def records(self) -> Iterator[Record]:
        """Each record that has a time; raises Unreadable for what is no FIT file or too large, and Stopped."""
        data, place = self._data, 0
        while place < len(data):  # files may be chained
            head, length, signature = _HEAD.unpack_from(data, place) if len(data) >= place + 12 else (0, 0, b"")
            if signature != b".FIT" or head < 12:
                self.damage = _("The file is damaged.")
                return
            body, end = place + head, place + head + length
            if length in _UNFINISHED:
                data = self._cut(len(data))
                end = len(data)
            elif end + 2 > len(data):
                self.damage = _("The file is cut short.")
                self.lacking = end + 2 - len(data)
                end = min(end, len(data))
            else:
                stated = int.from_bytes(data[end : end + 2], "little")
                right = check_sum(data[place:end])
                if stated and stated != right:
                    self.damage = _("The file is damaged: its check sum is wrong.")
                elif stated != right and data[end - len(_LOST) : end] == _LOST:
                    data = self._cut(end)
                    end = len(data)
            try:
                yield from self._messages(body, end)
            except (_Broken, IndexError, struct.error):
                self.damage = self.damage or _("The file is damaged.")
                return
            place = end + 2

    def _cut(self, end: int) -> bytes:
        """What was written before the recorder lost its power: an end of zeros is none.

        A message that ends in them goes too, for some of its numbers may be no numbers.
        """
        self.damage = _("The file is cut short.")
        self._data = self._data[:end].rstrip(b"\0")
        return self._data

    def _messages(self, place: int, end: int) -> Iterator[Record]:
        data = self._data
        layouts: list[_Layout | None] = [None] * 16
        clock = 0
        while place < end:
            self._count += 1
            if self._count & 0xFFF < _DEFINITION_COUNTS and self._stop():
                raise Stopped
            if self._count > MOST_MESSAGES:
                raise Unreadable(_("It has more than {count} entries.").format(count=MOST_MESSAGES))
            head = data[place]
            if head & 0xC0 == 0x40:
                self._count += _DEFINITION_COUNTS - 1
                size, layout = _defined(data, place, end)
                layouts[head & 15] = layout
                if layout.kind in self._kept:
                    self._keep(data[place : place + size])
                place += size
                continue
            found = layouts[head >> 5 & 3 if head & 0x80 else head & 15]
            if found is None:
                raise _Broken
            kind, size, unpack, pick = found
            if place + size > end:
                raise _Broken
            at, lat, lon, metres, enhanced, height = pick(unpack(data, place + 1) + _NOT_KNOWN)
            if at is not None and at != _NO_UINT32:
                clock = at
            if head & 0x80:  # the time is five bits behind the last one
                clock = at = clock + ((head - clock) & 31)
            if kind == RECORD:
                self._records += 1
                if self._records > MOST_RECORDS:
                    raise Unreadable(
                        _("It has more than {count} points. Please save its activities as separate files.").format(
                            count=MOST_RECORDS
                        )
                    )
                if at is not None and at != _NO_UINT32:
                    high = enhanced if enhanced is not None and enhanced != _NO_UINT32 else height
                    yield (
                        at,
                        None if lat is None or not -(2**30) <= lat <= 2**30 else lat * _DEGREES,
                        None if lon is None or lon == _NO_SINT32 else lon * _DEGREES,
                        None if metres is None or metres > _MOST_CENTIMETRES else metres / 100,
                        None if high is None or high > _MOST_FIFTHS else high / 5 - 500,
                    )
            elif size > 1 and kind in self._kept:
                self._keep(data[place : place + size])
            place += size

    def _keep(self, message: bytes) -> None:
        self._rest += message
        self._rest_count += 1
        if self._rest_count > MOST_KEPT or len(self._rest) > MOST_KEPT_BYTES:
            raise Unreadable(_("It holds more than any run. Please save its activities as separate files."))


def _defined(data: bytes, place: int, end: int) -> tuple[int, _Layout]:
    """Length and meaning of a definition; raises _Broken."""
    fields_at = place + 6
    size = 6 + 3 * data[place + 5] if fields_at <= end else 7
    fields = data[fields_at : place + size]
    extra = 0
    if data[place] & 0x20 and place + size < end:
        count = data[place + size]
        extra = sum(data[place + size + 2 : place + size + 1 + 3 * count : 3])
        size += 1 + 3 * count
    if place + size > end:
        raise _Broken
    order = "<" if data[place + 2] == 0 else ">"
    kind = int.from_bytes(data[place + 3 : place + 5], "little" if order == "<" else "big")
    length = 1 + sum(fields[1::3]) + extra
    unpack, pick = _reader(fields, order, _FIELDS if kind == RECORD else _FIELDS[:1])
    return size, _Layout(kind, length, unpack, pick)


def _reader(
    fields: bytes, order: str, wanted: tuple[int, ...]
) -> tuple[Callable[[bytes, int], tuple[Any, ...]], Callable[[tuple[Any, ...]], tuple[Any, ...]]]:
    """How to take the wanted fields out of a message; a field of an unusual type counts as not there."""
    numbers, sizes = fields[0::3], fields[1::3]
    found = []
    for field in wanted:
        index = numbers.find(field)
        size, base, letter = _TYPES[field]
        if index >= 0 and sizes[index] == size and fields[3 * index + 2] & 0x1F == base:
            found.append((sum(sizes[:index]), size, letter, field))
    found.sort()
    form, at = order, 0
    for offset, size, letter, _field in found:
        form += f"{offset - at}x{letter}"
        at = offset + size
    places = {field: place for place, (*_rest, field) in enumerate(found)}
    return struct.Struct(form).unpack_from, itemgetter(*(places.get(field, -1) for field in _FIELDS))


def check_sum(data: bytes) -> int:
    """FIT's check sum of some bytes (CRC-16/ARC), two at a time."""
    words = array("H", data[: len(data) & ~1])
    if sys.byteorder == "big":
        words.byteswap()
    table, crc = _two_byte_table(), 0
    for word in words:
        crc = table[crc ^ word]
    return crc if len(data) % 2 == 0 else crc >> 8 ^ _byte_table()[(crc ^ data[-1]) & 0xFF]


@cache
def _byte_table() -> list[int]:
    table = list(range(256))
    for _bit in range(8):
        table = [crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1 for crc in table]
    return table


@cache
def _two_byte_table() -> list[int]:
    once = _byte_table()
    first = [once[word & 0xFF] ^ word >> 8 for word in range(2**16)]
    return [crc >> 8 ^ once[crc & 0xFF] for crc in first]
