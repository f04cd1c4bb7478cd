"""Whether the diary is sound."""

from __future__ import annotations

from argparse import Namespace

from kneerehab import paths
from kneerehab.cli.answering import answer
from kneerehab.cli.arguments import Commands
from kneerehab.cli.opening import open_folder
from kneerehab.cli.refusing import FINE, REFUSED
from kneerehab.i18n import _


def declare(commands: Commands) -> None:
    """`check`."""
    commands.add(
        "check",
        check,
        _("say whether the database is sound"),
        _("It ends in 0 if it is sound, in 1 if it is not or can't be looked at, in 2 if there is none."),
        result="file, sound, faults",
    )


def check(options: Namespace) -> int:
    """0 if the diary is sound, 1 with what is wrong with it."""
    from kneerehab.services.check import check as faults_of

    file = paths.database_file(open_folder(options))
    found = faults_of(file)
    if not options.json:
        print("\n".join(found) if found else _("The diary is sound."))
    answer(options, "check", {"file": file, "sound": not found, "faults": found})
    return REFUSED if found else FINE
