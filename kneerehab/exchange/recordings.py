"""The files that runs came from, kept beside the diary if that is wished: compressed, by the digest of what is in them.

They hold places, so a locked diary keeps none: they would lie beside it for anyone to read.
"""

from __future__ import annotations

import gzip
import shutil
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kneerehab.domain.activity import Activity, ImportSource
from kneerehab.domain.codes import FileFormat
from kneerehab.exchange.run_out import Point, gpx, tcx
from kneerehab.i18n import _
from kneerehab.replacing import make_folder, write_whole

if TYPE_CHECKING:
    from kneerehab.exchange.activities import Candidate, ReadFile

FOLDER = "recordings"
_TRACKS = (FileFormat.FIT, FileFormat.GPX, FileFormat.TCX)
_Opened = dict[tuple[Path, tuple[int, ...]], zipfile.ZipFile]
_FIT_EPOCH = 631_065_600
"""FIT counts seconds from the last day of 1989."""

_KNOWN_WITHIN = 366 * 86_400
"""Seconds: who moved a run by less than a year had a watch that knew its time."""


def keep(folder: Path, files: Iterable[ReadFile], added: Iterable[Candidate]) -> int:
    """Keep the recordings of what was added from these files in the diary's folder; how many. Raises OSError."""
    wanted = {it.digest: it for it in added if it.alone and it.format in _TRACKS}
    kept, opened = 0, _Opened()
    with ExitStack() as held:
        for file in files:
            if file.path is None or not file.candidates or (it := wanted.get(file.candidates[0].digest)) is None:
                continue
            target = folder / FOLDER / f"{it.digest}.{it.format}.gz"
            if not target.exists():
                make_folder(target.parent)
                write_whole(target, gzip.compress(_content(file, opened, held), mtime=0))
            kept += 1
    return kept


def find(folder: Path, activity: Activity) -> Path | None:
    """The kept recording of a run; None if there is none."""
    return None if activity.source is None else _kept(folder, activity.source)


def drop(folder: Path, sources: Iterable[ImportSource]) -> None:
    """Delete the kept recordings of runs that came from these files; what can't be deleted stays."""
    for source in sources:
        if (path := _kept(folder, source)) is not None:
            with suppress(OSError):
                path.unlink()


def _kept(folder: Path, source: ImportSource) -> Path | None:
    path = folder / FOLDER / f"{source.digest}.{source.format}.gz"
    return path if source.format in _TRACKS and path.is_file() else None


def forget(folder: Path) -> None:
    """Delete every kept recording, when the diary is locked; what can't be deleted stays and `left` names it."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def left(folder: Path) -> tuple[Path, ...]:
    """The recordings that lie beside a diary."""
    return tuple(sorted((folder / FOLDER).glob("*.gz")))


def track(folder: Path, activity: Activity) -> list[Point]:
    """The points of a run, without the walks that were cut from it; none if none can be read."""
    from kneerehab.exchange.activities import Reading, read_file, with_walks

    path = find(folder, activity)
    if path is None:
        return []
    epoch = _FIT_EPOCH if path.name.endswith(".fit.gz") else 0
    points: list[Point] = []

    def add(at: float, lat: float | None, lon: float | None, metres: float | None, height: float | None) -> None:
        points.append(Point(at=at + epoch, lat=lat, lon=lon, metres=metres, height=height))

    found = read_file(path, Reading(trace=add)).candidates
    if not found:  # it can't be read, or not to its end: half a track would pass for the whole
        return []
    walks = found[0].walks
    if walks is None or not points or activity.seconds == with_walks(found[0]).seconds:
        return points
    first = points[0].at + walks.lead.total_seconds()
    last = points[-1].at - (0 if walks.after is None else walks.after.clock)
    return [point for point in points if first <= point.at <= last]


def run_file(folder: Path, activity: Activity, suffix: str) -> bytes:
    """A run as .gpx or .tcx, with its track if it was kept; raises ValueError with a sentence if it can't be."""
    points = _dated(track(folder, activity), activity.at)
    if suffix == ".tcx":
        return tcx(activity, points)
    if not any(point.lat is not None for point in points):
        raise ValueError(_("No track of this run was kept, and a GPX file is nothing else. TCX can do without."))
    return gpx(activity, points)


def _dated(points: list[Point], at: datetime) -> list[Point]:
    """The points at the run's own time, if the watch counted from when it was switched on and knew none."""
    apart = at.timestamp() - points[0].at if points else 0.0
    if abs(apart) < _KNOWN_WITHIN:
        return points
    return [replace(point, at=point.at + apart) for point in points]


def _content(file: ReadFile, opened: _Opened, held: ExitStack) -> bytes:
    """The bytes of a file, or of one in an archive, unpacked."""
    assert file.path is not None
    if file.member:
        archive = _archive(file.path, file.member[:-1], opened, held)
        info = archive.infolist()[file.member[-1]]
        data, name = archive.read(info), info.filename
    else:
        data, name = file.path.read_bytes(), file.path.name
    return gzip.decompress(data) if name.casefold().endswith(".gz") else data


def _archive(path: Path, around: tuple[int, ...], opened: _Opened, held: ExitStack) -> zipfile.ZipFile:
    """An archive, or one at that place in it; it stays open, for unpacking it again for every file takes long."""
    if (path, around) not in opened:
        stream: IO[bytes] | Path = path
        if around:
            outer = _archive(path, around[:-1], opened, held)
            stream = held.enter_context(outer.open(outer.infolist()[around[-1]]))
        opened[path, around] = held.enter_context(zipfile.ZipFile(stream))
    return opened[path, around]
