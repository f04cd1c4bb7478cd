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
    """Run once, on any thread; whoever wants to write or close meanwhile ends it, and nothing is lost by that."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = Lock()
        self._connection: sqlite3.Connection | None = None
        self._over = Event()
        self._unwanted = False

    def run(self) -> bool:
        """Rewrite the file; False if that was ended, or can't be done just now, and then the file is as it was."""
        try:
            with told_kindly(), closing(connect(self._path, mode="rw")) as connection:
                with self._guard:
                    if self._unwanted:
                        return False
                    self._connection = connection
                try:
                    connection.execute("PRAGMA secure_delete=ON")
                    connection.execute(
                        "PRAGMA temp_store=MEMORY"
                    )  # what was there can't be read from a file of its own
                    connection.execute("VACUUM")
                    return True
                finally:
                    with self._guard:
                        self._connection = None
        except StorageError:  # no room, another program, a lock whose passphrase is forgotten
            return False
        except errors():  # ended
            return False
        finally:
            self._over.set()

    def end(self) -> None:
        """End it, and wait until the file is free; one that has not begun never will."""
        with self._guard:
            self._unwanted = True
            begun = self._connection is not None
            if self._connection is not None:
                with suppress(Exception):  # closed meanwhile
                    self._connection.interrupt()
        if begun:
            self._over.wait(_MOST_SECONDS)
