"""A clinic's file: 30, 200 and 1,000 runners of one year each, against one runner; report and programme for all of 30.

The list, the search, a switch and the caseload are timed from the act until they are painted, in a window of their own
process: by the work of the window's thread, so that whatever else runs meanwhile takes no side; the list of runners
until it is there, and until the page below it is shaded. Import, check and the caseload made anew are timed whole, so
that for them the number of runners is par; the sheets of all against those of each of the same runners alone, by the
work of the process.
No two runners have the same scores or the same last entry.
"""

from __future__ import annotations

import contextlib
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.timing import Row, in_a_process

if TYPE_CHECKING:
    from kneerehab.domain.diary import Diary

RUNNERS = (1, 30, 200, 1_000)
WHOLE = ("import", "check", "caseload made anew")
"""What is done for each runner, and so costs as many times as much as there are; the rest waits for none of them."""

TWO_FRAMES = 2 / 60
"""Seconds in which a list is to be there."""

_ROUNDS = 7


def run(sizes: tuple[int, ...] = RUNNERS) -> list[Row]:
    """A row for each thing and number of runners, and two for the sheets of 30."""
    with tempfile.TemporaryDirectory() as scratch:
        taken = {}
        for size in sizes:
            folder = Path(scratch, str(size))
            folder.mkdir()
            taken[size] = {"import": _fill(folder, size), **in_a_process("tests.benchmarks.bench_clinic", folder)}
        rows = [
            Row(
                name=f"{what}, {size:,} runners against one",
                baseline=taken[1][what],
                ours=taken[size][what],
                ratio=taken[size][what] / taken[1][what],
                aim=size * 1.1 if what in WHOLE else None,
            )
            for what in taken[1]
            for size in sizes[1:]
        ]
        rows += [
            Row(
                name=f"{what}, {size:,} runners against two frames",
                baseline=TWO_FRAMES,
                ours=taken[size][what],
                ratio=taken[size][what] / TWO_FRAMES,
                aim=1.0,
            )
            for what in ("caseload until painted", "list of runners until painted", "a letter typed in the list")
            for size in sizes[-1:]
        ]
        return rows + [_for_all(Path(scratch), command) for command in ("report", "programme")]


def _fill(folder: Path, size: int) -> float:
    """Seconds to take in so many diaries that end in the last three weeks, through the one door."""
    from kneerehab.domain.codes import Phase
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.exercises import starting_set
    from kneerehab.storage.database import Database
    from tests.benchmarks.bench_replay import daily_diary

    book = daily_diary(1)
    book = book.changed_by(starting_set(Phase.BUILD, book.plan.start, ()))
    taken = 0.0
    with Database.open(folder / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        for number in range(size):
            diary = _of_another(book, number)
            begun = time.perf_counter()
            service.import_diary(diary)
            taken += time.perf_counter() - begun
    return taken


def _of_another(book: Diary, number: int) -> Diary:
    """The same year in somebody else's life: the last four weeks hurt otherwise, and end on another day and minute."""
    from kneerehab.domain.diary import KINDS
    from kneerehab.domain.fields import KneeScores
    from kneerehab.domain.record import new_id
    from kneerehab.exchange.demo import moved

    *earlier, last = sorted(book.check_ins, key=lambda check: check.at)
    checks = [*earlier, replace(last, at=last.at.replace(hour=21, minute=number % 60))]
    for place in range(1, 29):
        score = number // 3 ** (place % 7) % 3
        checks[-place] = replace(checks[-place], worst_24h=KneeScores(left=score, right=0))
    book = replace(book, check_ins=tuple(checks))
    by = date.today() - timedelta(days=1 + number % 23) - last.at.date()
    lists: dict[str, Any] = {name: tuple(moved(record, by) for record in getattr(book, name)) for name in KINDS}
    runner = replace(book.runner, id=new_id(), name=f"Runner {number}", record_number=f"R-{number:04}")
    return replace(book, runner=runner, plan=moved(book.plan, by), **lists)


def _measure(folder: Path) -> dict[str, float]:
    """Seconds, by what was done."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from kneerehab import settings as preferences
    from kneerehab.gui.caseload.page import CaseloadPage
    from kneerehab.gui.look import theme
    from kneerehab.gui.runners.dialog import RunnersDialog
    from kneerehab.gui.shell.main_window import MainWindow
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.caseload import caseload
    from kneerehab.services.changes import Changes
    from kneerehab.services.check import check
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.storage.database import Database

    file, found = folder / "kneerehab.sqlite3", {}
    begun = time.perf_counter()
    if check(file):
        raise RuntimeError(f"{file} is not sound")
    found["check"] = time.perf_counter() - begun
    app = QApplication([])
    theme.apply(app, "light")
    with Database.open(file) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        begun = time.perf_counter()
        sum(1 for _row in caseload(database, date.today(), keep=True))
        found["caseload made anew"] = time.perf_counter() - begun
        workspace = Workspace(
            diaries=service,
            planner=Planner(service),
            settings=preferences.Settings(),
            keep_settings=lambda _settings: None,
            now=lambda: datetime.now().replace(second=0, microsecond=0),
        )
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        window.open(workspace)

        def painted(act: Callable[[], object]) -> float:
            begun = time.thread_time()
            act()
            for _ in range(3):  # what was laid out anew is painted in the turn after
                app.processEvents()
            return time.thread_time() - begun

        def middle(what: str, act: Callable[[], object], then: Callable[[], object]) -> None:
            taken = []
            for _ in range(_ROUNDS + 1):
                taken.append(painted(act))
                painted(then)
            found[what] = statistics.median(taken[1:])

        def look() -> None:
            page.notice(page.watches)
            window.show_page("caseload")

        page = window.page("caseload")
        assert isinstance(page, CaseloadPage)
        middle("caseload until painted", look, lambda: window.show_page("learn"))
        window.show_page("caseload")
        middle("search until painted", lambda: page.search.setText("R-00"), lambda: page.search.setText(""))
        window.show_page("learn")
        dialogs: list[RunnersDialog] = []

        class Eye(QObject):
            """Sees when the last button of the list begins to be painted: all that stands above it is there."""

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
                if event.type() == QEvent.Type.Paint:
                    seen.append(time.thread_time())
                return False

        eye, seen, until_seen = Eye(), list[float](), list[float]()

        def open_list() -> None:
            begun = time.thread_time()
            dialogs.append(RunnersDialog(workspace, window))
            dialogs[-1].cancel_button.installEventFilter(eye)
            dialogs[-1].show()
            app.processEvents()
            until_seen.append(seen[0] - begun)
            seen.clear()

        middle("list of runners and the page below it", open_list, lambda: dialogs.pop().reject())
        found["list of runners until painted"] = statistics.median(until_seen[1:])
        dialogs.append(RunnersDialog(workspace, window))
        dialogs[-1].show()
        search = dialogs[-1].search
        middle("a letter typed in the list", lambda: search.setText("r"), lambda: search.setText(""))
        dialogs.pop().reject()
        window.show_page("today")
        ids = [runner.id for runner in service.runners()][:8]
        turn = [0]

        def switch() -> None:
            turn[0] += 1
            workspace.open_runner(ids[turn[0] % len(ids)])

        middle("switch until painted", switch, lambda: None)
        window.release()
    app.processEvents()
    return found


def _for_all(scratch: Path, command: str) -> Row:
    """The sheets of 30 runners in one go, against those of each of them alone, in one process."""
    from kneerehab.cli import main
    from kneerehab.cli.opening import open_diaries

    data, target = scratch / "30", scratch / command
    with open_diaries(data) as diaries:
        ids = [runner.id for runner in diaries.runners()]

    def seconds(*chosen: str) -> float:
        begun = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            code = main([command, "--data-dir", str(data), "--force", *chosen])
        if code:
            raise RuntimeError(f"{command}: exit {code}")
        return time.process_time() - begun

    def alone(runner_id: str) -> float:
        return seconds("--id", runner_id, "--out", str(scratch / "one.pdf"))

    alone(ids[0])  # imports matplotlib
    each = sum(map(alone, ids))
    all_of_them = seconds("--all", "--out", str(target))
    if len(list(target.iterdir())) != len(ids):
        raise RuntimeError(f"{command}: a sheet is missing")
    return Row(
        name=f"{command} for all of 30, against each of them alone",
        baseline=each,
        ours=all_of_them,
        ratio=all_of_them / each,
        aim=1.1,
    )


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
