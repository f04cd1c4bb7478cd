"""A migration that is killed at every step: the file is the old one or the new one, with every record."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kneerehab.exchange.diary_json import read_diary
from kneerehab.storage import backup, records
from kneerehab.storage.contents import contents
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import Scripts
from tests.storage.test_migrations import NEXT, OLD, scripts_with_one_more

ROOT = Path(__file__).parents[2]
EXPECTED = read_diary(OLD[0].with_suffix(".json").read_bytes())

MIGRATE = """
import os, signal, sqlite3, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import Scripts

path, scripts, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
count = 0

def step(*_):
    global count
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    count += 1

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)
names = sorted(p.stem[:4] for p in (scripts / "versions").glob("0*.py"))
Database.open(path, Scripts(folder=scripts, revisions=tuple(names))).close()
print(count)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_a_migration_killed_at_every_step_loses_nothing(tmp_path: Path) -> None:
    scripts = scripts_with_one_more(tmp_path / "scripts")
    steps = int(_migrate(tmp_path / "whole" / "diary.sqlite3", scripts, 10**6).stdout)
    assert steps > 20
    # Every step near the beginning and the end, and every third between: each takes a program's start.
    for step in sorted({*range(6), *range(6, steps - 6, 3), *range(steps - 6, steps)}):
        path = tmp_path / f"killed-{step}" / "diary.sqlite3"
        done = _migrate(path, scripts, step)
        assert done.returncode == -9, done.stderr
        assert backup.faults(path) == [], f"step {step}"
        for copy in (path.parent / "backups").glob("*.sqlite3"):
            assert backup.faults(copy) == [], f"step {step}"
        with Database.open(path, scripts) as database, database.reading() as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (NEXT,)
            assert records.load_diary(connection, EXPECTED.runner.id) == EXPECTED, f"step {step}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_migration_killed_half_way_leaves_a_file_the_old_version_opens(tmp_path: Path) -> None:
    scripts = scripts_with_one_more(tmp_path / "scripts")
    path = tmp_path / "data" / "diary.sqlite3"
    _migrate(path, scripts, 20)
    assert contents(path).revision == OLD[0].stem
    with Database.open(path) as database, database.reading() as connection:
        assert records.load_diary(connection, EXPECTED.runner.id) == EXPECTED
    assert list((path.parent / "backups").glob(f"before-{NEXT}*.sqlite3"))


def _migrate(path: Path, scripts: Scripts, last: int) -> subprocess.CompletedProcess[str]:
    path.parent.mkdir()
    shutil.copy(OLD[0], path)
    command = [sys.executable, "-c", MIGRATE, str(path), str(scripts.folder), str(last)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
