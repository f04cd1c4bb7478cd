"""How everything grows with the diary: 5, 10 and 20 years of daily entries, each against one year.

Start is the clock's time of a process of its own. All else is this process's own computing, so that other programs do
not blur it: a save until its answer is painted, an undo, an edit of two days ago and of half the diary ago, the Diary
page opened again, a chart of the last year, the report of a year, a verified copy, and the diary's own file taken in.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bench_start import _FILLED, _until_painted, years_until_yesterday
from tests.benchmarks.timing import Row, in_a_process

YEARS = (1, 5, 10, 20)
"""A record lies within 7,320 days of its plan's start: 20 years are the longest there can be."""
AIMS = {"start to Today filled": 1.1, "a save until painted": 1.2, "an undo": 1.2, "an edit of two days ago": 1.2}
"""What 20 years may cost against one."""

_ROUNDS = 7


def run() -> list[Row]:
    """A row for each thing and number of years."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = {years: Path(scratch, str(years)) for years in YEARS}
        for years, folder in folders.items():
            folder.mkdir()
            years_until_yesterday(folder, years)
        taken = {years: in_a_process("tests.benchmarks.bench_growth", folder) for years, folder in folders.items()}
        for folder in folders.values():
            _until_painted(_FILLED, folder)  # compiles what the next ones find compiled
        starts = [{years: _until_painted(_FILLED, folder) for years, folder in folders.items()} for _ in range(_ROUNDS)]
    for years in YEARS:
        taken[years] = {"start to Today filled": statistics.median(start[years] for start in starts), **taken[years]}
    return [
        Row(
            name=f"{what}, {years} years against one",
            baseline=first,
            ours=taken[years][what],
            ratio=taken[years][what] / first,
            aim=AIMS.get(what) if years == 20 else None,
        )
        for what, first in taken[1].items()
        for years in YEARS[1:]
    ]


def _measure(folder: Path) -> dict[str, float]:
    """Seconds of computing, by what was done."""
    from dataclasses import replace
    from datetime import UTC, datetime, timedelta

    from PySide6.QtWidgets import QApplication

    from kneerehab import settings as preferences
    from kneerehab.charts import CHARTS, Style
    from kneerehab.charts.picture import picture
    from kneerehab.domain.diary import between
    from kneerehab.domain.fields import KneeScores
    from kneerehab.domain.record import new_id
    from kneerehab.domain.trends.span import Span
    from kneerehab.exchange.diary_json import read_diary, write_diary
    from kneerehab.gui.look import theme
    from kneerehab.gui.shell.main_window import MainWindow
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.report import ReportOptions, make_report, pdf
    from kneerehab.services import backups
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.services.progress import gather
    from kneerehab.services.report import report_data
    from kneerehab.storage.database import Database

    app = QApplication([])
    theme.apply(app, "light")
    file = folder / "kneerehab.sqlite3"
    found: dict[str, float] = {}
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        now = datetime.now().replace(second=0, microsecond=0)
        workspace = Workspace(
            diaries=service,
            planner=Planner(service),
            settings=preferences.Settings(),
            keep_settings=lambda _settings: None,
            now=lambda: now,
        )
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        window.open(workspace)

        def settle(seconds: float) -> None:
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                app.processEvents()

        def painted(act: Callable[[], object]) -> float:
            begun = time.process_time()
            act()
            for _ in range(3):  # what was laid out anew is painted in the turn after
                app.processEvents()
            return time.process_time() - begun

        def middle(what: str, act: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
            taken = []
            for _ in range(_ROUNDS + 1):
                taken.append(painted(act))
                settle(0.1)
                then()
                settle(0.1)
            found[what] = statistics.median(taken[1:])

        settle(1.5)
        score = 0

        def amend(back: int) -> None:
            nonlocal score
            score = 1 - score
            day = now.date() - timedelta(days=back)
            [check] = between(workspace.diary.check_ins, day, day)
            workspace.save("A check-in", replace(check, now=KneeScores(left=score, right=0)), quiet=True)

        [newest] = between(workspace.diary.check_ins, now.date() - timedelta(days=1), now.date())
        workspace.save("A check-in", replace(newest, id=new_id(), at=now), quiet=True)
        days = (now.date() - workspace.diary.plan.start).days
        middle("a save until painted", lambda: amend(0))
        middle("an undo", workspace.undo_stack.undo, workspace.undo_stack.redo)
        middle("an edit of two days ago", lambda: amend(2))
        middle("an edit of half the diary ago", lambda: amend(days // 2))
        middle(
            "the Diary opened again",
            lambda: window.show_page("diary"),
            lambda: window.show_page("today"),
        )
        book = workspace.diary
        window.release()
    app.processEvents()

    def alone(what: str, work: Callable[[], object], rounds: int = 3) -> None:
        taken = []
        for _ in range(rounds):
            begun = time.process_time()
            work()
            taken.append(time.process_time() - begun)
        found[what] = statistics.median(taken)

    span = Span(first=now.date() - timedelta(days=364), last=now.date())

    def chart() -> object:
        sources = gather(book, span=span, today=now.date())
        return picture(CHARTS["pain"], CHARTS["pain"].data(sources), Style(), "png", width=740, height=300)

    def report() -> object:
        return pdf(make_report(report_data(book, span=span, today=now.date()), ReportOptions(who="Runner")))

    def take_in() -> object:
        with tempfile.TemporaryDirectory() as fresh, Database.open(Path(fresh) / "d.sqlite3") as empty:
            door = DiaryService(empty, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
            return door.import_diary(read_diary(written))

    written = write_diary(book, now)
    chart()  # imports matplotlib
    alone("a chart of the last year", chart)
    report()
    alone("the report of a year", report)
    alone("a verified copy", lambda: backups.back_up(file, folder / "copy.sqlite3", named=True).unlink())
    alone("the diary's own file taken in", take_in, rounds=1)
    return found


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
