"""Every kind of file that activities can come from, and the one way in: `read_file`."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO

from kneerehab.domain.codes import FileFormat
from kneerehab.exchange.activities import (
    apple_health,
    csv_runs,
    drafts,
    fit,
    fitbit,
    garmin_account,
    google_fit,
    gpx,
    health_connect,
    json_file,
    polar,
    tcx,
    tracks,
)
from kneerehab.exchange.activities.candidate import Candidate, ReadFile
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.source import HEAD, NoRecording, Reading, Source, Unreadable
from kneerehab.exchange.activities.texts import tidy
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _

Read = Callable[[Source], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One kind of file: its name in a sentence, its suffixes in lower case, the bytes it may have, and its reader.

    `knows` looks at the first bytes, where other files have the same suffix. `listed` says that it lists activities
    whose points other files have; `by_line`, that its faults go by lines. `format` is how the diary's format calls it.
    """

    name: str
    format: FileFormat | None = None
    suffixes: tuple[str, ...]
    most_bytes: int
    read: Read
    knows: Callable[[bytes], bool] | None = None
    listed: bool = False
    by_line: bool = False


IMPORTERS: tuple[Importer, ...] = (
    Importer(name=N_("GPX"), format=FileFormat.GPX, suffixes=(".gpx",), most_bytes=tracks.MOST_BYTES, read=gpx.read),
    Importer(name=N_("TCX"), format=FileFormat.TCX, suffixes=(".tcx",), most_bytes=tracks.MOST_BYTES, read=tcx.read),
    Importer(name=N_("FIT"), format=FileFormat.FIT, suffixes=(".fit",), most_bytes=fit.MOST_BYTES, read=fit.read),
    Importer(
        name=N_("CSV"),
        format=FileFormat.CSV,
        suffixes=(".csv",),
        most_bytes=csv_runs.MOST_BYTES,
        read=csv_runs.read,
        listed=True,
        by_line=True,
    ),
    Importer(
        name=N_("Apple Health"),
        suffixes=(".xml",),
        most_bytes=apple_health.MOST_BYTES,
        read=apple_health.read,
        knows=apple_health.knows,
        listed=True,
    ),
    Importer(
        name=N_("Garmin"),
        suffixes=(".json",),
        most_bytes=json_file.MOST_BYTES,
        read=garmin_account.read,
        knows=garmin_account.knows,
        listed=True,
    ),
    Importer(
        name=N_("Polar"), suffixes=(".json",), most_bytes=json_file.MOST_BYTES, read=polar.read, knows=polar.knows
    ),
    Importer(
        name=N_("Fitbit"),
        suffixes=(".json",),
        most_bytes=json_file.MOST_BYTES,
        read=fitbit.read,
        knows=fitbit.knows,
        listed=True,
    ),
    Importer(
        name=N_("Google Fit"),
        suffixes=(".json",),
        most_bytes=json_file.MOST_BYTES,
        read=google_fit.read,
        knows=google_fit.knows,
        listed=True,
    ),
    Importer(
        name=N_("Health Connect"),
        suffixes=(".db",),
        most_bytes=health_connect.MOST_BYTES,
        read=health_connect.read,
        knows=health_connect.knows,
        listed=True,
    ),
)
"""The kinds, in the order of the file dialog; each may also be packed (`.fit.gz`, as Strava exports them)."""

PACKED = ".gz"
ARCHIVE = ".zip"

MOST_FAULTS = 101
"""Lines about one file; a table has a hundred and the number of the rest."""


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, for file dialogs and drops."""
    plain = tuple(dict.fromkeys(suffix for importer in IMPORTERS for suffix in importer.suffixes))
    return (*plain, *(suffix + PACKED for suffix in plain), ARCHIVE)


def kinds() -> str:
    """The names of all kinds, for a sentence: "GPX, TCX, FIT and CSV"."""
    names = [_(importer.name) for importer in IMPORTERS]
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def importers_for(name: str) -> list[Importer]:
    """The importers for a file name; more than one if only the file's first bytes tell which."""
    bare = name.casefold().removesuffix(PACKED)
    return [importer for importer in IMPORTERS if bare.endswith(importer.suffixes)]


def knows(name: str, head: bytes) -> bool:
    """Whether a file of this name and with these first bytes (unpacked) is of a known kind."""
    return any(importer.knows is None or importer.knows(head) for importer in importers_for(name))


def holds_runs(path: Path) -> bool:
    """Whether a file is of a known kind, where its name leaves that open (.json may be a diary), or an archive."""
    if path.name.casefold().endswith(ARCHIVE):
        return True
    possible = importers_for(path.name)
    if not possible or possible[0].knows is None:
        return bool(possible)
    try:
        with path.open("rb") as stream:
            packed = path.name.casefold().endswith(PACKED)
            return knows(path.name, Source(stream, most=HEAD, packed=packed, reading=Reading()).peek())
    except (OSError, Unreadable):
        return False


def read_file(path: Path, reading: Reading | None = None, name: str | None = None) -> ReadFile:
    """The activities of a file, shown as `name`; never raises for a bad one (the faults say why), only Stopped."""
    name = name or shown_name(path)
    if not importers_for(path.name):
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
    possible = importers_for(name)
    if not possible:
        return ReadFile(file=shown, faults=(_wrong_kind(),))
    packed = name.casefold().endswith(PACKED)
    most = max(importer.most_bytes for importer in possible)
    source = Source(stream, most=most, packed=packed, reading=reading or Reading(), spend=spend)
    try:
        head = source.peek()
        importer = next((it for it in possible if it.knows is None or it.knows(head)), None)
        if importer is None:
            return ReadFile(file=shown, faults=(_wrong_kind(),))
        source.allow(importer.most_bytes)
        found = importer.read(source)
    except Unreadable as fault:
        return ReadFile(file=shown, faults=(str(fault),), other=isinstance(fault, NoRecording))
    candidates, faults = _candidates(found.drafts, importer, source.digest, shown, tidy(name))
    faults = [*found.faults, *faults]
    shoes = tuple(name for name in map(tidy, found.shoes) if name is not None)
    if not candidates and not faults and not shoes:
        faults = [_("It holds no activity.")]
    if len(faults) > MOST_FAULTS:
        faults = [
            *faults[:MOST_FAULTS],
            _("There are {count} more such problems.").format(count=len(faults) - MOST_FAULTS),
        ]
    return ReadFile(file=shown, candidates=tuple(candidates), faults=tuple(faults), mapping=found.mapping, shoes=shoes)


def shown_name(path: Path) -> str:
    """A file's name as a screen may show it."""
    return tidy(path.name) or _("a file")


def _candidates(
    found: Sequence[Draft], importer: Importer, digest: str, file: str, base: str | None
) -> tuple[list[Candidate], list[str]]:
    candidates: list[Candidate] = []
    faults: list[str] = []
    alone = len(found) == 1
    base = None if base is None else base.casefold()
    for draft in found:
        try:
            made = drafts.candidate(
                draft, importer.format, digest, file, alone=alone, listed=importer.listed, base=base
            )
            candidates.append(made)
        except ValueError as fault:
            faults.append(_place(importer, draft.place, str(fault), alone=alone))
    return candidates, faults


def _place(importer: Importer, place: int, fault: str, *, alone: bool) -> str:
    if importer.by_line:
        return _("Line {line}: {fault}").format(line=place, fault=fault)
    return fault if alone else _("Activity {number}: {fault}").format(number=place, fault=fault)


def _wrong_kind() -> str:
    return _("This kind of file can’t be read. {kinds} can, and zip files of them.").format(kinds=kinds())
