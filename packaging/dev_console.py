"""How the set-up speaks: progress lines on the error stream, and the one error a person can mend."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_ASK_SECONDS = 0.5
_SELDOM_SECONDS = 10
"""Where lines can't be written over (a log, a pipe), there is one this often."""


class SetUpError(Exception):
    """The set-up cannot go on; the text says what is missing and what to do."""


def say(line: str) -> None:
    """One line of progress. The error stream, so that a program's own output can still be piped on."""
    print(f"[kneerehab] {line}", file=sys.stderr, flush=True)


@contextmanager
def progress(*, now: Callable[[], float] = time.monotonic) -> Iterator[Callable[[str], None]]:
    """A line that moves: gives a function that shows its newest state.

    On a terminal it is written over, and its last state stays; elsewhere a new one is printed now and then.
    """
    live = sys.stderr.isatty()
    width, last, told_at = 0, "", now()

    def tell(line: str) -> None:
        nonlocal width, last, told_at
        if line == last:
            return
        if live:
            shown = f"[kneerehab] {line}"
            print(f"\r{shown:{width}}", end="", file=sys.stderr, flush=True)
            width = len(shown)
        elif (at := now()) - told_at < _SELDOM_SECONDS:
            return
        else:
            say(line)
            told_at = at
        last = line

    try:
        yield tell
    finally:
        if width:
            print(file=sys.stderr, flush=True)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other process is in here with the same `file`, which is made; it ends with its process.

    SetUpError if the file can't be made.
    """
    try:
        opened = file.open("ab")
    except OSError as error:
        told = f"The folder {file.parent} can't be written ({error.strerror}). Copy the checkout to a folder of yours."
        raise SetUpError(told) from error
    with opened as held:
        if not _locked(held):
            say("Another set-up of this folder is under way; waiting for it.")
            while not _locked(held):
                time.sleep(_ASK_SECONDS)
        yield


def _locked(held: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a folder on a server that knows no locks: go on, as without another set-up
    return True
