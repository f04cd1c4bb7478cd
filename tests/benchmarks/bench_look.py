"""Another theme, and another size of text, in a window with every page open: how long it is held up, in frames."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.timing import Row

TWO_FRAMES = 2 / 60
_ROUNDS = 7


def run() -> list[Row]:
    """The work of the window's thread until the change is made; what is seen is painted in the turn after."""
    from PySide6.QtWidgets import QApplication

    from kneerehab.exchange.diary_json import read_diary
    from kneerehab.gui.look import theme
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.storage.database import Database
    from tests.gui.conftest import EXAMPLES, Running
    from tests.gui.everywhere import pages, rest

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    book = read_diary((EXAMPLES / "build-week-8.json").read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Database.open(folder / "kneerehab.sqlite3") as database:
            DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0)).import_diary(book)
        last = max(check.at for check in book.check_ins)
        running = Running(folder=folder, now=last.replace(tzinfo=None) + timedelta(hours=1))
        running.start()

        def taken(**wanted: Any) -> float:
            begun = time.thread_time()
            running.workspace.change_settings(**wanted)
            done = time.thread_time() - begun
            rest()
            return done

        def rows(where: str) -> list[Row]:
            themes = [taken(theme=name) for _ in range(_ROUNDS) for name in ("dark", "light")]
            sizes = [taken(text_scale=size) for _ in range(_ROUNDS) for size in (200, 100)]
            told = (("another theme", themes), ("another size of text", sizes))
            return [_row(f"{what}, {where} (beside two frames)", median(seconds)) for what, seconds in told]

        rest()
        found = rows("Today open")
        for _page, _window in pages(running, rest):
            pass
        running.window.show_page("today")
        found += rows("every page open")
        running.stop()
    return found


def _row(name: str, seconds: float) -> Row:
    return Row(name=name, baseline=TWO_FRAMES, ours=seconds, ratio=seconds / TWO_FRAMES, aim=1)
