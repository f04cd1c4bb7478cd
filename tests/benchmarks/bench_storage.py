"""Saving and loading: through the diary service against SQLite alone, on the same disk with the same pragmas."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.exchange.diary_json import read_diary
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import records
from kneerehab.storage.database import Database
from tests.benchmarks.timing import Row, compare

EXAMPLE = Path(__file__).parents[1] / "examples" / "build-week-8.json"
START = date(2020, 1, 1)


def run() -> list[Row]:
    """Rows: a check-in saved in a small and in a ten-year diary, and ten years loaded."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            _save("save a check-in (new diary)", Path(folder) / "new", _new()),
            _save("save a check-in (ten-year diary)", Path(folder) / "old", ten_years()),
            _load(Path(folder) / "load", ten_years()),
        ]


def ten_years() -> Diary:
    """A diary of about 40,000 records: an example told again and again for ten years."""
    example = read_diary(EXAMPLE.read_bytes())
    parts = {}
    for name in ("check_ins", "pain_notes", "activities", "exercise_sets", "icing", "care", "medication"):
        told = getattr(example, name)
        span = timedelta(days=90)
        parts[name] = tuple(
            replace(record, id=new_id(), at=record.at + turn * span) for turn in range(40) for record in told
        )
    return replace(example, runner=replace(example.runner, id=new_id()), **parts)


def _new() -> Diary:
    return Diary(runner=Runner(id=new_id(), name="Mira"), plan=Plan(start=START))


def _check_in(day: int) -> CheckIn:
    return CheckIn(
        id=new_id(),
        at=datetime(2026, 1, 1, 7) + timedelta(minutes=day),
        now=KneeScores(left=1, right=0),
        worst_24h=KneeScores(left=2, right=0),
        swelling=False,
        limp=False,
    )


def _save(name: str, folder: Path, diary: Diary) -> Row:
    """A check-in through the one door, against the same row put into the same table by the driver alone."""
    with Database.open(folder / "diary.sqlite3") as database, closing(_plain(folder / "plain.sqlite3", diary)) as plain:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        service.import_diary(diary)
        service.diary(diary.runner.id)
        days = itertools.count()
        insert = records._upsert(CheckIn)
        owner = diary.runner.id

        def driver_alone() -> None:
            for _ in range(20):
                at = f"2026-01-01T{next(days) % 24:02}:00"
                row = (
                    owner,
                    new_id(),
                    at,
                    1,
                    0,
                    2,
                    0,
                    None,
                    None,
                    0,
                    0,
                    "[]",
                    "[]",
                    "[]",
                    None,
                    "2026-01-01T07:00:00Z",
                )
                plain.execute("BEGIN IMMEDIATE")
                plain.execute(insert, row)
                plain.execute("COMMIT")

        def service_saves() -> None:
            for _ in range(20):
                service.record(owner, _check_in(next(days)))

        row = compare(name, driver_alone, service_saves, aim=5)
        return replace(row, baseline=row.baseline / 20, ours=row.ours / 20)


def _plain(path: Path, diary: Diary) -> sqlite3.Connection:
    """The same tables and pragmas without SQLAlchemy."""
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(diary)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _load(folder: Path, diary: Diary) -> Row:
    """Ten years as records, against the bare rows of the same tables."""
    with Database.open(folder / "diary.sqlite3") as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(diary)
        with closing(sqlite3.connect(folder / "diary.sqlite3")) as plain:
            queries = [records._mapper(kind).select for kind in KINDS.values()]

            def rows() -> None:
                for query in queries:
                    plain.execute(query, (diary.runner.id,)).fetchall()

            def values() -> None:
                with database.reading() as connection:
                    records.load_diary(connection, diary.runner.id)

            return compare("load a ten-year diary against its bare rows", rows, values, aim=None)
