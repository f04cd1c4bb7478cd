"""The one SQLite file: opening it safely, and transactions. Used from one thread."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kneerehab.replacing import PRIVATE, make_folder
from kneerehab.storage import keys
from kneerehab.storage.backup import copy_before, copy_database, make_private_file
from kneerehab.storage.compaction import Compaction
from kneerehab.storage.driver import dialect_module, errors, key_behind
from kneerehab.storage.faults import EMPTIED, FOREIGN, MISSING, cut_off, damaged, gone, log_gone, told_kindly
from kneerehab.storage.migrations import SHIPPED, VERSION_TABLE, Scripts, upgrade
from kneerehab.storage.shape import distrusting, page_faults, revision_of

if TYPE_CHECKING:
    from sqlalchemy import Connection as Connection  # named here for the services, which know no SQL

BUSY_MILLISECONDS = 2000
"""How long a save waits for another program before it gives up."""

BACKUPS = "backups"
"""The folder of copies, beside the file."""

_PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "foreign_keys=ON",
    "synchronous=FULL",  # what the screen calls saved survives a power cut
    "secure_delete=ON",  # what was deleted can't be read from the file
    "temp_store=MEMORY",  # nor from a temporary file
)


def _let_go(driver: sqlite3.Connection, path: Path) -> None:
    with suppress(*errors()):
        driver.close()
    keys.closed(path)


def _engine_over(driver: sqlite3.Connection) -> Connection:
    """SQLAlchemy's connection over the one of the driver; imported at the first write."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    # Every transaction ends where it began, so nothing is to be rolled back when a database is dropped without close():
    # its driver is closed by then, and SQLAlchemy would log that as a fault.
    engine = create_engine(
        "sqlite://",
        creator=lambda: driver,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        module=dialect_module(driver),
    )
    # Python's driver would commit before table changes; here it never begins by itself (SQLAlchemy's recipe).
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine.connect()


_Identity = tuple[int, int]


def _identity(path: Path) -> _Identity | None:
    """Which file is at a path, whatever its name; None if there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def has_copies(folder: Path) -> bool:
    """Whether there are copies of a diary that was kept in a folder."""
    return any((folder / BACKUPS).glob("*.sqlite3"))


class Database:
    """An open diary file at its newest revision; a locked one whose passphrase is known."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._driver = self._connect()
        keys.opened(path, key_behind(self._driver))
        self._file = _identity(path)
        self._companions: list[_Identity | None] = [None, None]
        self._size, self._seen = 0, 0
        # One that is dropped without close() leaves nothing open.
        self._let_go = weakref.finalize(self, _let_go, self._driver, path)
        self._writer: Connection | None = None
        self.compaction = Compaction(path)

    @classmethod
    def open(cls, path: Path, scripts: Scripts = SHIPPED, *, anew: bool = False) -> Database:
        """Open or make the file, copying and updating an older one; raises a StorageError that says what to do.

        That is Locked if its passphrase is not known. A newer, damaged or foreign file is left as it is. Where there
        are backups a new file is made only `anew`.
        """
        with told_kindly():
            make_folder(path.parent, PRIVATE)
            there = path.is_file()
            if path.exists() and not there:  # a folder, or a pipe that would never answer
                raise damaged(FOREIGN)
            if not anew and not (there and path.stat().st_size) and has_copies(path.parent):
                raise damaged(EMPTIED if there else MISSING)
            make_private_file(path)
            database = cls(path)
            try:
                database._prepare(scripts)
            except BaseException:
                database._release()
                raise
        return database

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write all or nothing; raises DiskFull, ReadOnly, Busy, DamagedDatabase, and then nothing was saved.

        So it does if the file is no longer at its path, where SQLite would go on writing to wherever it is now, or if
        another program has cut it off. A log of changes that was taken away is no loss: what it held is brought home.
        """
        self.compaction.end()
        with told_kindly():
            self._look_after_files()
            if self._writer is None:
                self._writer = _engine_over(self._driver)
            with self._writer.begin():
                yield self._writer
            self._look_after_files()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the file, whatever other programs write meanwhile.

        Through the driver alone, so that start-up need not wait for SQLAlchemy's import.
        """
        with told_kindly():
            self._driver.execute("BEGIN")
            try:
                yield self._driver
            finally:
                self._driver.execute("ROLLBACK")

    @contextmanager
    def jotting(self) -> Iterator[sqlite3.Connection]:
        """Write what can be made anew at any time: waits for no other program, and not for the disk.

        After a power cut it may be gone, alone or with nothing else. Raises as `transaction` does.
        """
        with told_kindly():
            self._look_after_files()
            self._driver.execute("PRAGMA busy_timeout=0")
            self._driver.execute("PRAGMA synchronous=NORMAL")  # the next save takes it to the disk
            try:
                self._driver.execute("BEGIN IMMEDIATE")
                try:
                    yield self._driver
                    self._driver.execute("COMMIT")
                except BaseException:
                    if self._driver.in_transaction:
                        self._driver.execute("ROLLBACK")
                    raise
            finally:
                self._driver.execute("PRAGMA synchronous=FULL")
                self._driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
            self._look_after_files()

    @property
    def is_locked(self) -> bool:
        """Whether the file is locked with a passphrase."""
        return key_behind(self._driver) is not None

    def version(self) -> int:
        """A number that changes when another program has written to the file; this one's own writes leave it."""
        with told_kindly():
            (number,) = self._driver.execute("PRAGMA data_version").fetchone()
        return int(number)

    def tidy(self) -> bool:
        """Empty the log of changes, where what was deleted could be read; False while another reader needs it.

        Costs about as much as a save, and waits for nobody.
        """
        with told_kindly():
            self._driver.execute("PRAGMA busy_timeout=0")
            try:
                return self._bring_home()
            finally:
                self._driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")

    def copy_to(self, target: Path) -> None:
        """Write a verified copy of the file; raises a StorageError and leaves no half copy."""
        copy_database(self._driver, target)

    def close(self) -> None:
        """Bring the log of changes home and let the file go."""
        self.compaction.end(for_good=True)
        # If that fails nothing is lost: the log stays beside the file and is read on the next start.
        with suppress(*errors()):
            self._bring_home()
        self._release()

    def _bring_home(self) -> bool:
        busy, _pages, _moved = self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def _look_after_files(self) -> None:
        """Whether what SQLite writes to is still what stands at the paths: it never looks again itself."""
        file = _identity(self.path)
        if file is None or file != self._file:
            raise gone()
        there = [_identity(self.path.with_name(self.path.name + companion)) for companion in ("-wal", "-shm")]
        changed = [now for now, before in zip(there, self._companions, strict=True) if before and now != before]
        # What was taken away can still be read through us. Where another one stands, another program writes to it.
        if changed and (any(changed) or not self._bring_home()):
            raise log_gone()
        size, seen = self.path.stat().st_size, self.version()
        if size < self._size and seen == self._seen:
            raise cut_off()
        self._size, self._seen = size, seen
        if not changed:
            self._companions = there

    def _connect(self) -> sqlite3.Connection:
        connection = keys.connect(self.path)
        try:
            with distrusting(connection):
                for pragma in _PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _release(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer.engine.dispose()
            self._writer = None
        self._let_go()

    def _prepare(self, scripts: Scripts) -> None:
        with distrusting(self._driver):
            revision = revision_of(self._driver, scripts)
            if page_faults(self._driver):
                raise damaged()
        self._driver.execute("PRAGMA journal_mode=WAL").fetchall()
        if revision is None:
            self._create(scripts)
        elif revision != scripts.newest:
            self._migrate(scripts)

    def _create(self, scripts: Scripts) -> None:
        from kneerehab.storage.tables import metadata

        with self.transaction() as connection:
            if revision_of(self._driver, scripts) is None:  # unless another copy of the program was faster
                metadata.create_all(connection, checkfirst=False)
                connection.exec_driver_sql(VERSION_TABLE)
                connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SHIPPED.newest,))
        if scripts.newest != SHIPPED.newest:
            self._migrate(scripts)

    def _migrate(self, scripts: Scripts) -> None:
        # A changed table is rebuilt, and dropping the old one must not cascade. Has no effect inside a transaction.
        self._driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with self.transaction() as connection:
                if revision_of(self._driver, scripts) == scripts.newest:
                    return  # another copy of the program was faster
                copy_before(self.path, self.path.parent / BACKUPS, scripts.newest)
                upgrade(connection, scripts)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise damaged()
        finally:
            self._driver.execute("PRAGMA foreign_keys=ON")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
