"""Process start to the first painted window, and to Today filled from five years, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.timing import Row, compare_seconds

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print("painted", flush=True) or QApplication.quit())
app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_PAINTED = """
import sys
from kneerehab import app, cli
def stop(*_args, **_more):
    from PySide6.QtWidgets import QApplication
    heavy = {"matplotlib", "alembic", "sqlalchemy", "numpy"} & set(sys.modules)
    assert not heavy, heavy
    print("painted", flush=True)
    QApplication.quit()
app.start = stop
cli.main([])
"""

_FILLED = """
import sys
from kneerehab import app, cli
start = app.start
def filled(window, *args, **more):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    start(window, *args, **more)
    assert window.current_page == "today", window.current_page
    heavy = {"matplotlib", "alembic", "sqlalchemy", "numpy"} & set(sys.modules)
    assert not heavy, heavy
    window.repaint()
    QTimer.singleShot(0, lambda: print("painted", flush=True) or QApplication.quit())
app.start = filled
cli.main([])
"""


def _until_painted(program: str, folder: Path) -> float:
    """Seconds from starting the process to its word that the frame is out.

    Modules are compiled in the round that does not count, as they are where the program is installed.
    """
    env = os.environ | {"KNEEREHAB_DATA_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    env |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        word = child.stdout.readline()
        taken = time.perf_counter() - begun
        child.stdout.read()
    if word.strip() != "painted" or child.returncode != 0:
        raise RuntimeError(f"the window was not painted: {word!r}, exit {child.returncode}")
    return taken


def years_until_yesterday(folder: Path, years: int) -> None:
    """A data folder that holds so many years of daily entries up to yesterday."""
    from kneerehab.domain.diary import KINDS
    from kneerehab.exchange.demo import moved
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.storage.database import Database
    from tests.benchmarks.bench_replay import daily_diary

    book = daily_diary(years)
    by = date.today() - timedelta(days=1) - max(check.at.date() for check in book.check_ins)
    lists: dict[str, Any] = {name: tuple(moved(record, by) for record in getattr(book, name)) for name in KINDS}
    book = replace(book, plan=moved(book.plan, by), **lists)
    with Database.open(folder / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        service.import_diary(book)


def run() -> list[Row]:
    """The two start-up figures."""
    with tempfile.TemporaryDirectory() as scratch:
        empty, full = Path(scratch, "empty"), Path(scratch, "full")
        full.mkdir()
        years_until_yesterday(full, 5)
        return [
            compare_seconds(
                "start to the first painted window, against a bare PySide6 window",
                lambda: _until_painted(_BARE, empty),
                lambda: _until_painted(_PAINTED, empty),
                aim=1.35,
                rounds=15,
            ),
            compare_seconds(
                "start to Today filled from five years, against a bare PySide6 window",
                lambda: _until_painted(_BARE, empty),
                lambda: _until_painted(_FILLED, full),
                aim=2.5,
                rounds=9,
            ),
        ]
