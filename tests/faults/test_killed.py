"""Killed with SIGKILL at a random moment while saving: every record that was called saved is there.

`KNEEREHAB_KILLS=1000 python -m pytest tests/faults/test_killed.py` kills more often than the suite does.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneerehab.domain.diary import Diary
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import backup
from kneerehab.storage.database import Database
from tests import builders

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KNEEREHAB_KILLS", "24"))
BOOK = builders.diary(builders.quiet_days(1, 3))

SAVE = """
import random, sys
from datetime import UTC, datetime
from pathlib import Path
from dataclasses import replace
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.services import backups
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database

path, owner, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(seed)
service = DiaryService(Database.open(path), Changes(), lambda: datetime.now(UTC))
print("open", flush=True)
kept = []
for number in range(10**9):
    kind = chance.random()
    if kind < 0.7 or not kept:
        record = CheckIn(id=new_id(), at=datetime(2026, 3, 2, 7), now=KneeScores(left=1), worst_24h=KneeScores(),
                         swelling=False, limp=False, note="n" * chance.randrange(1900))
        service.record(owner, record)
        kept.append(record)
        print("saved", record.id, record.note or "-", flush=True)
    elif kind < 0.85:
        record = kept[-1] = replace(kept[-1], note=str(number))
        service.amend(owner, record)
        print("saved", record.id, number, flush=True)
    elif kind < 0.95:
        record = kept.pop()
        print("deleting", record.id, 0, flush=True)
        service.delete(owner, record)
        print("deleted", record.id, 0, flush=True)
    else:
        backups.back_up_before(backups.Kind.IMPORT, path, datetime.now())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_killed_again_and_again_keeps_every_record_it_called_saved(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(BOOK)
    chance = random.Random(5)
    told: dict[str, str] = {}
    unsure: set[str] = set()
    for seed in range(KILLS):
        if seed % 50 == 49:  # a diary of some thousand entries is enough
            _forget(path, told)
        for line in _killed(path, seed, chance.uniform(0, 0.15)):
            word, record_id, note = line
            if word == "saved":
                told[record_id] = note
            else:
                told.pop(record_id, None)
                (unsure.discard if word == "deleted" else unsure.add)(record_id)
        assert backup.faults(path) == []
        found = {record.id: record.note for record in _diary(path).check_ins}
        assert set(told) <= set(found), f"kill {seed}"
        for copy in (tmp_path / "backups").glob("*.sqlite3"):
            assert backup.faults(copy) == [], f"kill {seed}: {copy.name}"
        # At most the one record that was being saved when the end came was never called saved.
        extra = set(found) - set(told) - unsure - {record.id for record in BOOK.check_ins}
        assert len(extra) <= 1, f"kill {seed}"
        told.update(dict.fromkeys(extra, "0"))


def _killed(path: Path, seed: int, after: float) -> list[tuple[str, str, str]]:
    command = [sys.executable, "-c", SAVE, str(path), BOOK.runner.id, str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        lines = [line.split() for line in process.stdout if line.endswith("\n")]
    return [(line[0], line[1], line[2]) for line in lines]


def _diary(path: Path) -> Diary:
    with Database.open(path) as database:
        return DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(BOOK.runner.id)


def _forget(path: Path, told: dict[str, str]) -> None:
    known = {record.id for record in BOOK.check_ins}
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        service.delete(BOOK.runner.id, *(r for r in service.diary(BOOK.runner.id).check_ins if r.id not in known))
    told.clear()
