"""Killed with SIGKILL at a random moment while saving, 1,000 times: every record that was called saved is there.

`KNEEREHAB_KILLS=10000 python -m pytest tests/faults/test_killed.py` kills more often, a smaller number less often.
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
from typing import IO

import pytest

from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import backup
from kneerehab.storage.database import Database
from tests import builders

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("KNEEREHAB_KILLS", "1000"))
LONGEST = 0.03
"""Seconds until the kill: a dozen saves, or the opening and a few."""

BOOK = builders.diary(builders.quiet_days(1, 3))
KNOWN = {record.id for record in BOOK.check_ins}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_killed_again_and_again_keeps_every_record_it_called_saved(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    with Database.open(path) as database:
        DiaryService(database, Changes(), lambda: datetime.now(UTC)).import_diary(BOOK)
    chance = random.Random(5)
    saved: dict[str, str] = {}
    sound: set[tuple[Path, int]] = set()
    busy = 0
    command = [sys.executable, "-m", "tests.faults.saving", str(path), BOOK.runner.id]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for kill in range(KILLS):
            if kill % 50 == 49:  # a diary of some hundred entries is enough
                _forget(path, saved)
            process.stdin.write(f"{kill}\n")
            process.stdin.flush()
            lines = _killed(process.stdout, chance.uniform(0, LONGEST), once_open=chance.random() < 0.8)
            pending = _told(lines, saved)
            busy += pending is not None
            assert backup.faults(path) == [], f"kill {kill}"
            found = _notes(path)
            if pending is not None:
                # The one thing that was under way when the end came was done whole or not at all.
                act, record_id, note = pending
                after = found.get(record_id)
                before = saved.get(record_id)
                assert after in (before, note if act == "save" else None), f"kill {kill}"
                if after is None:
                    saved.pop(record_id, None)
                else:
                    saved[record_id] = after
            assert found == saved, f"kill {kill}"
            for copy in (tmp_path / "backups").glob("*.sqlite3"):
                if (key := (copy, copy.stat().st_mtime_ns)) not in sound:
                    assert backup.faults(copy) == [], f"kill {kill}: {copy.name}"
                    sound.add(key)
        process.stdin.close()
    assert process.returncode == 0
    assert busy > KILLS // 4, "most kills are to come while it saves"


def _killed(told: IO[str], after: float, *, once_open: bool) -> list[str]:
    """What the program said until it was killed, some time after its start or after it had opened the diary."""
    lines = []
    pid = int(told.readline().split()[1])
    if once_open:
        lines.append(told.readline())
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    lines += iter(told.readline, "dead\n")
    return [line for line in lines if line != "open\n"]


def _told(lines: list[str], saved: dict[str, str]) -> tuple[str, str, str] | None:
    """Bring `saved` up to what was called done; returns what was under way."""
    pending = None
    for line in lines:
        word, act, record_id, note = line.split()
        if word == "try":
            pending = (act, record_id, note)
            continue
        pending = None
        if act == "save":
            saved[record_id] = note
        else:
            del saved[record_id]
    return pending


def _notes(path: Path) -> dict[str, str]:
    with Database.open(path) as database:
        diary = DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(BOOK.runner.id)
        return {record.id: record.note or "" for record in diary.check_ins if record.id not in KNOWN}


def _forget(path: Path, saved: dict[str, str]) -> None:
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        service.delete(BOOK.runner.id, *(r for r in service.diary(BOOK.runner.id).check_ins if r.id not in KNOWN))
    saved.clear()
