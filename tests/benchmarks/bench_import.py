"""Importing 1,000 files against parsing them alone: a preview with digests, kinds, sums and the search for duplicates.

Each file is a real run of 30 minutes with a point every five seconds. Parsing alone is gpxpy for GPX and fitdecode with
its defaults for FIT; ElementTree, which also holds the whole document, is shown for comparison.
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

from kneerehab.exchange.activities import preview
from tests import activity_files as files
from tests import builders
from tests.benchmarks.timing import Row, compare_seconds

FILES = 1000
ROUNDS = 1
"""A thousand files are the repetition."""


def run() -> list[Row]:
    """Time imports of 1,000 GPX and 1,000 FIT files into an empty diary."""
    with tempfile.TemporaryDirectory() as folder:
        tracks = _made(Path(folder), "gpx")
        fits = _made(Path(folder), "fit")
        return [
            compare_seconds(
                f"import {FILES} GPX files (gpxpy alone)",
                lambda: _seconds(lambda: [gpxpy.parse(path.read_text(encoding="utf-8")) for path in tracks]),
                lambda: _seconds(lambda: _preview(tracks)),
                aim=1.3,
                rounds=ROUNDS,
            ),
            compare_seconds(
                f"import {FILES} GPX files (ElementTree alone)",
                lambda: _seconds(lambda: [ElementTree.parse(path) for path in tracks]),
                lambda: _seconds(lambda: _preview(tracks)),
                aim=None,
                rounds=ROUNDS,
            ),
            compare_seconds(
                f"import {FILES} FIT files (fitdecode alone)",
                lambda: _seconds(lambda: [_decode(path) for path in fits]),
                lambda: _seconds(lambda: _preview(fits)),
                aim=1.3,
                rounds=ROUNDS,
            ),
        ]


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
        path.write_bytes(files.gpx(course, start=start) if kind == "gpx" else files.fit(course, session, start=start))
        paths.append(path)
    return paths


def _preview(paths: list[Path]) -> None:
    found = preview(paths, builders.diary(), today=date(2026, 3, 20))
    assert len(found.new) == FILES


def _decode(path: Path) -> None:
    with fitdecode.FitReader(path) as reader:
        for _frame in reader:
            pass
