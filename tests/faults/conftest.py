"""The program as `app.start` brings it up, on a folder of the test's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kneerehab import app, paths
from kneerehab.domain.diary import Diary
from kneerehab.gui.files import run_watch
from kneerehab.gui.look import theme
from kneerehab.gui.shell import daily_backup, looking_after
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests.clock import stand_in_summer
from tests.gui.conftest import dressed as dressed
from tests.gui.conftest import plain_look as plain_look
from tests.gui.conftest import program as program
from tests.gui.modal import drop_dialogs

Starter = Callable[[], MainWindow]

NEVER_MS = 2**31 - 1


def write(path: Path, *books: Diary) -> None:
    """Put diaries into a database, made if need be."""
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        for book in books:
            service.import_diary(book)


@pytest.fixture
def file(data_dir: Path) -> Path:
    """Where this test's diary is kept."""
    return paths.database_file(data_dir)


@pytest.fixture
def start(qapp: QApplication, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    """`start()` opens a window on the folder, as the program does after its first frame, in the summer of `clock`.

    What it would do by itself after seconds, a test asks for when it wants it: it depends on how long the test takes.
    """
    theme.apply(qapp, "light")
    for module in (daily_backup, run_watch):
        monkeypatch.setattr(module, "FIRST_MS", NEVER_MS)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back what the program replaces
    stand_in_summer(monkeypatch, [app, looking_after])
    opened: list[MainWindow] = []

    def open_window() -> MainWindow:
        window = MainWindow()
        window.resize(1280, 800)
        window.show()
        opened.append(window)
        app.start(window, data_dir, demo=False)
        return window

    yield open_window
    for window in opened:
        if window.workspace is not None:
            window.commands.failure = None  # a test that failed half-way must not wait for an answer for ever
        drop_dialogs()
        window.close()
        window.release()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
