"""What is settled before a window opens: files by name, and the versions of all parts."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import qVersion

from kneerehab import __version__
from kneerehab.cli import main
from kneerehab.cli.window import opening


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("run.gpx", "open run.gpx"),
        ("./run", "open ./run"),
        ("--data-dir my.diary run.gpx b.fit", "--data-dir my.diary open run.gpx b.fit"),
        ("--demo run.gpx", "--demo open run.gpx"),
        ("--data-dir my.diary", "--data-dir my.diary"),
        ("--data-dir my.diary check", "--data-dir my.diary check"),
        ("--data-d my.diary check", "--data-d my.diary check"),
        ("import run.gpx", "import run.gpx"),
        ("pln", "pln"),
        ("--version", "--version"),
        ("", ""),
    ],
)
def test_a_file_in_the_place_of_a_command_is_opened(typed: str, read: str) -> None:
    assert list(opening(typed.split())) == read.split()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.gpx", "gone.gpx: The file is not there"),
        ("copy.sqlite3", "kneerehab restore"),
        ("./folder", "./folder: This is not a file"),
    ],
)
def test_a_file_that_cannot_be_looked_at_is_told_before_any_window_opens(
    name: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    assert main([name]) == 2
    assert words in capsys.readouterr().err


def test_the_version_names_every_part_that_a_report_of_a_fault_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--version", "--data-dir", str(tmp_path)]) == 0
    first, python, qt, sqlite, folder = capsys.readouterr().out.splitlines()
    assert first == f"kneerehab {__version__}"
    assert python == f"Python {platform.python_version()}"
    assert qt.startswith(f"Qt {qVersion()}, PySide6 ")
    assert sqlite == f"SQLite {sqlite3.sqlite_version}"
    assert folder == f"data folder: {tmp_path}"
