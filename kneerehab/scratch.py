"""Folders that are gone when the program ends, and those of programs that were killed.

In each lies a file that its program keeps locked. The system unlocks it when the program ends, however it ends, so
whoever can lock it knows that nobody is left.
"""

from __future__ import annotations

import itertools
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_PREFIX = "kneerehab-"
_MARK = ".in-use"


@contextmanager
def folder(kind: str) -> Iterator[Path]:
    """A fresh folder for its owner alone, gone with all it holds at the end; raises OSError."""
    import tempfile  # a start need not wait for it

    with (
        tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{kind}-", ignore_cleanup_errors=True) as name,
        _in_use(Path(name) / _MARK),
    ):
        yield Path(name)


def demo_folders(stack: ExitStack) -> Iterator[Path]:
    """Fresh folders for the demo runner, made when asked for and gone when `stack` is closed."""
    scratch = stack.enter_context(folder("demo"))
    for number in itertools.count():
        yield scratch / f"demo-{number}"


def sweep() -> int:
    """Take away what killed programs of this person left; how many folders. What is not sure to be that stays."""
    import tempfile

    gone = 0
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False) and _is_left(Path(entry)):
                    shutil.rmtree(entry, ignore_errors=True)
                    gone += 1
    return gone


@contextmanager
def _in_use(mark: Path) -> Iterator[None]:
    handle = os.open(mark, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with suppress(OSError):  # a file system that knows no locks: nobody will take such a folder for left
            _lock(handle)
            os.write(handle, b"1")  # an empty one is about to be locked
        yield
    finally:
        os.close(handle)


def _is_left(path: Path) -> bool:
    """Whether a folder of ours is marked, and nobody holds the mark; raises OSError if somebody does."""
    handle = os.open(path / _MARK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size == 0 or not (_ours(state) and _ours(path.lstat())):
            return False
        _lock(handle)
        return True
    finally:
        os.close(handle)


def _ours(state: os.stat_result) -> bool:
    return os.name == "nt" or state.st_uid == os.geteuid()


def _lock(handle: int) -> None:
    """Lock an open file without waiting; raises OSError if another program has."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
