"""Zip archives: Garmin's "Export original" (one FIT file) and Strava's bulk export (a table and a file for each run).

Nothing is written to the disk and no path in an archive is ever used as one. What an archive says of itself is not
believed: directories, members and what they unpack to are counted as they are read. Archives inside are not opened, but
for those in which Garmin's account has its recordings.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from kneerehab.exchange.activities.candidate import ReadFile
from kneerehab.exchange.activities.importers import ARCHIVE, importers_for, kinds, knows, read_stream, shown_name
from kneerehab.exchange.activities.source import HEAD, Reading, Stopped
from kneerehab.exchange.activities.texts import tidy
from kneerehab.exchange.activities.zip_streams import MOST_MEMBERS, Allowance, Guarded, Inner, TooMuch, too_many
from kneerehab.i18n import _

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What exports use; the others may ask for gigabytes to unpack."""

_TABLES = (
    "activities", "aktivit", "activit", "actividad", "attivit", "atividade", "com.samsung.shealth.exercise.2",
    "com.samsung.health.exercise.2", "userexercises",
)  # fmt: skip
"""How Strava calls its table of activities, and Samsung Health and Google Health theirs, before the date."""

_TAKEOUT = "Takeout/"
"""Google's folder, in which tables are sums of days."""

_UPLOADS = "uploadedfiles"
"""How the archives of recordings are called in Garmin's account."""

_SHOES = ("shoes.csv", "schuhe.csv", "chaussures.csv", "zapatillas.csv", "scarpe.csv", "schoenen.csv", "tênis.csv")

_LOCKED = 0x1
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, OverflowError, IndexError, KeyError,
)  # fmt: skip
"""What zipfile raises for archives that are none."""


def read_archive(
    path: Path,
    reading: Reading,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    only: tuple[int, ...] = (),
    name: str | None = None,
) -> list[ReadFile]:
    """The activity files of an archive, or the `only` one at that place in it (and in the archive that is there).

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
            job = _Job(path, reading, progress, only, Allowance(stream.seek(0, 2)))
            stream.seek(0)
            return _read(stream, name, job)
    except TooMuch as fault:
        return refused(str(fault))
    except _BROKEN:
        return refused(_("The zip file is damaged, cut short, or is none."))


@dataclass(slots=True)
class _Job:
    """One archive as it was asked for: how far it is, and what may still be unpacked of it."""

    path: Path
    reading: Reading
    progress: Callable[[int, int], None]
    only: tuple[int, ...]
    allowance: Allowance
    done: int = 0
    of: int = 0
    lines: int = 0

    def went_on(self, done: int = 0, of: int = 0) -> None:
        """Tell the progress, of what is more by now; raises Stopped."""
        if self.reading.stop():
            raise Stopped
        self.done, self.of = self.done + done, self.of + of
        self.progress(self.done, self.of)


def _read(stream: IO[bytes] | Inner, name: str, job: _Job, around: tuple[int, ...] = ()) -> list[ReadFile]:
    """The members of an archive, that may lie `around` the places of others."""
    with zipfile.ZipFile(Guarded(stream)) as archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise TooMuch(too_many())
        chosen, faults = _chosen(archive, members, within=bool(around))
        if job.only:
            chosen = [job.only[len(around)]]
        found: list[ReadFile] = []
        job.went_on(of=len(chosen))
        for place in chosen:
            member, where = members[place], (*around, place)
            if _base(member).endswith(ARCHIVE):
                found += _inner(archive, member, name, job, where)
            else:
                read = _member(archive, member, name, job)
                if not (around and read.other):  # Garmin puts each day's steps and settings among the runs
                    found.append(replace(read, path=job.path, member=where))
                job.lines += len(read.candidates) + len(read.faults)
            if job.lines > MOST_MEMBERS:
                raise TooMuch(too_many())
            job.went_on(done=1)
        if not found and not faults:
            faults = [_("It holds no file that can be read. {kinds} can.").format(kinds=kinds())]
        return [*found, ReadFile(file=name, faults=tuple(faults))] if faults else found


def _inner(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, job: _Job, where: tuple[int, ...]
) -> list[ReadFile]:
    """The recordings of Garmin's account, which lie packed within it."""
    shown = _shown(member, name)
    fault = _unreadable(member)
    if fault is None:
        try:
            return _read(Inner(lambda: archive.open(_by_itself(member)), job.allowance.spend), shown, job, where)
        except _BROKEN:
            fault = _("The packed file is damaged or cut short.")
    return [ReadFile(file=shown, faults=(fault,))]


def _chosen(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], *, within: bool) -> tuple[list[int], list[str]]:
    """The places of the members that hold activities, and what is to be said of others."""
    places, tables, archives, account = [], [], 0, False
    for place, member in enumerate(members):
        base = _base(member)
        possible = importers_for(base)
        if base.startswith(".") or "__macosx/" in member.filename.casefold():
            continue  # what a Mac adds
        if base.endswith(ARCHIVE):
            if base.startswith(_UPLOADS) and not within:
                places.append(place)
            else:
                archives += 1
        elif any(importer.by_line for importer in possible):
            tables.append((place, base.startswith(_TABLES) or base in _SHOES))
            account = account or member.filename.startswith(_TAKEOUT)
        elif possible and (possible[0].knows is None or knows(base, _head(archive, member))):
            places.append(place)
            account = account or possible[0].knows is not None
    # An account has dozens of tables about other things (days, sleep, shoes) beside that of the activities.
    known = account or any(named for _place, named in tables)
    places += [place for place, named in tables if named or not known]
    if within:
        places.sort(key=lambda place: members[place].header_offset)  # going back takes long
    return places, [_("It holds other zip files. Please unpack it and choose those.")] if archives else []


def _head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A member's first bytes, to tell an export from the other files of its kind; none if they can't be read."""
    if member.flag_bits & _LOCKED or member.compress_type not in _METHODS:
        return b""
    try:
        with archive.open(_by_itself(member)) as stream:
            return stream.read(HEAD)
    except _BROKEN:
        return b""


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, job: _Job) -> ReadFile:
    shown = _shown(member, name)
    fault = _unreadable(member)
    if fault is None:
        try:
            with archive.open(_by_itself(member)) as stream:
                return read_stream(stream, _base(member), job.reading, shown=shown, spend=job.allowance.spend)
        except _BROKEN:
            fault = _("The packed file is damaged or cut short.")
    return ReadFile(file=shown, faults=(fault,))


def _unreadable(member: zipfile.ZipInfo) -> str | None:
    """Why a member can't be read; None if it can be tried."""
    if member.flag_bits & _LOCKED:
        return _("It is locked with a password. Please unpack the zip file and choose the files inside.")
    if member.compress_type not in _METHODS:
        return _("It is packed in a way that can’t be read. Please unpack the zip file and choose the files inside.")
    return None


def _shown(member: zipfile.ZipInfo, archive: str) -> str:
    base = member.filename.replace("\\", "/").rpartition("/")[2]
    return _("{file} in {archive}").format(file=tidy(base) or _("a file"), archive=archive)


def _base(member: zipfile.ZipInfo) -> str:
    """A member's name without its folders, in small letters."""
    return member.filename.replace("\\", "/").rpartition("/")[2].casefold()


def _by_itself(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The entry without what newer Pythons keep of its neighbours: where two share their bytes, they refuse or warn.

    Here what is read is counted, as often as it is read.
    """
    found = zipfile.ZipInfo()
    for name in ("orig_filename", "header_offset", "flag_bits", "compress_type", "compress_size", "file_size", "CRC"):
        setattr(found, name, getattr(member, name))
    return found
