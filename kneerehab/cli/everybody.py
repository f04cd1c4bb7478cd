"""A command done for every runner of the file: a file each, and whoever it fails for stops nobody else."""

from __future__ import annotations

import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kneerehab.cli.answering import answer, say
from kneerehab.cli.opening import diaries_there
from kneerehab.cli.refusing import FINE, REFUSED, Refused, misused, unwritable
from kneerehab.domain.errors import KneerehabError
from kneerehab.i18n import _
from kneerehab.replacing import sync_folder
from kneerehab.wording.labels import named
from kneerehab.wording.system import system_reason

_OF_FILES = (".pdf", ".png", ".json", ".csv", ".ics")
"""How names end that were meant for a file: no folder is made with such a name."""


def add_all(command: ArgumentParser) -> None:
    """`--all`."""
    command.add_argument(
        "--all", action="store_true", help=_("of every runner, into the folder of --out, named by number or pseudonym")
    )


def for_everybody(options: Namespace, command: str, run: Callable[[Namespace], int], *, kind: str, ending: str) -> int:
    """Do for every runner what `run` does for one, into files that begin with `kind` and end in `ending`.

    The folder is made if need be. Whoever it fails for is named with the reason, on standard error and among the
    `faults` of the answer, and then the command ends in 1. No file of one runner has the name of another's.
    """
    folder = Path(options.out)
    if options.runner or options.id:
        raise misused(_("Give either --all, or --runner or --id, not both."))
    if (folder.exists() and not folder.is_dir()) or folder.suffix.lower() in _OF_FILES:
        raise misused(_("{folder} is not a folder. With --all please name one.").format(folder=options.out))
    with diaries_there(options) as diaries:
        runners = diaries.runners()
    try:
        if not folder.is_dir():
            folder.mkdir()
            sync_folder(folder.parent)
    except OSError as refused:
        raise unwritable(options.out, refused) from None
    from kneerehab.wording.summary import file_stems

    files: list[dict[str, Any]] = []
    faults: list[dict[str, Any]] = []
    for runner_id, stem in file_stems(kind, runners).items():
        file = folder / f"{stem}{ending}"
        fault = _tried(run, _for_one(options, runner_id, file))
        if fault is None:
            files.append({"runner": {"id": runner_id}, "file": file})
            say(options, _("{file}: written").format(file=file))
        else:
            faults.append({"runner": {"id": runner_id}, "file": file, "fault": fault})
            print(named(file.name, fault), file=sys.stderr)
    answer(options, command, {"files": files, "faults": faults})
    return REFUSED if faults else FINE


def _for_one(options: Namespace, runner_id: str, file: Path) -> Namespace:
    """The same command for one runner, who says nothing themselves; the diary has been opened by now."""
    mine = {"all": False, "id": runner_id, "out": str(file), "json": False, "quiet": True, "is_open": True}
    return Namespace(**{**vars(options), **mine})


def _tried(run: Callable[[Namespace], int], options: Namespace) -> str | None:
    """What went wrong for one runner; None if nothing did."""
    try:
        run(options)
    except (Refused, KneerehabError) as fault:
        return str(fault)
    except OSError as fault:
        return system_reason(fault)
    except Exception as fault:  # a bug, to be seen, but the others still get their files
        traceback.print_exc()
        return f"{type(fault).__name__}: {fault}"
    return None
