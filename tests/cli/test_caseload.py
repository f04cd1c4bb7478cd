"""`kneerehab caseload`: every runner on one line, as a table and as JSON, with names or without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneerehab.cli import main
from tests.builders import an_id

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.json"))


@pytest.fixture(autouse=True)
def imported(data_dir: Path) -> None:
    for example in EXAMPLES:
        assert main(["--quiet", "import", str(example)]) == 0


def test_everybody_is_listed_the_silent_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--on", "2026-03-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(EXAMPLES)
    assert "No entry, 7 days" in lines[0]
    assert "On plan" in lines[-1]


def test_the_json_holds_the_same_and_no_name_if_names_are_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--on", "2026-03-01", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["format"] == "kneerehab-caseload"
    assert {len(runner["pain"]) for runner in shown["runners"]} == {28}
    names = [runner["name"] for runner in shown["runners"]]
    assert main(["caseload", "--on", "2026-03-01", "--json", "--hide-names"]) == 0
    hidden = capsys.readouterr().out
    assert not any(name in hidden for name in names)


def test_a_file_without_runners_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--data-dir", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err


def test_of_namesakes_those_alone_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = json.loads(EXAMPLES[0].read_text(encoding="utf-8"))
    book["runner"] |= {"id": an_id(), "record_number": "R-7", "birth_year": 1985}
    twin = tmp_path / "twin.json"
    twin.write_text(json.dumps(book), encoding="utf-8")
    assert main(["--quiet", "import", str(twin)]) == 0
    name = book["runner"]["name"]
    assert main(["plan", "--runner", name]) == 2
    told = capsys.readouterr().err
    assert told.count(name) == 2
    assert book["runner"]["id"] in told
    assert told.count(book["runner"]["id"]) == 1
    assert "R-7, 1985, " in told
    assert main(["caseload"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if name in line]
    assert len({line.partition(")")[0] for line in lines}) == 2
    assert any(f"{name} (R-7, 1985)" in line for line in lines)
    assert main(["caseload", "--hide-names"]) == 0
    hidden = capsys.readouterr().out
    assert name not in hidden
    assert "1985" not in hidden
    assert main(["caseload", "--json"]) == 0
    others = {runner["name"] for runner in json.loads(capsys.readouterr().out)["runners"]} - {name}
    assert others
    assert not any(other in told for other in others)


def test_a_name_is_taken_however_its_letters_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    name = json.loads(EXAMPLES[0].read_text(encoding="utf-8"))["runner"]["name"]
    assert main(["plan", "--runner", f" {name.upper()}", "--json", "--on", "2026-03-01"]) == 0
    loud = capsys.readouterr().out
    assert main(["plan", "--runner", name, "--json", "--on", "2026-03-01"]) == 0
    assert capsys.readouterr().out == loud
