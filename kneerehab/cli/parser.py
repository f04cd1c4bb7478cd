"""The parser of the command line, and the list of its commands."""

from __future__ import annotations

from kneerehab.cli import (
    caseload,
    check,
    compare,
    completion,
    copies,
    export,
    lock,
    log,
    plan,
    programme,
    report,
    take_in,
    trail,
    usage,
    window,
)
from kneerehab.cli.arguments import Commands, Paragraphs, Parser, add_everywhere, foot
from kneerehab.i18n import _

COMMANDS = (
    window, plan, caseload, log, take_in, export, report, compare, programme, copies, check, trail, lock, completion,
)  # fmt: skip
"""Each adds its commands with `declare`; what is heavy it imports when it runs."""


def parser() -> Parser:
    """A parser whose answer has `run`, the function to call with it."""
    usage.translate()
    made = Parser(
        prog="kneerehab",
        description=_(
            "A diary and a return-to-running plan for runners with knee pain. Without a command the window opens."
        ),
        formatter_class=Paragraphs,
        epilog=foot(),
    )
    made.add_argument(
        "--version", action="store_true", help=_("print the versions of the program and its parts, and the data folder")
    )
    add_everywhere(made)
    made.add_argument("--demo", action="store_true", help=_("open a throw-away demo runner"))
    made.add_argument("--at-login", action="store_true", help=_("begin in the tray, if that is chosen in Settings"))
    made.set_defaults(run=window.window)
    commands = Commands(made.add_subparsers(title=_("commands"), metavar=_("COMMAND")))
    for part in COMMANDS:
        part.declare(commands)
    return made
