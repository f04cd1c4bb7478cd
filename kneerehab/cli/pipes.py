"""Opening what may be a named pipe, without waiting for ever for whoever is to be at its other end."""

from __future__ import annotations

import errno
import os
import select
import stat

_SECONDS = 0.5
"""How long whoever writes to a named pipe may take to begin."""


def unwaiting(file: str, flags: int) -> int:
    """Open a file, device or pipe, as an opener of `open`.

    A pipe that nobody writes to is at its end, and one that nobody reads raises BrokenPipeError.
    """
    if not hasattr(os, "O_NONBLOCK"):
        return os.open(file, flags)
    try:
        handle = os.open(file, flags | os.O_NONBLOCK)
    except OSError as fault:
        if fault.errno == errno.ENXIO and stat.S_ISFIFO(os.stat(file).st_mode):
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from None
        raise
    if flags & (os.O_WRONLY | os.O_RDWR) == 0 and stat.S_ISFIFO(os.fstat(handle).st_mode):
        select.select([handle], [], [], _SECONDS)
    os.set_blocking(handle, True)
    return handle
