"""Where an answer goes: words, one JSON object, a file, or bytes on standard output."""

from __future__ import annotations

import stat
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kneerehab.cli.pipes import unwaiting
from kneerehab.cli.refusing import Refused, misused, unwritable
from kneerehab.i18n import _, ngettext, semicolon

if TYPE_CHECKING:
    from kneerehab.services.backups import Contents

STANDARD_OUTPUT = "-"


def say(options: Namespace, *words: object) -> None:
    """Something that is good to know, but not the answer: silent with --quiet and --json.

    It goes to standard error where standard output is the file.
    """
    if not options.quiet and not getattr(options, "json", False):
        print(*words, file=sys.stderr if getattr(options, "out", None) == STANDARD_OUTPUT else sys.stdout)


def answer(options: Namespace, kind: str, keys: dict[str, Any]) -> None:
    """With --json: one object on standard output, `format` and `version` first, for programs to read."""
    if getattr(options, "json", False):
        import json

        print(json.dumps({"format": f"kneerehab-{kind}", "version": 1, **keys}, ensure_ascii=False, default=str))


def check_output(options: Namespace) -> None:
    """Refuse, before any work, bytes for a terminal and bytes beside a JSON answer."""
    if options.out != STANDARD_OUTPUT:
        return
    if getattr(options, "json", False):
        raise misused(_("With --out - standard output is the file, so there is no place for --json."))
    if sys.stdout is None or not hasattr(sys.stdout, "buffer"):
        raise misused(_("There is no standard output here. Please name a file."))


def refuse_terminal() -> None:
    """Refuse to fill a terminal with signs that nobody can read."""
    if sys.stdout.isatty():
        raise misused(_("This is not text. Please send it to a file or a program, or name a file with --out."))


def write(out: str, data: bytes, *, replace: bool) -> None:
    """Write a file whole or not at all, or to standard output; refuses one that is there already unless `replace`."""
    if out == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from kneerehab.replacing import write_whole

    file = Path(out)
    if not replace:
        refuse_taken(file)
    try:
        if _is_device(file):  # it must stay one
            with open(file, "wb", opener=unwaiting) as stream:
                stream.write(data)
        else:
            write_whole(file, data)
    except OSError as fault:
        raise unwritable(out, fault) from None


def check_folder(out: str) -> None:
    """Refuse a file in a folder that is not there, before the work is done."""
    if out != STANDARD_OUTPUT:
        try:
            Path(out).parent.stat()
        except OSError as fault:
            raise unwritable(out, fault) from None


def refuse_taken(file: Path) -> None:
    """Refuse a name that a file has already; a pipe or a device may be written to."""
    try:
        taken = file.exists() and not _is_device(file)
    except OSError as fault:
        raise unwritable(file, fault) from None
    if taken and not file.is_dir():
        words = _("{file} is already there. Please choose another name, or write over it with --force.")
        raise Refused(words.format(file=file))


def _is_device(file: Path) -> bool:
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def summary(contents: Contents) -> str:
    """Runners with their records and last days, on one line."""
    from kneerehab.wording.backups import with_last_day
    from kneerehab.wording.runners import full_name

    told = []
    for runner in contents.runners:
        text = ngettext("{name}: {n} record", "{name}: {n} records", runner.records)
        text = text.format(name=full_name(runner.name), n=runner.records)
        told.append(with_last_day(text, runner.last_day, str))
    return semicolon().join(told) or _("no runner")


def runners(contents: Contents) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {"id": runner.id, "name": runner.name, "records": runner.records, "last_day": runner.last_day}
        for runner in contents.runners
    ]
