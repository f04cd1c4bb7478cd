"""A real window on a real database, with a clock the test can set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from kneerehab import settings as preferences
from kneerehab.domain.diary import Diary
from kneerehab.exchange.diary_json import read_diary
from kneerehab.gui.look import theme
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.services.planner import Planner
from kneerehab.storage.database import Database
from tests.gui.modal import drop_dialogs

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@dataclass
class Running:
    """The program as a test sees it: window, workspace, and the time its clock shows."""

    folder: Path
    now: datetime
    first: str = ""
    window: MainWindow = field(init=False)
    workspace: Workspace = field(init=False)
    database: Database = field(init=False)

    def start(self) -> None:
        """Open the window on the folder, as after a start of the program."""
        self.database = Database.open(self.folder / "kneerehab.sqlite3")
        diaries = DiaryService(self.database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0))
        self.workspace = Workspace(
            diaries=diaries,
            planner=Planner(diaries),
            settings=preferences.load(self.folder / "settings.json"),
            keep_settings=lambda value: preferences.save(self.folder / "settings.json", value),
            now=lambda: self.now,
        )
        self.window = MainWindow()
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.window.open(self.workspace, self.first)

    def come_back(self, now: datetime) -> None:
        """The clock has moved on, and somebody comes back to the window that was left open."""
        self.now = now
        QApplication.sendEvent(self.window, QEvent(QEvent.Type.WindowActivate))

    def stop(self) -> None:
        """Close the window and the database; what a test left half-typed in a dialog goes without a question."""
        drop_dialogs()
        self.window.close()
        self.window.release()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.database.close()

    def restart(self) -> None:
        """Close the program and start it again."""
        self.stop()
        self.start()

    @property
    def diary(self) -> Diary:
        """The diary that is open."""
        return self.workspace.diary


def _look() -> tuple[object, ...]:
    return theme.current().name, theme.scale(), theme.letter_keys(), theme.motion(100)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> tuple[object, ...]:
    """The look that every test begins with."""
    theme.apply(qapp, "light")
    return _look()


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication, dressed: tuple[object, ...]) -> Iterator[None]:
    """Each test begins in the light theme at 100 %, with British dates, whatever was before it."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)
    if _look() != dressed:
        theme.apply(qapp, "light")


Opener = Callable[..., Running]


@cache
def file_of(example: str) -> bytes:
    """The file that keeps an example; made once, as most tests begin with one."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kneerehab.sqlite3"
        _write(file, read_diary((EXAMPLES / f"{example}.json").read_bytes()))
        return file.read_bytes()


def _write(file: Path, book: Diary) -> None:
    with Database.open(file) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC).replace(microsecond=0)).import_diary(book)


@pytest.fixture
def program(plain_look: None, data_dir: Path) -> Iterator[Opener]:
    """`program(book=None, now=…, first="")` opens the window; with an example, by name, or a diary that is there.

    `first` is the page to begin with: a test that needs nothing of Today is quicker on another.
    """
    running: list[Running] = []

    def open_program(
        book: str | Diary | None = None, now: datetime = datetime(2026, 3, 12, 7, 42), first: str = ""
    ) -> Running:
        data_dir.mkdir(parents=True, exist_ok=True)
        file = data_dir / "kneerehab.sqlite3"
        if isinstance(book, str):
            file.write_bytes(file_of(book))
        elif book is not None:
            _write(file, book)
        made = Running(folder=data_dir, now=now, first=first)
        made.start()
        if isinstance(book, Diary) and made.workspace.runner_id != book.runner.id:  # beside one of another start
            made.workspace.open_runner(book.runner.id)
        running.append(made)
        return made

    yield open_program
    for made in running:
        made.window.commands.failure = None  # a test that failed half-way must not wait for an answer for ever
        made.window.end_timers()
        made.stop()
