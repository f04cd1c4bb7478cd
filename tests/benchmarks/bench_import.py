"""Importing 1,000 files against parsing them alone: a preview with digests, kinds, sums and the search for duplicates.

Each file is a run of 30 minutes with a point every five seconds. Parsing alone is gpxpy for GPX, fitdecode with its
defaults for FIT, and tcxreader for TCX; what they make of a file is let go before the next. ElementTree, which is C,
holds the whole document and knows neither format, is shown for comparison.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import fitdecode
import gpxpy
from tcxreader.tcxreader import TCXReader

from kneerehab.exchange.activities import preview
from tests import activity_files as files
from tests import builders
from tests.benchmarks.timing import Row, compare_seconds

FILES = 1000
ROUNDS = 1
"""A thousand files are the repetition."""


def run() -> list[Row]:
    """Time imports of 1,000 GPX, TCX and FIT files each into an empty diary."""
    with tempfile.TemporaryDirectory() as folder:
        tracks = _made(Path(folder), "gpx")
        fits = _made(Path(folder), "fit")
        laps = _made(Path(folder), "tcx")
        return [
            _row("GPX", tracks, _gpx, "gpxpy alone", aim=1.3),
            _row("GPX", tracks, ElementTree.parse, "ElementTree alone"),
            _row("FIT", fits, _fit, "fitdecode alone", aim=1.3),
            _row("TCX", laps, _tcx, "tcxreader alone", aim=1.3),
            _row("TCX", laps, ElementTree.parse, "ElementTree alone"),
        ]


def _row(kind: str, paths: list[Path], parse: Callable[[Path], object], alone: str, *, aim: float | None = None) -> Row:
    def parse_all() -> None:
        for path in paths:
            parse(path)

    return compare_seconds(
        f"import {FILES} {kind} files ({alone})",
        lambda: _seconds(parse_all),
        lambda: _seconds(lambda: _preview(paths)),
        aim=aim,
        rounds=ROUNDS,
    )


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this process: all of it is computing, and over minutes other programs would blur the clock's time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _made(folder: Path, kind: str) -> list[Path]:
    paths = []
    for number in range(FILES):
        start = files.START - timedelta(days=number)
        course = files.points(1800 + number % 7 * 5, 2.4 + number % 5 / 10, every=5, climb_per_km=number % 30)
        session = files.FitSession(start=start, timer=course[-1].seconds, metres=course[-1].metres, cadence=82)
        path = folder / f"{number}.{kind}"
        made = {
            "gpx": lambda course=course, start=start: files.gpx(course, start=start),
            "tcx": lambda course=course, start=start: files.tcx([course], start=start),
            "fit": lambda course=course, start=start, session=session: files.fit(course, session, start=start),
        }
        path.write_bytes(made[kind]())
        paths.append(path)
    return paths


def _preview(paths: list[Path]) -> None:
    found = preview(paths, builders.diary(), today=date(2026, 3, 20))
    assert len(found.new) == FILES


def _gpx(path: Path) -> None:
    gpxpy.parse(path.read_text(encoding="utf-8"))


def _fit(path: Path) -> None:
    with fitdecode.FitReader(path) as reader:
        for _frame in reader:
            pass


def _tcx(path: Path) -> None:
    TCXReader().read(str(path))
