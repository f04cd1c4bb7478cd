"""A disk that forgets or fails: nothing acknowledged is lost in a power cut, and each failing call is told.

The full runs are `dev.py powercut 1000` and `dev.py faults`.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.disk.__main__ import compiled
from tests.disk.journal import Disk, Entry, read
from tests.disk.new_names import MADE

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None,
    reason="the disk that forgets is made with a C compiler, for Linux",
)


def run(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of the harness, and its lines."""
    command = [sys.executable, "-m", "tests.disk", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def chosen(*titles: str) -> list[str]:
    return [word for title in titles for word in ("--only", title)]


def test_a_power_cut_loses_nothing_that_was_acknowledged() -> None:
    code, lines = run("powercut", "36", *chosen("begin", "save", "delete", "restore", "settings", "export"))
    assert [line for line in lines if line["lost"]] == []
    assert code == 0
    assert sum(line["cuts"] for line in lines) == 36


def test_a_power_cut_while_locking_leaves_one_whole_diary_and_no_copy_in_the_clear() -> None:
    pytest.importorskip("sqlcipher3")
    code, lines = run("powercut", "12", *chosen("lock", "unlock"))
    assert [line for line in lines if line["lost"]] == []
    assert code == 0


def test_without_waiting_for_the_disk_entries_are_lost_so_the_cuts_bite() -> None:
    code, lines = run("powercut", "24", "--control", *chosen("save", "settings"))
    assert all(line["lost"] for line in lines)
    assert code == 0


@pytest.mark.slow
def test_each_call_to_the_disk_that_fails_once_is_told_and_the_next_try_works() -> None:
    code, lines = run("faults", *chosen("save", "settings", "export"))
    assert [line for line in lines if line["wrong"]] == []
    assert code == 0
    for line in lines:
        assert line["calls"] > 15
        assert sum(number for words, number in line["told"].items() if words) > line["calls"] / 2


@pytest.mark.parametrize("made", MADE)
def test_what_is_made_anew_outlives_a_power_cut_as_soon_as_it_is_made(tmp_path: Path, made: str) -> None:
    root, image, journal = tmp_path / "disk", tmp_path / "image", tmp_path / "journal"
    root.mkdir()
    image.mkdir()
    disk = Disk(root)
    under = {"LD_PRELOAD": str(compiled(tmp_path)), "DISK_ROOT": str(root), "DISK_JOURNAL": str(journal)}
    command = [sys.executable, "-m", "tests.disk.new_names", made, str(root)]
    subprocess.run(command, cwd=ROOT, env=os.environ | under, check=True)
    for line in read(journal):
        disk.go_on(line)
    disk.cut(image, None)
    for name in MADE[made][1]:
        (there,) = root.glob(name)
        kept = image / there.relative_to(root)
        assert kept.exists(), f"{name} is gone"
        assert kept.is_dir() or kept.read_bytes() == there.read_bytes()


def entry(op: str, inode: int = 0, *, offset: int = 0, path: str = "", data: bytes = b"") -> Entry:
    return Entry(op, inode, offset, path, data)


def test_the_model_of_a_disk_forgets_what_was_not_synced_and_names_whose_folder_was_not(tmp_path: Path) -> None:
    root, image = tmp_path / "root", tmp_path / "image"
    root.mkdir()
    image.mkdir()
    old = root / "a"
    old.write_bytes(b"old")
    inode = old.stat().st_ino
    new = inode + 1
    disk = Disk(root)
    for line in (
        entry("w", inode, data=b"OLD"),
        entry("c", new, path=f"{root}/b"),
        entry("w", new, data=b"new"),
        entry("s", new),
        entry("r", path=f"{root}/b", data=f"{root}/a".encode()),
    ):
        disk.go_on(line)
    disk.cut(image, None)
    assert {path.name: path.read_bytes() for path in image.iterdir()} == {"a": b"old"}
    disk.go_on(entry("d", path=str(root)))
    disk.cut(image, None)
    assert {path.name: path.read_bytes() for path in image.iterdir()} == {"a": b"new"}


def test_the_model_of_a_disk_may_keep_any_part_of_what_was_not_synced(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a").write_bytes(b"o" * 2048)
    disk = Disk(root)
    disk.go_on(entry("w", (root / "a").stat().st_ino, data=b"n" * 2048))
    found = set()
    for seed in range(40):
        image = tmp_path / str(seed)
        image.mkdir()
        disk.cut(image, random.Random(seed))
        found.add((image / "a").read_bytes())
    assert len(found) > 8
    assert all(
        content[start : start + 512] in (b"o" * 512, b"n" * 512) for content in found for start in (0, 512, 1024)
    )
