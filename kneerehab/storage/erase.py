"""Taking a runner out of a copy for good, such that a crash leaves the copy as it was or without them, whole."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from kneerehab.storage.backup import copy_database, faults, remove_with_companions
from kneerehab.storage.faults import damaged, told_kindly
from kneerehab.storage.keys import connect
from kneerehab.storage.relock import swap


def erase_runner(path: Path, runner_id: str) -> None:
    """Write a copy anew without a runner, verified, and overwrite what the old file held.

    Raises Locked, NewerDatabase, DamagedDatabase, DiskFull or another StorageError, and then the copy is as it was.
    """
    new = path.with_name(f"{path.name}.part-without")
    with told_kindly():
        state = path.stat()
        try:
            copy_database(path, new)
            _take_out(new, runner_id)
            if faults(new):
                raise damaged()
            os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
            swap(new, path)
        finally:
            remove_with_companions(new)


def _take_out(path: Path, runner_id: str) -> None:
    """Delete by the name of the column: a copy of an older version has other tables, whose cascades may be others."""
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA secure_delete=ON")
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        connection.execute("BEGIN IMMEDIATE")
        for table in tables:
            quoted = '"' + table.replace('"', '""') + '"'
            columns = {name for _number, name, *_rest in connection.execute(f"PRAGMA table_info({quoted})")}
            if "runner_id" in columns:
                connection.execute(f"DELETE FROM {quoted} WHERE runner_id = ?", (runner_id,))
        connection.execute("DELETE FROM runners WHERE id = ?", (runner_id,))
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
