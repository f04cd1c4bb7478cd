"""Faults as words on standard error and as exit codes: nothing a person can mend ends in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from kneerehab.domain.errors import Absent, KneerehabError
from kneerehab.i18n import N_, _
from kneerehab.wording.system import system_reason

FINE = 0
REFUSED = 1
USAGE = 2
INTERRUPTED = 130

CODES = N_(
    "Exit codes: 0 fine; 1 not sound or refused; 2 a mistake in the command, or something it names is not there; "
    "130 interrupted."
)


class Refused(Exception):
    """The command can't do what was asked; the lines go to standard error, and the program leaves with `code`."""

    def __init__(self, *lines: str, code: int = REFUSED) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


def misused(*lines: str) -> Refused:
    """The refusal of a command that makes no sense, or names what is not there."""
    return Refused(*lines, code=USAGE)


def unreadable(file: object, fault: OSError) -> Refused:
    """The refusal of a file that can't be read; names it and the system's reason."""
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return misused(_("{file}: The file is not there.").format(file=file))
    return Refused(_("{file} can't be read: {reason}.").format(file=file, reason=system_reason(fault)))


def unwritable(file: object, fault: OSError) -> Refused:
    """The refusal to write a file; names it and the system's reason."""
    words = _("{file} could not be written: {reason}. Please choose another place.")
    code = USAGE if isinstance(fault, FileNotFoundError | NotADirectoryError) else REFUSED
    return Refused(words.format(file=file, reason=system_reason(fault)), code=code)


def guarded(act: Callable[[], int]) -> int:
    """Run a command; its exit code, or that of what stood in its way, which is told."""
    try:
        try:
            return act()
        finally:  # here, where a full disk or a closed pipe can still be told
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        _tell("", _("Interrupted."))
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough
        _hush()
        return FINE
    except Refused as refusal:
        _tell(*refusal.lines)
        return refusal.code
    except KneerehabError as fault:
        from kneerehab.wording.faults import reason

        _tell(reason(fault))
        return USAGE if isinstance(fault, Absent) else REFUSED
    except OSError as fault:
        _hush()
        _tell(str(unwritable(fault.filename or _("The answer"), fault)))
        return REFUSED


def _tell(*lines: str) -> None:
    with suppress(OSError, ValueError):
        print(*lines, sep="\n", file=sys.stderr, flush=True)


def _hush() -> None:
    """Let go of what standard output didn't take: Python would try again at its end, and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
