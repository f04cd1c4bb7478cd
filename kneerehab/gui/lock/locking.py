"""Changing the lock of the diary: it is closed, written anew in the background, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from kneerehab import paths, settings
from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.single_instance import hold
from kneerehab.gui.shell.tasks import in_background
from kneerehab.gui.shell.waiting import WaitingPage
from kneerehab.i18n import _
from kneerehab.services import locking
from kneerehab.services.locking import unreadable

Outcome = tuple[tuple[Path, ...], KneerehabError | None]
"""The copies that stay as they were, and what went wrong, if anything did."""


def change_lock(
    window: MainWindow,
    folder: Path,
    passphrase: str | None,
    reopen: Callable[[], None],
    failed: Callable[[KneerehabError], None],
) -> None:
    """Lock the diary with a passphrase, or take the lock off with None; says what came of it.

    `reopen` brings the window to life again, `failed` gets what keeps the folder from being held.
    """
    chosen = settings.load(paths.settings_file(folder)).backup_folder
    window.release()
    try:
        give_back = hold(folder)
    except KneerehabError as fault:
        failed(fault)
        return
    page = WaitingPage(_("Taking the lock off…") if passphrase is None else _("Locking the diary…"))

    def done(found: Outcome) -> None:
        give_back()
        reopen()
        if window.workspace is not None:
            _tell(window, passphrase, *found)

    window.show_trouble(page)
    in_background(
        page, partial(_change, paths.database_file(folder), passphrase, chosen), done, lambda: done(((), unreadable()))
    )


def _change(file: Path, passphrase: str | None, chosen: str | None) -> Outcome:
    """On the worker thread."""
    try:
        if passphrase is None:
            return locking.take_lock_off(file, datetime.now(), chosen), None
        return locking.lock(file, passphrase, datetime.now(), chosen), None
    except KneerehabError as fault:
        return (), fault


def _tell(window: MainWindow, passphrase: str | None, left: tuple[Path, ...], fault: KneerehabError | None) -> None:
    if fault is not None:
        window.tell("danger", _("The lock was not changed."), str(fault))
        return
    window.tell("success", _("The lock is off.") if passphrase is None else _("The diary is locked."))
    if left:
        names = ", ".join(path.name for path in left)
        window.tell("caution", _("Copies that stay as they were:"), names)
