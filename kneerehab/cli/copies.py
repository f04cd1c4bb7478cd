"""Copies of the whole database: writing one, and bringing one back."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kneerehab import paths, scratch
from kneerehab.cli import opening
from kneerehab.cli.answering import (
    STANDARD_OUTPUT,
    answer,
    check_output,
    refuse_terminal,
    runners,
    say,
    summary,
)
from kneerehab.cli.arguments import Commands, file_name
from kneerehab.cli.asking import agreed, keep_standard_input, someone_there
from kneerehab.cli.refusing import FINE, Refused, misused, unreadable
from kneerehab.i18n import _


def declare(commands: Commands) -> None:
    """`backup` and `restore`."""
    copy = commands.add(
        "backup",
        backup,
        _("write a verified copy of the database"),
        _("The copy of a locked diary is locked with the same passphrase."),
        result="file, locked, runners (id, name, records, last_day)",
    )
    copy.add_argument(
        "--out",
        metavar=_("FILE"),
        type=file_name,
        help=_("the file to write, - for standard output, or a folder (default: the folder of backups)"),
    )
    back = commands.add(
        "restore",
        restore,
        _("bring a copy of the database back; what is there is kept"),
        _("A locked diary stays locked with its passphrase, whatever the copy is."),
        result="saved, aside (where the diary as it was is kept), locked, runners (id, name, records, last_day)",
    )
    back.add_argument("file", metavar=_("FILE"), type=file_name, help=_("the copy, or - for standard input"))
    back.add_argument(
        "--unlocked",
        action="store_true",
        help=_("if the passphrase of the diary is lost, let a copy without a lock take its place all the same"),
    )


def backup(options: Namespace) -> int:
    """Write a verified copy of the database to --out, else into the folder of backups; prints where it is."""
    from kneerehab.services import backups, locking

    check_output(options)
    if options.out == STANDARD_OUTPUT:
        refuse_terminal()
        return _to_standard_output(opening.open_folder(options))
    folder = opening.folder_of(options)
    target = Path(options.out) if options.out else paths.backups_dir(folder)
    into = not options.out or options.out.endswith(("/", os.sep)) or target.is_dir()
    if not into and os.path.lexists(target):
        raise Refused(_("{file} is already there. Please choose another name.").format(file=target))
    if options.out and not target.parent.is_dir():
        words = _("The folder {folder} is not there. Please make it, or choose another one.")
        raise misused(words.format(folder=target.parent))
    if into and os.path.lexists(target) and not target.is_dir():
        raise misused(_("{folder} is not a folder.").format(folder=target))
    file = paths.database_file(opening.open_folder(options))
    held = backups.contents(file)
    made = backups.back_up(file, target, named=not into)
    if not getattr(options, "json", False):
        print(made)
    say(options, summary(held))
    answer(options, "backup", {"file": made, "locked": locking.is_locked(made), "runners": runners(held)})
    return FINE


def _to_standard_output(folder: Path) -> int:
    from kneerehab.services import backups

    file = paths.database_file(folder)
    backups.contents(file)
    # Beside the diary, where a copy in the clear is no less safe than the diary is, and a killed one is swept away.
    copy = paths.backups_dir(folder) / f"standard-output-{os.getpid()}.part"
    try:
        backups.back_up(file, copy, named=True)
        sys.stdout.flush()
        from shutil import copyfileobj

        with copy.open("rb") as stream:
            copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    finally:
        copy.unlink(missing_ok=True)
    return FINE


def restore(options: Namespace) -> int:
    """Bring a copy back as the diary, after saving what is there now; refused while the window is open."""
    from kneerehab.services import backups, locking

    folder = opening.folder_of(options)
    file = paths.database_file(folder)
    with _copy(options) as (copy, name):
        was_locked = locking.is_locked(file)
        prompt = _("Passphrase of the diary (nothing if it is lost): ")
        known = opening.unlock(file, prompt, options, may_stay_shut=True)
        opening.unlock(copy, _("Passphrase of {file}: ").format(file=name), options)
        lose = not known and not locking.is_locked(copy)
        if lose and not options.unlocked:
            backups.refuse_bad(copy)
            _agree_to_lose_the_lock()
        with opening.alone(folder):
            done = backups.restore(copy, file, datetime.now(), may_lose_lock=lose)
    locked = locking.is_locked(file)
    if done.saved is not None:
        say(options, _("The diary as it was is kept in {file}.").format(file=done.saved))
    if done.aside is not None:
        say(options, _("The diary that could not be opened is kept in {file}.").format(file=done.aside))
    held = backups.contents(file)
    say(options, _("Restored: {what}").format(what=summary(held)))
    if locked and known and was_locked:
        say(options, _("It is locked with the same passphrase as before."))
    elif locked:
        say(options, _("It is locked with the passphrase of the copy."))
    elif was_locked:
        say(options, _("It is not locked any more. To lock it again: kneerehab lock"))
    state = {"saved": done.saved, "aside": done.aside, "locked": locked, "runners": runners(held)}
    answer(options, "restore", state)
    return FINE


def _agree_to_lose_the_lock() -> None:
    words = _("The diary is locked, and this copy is not: restored, whoever uses this computer could read it.")
    if someone_there() and agreed(words + " " + _("Restore it without a lock?")):
        return
    raise Refused(words, _("Nothing was changed. Give the passphrase of the diary, or --unlocked if that is meant."))


@contextmanager
def _copy(options: Namespace) -> Iterator[tuple[Path, str]]:
    """The copy to restore and its name; one from standard input lies in a file of its own for a while."""
    if options.file != "-":
        copy = Path(options.file)
        try:
            if not stat.S_ISREG(copy.stat().st_mode):
                raise misused(_("{file} is not a file.").format(file=options.file))
            copy.open("rb").close()
        except OSError as fault:
            raise unreadable(options.file, fault) from None
        yield copy, options.file
        return
    if someone_there():
        raise misused(_("Please send the copy to standard input, or name a file."))
    with scratch.folder("restore") as folder:
        copy = folder / "copy.sqlite3"
        keep_standard_input(copy)
        yield copy, _("standard input")
