"""Importing 1,000 files against parsing them alone: a preview with digests, kinds, sums and the search for duplicates.

Each file is a run of 30 minutes with a point every five seconds. Parsing alone is gpxpy for GPX, fitdecode with its
defaults for FIT, and for TCX, which no kept library reads, ElementTree with what each point says taken out.
ElementTree, which is C and holds the whole document, is shown for comparison; tcxreader, which builds on it and is what
projects use, took 1.5 times as long as an import when it was measured by hand (it is no dependency).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import fitdecode
import gpxpy

from kneerehab.exchange.activities import preview
from tests import activity_files as files
from tests import builders
from tests.benchmarks.timing import Row, compare_seconds

FILES = 1000
_TCX = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
_NUMBERS = {"LatitudeDegrees", "LongitudeDegrees", "AltitudeMeters", "DistanceMeters", "RunCadence"}
ROUNDS = 1
"""A thousand files are the repetition."""


def run() -> list[Row]:
    """Time imports of 1,000 GPX, TCX and FIT files each into an empty diary."""
    with tempfile.TemporaryDirectory() as folder:
        tracks = _made(Path(folder), "gpx")
        fits = _made(Path(folder), "fit")
        laps = _made(Path(folder), "tcx")
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
                f"import {FILES} TCX files (ElementTree and what its points say)",
                lambda: _seconds(lambda: [_points(path) for path in laps]),
                lambda: _seconds(lambda: _preview(laps)),
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


def _decode(path: Path) -> None:
    with fitdecode.FitReader(path) as reader:
        for _frame in reader:
            pass


def _points(path: Path) -> list[dict[str, object]]:
    """What every point says, by its names, as a reader of TCX takes it out."""
    found = []
    for point in ElementTree.parse(path).iter(f"{_TCX}Trackpoint"):
        said: dict[str, object] = {}
        for part in point.iter():
            name, text = part.tag.rpartition("}")[2], part.text
            if name == "Time" and text is not None:
                said[name] = datetime.fromisoformat(text)
            elif name in _NUMBERS and text is not None:
                said[name] = float(text)
        found.append(said)
    return found
