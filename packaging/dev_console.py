"""How the set-up speaks: progress lines on the error stream, and the one error a person can mend."""

from __future__ import annotations

import sys


class SetUpError(Exception):
    """The set-up cannot go on; the text says what is missing and what to do."""


def say(line: str) -> None:
    """One line of progress. The error stream, so that a program's own output can still be piped on."""
    print(f"[kneerehab] {line}", file=sys.stderr, flush=True)
