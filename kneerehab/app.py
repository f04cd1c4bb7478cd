"""Composition root: paths → settings → window → database → services → pages. Nothing imports it but `cli`.

The window is shown first and the database opened right after the first frame, so that starting feels immediate.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab import paths, scratch
from kneerehab import settings as preferences
from kneerehab.domain.errors import AlreadyOpen, KneerehabError

if TYPE_CHECKING:
    from kneerehab.gui.shell.main_window import MainWindow

_STARTED_MS = 1_000
"""After this long the first page has been painted."""

_INTERRUPTED = 130
"""The exit code of a program that Ctrl+C ended, as shells have it."""


def utc_now() -> datetime:
    """The UTC time that stamps an edit."""
    return datetime.now(UTC).replace(microsecond=0)


def run(*, data_dir: str | None = None, demo: bool = False, at_login: bool = False, files: Sequence[Path] = ()) -> int:
    """Open the window, with `files` to look at, and stay until it is closed; the program's exit code.

    `at_login` begins in the tray.
    """
    try:
        from kneerehab.gui.shell import gc_pause, no_screen, no_switches

        gc_pause.pause("start")
        no_switches.spare_sources()
        from PySide6.QtCore import QSize, QTimer

        from kneerehab.gui.look import language, theme
        from kneerehab.gui.shell import interrupt
        from kneerehab.gui.shell.given_files import Application
        from kneerehab.gui.shell.main_window import MainWindow
    except ImportError as fault:
        from kneerehab import system_needs

        raise system_needs.lacking(fault) or fault from None
    with no_screen.told():
        app = theme.application(sys.argv[:1], Application)
    app.setApplicationName("kneerehab")
    app.setApplicationDisplayName("kneerehab")
    app.setDesktopFileName(paths.DESKTOP_ID)
    with ExitStack() as stack:
        stack.callback(gc_pause.resume, "start")
        demos = scratch.demo_folders(stack)
        # The folder whose diary is open: a demo begun from the welcome must never lead back into the person's own.
        folder = next(demos) if demo else paths.data_dir(data_dir)
        chosen = preferences.load(paths.settings_file(folder))
        theme.apply(
            app,
            chosen.theme,
            chosen.text_scale / 100,
            letter_keys=chosen.single_keys,
            reduced_motion=chosen.reduced_motion,
            all_faces=False,
        )
        language.begin(chosen.language)
        window = MainWindow()
        window.given.take(files)
        if isinstance(app, Application):
            app.file_given.connect(lambda file: window.given.take([file]))
        window.resize(QSize(*chosen.window).boundedTo(window.screen().availableSize()))

        def switch(to: Path, *, to_demo: bool) -> None:
            nonlocal folder, demo
            from kneerehab.gui.settings import keeping

            window.release()
            if to_demo:  # who comes back from the demo must know the passphrase
                from kneerehab.services import locking

                locking.forget()
            keeping.carry(folder, to, to_demo=to_demo)
            folder, demo = to, to_demo
            window.reword()
            start(window, folder, demo=demo)

        def bring_back(copy: Path) -> None:
            restore(window, folder, copy, demo=demo)

        def relock(passphrase: str | None) -> None:
            change_lock(window, folder, passphrase)

        def speak(code: str) -> None:
            language.speak(code)
            window.release()
            window.reword()
            start(window, folder, demo=demo, first="settings")

        def open_demo() -> None:
            switch(next(demos), to_demo=True)

        def first() -> None:
            from kneerehab.gui.shell import ahead

            gc_pause.freeze()
            QTimer.singleShot(_STARTED_MS, window, gc_pause.started)
            start(window, folder, demo=demo)
            QTimer.singleShot(_STARTED_MS, window, lambda: ahead.ReadingAhead(window, charts=window.has_several()))

        window.demo_wanted.connect(lambda: QTimer.singleShot(0, open_demo))
        window.demo_reset.connect(lambda: QTimer.singleShot(0, open_demo))
        window.demo_left.connect(lambda: QTimer.singleShot(0, lambda: switch(paths.data_dir(data_dir), to_demo=False)))
        window.restore_wanted.connect(lambda copy: QTimer.singleShot(0, lambda: bring_back(copy)))
        window.lock_wanted.connect(lambda passphrase: QTimer.singleShot(0, lambda: relock(passphrase or None)))
        window.language_wanted.connect(lambda code: QTimer.singleShot(0, lambda: speak(code)))
        window.shut_wanted.connect(lambda: QTimer.singleShot(0, lambda: shut(window, folder)))
        window.open_elsewhere.connect(app.quit)
        interrupted: list[bool] = []
        stack.callback(interrupt.heed(window, lambda: interrupted.append(True)))
        if at_login:
            window.begin_at_login(first)
        else:
            window.painted.connect(lambda: QTimer.singleShot(0, window, first))
            window.show()
        code = app.exec()
        window.release()
        window.deleteLater()
    return _INTERRUPTED if interrupted else code


def start(window: MainWindow, folder: Path, *, demo: bool, anew: bool = False, first: str = "") -> None:
    """Open the database and bring the window to life, on page `first` or where it begins; tell what is in the way."""
    from kneerehab.gui.look import fonts
    from kneerehab.gui.shell import errors

    fonts.load()

    def give_up(fault: KneerehabError) -> None:
        _show_trouble(window, folder, fault, demo=demo)
        if isinstance(fault, AlreadyOpen):
            window.open_elsewhere.emit()

    errors.install(paths.log_file(folder), window, give_up)
    try:
        _bring_to_life(window, folder, demo=demo, anew=anew, first=first)
    except KneerehabError as fault:
        give_up(fault)
    except ImportError as fault:  # a part of Qt that the empty window did without
        from kneerehab import system_needs

        lacks = system_needs.lacking(fault)
        if lacks is None:
            raise
        give_up(lacks)


def _get_charts_ready(window: MainWindow) -> None:
    """The demo is there to be shown: its first chart should not have to wait for matplotlib."""
    from kneerehab.gui.chart.drawn import get_ready

    get_ready(window)


def _show_trouble(window: MainWindow, folder: Path, fault: KneerehabError, *, demo: bool) -> None:
    """Say what is wrong; beside a damaged diary, offer the newest sound copy. A locked one asks for its passphrase."""
    from kneerehab.domain.errors import DamagedDatabase, Locked
    from kneerehab.gui.shell.trouble import TroublePage, WaysOut

    window.release()
    if isinstance(fault, Locked):
        _ask_passphrase(window, folder)
        return
    ways: WaysOut | None = None
    if isinstance(fault, DamagedDatabase):
        from kneerehab.services import backups, kept_copies

        file = paths.database_file(folder)
        chosen = backups.chosen_folder(preferences.load(paths.settings_file(folder)).backup_folder, file)
        ways = WaysOut(
            file=file,
            good=kept_copies.newest_good(kept_copies.in_folders(paths.backups_dir(folder), chosen)),
            restore=lambda copy: restore(window, folder, copy),
            begin_anew=lambda: _begin_anew(window, folder),
        )
    window.show_trouble(TroublePage(str(fault), folder, lambda: start(window, folder, demo=demo), ways))


def _ask_passphrase(window: MainWindow, folder: Path) -> None:
    """Show nothing but the question until the diary opens."""
    from kneerehab.gui.lock.unlock import UnlockPage
    from kneerehab.services import kept_copies, locking

    file = paths.database_file(folder)

    def unlock(passphrase: str) -> None:
        copies = [copy.path for copy in kept_copies.in_folders(paths.backups_dir(folder))]
        locking.unlock(file, passphrase, copies)

    page = UnlockPage(
        file,
        unlock,
        opened=lambda: start(window, folder, demo=False),
        failed=lambda fault: _show_trouble(window, folder, fault, demo=False),
        restore=lambda copy: restore(window, folder, copy),
        chosen=preferences.load(paths.settings_file(folder)).backup_folder,
    )
    window.show_trouble(page)
    page.setFocus()


def shut(window: MainWindow, folder: Path) -> None:
    """Close a locked diary and forget its passphrase."""
    from kneerehab.services import locking

    window.release()
    locking.forget()
    start(window, folder, demo=False)


def change_lock(window: MainWindow, folder: Path, passphrase: str | None) -> None:
    """Lock the diary with a passphrase, or take the lock off."""
    from kneerehab.gui.lock import locking

    locking.change_lock(
        window,
        folder,
        passphrase,
        reopen=lambda: start(window, folder, demo=False),
        failed=lambda fault: _show_trouble(window, folder, fault, demo=False),
    )


def restore(window: MainWindow, folder: Path, copy: Path, *, demo: bool = False) -> None:
    """Close the diary, bring a copy back after saving the present state, and open it again; says what came of it."""
    from kneerehab.gui.files import restoring

    restoring.restore(window, folder, copy, lambda: start(window, folder, demo=demo))


def _begin_anew(window: MainWindow, folder: Path) -> None:
    """Put a damaged diary aside and start with an empty one."""
    from kneerehab.domain.errors import ReadOnly
    from kneerehab.services.backups import set_aside
    from kneerehab.wording.system import system_reason

    window.release()
    try:
        set_aside(paths.database_file(folder), datetime.now())
    except OSError as fault:
        _show_trouble(window, folder, ReadOnly(system_reason(fault)), demo=False)
        return
    start(window, folder, demo=False, anew=True)


def _bring_to_life(window: MainWindow, folder: Path, *, demo: bool, anew: bool, first: str) -> None:
    from kneerehab.gui.settings import keeping
    from kneerehab.gui.shell import single_instance
    from kneerehab.gui.shell.tidying import Tidying
    from kneerehab.gui.shell.workspace import Workspace
    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.services.planner import Planner
    from kneerehab.storage.database import Database

    window.hold(single_instance.claim(folder, window))
    database = Database.open(paths.database_file(folder), anew=anew)
    window.hold(database.close)
    diaries = DiaryService(database, Changes(), utc_now)
    if demo:
        from PySide6.QtCore import QTimer

        from kneerehab.exchange.demo import demo_diary

        diaries.import_diary(demo_diary(date.today()))
        QTimer.singleShot(_STARTED_MS, window, lambda: _get_charts_ready(window))
    settings_file = paths.settings_file(folder)
    lost = preferences.lost(settings_file)
    workspace = Workspace(
        diaries=diaries,
        planner=Planner(diaries),
        settings=preferences.load(settings_file),
        keep_settings=keeping.keeper(window, settings_file),
        now=datetime.now,
        demo=demo,
    )
    window.open(workspace, first)
    window.hold(Tidying(diaries, window).stop)
    if lost:
        keeping.tell_lost(window, workspace.settings.backup_folder)
    if not demo:
        from kneerehab.gui.shell.looking_after import look_after

        look_after(window, workspace, folder)
