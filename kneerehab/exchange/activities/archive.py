"""Zip archives: Garmin's "Export original" (one FIT file) and Strava's bulk export (a table and a file for each run).

Nothing is written to the disk and no path in an archive is ever used as one. What an archive says of itself is not
believed: directories, members and what they unpack to are counted as they are read. Archives inside are not opened.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

from kneerehab.exchange.activities.candidate import ReadFile
from kneerehab.exchange.activities.importers import ARCHIVE, importers_for, kinds, knows, read_stream, shown_name
from kneerehab.exchange.activities.source import HEAD, MIB, Reading, Stopped
from kneerehab.exchange.activities.texts import tidy
from kneerehab.i18n import _

MOST_MEMBERS = 20_000
MOST_DIRECTORY_BYTES = 4 * MIB
MOST_TIMES_LARGER = 100
"""What an archive may unpack to, as a multiple of its own size: files of watches shrink to a thirtieth at best."""

LEAST_ALLOWED = 128 * MIB
"""However small an archive is, it may hold one file of the largest size."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What exports use; the others may ask for gigabytes to unpack."""

_TABLES = ("activities", "aktivit", "activit", "actividad", "attivit", "atividade")
"""How Strava calls its table of activities."""

_SHOES = ("shoes.csv", "schuhe.csv", "chaussures.csv", "zapatillas.csv", "scarpe.csv", "schoenen.csv", "tênis.csv")

_LOCKED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, OverflowError, IndexError, KeyError,
)  # fmt: skip
"""What zipfile raises for archives that are none."""


class _TooMuch(Exception):
    """The archive is larger than any export; `str()` is a finished sentence."""


def read_archive(
    path: Path,
    reading: Reading,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    only: int | None = None,
    name: str | None = None,
) -> list[ReadFile]:
    """The activity files of an archive, or the `only` one at that place in it.

    `progress(done, of)` before and after each; `name` is shown for it. Never raises for a bad archive (the faults say
    why), only Stopped.
    """
    name = name or shown_name(path)

    def refused(fault: str) -> list[ReadFile]:
        return [ReadFile(file=name, faults=(fault,))]

    try:
        # A pipe or a device would never end.
        if not stat.S_ISREG(path.stat().st_mode):
            return refused(_("This is not a file."))
        stream = path.open("rb")
    except FileNotFoundError:
        return refused(_("The file is not there."))
    except (OSError, ValueError):
        return refused(_("The file can’t be opened."))
    try:
        with stream:
            return _read(stream, path, name, reading, progress, only)
    except _TooMuch as fault:
        return refused(str(fault))
    except _BROKEN:
        return refused(_("The zip file is damaged, cut short, or is none."))


class _Guarded:
    """A file of which nothing asks for more than a directory at once, however large it says its own is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        """As a file's; raises _TooMuch."""
        data = self._stream.read(min(size, MOST_DIRECTORY_BYTES + 1) if size >= 0 else MOST_DIRECTORY_BYTES + 1)
        if len(data) > MOST_DIRECTORY_BYTES:
            raise _TooMuch(_too_many())
        return data


class _Allowance:
    """What may still be unpacked of an archive of this size; `spend` raises _TooMuch."""

    def __init__(self, size: int) -> None:
        self._left = LEAST_ALLOWED + MOST_TIMES_LARGER * size

    def spend(self, size: int) -> None:
        """Count what was unpacked."""
        self._left -= size
        if self._left < 0:
            raise _TooMuch(_("It unpacks to far more than any export holds, so it was not read."))


def _read(
    stream: IO[bytes],
    path: Path,
    name: str,
    reading: Reading,
    progress: Callable[[int, int], None],
    only: int | None,
) -> list[ReadFile]:
    allowance = _Allowance(stream.seek(0, 2))
    stream.seek(0)
    with zipfile.ZipFile(_Guarded(stream)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _TooMuch(_too_many())
        chosen, faults = _chosen(archive, members)
        chosen = chosen if only is None else [only]
        found: list[ReadFile] = []
        lines = 0
        for done, place in enumerate(chosen):
            if reading.stop():
                raise Stopped
            progress(done, len(chosen))
            member = _member(archive, members[place], name, reading, allowance)
            found.append(replace(member, path=path, member=place))
            lines += len(member.candidates) + len(member.faults)
            if lines > MOST_MEMBERS:
                raise _TooMuch(_too_many())
        progress(len(chosen), len(chosen))
        if not found and not faults:
            faults = [_("It holds no file that can be read. {kinds} can.").format(kinds=kinds())]
        return [*found, ReadFile(file=name, faults=tuple(faults))] if faults else found


def _chosen(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> tuple[list[int], list[str]]:
    """The places of the members that hold activities, and what is to be said of others."""
    places, tables, archives = [], [], 0
    for place, member in enumerate(members):
        base = member.filename.replace("\\", "/").rpartition("/")[2].casefold()
        possible = importers_for(base)
        if base.startswith(".") or "__macosx/" in member.filename.casefold():
            continue  # what a Mac adds
        if base.endswith(ARCHIVE):
            archives += 1
        elif any(importer.by_line for importer in possible):
            tables.append((place, base.startswith(_TABLES) or base in _SHOES))
        elif possible and (possible[0].knows is None or knows(base, _head(archive, member))):
            places.append(place)
    # Strava's export has a dozen tables about other things (shoes, comments, followers) beside that of the activities.
    known = any(named for _place, named in tables)
    places += [place for place, named in tables if named or not known]
    faults = []
    if archives:
        faults.append(_("It holds other zip files. Please unpack it and choose those."))
    return places, faults


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's first bytes, to tell an export from the other files of its kind; none if they can't be read."""
    if member.flag_bits & _LOCKED or member.compress_type not in _METHODS:
        return b""
    try:
        with archive.open(_by_itself(member)) as stream:
            return stream.read(HEAD)
    except _BROKEN:
        return b""


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, reading: Reading, allowance: _Allowance
) -> ReadFile:
    base = member.filename.replace("\\", "/").rpartition("/")[2]
    shown = _("{file} in {archive}").format(file=tidy(base) or _("a file"), archive=name)
    if member.flag_bits & _LOCKED:
        fault = _("It is locked with a password. Please unpack the zip file and choose the files inside.")
    elif member.compress_type not in _METHODS:
        fault = _("It is packed in a way that can’t be read. Please unpack the zip file and choose the files inside.")
    else:
        try:
            with archive.open(_by_itself(member)) as stream:
                return read_stream(stream, base, reading, shown=shown, spend=allowance.spend)
        except _BROKEN:
            fault = _("The packed file is damaged or cut short.")
    return ReadFile(file=shown, faults=(fault,))


def _by_itself(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry without what newer Pythons keep of its neighbours: where two share their bytes, they refuse or warn.

    Here what is read is counted, as often as it is read.
    """
    found = zipfile.ZipInfo()
    for name in ("orig_filename", "header_offset", "flag_bits", "compress_type", "compress_size", "file_size", "CRC"):
        setattr(found, name, getattr(member, name))
    return found


def _too_many() -> str:
    return _("It holds more than {count} files or activities. Please unpack it and choose the files inside.").format(
        count=MOST_MEMBERS
    )
