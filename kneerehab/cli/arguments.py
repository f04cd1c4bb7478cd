"""What the commands' arguments have in common: the folder, the runner, dates, and the words at the foot of the help."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from kneerehab.cli.refusing import CODES
from kneerehab.i18n import N_, _

_WHERE = N_(
    "The diary is looked for in the folder of --data-dir, else of the environment variable KNEEREHAB_DATA_DIR, else in "
    "the usual place of this system."
)
_PASSPHRASE = N_(
    "A locked diary asks for its passphrase. Where nobody can be asked, the passphrase is the next line of standard "
    "input."
)

Run = Callable[[argparse.Namespace], int]


class Paragraphs(argparse.HelpFormatter):
    """Keeps the paragraphs of the words at the foot apart."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        import textwrap

        parts = (
            textwrap.fill(part, width, initial_indent=indent, subsequent_indent=indent) for part in text.split("\n")
        )
        return "\n".join(parts)


class Parser(argparse.ArgumentParser):
    """Writes its help like any other answer: argparse keeps quiet about a full disk where nothing is buffered."""

    def print_help(self, file: Any = None) -> None:
        """Write the help; OSError where it finds no room."""
        print(self.format_help(), end="", file=file)


class Commands:
    """The parser of the commands, to add one to."""

    def __init__(self, made: argparse._SubParsersAction[Parser]) -> None:
        self.made = made

    def add(self, name: str, run: Run, text: str, *notes: str, result: str = "") -> argparse.ArgumentParser:
        """A command, with `notes` at its foot; `result` are the keys of its JSON, if it has --json."""
        about = [*notes, _("With --json: {keys}.").format(keys=result)] if result else [*notes]
        command = self.made.add_parser(
            name,
            help=text,
            description=text,
            formatter_class=Paragraphs,
            epilog=foot(*about),
        )
        add_everywhere(command, default=argparse.SUPPRESS)
        if result:
            command.add_argument("--json", action="store_true", help=_("answer with one JSON object"))
        command.set_defaults(run=run)
        return command


def foot(*notes: str) -> str:
    """The words under the arguments of every command."""
    return "\n".join([*notes, _(_WHERE), _(_PASSPHRASE), _(CODES)])


def add_everywhere(parser: argparse.ArgumentParser, default: Any = None) -> None:
    """What may stand before and after the name of a command."""
    parser.add_argument(
        "--data-dir", metavar=_("DIR"), type=file_name, default=default, help=_("the folder of the diary")
    )
    quiet = default if default == argparse.SUPPRESS else False
    parser.add_argument(
        "--quiet", action="store_true", default=quiet, help=_("print nothing but errors and what was asked for")
    )


def add_runner(parser: argparse.ArgumentParser) -> None:
    """Whose diary."""
    parser.add_argument("--runner", metavar=_("NAME"), help=_("whose diary; not needed if there is one runner"))
    parser.add_argument("--id", metavar=_("ID"), help=_("the same by the runner's id, where two have one name"))


def add_by(parser: argparse.ArgumentParser) -> None:
    """Who is at work."""
    parser.add_argument(
        "--by", metavar=_("NAME"), help=_("the clinician who does it, for the trail (default: the runner)")
    )


def add_force(parser: argparse.ArgumentParser) -> None:
    """Writing over a file."""
    parser.add_argument("--force", action="store_true", help=_("write over a file that is already there"))


def file_name(text: str) -> str:
    """The name of a file or folder, for argparse: an empty one, as of a variable that is not set, is a slip."""
    if not text:
        raise argparse.ArgumentTypeError(_("the name is empty"))
    return text


def day(text: str) -> date:
    """A date of the diary's years, for argparse."""
    from kneerehab.domain.fields import YEARS

    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if text != found.isoformat() or not YEARS[0] <= found.year <= YEARS[1]:
        raise argparse.ArgumentTypeError(_("{text} is not a date like 2026-03-12, 2000 to 2099").format(text=text))
    return found
