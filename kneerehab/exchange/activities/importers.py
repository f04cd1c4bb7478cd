"""Every kind of file that activities can come from, and the one way in: `read_file`."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO

from kneerehab.domain.codes import FileFormat
from kneerehab.exchange.activities import csv_runs, drafts, fit, gpx, tcx, tracks
from kneerehab.exchange.activities.candidate import Candidate, ReadFile
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.mapping import Mapping
from kneerehab.exchange.activities.source import Reading, Source, Unreadable
from kneerehab.exchange.activities.texts import tidy
from kneerehab.i18n import N_, _

Read = Callable[[Source], tuple[list[Draft], list[str]]] | Callable[[Source], tuple[list[Draft], list[str], Mapping]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One format: its name, its suffixes in lower case, the size it may have in bytes, and its reader."""

    format: FileFormat
    name: str
    suffixes: tuple[str, ...]
    most_bytes: int
    read: Read


IMPORTERS: tuple[Importer, ...] = (
    Importer(
        format=FileFormat.GPX, name=N_("GPX tracks"), suffixes=(".gpx",), most_bytes=tracks.MOST_BYTES, read=gpx.read
    ),
    Importer(
        format=FileFormat.TCX,
        name=N_("Training Center"),
        suffixes=(".tcx",),
        most_bytes=tracks.MOST_BYTES,
        read=tcx.read,
    ),
    Importer(
        format=FileFormat.FIT, name=N_("FIT activities"), suffixes=(".fit",), most_bytes=fit.MOST_BYTES, read=fit.read
    ),
    Importer(
        format=FileFormat.CSV,
        name=N_("Tables of activities"),
        suffixes=(".csv",),
        most_bytes=csv_runs.MOST_BYTES,
        read=csv_runs.read,
    ),
)
"""The formats, in the order of the file dialog; each may also be packed (`.fit.gz`, as Strava exports them)."""

PACKED = ".gz"
ARCHIVE = ".zip"

MOST_FAULTS = 101
"""Lines about one file; a table has a hundred and the number of the rest."""


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, for file dialogs and drops."""
    plain = tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)
    return (*plain, *(suffix + PACKED for suffix in plain), ARCHIVE)


def importer_for(name: str) -> Importer | None:
    """The importer for a file name; None if it is of no known kind."""
    bare = name.casefold().removesuffix(PACKED)
    return next((importer for importer in IMPORTERS if bare.endswith(importer.suffixes)), None)


def read_file(path: Path, reading: Reading | None = None, name: str | None = None) -> ReadFile:
    """The activities of a file, shown as `name`; never raises for a bad one (the faults say why), only Stopped."""
    name = name or shown_name(path)
    importer = importer_for(path.name)
    if importer is None:
        return ReadFile(file=name, faults=(_wrong_kind(),))
    try:
        # A pipe or a device would never end.
        if not stat.S_ISREG(path.stat().st_mode):
            return ReadFile(file=name, faults=(_("This is not a file."),))
        with path.open("rb") as stream:
            return replace(read_stream(stream, path.name, reading, shown=name), path=path)
    except FileNotFoundError:
        return ReadFile(file=name, faults=(_("The file is not there."),))
    except (OSError, ValueError):
        return ReadFile(file=name, faults=(_("The file can’t be opened."),))


def read_bytes(data: bytes, name: str, reading: Reading | None = None) -> ReadFile:
    """As `read_file`, for bytes in memory; `name` tells the format."""
    return read_stream(BytesIO(data), name, reading)


def read_stream(
    stream: IO[bytes],
    name: str,
    reading: Reading | None = None,
    *,
    shown: str | None = None,
    spend: Callable[[int], None] = lambda _size: None,
) -> ReadFile:
    """As `read_file`, for an open stream; `name` tells the format, `spend` is told of every piece that is read."""
    shown = shown or tidy(name) or _("a file")
    importer = importer_for(name)
    if importer is None:
        return ReadFile(file=shown, faults=(_wrong_kind(),))
    packed = name.casefold().endswith(PACKED)
    source = Source(stream, most=importer.most_bytes, packed=packed, reading=reading or Reading(), spend=spend)
    try:
        found = importer.read(source)
    except Unreadable as fault:
        return ReadFile(file=shown, faults=(str(fault),))
    mapping = found[2] if len(found) == 3 else None
    candidates, faults = _candidates(found[0], importer.format, source.digest, shown)
    faults = [*found[1], *faults]
    if not candidates and not faults:
        faults = [_("It holds no activity.")]
    if len(faults) > MOST_FAULTS:
        faults = [
            *faults[:MOST_FAULTS],
            _("There are {count} more such problems.").format(count=len(faults) - MOST_FAULTS),
        ]
    return ReadFile(file=shown, candidates=tuple(candidates), faults=tuple(faults), mapping=mapping)


def shown_name(path: Path) -> str:
    """A file's name as a screen may show it."""
    return tidy(path.name) or _("a file")


def _candidates(found: list[Draft], form: FileFormat, digest: str, file: str) -> tuple[list[Candidate], list[str]]:
    candidates: list[Candidate] = []
    faults: list[str] = []
    for draft in found:
        try:
            candidates.append(drafts.candidate(draft, form, digest, file, alone=len(found) == 1))
        except ValueError as fault:
            faults.append(_place(form, draft.place, str(fault), alone=len(found) == 1))
    return candidates, faults


def _place(form: FileFormat, place: int, fault: str, *, alone: bool) -> str:
    if form is FileFormat.CSV:
        return _("Line {line}: {fault}").format(line=place, fault=fault)
    return fault if alone else _("Activity {number}: {fault}").format(number=place, fault=fault)


def _wrong_kind() -> str:
    return _("This kind of file can’t be read. GPX, TCX, FIT and CSV can, and zip files of them.")
