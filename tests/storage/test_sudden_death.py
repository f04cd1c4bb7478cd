"""Killed in the middle of saving: what was called saved is there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kneerehab.domain.plan_records import Plan
from kneerehab.domain.runner import Runner
from kneerehab.storage import backup, records
from kneerehab.storage.database import Database
from tests.storage.any_record import START

RUNNER = "0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001"
ROOT = Path(__file__).parents[2]

SAVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database

service = DiaryService(Database.open(Path(sys.argv[1])), Changes(), lambda: datetime.now(UTC))
while True:
    record = CheckIn(id=new_id(), at=datetime(2026, 3, 2, 7), now=KneeScores(), worst_24h=KneeScores(), swelling=False,
                     limp=False, note="n" * 1500)
    service.record(sys.argv[2], record)
    print(record.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", range(3))
def test_a_program_killed_while_saving_keeps_every_record_it_called_saved(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database, database.transaction() as connection:
        records.save_runner(connection, Runner(id=RUNNER, name="Mira"))
        records.save_plan(connection, RUNNER, Plan(start=START))
    command = [sys.executable, "-c", SAVE, str(path), RUNNER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        called_saved = [process.stdout.readline().strip()]
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        called_saved += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert backup.faults(path) == []
    with Database.open(path) as database, database.reading() as connection:
        diary = records.load_diary(connection, RUNNER)
    assert diary is not None
    assert set(called_saved) <= {record.id for record in diary.check_ins}
    assert len(diary.check_ins) <= len(called_saved) + 1


HALF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in ("PRAGMA journal_mode=DELETE", "PRAGMA cache_size=1", "BEGIN", "UPDATE runners SET name = 'half'",
             "CREATE TABLE x (y)", "INSERT INTO x SELECT zeroblob(900000)"):
    connection.execute(line).fetchall()
os._exit(0)
"""


def test_what_a_killed_program_had_begun_is_taken_back_by_whoever_only_reads(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database, database.transaction() as connection:
        records.save_runner(connection, Runner(id=RUNNER, name="Mira"))
        records.save_plan(connection, RUNNER, Plan(start=START))
    subprocess.run([sys.executable, "-c", HALF, str(path)], check=True)
    assert path.with_name("diary.sqlite3-journal").stat().st_size
    assert backup.faults(path) == []
    with Database.open(path) as database, database.reading() as connection:
        assert [runner.name for runner in records.load_runners(connection)] == ["Mira"]
