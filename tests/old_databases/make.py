"""`python -m tests.old_databases.make`: writes NNNN.sqlite3 for the newest revision from NNNN.json, once.

The JSON is what the file holds; bring it from the revision before. Old files are never made again: they prove that
this version still opens them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kneerehab.exchange.diary_json import read_diary
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import SHIPPED

HERE = Path(__file__).parent


def main() -> None:
    """Write the file; the JSON must be there."""
    diary = read_diary((HERE / f"{SHIPPED.newest}.json").read_bytes())
    path = HERE / f"{SHIPPED.newest}.sqlite3"
    if path.exists():
        raise SystemExit(f"{path.name} is there already.")
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(diary)
        database.compact()


if __name__ == "__main__":
    main()
