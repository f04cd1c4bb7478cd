"""The passphrase of the whole diary: putting it on, changing it, taking it off."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from kneerehab import paths
from kneerehab.cli.answering import answer, say
from kneerehab.cli.arguments import Commands
from kneerehab.cli.asking import passphrase
from kneerehab.cli.opening import alone, folder_of, open_folder, require_diary
from kneerehab.cli.refusing import FINE, REFUSED, Refused
from kneerehab.i18n import _


def declare(commands: Commands) -> None:
    """`lock` and `unlock`."""
    result = "locked, left (copies that stay as they were)"
    commands.add(
        "lock",
        lock,
        _("lock the whole diary with a passphrase, or with another one"),
        _("The new passphrase is asked for twice: two lines of standard input, after that of today if it has one."),
        result=result,
    )
    commands.add(
        "unlock",
        unlock,
        _("take the lock off: the diary can be read without a passphrase again"),
        result=result,
    )


def lock(options: Namespace) -> int:
    """Lock the diary and its copies with a new passphrase, asked for twice; refused while the window is open.

    1 if a copy stays as it was.
    """
    from kneerehab.services import locking
    from kneerehab.storage.faults import lock_absent

    folder = open_folder(options)
    if not locking.lock_possible():
        raise lock_absent()
    phrase = new_passphrase(options, locking.SHORTEST_PASSPHRASE)
    with alone(folder):
        left = locking.lock(paths.database_file(folder), phrase, datetime.now(), _chosen_folder(folder))
    words = _("The diary is locked. Nobody can open it without the passphrase; please keep it in a safe place.")
    say(options, words)
    return _told_left(options, left, locked=True)


def new_passphrase(options: Namespace, shortest: int) -> str:
    """A passphrase of at least so many characters, asked for twice; refuses one that is shorter or not the same."""
    phrase = passphrase(_("New passphrase: "), options)
    if len(phrase) < shortest:
        raise Refused(_("Please take at least {n} characters.").format(n=shortest))
    if passphrase(_("The same once more: "), options) != phrase:
        raise Refused(_("The two passphrases differ. Nothing was changed."))
    return phrase


def unlock(options: Namespace) -> int:
    """Take the lock off the diary and its copies; refused while the window is open. 1 if a copy stays locked."""
    from kneerehab.services import locking

    file = require_diary(folder_of(options))
    if not locking.is_locked(file):
        raise Refused(_("The diary is not locked."))
    folder = open_folder(options)
    with alone(folder):
        left = locking.take_lock_off(file, datetime.now(), _chosen_folder(folder))
    say(options, _("The lock is off: whoever uses this computer can read the diary."))
    return _told_left(options, left, locked=False)


def _told_left(options: Namespace, left: tuple[Path, ...], *, locked: bool) -> int:
    for path in left:
        print(_("{file}: stays as it was").format(file=path), file=sys.stderr)
    answer(options, "lock", {"locked": locked, "left": left})
    return REFUSED if left else FINE


def _chosen_folder(folder: Path) -> str | None:
    from kneerehab import settings

    return settings.load(paths.settings_file(folder)).backup_folder
