"""`--all`: a report or a home programme of every runner, in a folder, named so that nobody's is written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneerehab.cli import main

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.json"))


@pytest.fixture(autouse=True)
def imported(data_dir: Path) -> None:
    for example in EXAMPLES:
        assert main(["--quiet", "import", str(example)]) == 0


def test_every_runner_has_a_file_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "--all", "--out", str(tmp_path), "--start", "2026-03-02", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    files = sorted(tmp_path.glob("home-programme-*.pdf"))
    assert len(files) == len(EXAMPLES) == len(told["files"])
    assert {Path(item["file"]) for item in told["files"]} == set(files)
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)


def test_who_has_no_entries_is_named_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--all", "--out", str(tmp_path), "--until", "2026-02-20", "--quiet"]) == 1
    assert len(list(tmp_path.glob("knee-report-*.pdf"))) == len(EXAMPLES) - 1
    assert "has no entries" in capsys.readouterr().err


def test_it_needs_a_folder_and_nobody_in_particular(tmp_path: Path) -> None:
    assert main(["report", "--all", "--out", str(tmp_path / "one.pdf")]) == 2
    assert main(["report", "--all", "--out", str(tmp_path), "--runner", "Mira Holm"]) == 2
