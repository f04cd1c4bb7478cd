"""Killed with SIGKILL while a copy is brought back: the diary is the one before or the one after, never a mixture."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from kneerehab.domain.errors import DamagedDatabase
from kneerehab.services import backups, kept_copies
from kneerehab.services.check import check
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import write

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 10, 12)
KILLS = 20

RESTORE = """
import os, sys
from datetime import datetime
from pathlib import Path
from kneerehab.services import backups, kept_copies

file, copies, broken = Path(sys.argv[1]), [Path(sys.argv[2]), Path(sys.argv[3])], sys.argv[4] == "broken"

def restore():
    for number in range(10**6):
        if broken and number % 3 == 0:
            file.write_bytes(b"Dear diary")
        backups.restore(copies[number % 2], file, datetime.now())
        print("restored", flush=True)

for _line in iter(sys.stdin.readline, ""):
    child = os.fork()
    if child == 0:
        print(os.getpid(), flush=True)
        restore()
    os.waitpid(child, 0)
    print("dead", flush=True)
"""
"""For each line a fork that says its number and restores until it is killed: a start takes longer than a restore."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("state", ["sound", "broken"])
def test_a_restore_that_is_killed_leaves_one_diary_or_says_that_it_is_missing(tmp_path: Path, state: str) -> None:
    file = tmp_path / "data" / "kneerehab.sqlite3"
    copies = []
    for number, name in ((300, "Mira"), (40, "Ana")):
        source = tmp_path / name / "kneerehab.sqlite3"
        write(source, builders.diary(builders.quiet_days(1, number), name=name))
        copies.append(backups.back_up(source, tmp_path / f"{name}.sqlite3", named=True))
    whole = [backups.contents(copy).runners for copy in copies]
    chance = random.Random(3)
    write(file, builders.diary(builders.quiet_days(1, 300), name="Mira"))
    backups.restore(copies[0], file, NOON)
    seen, took = set(), 0.1  # seconds that a restore takes here
    command = [sys.executable, "-c", RESTORE, str(file), *map(str, copies), state]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for kill in range(KILLS):
            process.stdin.write("\n")
            process.stdin.flush()
            pid = int(process.stdout.readline())
            began = time.monotonic()
            for _whole in range(kill % 3):  # so many go through first, however slow the machine is
                assert process.stdout.readline() == "restored\n"
                began, took = time.monotonic(), time.monotonic() - began
            time.sleep(chance.uniform(0, took))
            os.kill(pid, signal.SIGKILL)
            assert set(iter(process.stdout.readline, "dead\n")) <= {"restored\n"}
            try:
                with Database.open(file):
                    pass
            except DamagedDatabase:
                # Broken by us, or between putting that aside and the copy taking its place: told, and mended.
                assert state == "broken"
                seen.add("told")
                backups.restore(copies[0], file, NOON)
            assert check(file) == [], f"kill {kill}"
            assert backups.contents(file).runners in whole, f"kill {kill}"
            seen.add(backups.contents(file).runners[0].name)
            for copy in kept_copies.in_folders(file.parent / "backups"):
                assert check(copy.path) == [], f"kill {kill}: {copy.path.name}"
        process.stdin.close()
    assert process.returncode == 0
    assert {"Mira", "Ana"} <= seen
