"""Folders that go with the program, also if it is killed: at a later start, and never one that somebody still has."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kneerehab import scratch

HOLDER = """
import sys, time
from pathlib import Path
from kneerehab import scratch
with scratch.folder("demo") as folder:
    (folder / "demo-0").mkdir()
    (folder / "demo-0" / "kneerehab.sqlite3").write_text("a diary")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is temporary."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


@pytest.fixture
def other(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program with a folder of its own."""
    found = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    yield found
    found.kill()
    found.communicate()


def test_a_folder_goes_with_all_it_holds(place: Path) -> None:
    with scratch.folder("check") as folder:
        assert folder.parent == place
        (folder / "copy").write_text("a diary")
    assert list(place.iterdir()) == []


def test_demos_share_a_folder_that_is_made_when_the_first_is_asked_for(place: Path) -> None:
    with ExitStack() as stack:
        demos = scratch.demo_folders(stack)
        assert list(place.iterdir()) == []
        first, second = next(demos), next(demos)
        assert first.parent == second.parent
        assert first != second
        first.mkdir()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_is_taken_away_and_what_a_running_one_has_is_not(
    place: Path, other: subprocess.Popen[str]
) -> None:
    assert other.stdout is not None
    theirs = Path(other.stdout.readline().strip())
    with scratch.folder("demo") as mine:
        assert scratch.sweep() == 0
        assert theirs.is_dir()
        assert mine.is_dir()
        other.kill()
        other.wait()
        assert (theirs / "demo-0" / "kneerehab.sqlite3").exists()
        assert scratch.sweep() == 1
        assert not theirs.exists()
        assert mine.is_dir()


def left(folder: Path) -> Path:
    """A folder as a killed program leaves it."""
    folder.mkdir()
    (folder / scratch._MARK).write_text("1")
    return folder


def test_what_only_looks_like_ours_stays(place: Path) -> None:
    aim = left(place / "elsewhere")
    (place / "kneerehab-demo-link").symlink_to(aim)
    (place / "kneerehab-demo-unmarked").mkdir()
    (place / "kneerehab-demo-file").touch()
    begun = left(place / "kneerehab-demo-begun")
    (begun / scratch._MARK).write_text("")  # about to be locked
    linked = place / "kneerehab-demo-linked"
    linked.mkdir()
    (linked / scratch._MARK).symlink_to(aim / scratch._MARK)
    if hasattr(os, "mkfifo"):
        (place / "kneerehab-demo-pipe").mkdir()
        os.mkfifo(place / "kneerehab-demo-pipe" / scratch._MARK)
    there = sorted(place.iterdir())
    assert scratch.sweep() == 0
    assert sorted(place.iterdir()) == there
    assert (aim / scratch._MARK).exists()


def test_a_link_in_a_folder_that_was_left_is_not_followed(place: Path) -> None:
    aim = place / "diary"
    aim.mkdir()
    (aim / "kneerehab.sqlite3").touch()
    (left(place / "kneerehab-demo-x") / "demo-0").symlink_to(aim)
    assert scratch.sweep() == 1
    assert [path.name for path in aim.iterdir()] == ["kneerehab.sqlite3"]


def test_what_belongs_to_somebody_else_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        pytest.skip("each has a folder of their own there")
    left(place / "kneerehab-demo-x")
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert scratch.sweep() == 0


def test_without_locks_a_folder_is_never_taken_for_left(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError

    with monkeypatch.context() as without:
        without.setattr(scratch, "_lock", refuse)
        folder = scratch.folder("demo")
        folder.__enter__()
    assert scratch.sweep() == 0
    assert len(list(place.iterdir())) == 1
    folder.__exit__(None, None, None)
    assert list(place.iterdir()) == []
