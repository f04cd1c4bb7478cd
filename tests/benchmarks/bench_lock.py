"""A locked diary of ten years against the same diary without a lock: opened and read, saved to, copied."""

from __future__ import annotations

import itertools
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from kneerehab.services import backups, locking
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import records
from kneerehab.storage.database import Database
from tests.benchmarks.bench_storage import _check_in, ten_years
from tests.benchmarks.timing import Row, compare

_NOON = datetime(2026, 3, 10, 12)


def run() -> list[Row]:
    """Rows: opened and read, a check-in, a verified copy."""
    book = ten_years()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        plain, locked = folder / "plain" / "kneerehab.sqlite3", folder / "locked" / "kneerehab.sqlite3"
        for path in (plain, locked):
            with Database.open(path) as database:
                DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(book)
        locking.lock(locked, "four words that differ", _NOON)

        def read(path: Path) -> None:
            with Database.open(path) as database, database.reading() as connection:
                records.load_diary(connection, book.runner.id)

        def copy(path: Path) -> None:
            backups.back_up(path, folder / "copies").unlink()

        rows = [
            compare("locked: ten years opened and read", lambda: read(plain), lambda: read(locked), aim=None),
            compare("locked: a verified copy of ten years", lambda: copy(plain), lambda: copy(locked), aim=None),
        ]
        services = [
            DiaryService(stack.enter_context(Database.open(path)), Changes(), lambda: datetime.now(UTC))
            for path in (plain, locked)
        ]
        days = itertools.count()

        def save(service: DiaryService) -> None:
            for _ in range(20):
                service.record(book.runner.id, _check_in(next(days)))

        open_one, locked_one = services
        rows.append(compare("locked: 20 check-ins saved", lambda: save(open_one), lambda: save(locked_one), aim=None))
        return rows
