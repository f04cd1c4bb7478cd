"""Killed with SIGKILL while the lock of a diary is put on, changed or taken off: one whole diary, readable copies."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from kneerehab.domain.errors import DiskFull, WrongPassphrase
from kneerehab.services import backups, kept_copies, locking
from kneerehab.services.check import check
from kneerehab.storage import records
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import write
from tests.storage.test_database import needs_mount, small_disk

pytest.importorskip("sqlcipher3", reason="the optional part `lock` is not installed")
pytestmark = pytest.mark.usefixtures("nothing_unlocked")

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 10, 12)
KILLS = 12
PHRASES = ("the first passphrase", "the second passphrase")
BOOK = builders.diary(builders.quiet_days(1, 60), name="Mira")

CHANGE = """
import sys
from datetime import datetime
from pathlib import Path
from kneerehab.services import locking

file, first, phrases = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
for phrase in phrases:
    try:
        locking.unlock(file, phrase)
    except Exception:
        pass
print("ready", flush=True)
for number in range(first, 10**6):
    if number % 3 == 2:
        locking.take_lock_off(file, datetime.now())
    else:
        locking.lock(file, phrases[number % 3], datetime.now())
    print("done", flush=True)
"""


def unlocked(file: Path) -> str:
    """Open a file by whichever passphrase; which one, "" for none."""
    if not locking.is_locked(file):
        return ""
    for phrase in PHRASES:
        try:
            locking.unlock(file, phrase)
        except WrongPassphrase:
            continue
        return phrase
    raise AssertionError(f"{file.name}: no passphrase opens it")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.usefixtures("real_guesses")
def test_a_change_of_the_lock_that_is_killed_leaves_the_whole_diary_and_every_copy(tmp_path: Path) -> None:
    file = tmp_path / "data" / "kneerehab.sqlite3"
    write(file, BOOK)
    backups.back_up_daily(file, NOON)
    chance = random.Random(11)
    seen = set()
    for kill in range(KILLS):
        command = [sys.executable, "-c", CHANGE, str(file), str(kill), *PHRASES]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            if kill % 2:
                assert process.stdout.readline() == "done\n"
            time.sleep(chance.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
        locking.forget()
        seen.add(unlocked(file))
        assert check(file) == [], f"kill {kill}"
        with Database.open(file) as database, database.reading() as connection:
            assert records.load_diary(connection, BOOK.runner.id) == BOOK, f"kill {kill}"
        copies = [copy.path for copy in kept_copies.in_folders(file.parent / "backups")]
        assert copies
        for copy in copies[:3]:
            unlocked(copy)
            assert check(copy) == [], f"kill {kill}: {copy.name}"
        for copy in copies[3:]:
            copy.unlink()  # each of the next kills then meets the diary itself more often
        # What was interrupted is brought to its end by the next daily look.
        if locking.is_locked(file):
            assert locking.lock_copies(file) == ()
            assert all(locking.is_locked(copy) for copy in copies[:3])
    assert len(seen) > 1


@needs_mount
def test_a_full_disk_while_the_lock_changes_leaves_the_diary_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=2m") as disk:
        file = disk / "kneerehab.sqlite3"
        write(file, BOOK)
        size = file.stat().st_size
        filler = disk / "filler"
        refused = 0
        for room in range(0, 4 * size, 24_000):
            free = shutil.disk_usage(disk).free
            filler.write_bytes(bytes(max(0, free - room)))
            with suppress(DiskFull):
                locking.lock(file, PHRASES[0], NOON)
            filler.unlink()
            assert check(file) == []
            assert not list(disk.glob("*.relocked*"))
            if locking.is_locked(file):
                break
            refused += 1
            for copy in kept_copies.in_folders(disk / "backups"):
                copy.path.unlink()
        assert refused > 3
        assert locking.is_locked(file)
