"""A migration that is killed at every step: the file is the old one or the new one, with every record."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from kneerehab.storage.database import Database
from kneerehab.storage.migrations import Scripts

folder = Path(sys.argv[1])
scripts = Scripts(folder=folder, revisions=tuple(sorted(p.stem[:4] for p in (folder / "versions").glob("0*.py"))))
count, last = 0, -1

def step(*_):
    global count
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)
    count += 1

event.listen(Engine, "before_cursor_execute", step)
event.listen(Engine, "commit", step)
for line in iter(sys.stdin.readline, ""):
    path, _tab, end = line.strip().partition("\\t")
    if not end:
        Database.open(Path(path), scripts).close()
        print(count, flush=True)
        continue
    child = os.fork()
    if child == 0:
        count, last = 0, int(end)
        Database.open(Path(path), scripts).close()
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Migrates the file of each line and says in how many steps, or at which it is to be killed and how it ended.

What is killed is a fork of a program that has migrated before: a start takes longer than all the rest.
"""


@contextmanager
def migrating(scripts: Scripts) -> Iterator[Callable[..., int]]:
    """`migrate(path, last=None)`, for a copy of the old file that it puts at a path."""
    command = [sys.executable, "-c", MIGRATE, str(scripts.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        told, says = process.stdin, process.stdout
        assert told is not None
        assert says is not None

        def migrate(path: Path, last: int | None = None) -> int:
            path.parent.mkdir()
            shutil.copy(OLD[0], path)
            told.write(f"{path}\t{'' if last is None else last}\n")
            told.flush()
            return int(says.readline())

        yield migrate
        told.close()
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.slow
def test_a_migration_killed_at_every_step_loses_nothing(tmp_path: Path) -> None:
    scripts = scripts_with_one_more(tmp_path / "scripts")
    with migrating(scripts) as migrate:
        steps = migrate(tmp_path / "whole" / "diary.sqlite3")
        assert steps > 20
        # Every step near the beginning and the end, and every third between.
        for step in sorted({*range(6), *range(6, steps - 6, 3), *range(steps - 6, steps)}):
            path = tmp_path / f"killed-{step}" / "diary.sqlite3"
            assert migrate(path, step) == -9, f"step {step}"
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
    with migrating(scripts) as migrate:
        assert migrate(path.parents[1] / "warm" / "diary.sqlite3") > 20
        assert migrate(path, 20) == -9
    assert contents(path).revision == OLD[0].stem
    with Database.open(path) as database, database.reading() as connection:
        assert records.load_diary(connection, EXPECTED.runner.id) == EXPECTED
    assert list((path.parent / "backups").glob(f"before-{NEXT}*.sqlite3"))
