"""Rewriting the file without the room that deleted diaries left: over a connection of its own, for another thread."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Lock

from kneerehab.domain.errors import StorageError
from kneerehab.storage.driver import errors
from kneerehab.storage.faults import told_kindly
from kneerehab.storage.keys import connect

_MOST_SECONDS = 10


class Compaction:
    """Of one open file. Whoever wants to write or to close ends it, and nothing is lost by that."""

    def __init__(self, path: Path) -> None:
        self.wanted = False
        """Whether there is room to give back."""
        self._path = path
        self._guard = Lock()
        self._connection: sqlite3.Connection | None = None
        self._over = Event()
        self._closed = False

    def run(self) -> bool:
        """Rewrite the file, on any thread; False if that was ended or can't be done now: then it is as it was."""
        try:
            with self._guard:
                if self._closed:
                    return False
                self._over.clear()
                with told_kindly():
                    self._connection = connect(self._path, mode="rw")
            with told_kindly(), closing(self._connection) as connection:
                try:
                    connection.execute("PRAGMA secure_delete=ON")
                    connection.execute("PRAGMA temp_store=MEMORY")  # nothing is left in a temporary file
                    connection.execute("VACUUM")
                finally:
                    with self._guard:
                        self._connection = None
            self.wanted = False
            return True
        except StorageError:  # no room, another program, a lock whose passphrase is forgotten
            return False
        except errors():  # ended
            return False
        finally:
            self._over.set()

    def end(self, *, for_good: bool = False) -> None:
        """End what is under way, and wait until the file is free; `for_good`, nothing begins any more."""
        with self._guard:
            self._closed = self._closed or for_good
            if self._connection is None:
                return
            with suppress(Exception):  # closed meanwhile
                self._connection.interrupt()
        self._over.wait(_MOST_SECONDS)
