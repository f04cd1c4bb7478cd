"""How the set-up speaks: progress lines on the error stream, and the one error a person can mend."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
