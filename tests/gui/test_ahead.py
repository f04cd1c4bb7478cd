"""What a day asks for first is there by then."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "build-week-8.json"

_DAY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from kneerehab import settings
from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.diary_json import read_diary
from kneerehab.gui.chart.view import ChartView
from kneerehab.gui.shell import ahead
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today import opening
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.planner import Planner
from kneerehab.storage.database import Database

def ours():
    return {name for name in list(sys.modules) if name.startswith(("kneerehab", "sqlalchemy"))}

def reject():
    if (dialog := app.activeModalWidget()) is not None:
        dialog.reject()
    else:
        QTimer.singleShot(5, reject)

app = QApplication([])
with Database.open(Path(sys.argv[1])) as database:
    diaries = DiaryService(database, Changes(), lambda: datetime.now(UTC))
    diaries.import_diary(read_diary(Path(sys.argv[2]).read_bytes()))
    now = datetime(2026, 3, 12, 7, 42)
    parts = {"settings": settings.Settings(), "keep_settings": lambda value: None, "now": lambda: now}
    workspace = Workspace(diaries=diaries, planner=Planner(diaries), **parts)
    window = MainWindow()
    window.show()
    window.open(workspace)
    first = ours()
    reading = QEventLoop()  # to quit the program would close the window
    ahead.ReadingAhead(window, charts=sys.argv[3] == "charts").destroyed.connect(reading.quit)
    reading.exec()
    there = ours()
    drawing = [name for name in sys.modules if name.startswith("matplotlib.backends")]
    for page in ("plan", "exercises", "diary", "progress"):
        window.show_page(page)
    window.run(Command.PRESENTER)
    QTimer.singleShot(0, reject)
    window.run(Command.RUNNERS)
    QTimer.singleShot(0, reject)
    opening.log_activity(workspace, ActivityKind.RUN, window)
    while drawing and not any(view.picture() for view in window.findChildren(ChartView)):
        app.processEvents()
    print(len(there - first), len(drawing) > 0, sorted(ours() - there))
    window.close()
    window.release()
"""


@pytest.mark.parametrize("charts", ["charts", "none"])
def test_pages_and_forms_of_a_day_that_were_read_ahead_import_nothing_more(tmp_path: Path, charts: str) -> None:
    command = [sys.executable, "-c", _DAY, str(tmp_path / "diary.sqlite3"), str(EXAMPLE), charts]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    many, drawing, late = done.stdout.strip().split(maxsplit=2)
    assert int(many) > 100, "nothing was read ahead"
    assert drawing == str(charts == "charts"), "matplotlib is for those who are likely to show charts"
    imported = ast.literal_eval(late)
    if charts == "none":  # the first chart, drawn on the worker, brings its own, as far as it has come by now
        imported = [name for name in imported if not name.startswith("kneerehab.charts.")]
    assert imported == []
