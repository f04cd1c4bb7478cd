"""Keeping what this person prefers, and telling when it is lost or can't be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kneerehab import paths
from kneerehab import settings as preferences
from kneerehab.gui.look import language
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.i18n import _
from kneerehab.replacing import make_folder
from kneerehab.wording.system import system_reason


def keeper(window: MainWindow, file: Path) -> Callable[[preferences.Settings], None]:
    """What keeps preferences; where they can't be kept, that is told once, and the program goes on without."""
    told = False

    def keep(value: preferences.Settings) -> None:
        nonlocal told
        try:
            preferences.save(file, value)
        except OSError as fault:
            if not told and window.workspace is not None:
                told = True
                words = _("They hold until the program is closed. The system says: {reason}.")
                reason = system_reason(fault)
                window.tell("caution", _("Settings could not be kept."), words.format(reason=reason))

    return keep


def tell_lost(window: MainWindow, kept: str | None) -> None:
    """Settings that are gone are told: the folder of second copies, which may still be `kept`, was among them.

    They are kept anew at once, so that it is told once.
    """
    if kept is not None:
        words = _("They are as at the beginning. Second copies still go to {folder}.").format(folder=kept)
    else:
        words = _("They are as at the beginning. If you kept second copies elsewhere, please choose that folder again.")
    lead = _("The settings of this computer were lost.")
    window.tell("caution", lead, words, link=_("Backups…"), act=partial(window.run, Command.BACKUPS))
    if window.workspace is not None:
        window.workspace.change_settings()


_LOOK = ("theme", "language", "text_scale", "reduced_motion", "single_keys", "sound", "sound_percent")


def carry(here: Path, there: Path, *, to_demo: bool) -> None:
    """Between a person's folder and that of a demo: the demo begins as this person sees and hears the program.

    On the way back the language is the person's own again, whatever was tried in the demo.
    """
    mine, own = (preferences.load(file) for file in map(paths.settings_file, (here, there)))
    if to_demo:
        make_folder(there)
        own = preferences.Settings(**{name: getattr(mine, name) for name in _LOOK})
        preferences.save(paths.settings_file(there), own)
    if own.language != mine.language:
        language.speak(own.language)
