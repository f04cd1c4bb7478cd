"""Progress and the presenter on ten years of diary: the longest time the window is held up, against two frames."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.timing import Row

TWO_FRAMES = 2 / 60
_ROUNDS = 5
_ROOT = Path(__file__).resolve().parent.parent.parent


def run() -> list[Row]:
    """Each round is a program of its own: the first opening also imports matplotlib, compiled before."""
    with tempfile.TemporaryDirectory() as compiled:
        _round(compiled, "progress")
        rounds = (_round(compiled, "progress") for _number in range(_ROUNDS))
        first, own, again, switch = zip(*rounds, strict=True)
        _round(compiled, "presenter")
        rounds = (_round(compiled, "presenter") for _number in range(_ROUNDS))
        shown, own_shown = zip(*rounds, strict=True)
    return [
        _row(
            "Progress of ten years, longest hold-up from opening until every chart is there (beside two frames)", first
        ),
        _row("… of it the longest piece of the window's own work", own),
        _row("… when ranges are switched to all ten years (beside two frames)", again),
        _row("switching between two open pages (beside two frames)", switch),
        _row("a lone runner's first F11, longest hold-up until the chart is there (beside two frames)", shown),
        _row("… of it the longest piece of the window's own work", own_shown),
    ]


def _row(name: str, seconds: tuple[float, ...]) -> Row:
    middle = sorted(seconds)[len(seconds) // 2]
    return Row(name=name, baseline=TWO_FRAMES, ours=middle, ratio=middle / TWO_FRAMES, aim=1)


def _round(compiled: str, what: str) -> tuple[float, ...]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_pages", what],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(float(word) for word in done.stdout.split())


def _measure(what: str) -> None:
    """Print the hold-ups in seconds; as in the program, what a lone runner's day needs is read ahead before."""
    import time
    from datetime import UTC, datetime

    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from kneerehab import settings as preferences
    from kneerehab.gui.look import theme
    from kneerehab.gui.shell import ahead, no_switches, tasks
    from kneerehab.gui.shell.command import Command
    from kneerehab.gui.shell.main_window import MainWindow
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.services.progress import Range
    from kneerehab.storage.database import Database
    from tests.charts.diaries import TODAY, diary

    no_switches.spare_sources()
    app = QApplication([])
    theme.apply(app, "light")
    folder = tempfile.TemporaryDirectory()
    database = Database.open(Path(folder.name) / "kneerehab.sqlite3")
    diaries = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
    diaries.import_diary(diary(3650))
    workspace = Workspace(
        diaries=diaries,
        planner=Planner(diaries),
        settings=preferences.Settings(),
        keep_settings=lambda _settings: None,
        now=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 8),
    )
    window = MainWindow()
    window.resize(1280, 800)
    window.show()
    window.open(workspace)

    def settle(seconds: float = 0.3) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            app.processEvents()

    def longest(act: object) -> tuple[float, float]:
        """The longest turn of the event loop from `act` on, until every chart is there, and the most work in one."""
        turns: list[float] = []
        works: list[float] = []
        last = worked = 0.0

        def turn() -> None:
            nonlocal last, worked
            now, work = time.perf_counter(), time.thread_time()
            turns.append(now - last)
            works.append(work - worked)
            last, worked = now, work

        ticking = QTimer(interval=0)
        ticking.timeout.connect(turn)
        ticking.start()
        loop = QEventLoop()
        last, worked = time.perf_counter(), time.thread_time()
        QTimer.singleShot(0, act)

        def look() -> None:
            from kneerehab.gui.chart.picture import ChartPicture  # only now: the first opening imports it

            charts = [view for view in window.findChildren(ChartPicture) if view.isVisible()]
            if all(view.picture() is not None and view._task is None for view in charts):
                loop.quit()

        looking = QTimer(interval=100)
        looking.timeout.connect(look)
        QTimer.singleShot(1500, looking.start)
        loop.exec()
        ticking.stop()
        return max(turns), max(works)

    def progress() -> None:
        first, own = longest(lambda: window.show_page("progress"))
        page = window.page("progress")
        again, _work = longest(lambda: page.choose_range(Range.ALL))
        window.show_page("today")
        settle()
        window.show_page("progress")
        settle()
        switch, _work = longest(lambda: window.show_page("today"))
        print(first, own, again, switch)

    settle(1.0)
    reading = QEventLoop()
    ahead.ReadingAhead(window, charts=False).destroyed.connect(reading.quit)
    reading.exec()
    settle()
    if what == "presenter":
        print(*longest(lambda: window.run(Command.PRESENTER)))
    else:
        progress()
    tasks.stop()
    database.close()
    folder.cleanup()


if __name__ == "__main__":
    _measure(sys.argv[1])
