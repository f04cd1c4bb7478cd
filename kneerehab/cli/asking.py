"""What a command asks of the person, or reads from standard input where no one can be asked."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import cast

from kneerehab.cli.refusing import Refused, misused
from kneerehab.i18n import _

TRIES = 3
"""How often a passphrase may be typed wrongly before the command gives up."""

_PART_BYTES = 1 << 16


def someone_there() -> bool:
    """Whether standard input is a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def takes_input(options: Namespace) -> bool:
    """Whether one of the files of a command is standard input, so that no passphrase can stand there."""
    named = (*(getattr(options, "files", None) or ()), *(getattr(options, "diary", None) or ()))
    return "-" in named or getattr(options, "file", None) == "-"


def passphrase(prompt: str, options: Namespace) -> str:
    """A passphrase that is typed unseen, or the next line of standard input; "" if there is none."""
    if takes_input(options) and not _terminal():
        words = _(
            "Standard input is the file here, so no passphrase can be read from it. Please name the file instead."
        )
        raise misused(words)
    if someone_there() or takes_input(options):
        import getpass

        try:
            return getpass.getpass(prompt)
        except EOFError:  # Ctrl+D
            print(file=sys.stderr)
            raise Refused(_("No passphrase was given. Nothing was changed.")) from None
    return "" if sys.stdin is None else sys.stdin.readline().rstrip("\n")


def agreed(question: str) -> bool:
    """Whether the person at the terminal answers yes; the careful answer is at hand."""
    print(f"{question} [{_('y')}/{_('N')}] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in (_("y"), _("yes"))


def standard_input(most: int | None = None) -> bytes:
    """Everything on standard input, or its first `most` bytes."""
    held = bytearray()
    for part in _parts_of_standard_input():
        held += part
        if most is not None and len(held) >= most:
            break
    return bytes(held[:most])


def keep_standard_input(file: Path) -> None:
    """Write all of standard input to a file; raises OSError."""
    with file.open("wb") as stream:
        for part in _parts_of_standard_input():
            stream.write(part)


def _parts_of_standard_input() -> Iterator[bytes]:
    """What comes in, as it comes: a read of all would not heed Ctrl+C that falls between two of its parts."""
    if sys.stdin is None:
        return
    # typeshed calls it a BinaryIO, though it is always buffered
    coming = cast(BufferedReader, sys.stdin.buffer)
    while part := coming.read1(_PART_BYTES):
        yield part


def _terminal() -> bool:
    """Whether there is a terminal beside standard input."""
    if os.name == "nt":
        return True  # the console is asked, whatever standard input is
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return False
    return True
