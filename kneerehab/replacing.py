"""Replacing a file: after a crash or a power cut there is the old one or the new one, whole. The one way it is done.

A rename may reach the disk before what was written into the file, and may itself be lost, so both are waited for.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_NOT_KNOWN = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM)
"""What file systems say that can't wait for a folder (shared ones, sticks)."""


def sync(path: Path) -> None:
    """Wait until a file is on the disk, not only on its way there; raises OSError."""
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        _sync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where its file system knows how; raises OSError."""
    if os.name == "nt":  # renames are journalled there, and a folder can't be opened
        return
    try:
        sync(folder)
    except OSError as fault:
        if fault.errno not in _NOT_KNOWN:
            raise


def behind_links(path: Path) -> Path:
    """Where a file is that a link may stand for: the link stays when the file is replaced."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def replace(new: Path, target: Path) -> None:
    """Put a finished file in another's place, or under a name of its own; raises OSError."""
    sync(new)
    os.replace(new, target)
    sync_folder(target.parent)


PRIVATE = 0o700
"""The mode of a folder that is made for its owner alone; one that is there already keeps its own."""


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it that are missing, unless it is there; raises OSError.

    `mode` says who may look into it. What is put into a folder stands there for good only once its own name does.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=mode, exist_ok=True)
    sync_folder(folder.parent)


def write_whole(target: Path, data: bytes) -> None:
    """Write `data` to `target`, for its owner alone; raises OSError, and then what was there stays."""
    import tempfile  # a start that writes nothing need not wait for it

    target = behind_links(target)
    handle, half = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        replace(Path(half), target)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
