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
        result="file, sound, faults, own_sets (sets, faults)",
    )


def check(options: Namespace) -> int:
    """0 if the diary and the own exercise sets are sound, 1 with what is wrong with them."""
    from kneerehab.services.check import check as faults_of
    from kneerehab.services.own_sets import own_sets
    from kneerehab.wording.file_faults import file_fault

    folder = open_folder(options)
    file = paths.database_file(folder)
    found, own = faults_of(file), own_sets(paths.own_sets_dir(folder))
    if not options.json:
        print("\n".join(map(file_fault, found)) if found else _("The diary is sound."))
        for line in own.faults:
            print(_("A file of own sets can’t be used. {fault}").format(fault=file_fault(line)))
    sets = {"sets": [one.name for one in own.sets], "faults": own.faults}
    answer(options, "check", {"file": file, "sound": not found, "faults": found, "own_sets": sets})
    return REFUSED if found or own.faults else FINE
