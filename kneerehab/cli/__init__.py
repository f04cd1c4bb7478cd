"""The command line: without a command it opens the window. `parser` lists the commands, each lives in a file here.

Heavy parts are imported by the command that needs them: `plan` reads a file without database, Qt or matplotlib.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from kneerehab import i18n, paths
from kneerehab.cli.refusing import guarded
from kneerehab.domain.errors import ReadOnly

_COMPLETING = "_ARGCOMPLETE"
"""Set by the shell that asks what could be typed next."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code, as `refusing` lists them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    i18n.install(paths.resources_dir() / "locale")
    arguments = sys.argv[1:] if argv is None else argv
    return guarded(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    # A start from the desktop has no arguments, and need not wait until a parser of them is made.
    if not arguments and _COMPLETING not in os.environ:
        from kneerehab.cli.window import open_window

        return open_window()
    from kneerehab.cli.parser import parser
    from kneerehab.cli.window import opening

    made = parser()
    if _COMPLETING in os.environ:
        from kneerehab.cli.completion import answer

        answer(made)
    options = made.parse_args(opening(arguments))
    if options.version:
        from kneerehab.cli.versions import tell

        return tell(options)
    try:
        return int(options.run(options))
    except ReadOnly as fault:
        from kneerehab.cli.opening import with_folder

        raise with_folder(fault, options) from None
