"""Copies of a twenty-year diary against SQLite alone, and starting with the copy of the day due against without."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kneerehab.domain.record import new_id
from kneerehab.services import backups
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests.benchmarks.bench_start import _FILLED, _until_painted
from tests.benchmarks.bench_storage import ten_years
from tests.benchmarks.timing import Row, compare, compare_seconds

_NOON = datetime(2026, 3, 10, 12)

_WITH_COPY = """
import sys
from kneerehab import app
start = app.start
def filled(window, *args, **more):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from kneerehab.gui.shell import daily_backup
    daily_backup.FIRST_MS = 0
    start(window, *args, **more)
    window.repaint()
    QTimer.singleShot(0, lambda: print("painted", flush=True) or QApplication.quit())
app.start = filled
app.run()
"""
"""The worst case: the copy is made at once, while Today is being painted, and not two seconds later."""


def run() -> list[Row]:
    """Rows: copy, copy that is not needed, restore, and start-up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data" / "kneerehab.sqlite3"
        _twenty_years(path)
        return [*_copies(path, Path(folder)), *_starts(path)]


def _twenty_years(path: Path) -> None:
    """About 80,000 records."""
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        first = ten_years()
        parts = {}
        for name in ("check_ins", "pain_notes", "activities", "exercise_sets", "icing", "care", "medication"):
            told = getattr(first, name)
            span = timedelta(days=3600)
            again = tuple(replace(record, id=new_id(), at=record.at - span) for record in told)
            parts[name] = again + told
        service.import_diary(replace(first, **parts))


def _copies(path: Path, folder: Path) -> list[Row]:
    plain, ours = folder / "plain.sqlite3", folder / "ours.sqlite3"
    made = backups.back_up_daily(path, _NOON).made
    assert made is not None

    def sqlite_alone() -> None:
        plain.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(plain)) as target:
            source.backup(target)

    def unchanged() -> None:
        assert backups.back_up_daily(path, _NOON + timedelta(days=1)).made is None

    def verified() -> None:
        ours.unlink(missing_ok=True)
        backups.back_up(path, ours, named=True)

    def restored() -> None:
        shutil.rmtree(path.parent / "backups")
        backups.restore(ours, path, _NOON)

    size = f"{path.stat().st_size / 1_000_000:.0f} MB"
    rows = [
        compare(f"20 years ({size}): a verified copy, against SQLite's backup alone", sqlite_alone, verified, aim=None),
        compare("20 years: the look on a day without changes, against the same", sqlite_alone, unchanged, aim=None),
    ]
    verified()
    rows.append(compare("20 years: a restore with its copy before, against the same", sqlite_alone, restored, aim=None))
    return rows


def _starts(path: Path) -> list[Row]:
    folder = path.parent

    def without() -> float:
        shutil.rmtree(folder / "backups", ignore_errors=True)
        backups.back_up_daily(path, datetime.now())
        return _until_painted(_FILLED, folder)

    def due() -> float:
        shutil.rmtree(folder / "backups", ignore_errors=True)
        return _until_painted(_FILLED, folder)

    def at_once() -> float:
        shutil.rmtree(folder / "backups", ignore_errors=True)
        taken = _until_painted(_WITH_COPY, folder)
        assert list((folder / "backups").glob("day-*.sqlite3"))
        return taken

    return [
        compare_seconds("Today filled from 20 years, copy of the day due, against done", without, due, aim=1.05),
        compare_seconds("the same, with the copy made while Today is painted", without, at_once, aim=None),
    ]
