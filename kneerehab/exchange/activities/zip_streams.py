"""Streams of zip archives, bounded: whatever an archive says of itself, no more is read than an export can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Protocol

from kneerehab.exchange.activities.source import MIB
from kneerehab.i18n import _

MOST_MEMBERS = 20_000
MOST_DIRECTORY_BYTES = 4 * MIB
MOST_TIMES_LARGER = 100
"""What an archive may unpack to, as a multiple of its own size: files of watches shrink to a thirtieth at best."""

LEAST_ALLOWED = 128 * MIB
"""However small an archive is, it may hold one file of the largest size."""


class TooMuch(Exception):
    """The archive is larger than any export; `str()` is a finished sentence."""


class Places(Protocol):
    """A stream with places to go to."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there."""

    def tell(self) -> int:
        """Where it is."""

    def seekable(self) -> bool:
        """Always."""


class Guarded:
    """A file of which nothing asks for more than a directory at once, however large it says its own is."""

    def __init__(self, stream: Places | IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        """As a file's; raises TooMuch."""
        data = self._stream.read(min(size, MOST_DIRECTORY_BYTES + 1) if size >= 0 else MOST_DIRECTORY_BYTES + 1)
        if len(data) > MOST_DIRECTORY_BYTES:
            raise TooMuch(too_many())
        return data


class Allowance:
    """What may still be unpacked of an archive of this size; `spend` raises TooMuch."""

    def __init__(self, size: int) -> None:
        self._left = LEAST_ALLOWED + MOST_TIMES_LARGER * size

    def spend(self, size: int) -> None:
        """Count what was unpacked."""
        self._left -= size
        if self._left < 0:
            raise TooMuch(_("It unpacks to far more than any export holds, so it was not read."))


class Inner:
    """A packed archive within an archive, without unpacking it anywhere: going back begins again from its first byte.

    `begin` opens it there; whatever is unpacked on the way is told to `spend`.
    """

    def __init__(self, begin: Callable[[], IO[bytes]], spend: Callable[[int], None]) -> None:
        self._begin = begin
        self._spend = spend
        self._stream = begin()
        self._place = 0
        self._size: int | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises TooMuch."""
        data = self._stream.read(size)
        self._place += len(data)
        self._spend(len(data))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there by unpacking all that lies before; raises TooMuch."""
        target = max(0, offset + (0, self._place, self._end() if whence == 2 else 0)[whence])
        if target < self._place:
            self._stream.close()
            self._stream, self._place = self._begin(), 0
        while self._place < target and self.read(min(MIB, target - self._place)):
            pass
        return self._place

    def _end(self) -> int:
        while self._size is None:
            if not self.read(MIB):
                self._size = self._place
        return self._size

    def tell(self) -> int:
        """Where it is."""
        return self._place

    def seekable(self) -> bool:
        """Always, if slowly."""
        return True


def too_many() -> str:
    """That an archive has more in it than is read."""
    return _("It holds more than {count} files or activities. Please unpack it and choose the files inside.").format(
        count=MOST_MEMBERS
    )
