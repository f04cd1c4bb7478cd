"""The bytes of a file, read in pieces: bounded in size, digested on the way, and stopped when someone asks."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import IO

from kneerehab.domain.codes import Units
from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities.mapping import Mapping
from kneerehab.exchange.activities.moments import shown_there
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

CHUNK = 64 * 1024
MIB = 1024 * 1024
HEAD = 4096
"""First bytes, which tell what kind of file it is."""


class Unreadable(Exception):
    """The file can't be read; `str()` is a finished sentence."""


class NoRecording(Unreadable):
    """The file is of a known kind, but holds something else."""


class Stopped(Exception):
    """The person stopped the import."""


Trace = Callable[[float, float | None, float | None, float | None, float | None], None]


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read: the clock's zone (None: the computer's), the units to assume where a file names none, CSV mappings.

    `trace` is told of every point of a track: seconds of the file's clock, degrees, metres so far and of height.
    `mapping` is used for a CSV file whatever its header; else the first of `remembered` that has its header.
    """

    tz: tzinfo | None = None
    units: Units = Units.KM
    mapping: Mapping | None = None
    remembered: Sequence[Mapping] = ()
    stop: Callable[[], bool] = never
    trace: Trace | None = None

    def local(self, moment: datetime, ahead: timedelta | None = None) -> datetime | None:
        """A moment (UTC if it names no zone) by the runner's clock, to the minute; None beyond the diary's years.

        `ahead` is how far that clock was ahead of UTC, if the file says so. Without it, a moment with an offset of its
        own is shown by that: the file knows where the runner was.
        """
        if ahead is not None:
            return shown_there(moment, ahead)
        if not YEARS[0] <= moment.year <= YEARS[1]:
            return None
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        try:
            here = aware if aware.utcoffset() else aware.astimezone(self.tz)
            shown = here.replace(tzinfo=None, second=0, microsecond=0)
        except (OverflowError, OSError, ValueError):
            return None
        return shown if YEARS[0] <= shown.year <= YEARS[1] else None


class Source:
    """A stream of at most `most` bytes (unpacked), told to `spend`; `digest` is right once everything was read."""

    def __init__(
        self,
        stream: IO[bytes],
        *,
        most: int,
        packed: bool,
        reading: Reading,
        spend: Callable[[int], None] = lambda _size: None,
    ) -> None:
        self.reading = reading
        self._spend = spend
        self._stream: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=stream) if packed else stream
        self._most = most
        self._hash = hashlib.sha256()
        self._size = 0
        self._peeked = b""

    def peek(self) -> bytes:
        """The first bytes, which stay to be read; raises Unreadable."""
        if not self._peeked:
            self._peeked = self._next(HEAD)
        return self._peeked

    def allow(self, most: int) -> None:
        """From here on at most so many bytes in all."""
        self._most = most

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes, none at the end; raises Unreadable or Stopped."""
        if self.reading.stop():
            raise Stopped
        data, self._peeked = self._peeked or self._next(size), b""
        self._size += len(data)
        if self._size > self._most:
            raise Unreadable(_("The file is larger than {size} MB.").format(size=self._most // MIB))
        self._spend(len(data))
        self._hash.update(data)
        return data

    def _next(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile):
            raise Unreadable(_("The packed file is damaged or cut short.")) from None
        except OSError:
            raise Unreadable(_("The file can’t be read.")) from None

    def read_all(self) -> bytes:
        """Everything that is left."""
        parts = []
        while part := self.read(MIB):
            parts.append(part)
        return b"".join(parts)

    @property
    def digest(self) -> str:
        """SHA-256 of what was read."""
        return self._hash.hexdigest()
