"""Bringing a copy back as the diary: it is closed, the present state is saved, and it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kneerehab import paths
from kneerehab.domain.errors import KneerehabError
from kneerehab.gui.look.question import ask
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.single_instance import hold
from kneerehab.i18n import _
from kneerehab.services import backups


def restore(window: MainWindow, folder: Path, copy: Path, reopen: Callable[[], None]) -> None:
    """Bring a copy back and say what came of it; asks first if a locked diary would lose its lock.

    `reopen` brings the window to life again, with the copy or with what was there.
    """
    file = paths.database_file(folder)
    lose = _loses_lock(copy, file)
    if lose and not _agreed(window):
        return
    window.release()
    try:
        give_back = hold(folder)
        try:
            done = backups.restore(copy, file, datetime.now(), may_lose_lock=lose)
        finally:
            give_back()
    except KneerehabError as fault:
        reopen()
        if window.workspace is not None:
            window.tell("danger", _("Not restored."), str(fault))
        return
    reopen()
    if window.workspace is not None:
        window.tell("success", _("The copy is restored."), _kept(done, lose))


def _kept(done: backups.Restored, lost_lock: bool) -> str:
    kept = done.saved or done.aside
    if kept is None:
        return ""
    if lost_lock:
        words = _("It is not locked. What was there before is kept as {file}.")
    else:
        words = _("What was there before is kept as {file}.")
    return words.format(file=kept.name)


def _loses_lock(copy: Path, file: Path) -> bool:
    """Whether a locked diary would be unlocked afterwards; False for a copy that will be refused anyway."""
    try:
        return backups.loses_lock(copy, file)
    except (OSError, KneerehabError):
        return False


def _agreed(window: MainWindow) -> bool:
    words = _(
        "The diary is locked, and this copy is not. Once it is restored, whoever uses this computer can read it. "
        "You can lock it again in the File menu. The locked diary is kept under another name."
    )
    return ask(window, _("Restore without a lock?"), words, stay=_("Go back"), go=_("Restore unlocked"))
