"""Opening the window, on the person's own diary or with a demo runner."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from kneerehab.cli.arguments import Commands, file_name
from kneerehab.i18n import _

_DATA_DIR = tuple("--data-dir"[:length] for length in range(len("--da"), len("--data-dir") + 1))
"""How the option may be shortened, as argparse reads it."""


def declare(commands: Commands) -> None:
    """`open` and `demo`; without any command the window opens."""
    made = commands.add(
        "open",
        open_files,
        _("open the window and look at files: diaries, and runs from watches and websites"),
        _("Without the word open it does the same: kneerehab FILE. Nothing is taken in before you have looked."),
    )
    made.add_argument("files", metavar=_("FILE"), type=file_name, nargs="+", help=_("the files"))
    commands.add("demo", demo, _("open a throw-away demo runner"))


def window(options: Namespace) -> int:
    """Open the window and stay until it is closed."""
    return open_window(data_dir=options.data_dir, demo=options.demo, at_login=options.at_login)


def demo(options: Namespace) -> int:
    """The same with a runner who is gone afterwards."""
    return open_window(data_dir=options.data_dir, demo=True)


def open_files(options: Namespace) -> int:
    """The window, with files to look at; 2 if one is not there, before any window opens."""
    from kneerehab.cli.take_in import check_readable, refuse_copies
    from kneerehab.cli.take_runs import Named

    refuse_copies(options.files)
    files = [Path(name).absolute() for name in options.files]
    check_readable([Named(file, name) for file, name in zip(files, options.files, strict=True)])
    return open_window(data_dir=options.data_dir, demo=options.demo, files=files)


def opening(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments, with the word `open` before files that stand in the place of a command, as desktops name them."""
    words = [number for number, text in enumerate(arguments) if not text.startswith("-")]
    words = [number for number in words if not number or arguments[number - 1] not in _DATA_DIR]
    if not words or not set(f"./{os.sep}") & set(arguments[words[0]]):  # no command has such a name
        return arguments
    return [*arguments[: words[0]], "open", *arguments[words[0] :]]


def open_window(
    *, data_dir: str | None = None, demo: bool = False, at_login: bool = False, files: Sequence[Path] = ()
) -> int:
    """The program's exit code once its window was closed."""
    from kneerehab.app import run

    return run(data_dir=data_dir, demo=demo, at_login=at_login, files=files)
