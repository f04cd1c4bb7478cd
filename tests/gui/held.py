"""Another program holds the diary, so that every save fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from kneerehab.gui.shell.workspace import Workspace
from kneerehab.storage.database import BUSY_MILLISECONDS, Database

_PATIENCE = 50


@contextmanager
def held(workspace: Workspace) -> Iterator[None]:
    """Held while the block runs; a save gives up after 50 ms, where the program would wait two seconds for its turn."""
    database = workspace.diaries.database
    _wait(database, _PATIENCE)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            _wait(database, BUSY_MILLISECONDS)


def _wait(database: Database, milliseconds: int) -> None:
    with database.reading() as connection:
        connection.execute(f"PRAGMA busy_timeout={milliseconds}")
