"""Composition root: paths → settings → window → database → services → pages. Nothing imports it but `cli`.

The window is shown first and the database opened right after the first frame, so that starting feels immediate.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab import paths
from kneerehab import settings as preferences
from kneerehab.domain.errors import KneerehabError

if TYPE_CHECKING:
    from kneerehab.gui.main_window import MainWindow
    from kneerehab.services.diary import DiaryService


def utc_now() -> datetime:
    """The UTC time that stamps an edit."""
    return datetime.now(UTC).replace(microsecond=0)


@contextmanager
def open_diaries(data_dir: str | Path | None) -> Iterator[DiaryService]:
    """The diary service of a data folder, for the command line; raises StorageError."""
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.storage.database import Database

    database = Database.open(paths.database_file(paths.data_dir(data_dir)))
    try:
        yield DiaryService(database, Changes(), utc_now)
    finally:
        database.close()


def run(*, data_dir: str | None = None, demo: bool = False) -> int:
    """Open the window and stay until it is closed; the program's exit code."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from kneerehab.gui import theme
    from kneerehab.gui.main_window import MainWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("kneerehab")
    app.setApplicationDisplayName("kneerehab")
    app.setDesktopFileName("kneerehab")
    with ExitStack() as stack:
        demos = _throw_away_folders(stack)
        folder = next(demos) if demo else paths.data_dir(data_dir)
        chosen = preferences.load(paths.settings_file(folder))
        theme.apply(
            app,
            chosen.theme,  # type: ignore[arg-type]
            chosen.text_scale / 100,
            letter_keys=chosen.single_keys,
            reduced_motion=chosen.reduced_motion,
            all_faces=False,
        )
        window = MainWindow()
        window.resize(*chosen.window)

        def open_demo() -> None:
            window.release()
            start(window, next(demos), demo=True)

        window.demo_wanted.connect(lambda: QTimer.singleShot(0, open_demo))
        window.demo_reset.connect(lambda: QTimer.singleShot(0, open_demo))
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: start(window, folder, demo=demo)))
        window.show()
        code = app.exec()
        window.release()
        window.deleteLater()
    return code


def _throw_away_folders(stack: ExitStack) -> Iterator[Path]:
    """Fresh folders for the demo runner, made when asked for and gone when the program ends."""
    import tempfile

    scratch = tempfile.TemporaryDirectory(prefix="kneerehab-demo-", ignore_cleanup_errors=True)
    for number in itertools.count():
        yield Path(stack.enter_context(scratch) if number == 0 else scratch.name, f"demo-{number}")


def start(window: MainWindow, folder: Path, *, demo: bool) -> None:
    """Open the database and bring the window to life; what stands in the way is shown in the window."""
    from kneerehab.gui import errors, fonts
    from kneerehab.gui.trouble import TroublePage

    fonts.load()
    errors.install(paths.log_file(folder), window)
    try:
        _bring_to_life(window, folder, demo=demo)
    except KneerehabError as fault:
        window.release()
        window.show_trouble(TroublePage(str(fault), folder, lambda: start(window, folder, demo=demo)))


def _bring_to_life(window: MainWindow, folder: Path, *, demo: bool) -> None:
    from kneerehab.gui import single_instance
    from kneerehab.gui.workspace import Workspace
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.storage.database import Database

    window.hold(single_instance.claim(folder, window))
    database = Database.open(paths.database_file(folder))
    window.hold(database.close)
    diaries = DiaryService(database, Changes(), utc_now)
    if demo:
        from kneerehab.exchange.demo import demo_diary

        diaries.import_diary(demo_diary(date.today()))
    workspace = Workspace(
        diaries=diaries,
        planner=Planner(diaries),
        settings=preferences.load(paths.settings_file(folder)),
        keep_settings=lambda value: _keep_settings(folder, value),
        now=datetime.now,
        demo=demo,
    )
    window.open(workspace)


def _keep_settings(folder: Path, value: preferences.Settings) -> None:
    """Preferences are a comfort: where they can't be kept, the program goes on without."""
    with suppress(OSError):
        preferences.save(paths.settings_file(folder), value)
