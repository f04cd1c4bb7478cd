"""Another theme, and another size of text, in a window with every page open: how long it is held up, in frames."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.bench_pages import TWO_FRAMES
from tests.benchmarks.timing import Row

_ROUNDS = 7


def run() -> list[Row]:
    """The work of the window's thread until the change is made; what is seen is painted in the turn after."""
    from PySide6.QtWidgets import QApplication

    from kneerehab.gui.look import theme
    from tests.gui.conftest import Running, file_of
    from tests.gui.everywhere import pages, rest

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "kneerehab.sqlite3").write_bytes(file_of("build-week-8"))
        running = Running(folder=folder, now=datetime(2026, 3, 12, 7, 42))
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
