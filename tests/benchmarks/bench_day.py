"""Living a day in the window: the longest time it is held up by one thing that somebody does, against two frames."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.timing import Row

TWO_FRAMES = 2 / 60
_ROUNDS = 5
_ROOT = Path(__file__).resolve().parents[2]


def run() -> list[Row]:
    """Each round is a program of its own, so that forms are opened for the first time; compiled before."""
    with tempfile.TemporaryDirectory() as compiled:
        _round(compiled)
        rounds = [_round(compiled) for _number in range(_ROUNDS)]
    rows = []
    for name in rounds[0]:
        for number, what in enumerate(("own work", "by the clock")):
            seconds = sorted(one[name][number] for one in rounds)[_ROUNDS // 2]
            told = f"{name}, longest hold-up, {what} (beside two frames)"
            rows.append(Row(name=told, baseline=TWO_FRAMES, ours=seconds, ratio=seconds / TWO_FRAMES, aim=1))
    return rows


def _round(compiled: str) -> dict[str, tuple[float, float]]:
    """Seconds of work and by the clock, by what was done."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    command = [sys.executable, "-m", "tests.benchmarks.bench_day"]
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measure() -> dict[str, tuple[float, float]]:
    """A morning, a run and the hour after, by clicks and keys; the longest turn of the event loop for each."""
    import time
    from datetime import UTC, datetime, timedelta

    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

    from kneerehab import settings as preferences
    from kneerehab.gui.look import theme
    from kneerehab.gui.shell import ahead, no_switches
    from kneerehab.gui.shell.main_window import MainWindow
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.storage.database import Database
    from tests.charts.diaries import TODAY, diary

    no_switches.spare_sources()
    app = QApplication([])
    theme.apply(app, "light")
    clock = [datetime(TODAY.year, TODAY.month, TODAY.day, 8) + timedelta(days=2)]
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder, Database.open(Path(folder) / "kneerehab.sqlite3") as database:
        diaries = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        diaries.import_diary(diary(365))
        workspace = Workspace(
            diaries=diaries,
            planner=Planner(diaries),
            settings=preferences.Settings(),
            keep_settings=lambda _settings: None,
            now=lambda: clock[0],
        )
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        window.open(workspace)

        steps: list[tuple[str, Callable[[], object], int]] = []
        last = worked = 0.0
        doing = ""

        def turn() -> None:
            nonlocal last, worked
            now, spent = time.perf_counter(), time.thread_time()
            work, longest = found.get(doing, (0.0, 0.0))
            found[doing] = (max(work, spent - worked), max(longest, now - last))
            last, worked = time.perf_counter(), time.thread_time()

        def next_step() -> None:
            """Begin the next step; a form that it opens waits in an event loop of its own, in which all goes on."""
            nonlocal doing
            if not steps:
                app.quit()
                return
            turn()
            doing, act, milliseconds = steps.pop(0)
            QTimer.singleShot(milliseconds, next_step)
            act()

        def turns(name: str, act: Callable[[], object], milliseconds: int = 1500) -> None:
            steps.append((name, act, milliseconds))

        def seen(name: str) -> QAbstractButton:
            root: QWidget = QApplication.activeModalWidget() or window
            named = [part for part in root.findChildren(QAbstractButton) if part.isVisible()]
            named = [part for part in named if name in (part.accessibleName(), part.text())]
            assert len(named) == 1, f"{len(named)} buttons are called {name!r}"
            return named[0]

        def click(name: str) -> Callable[[], object]:
            def act() -> None:
                button = seen(name)
                turn()  # to find it is no work of the window
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)

            return act

        def letter(key: Qt.Key) -> Callable[[], object]:
            return lambda: QTest.keyClick(window.page("today"), key)

        def typed(name: str, text: str) -> Callable[[], object]:
            def act() -> None:
                fields = QApplication.activeModalWidget().findChildren(QLineEdit)
                field = next(field for field in fields if field.accessibleName() == name)
                field.selectAll()
                QTest.keyClicks(field, text)

            return act

        def closes() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        def two_hours_later() -> None:
            clock[0] += timedelta(hours=2)
            workspace.minute_passed.emit()

        reading = QEventLoop()  # to quit the program would close the window
        ahead.ReadingAhead(window, charts=False).destroyed.connect(reading.quit)
        reading.exec()
        turns("an idle second", lambda: None, 1000)
        turns("check-in: the left knee", click("Left knee, worst 1"))
        turns("check-in: and now", click("Left knee, now 0"))
        turns("check-in: the right knee", click("Right knee, worst 0"))
        turns("all exercises", click("Mark all done"))
        turns("ice", lambda: QTest.keyClick(window.page("today"), Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier))
        turns("opening a form of care", click("Log leg up"))
        turns("leaving it", lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
        turns("opening the form of a run", letter(Qt.Key.Key_R))
        turns("typing the distance", typed("Distance", "3.5"))
        turns("typing the minutes", typed("Minutes", "24"))
        turns("saving the run", closes)
        turns("asking about the hour after", two_hours_later)
        turns("answering it", click("No pain, both knees, an hour after"))
        turns("undo", click("Undo"))
        for page in ("plan", "exercises", "diary", "progress", "today"):
            turns(f"page {page}", lambda page=page: window.show_page(page), 3000)
        ticking = QTimer(interval=0)
        ticking.timeout.connect(turn)
        ticking.start()
        last, worked = time.perf_counter(), time.thread_time()
        QTimer.singleShot(0, next_step)
        app.exec()
        ticking.stop()
        window.close()
        window.release()
    found.pop("", None)
    return found


if __name__ == "__main__":
    print(json.dumps(_measure()))
