"""`kneerehab trail` and `clinicians`: who changed what, and whose name it may bear."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kneerehab.cli import main
from kneerehab.domain.codes import Clinician
from kneerehab.domain.trail import Professional
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests import builders

BOOK = builders.diary(builders.quiet_days(1, 3))


@pytest.fixture(autouse=True)
def diary(data_dir: Path) -> None:
    data_dir.mkdir(parents=True, exist_ok=True)
    with Database.open(data_dir / "kneerehab.sqlite3") as database:
        service = DiaryService(database, Changes(), lambda: datetime(2026, 3, 10, 12, tzinfo=UTC))
        service.import_diary(BOOK)
        service.by = Professional(name="Dana Roth", kind=Clinician.PHYSIO)
        service.amend(BOOK.runner.id, replace(BOOK.check_ins[0], swelling=True, note="Warm"))


def test_the_trail_tells_who_changed_what_and_the_json_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trail"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(f"The diary came with a file: {sum(1 for _ in BOOK.records())} entries")
    assert "Pain check-in: Changed  Dana Roth, Physiotherapist" in lines[1]
    assert lines[2].startswith("    Entry of 2026-03-02, as it is now: now: left 0, right 0, worst")
    assert lines[3:] == [
        "    Swelling, new or more than before: no → yes",
        "    Note: The text was changed; it is not kept here.",
    ]
    assert main(["trail", "--record", BOOK.check_ins[0].id]) == 0
    assert "Entry of" not in capsys.readouterr().out, "it was asked for"
    assert main(["trail", "--json", "--record", BOOK.check_ins[0].id]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["version"]) == ("kneerehab-trail", 1)
    assert told["lines"] == [
        {
            "at": "2026-03-10T12:00:00Z", "what": "changed", "way": "edit", "list": "check_ins",
            "record": BOOK.check_ins[0].id, "by": {"name": "Dana Roth", "role": "physio"},
            "changes": {"swelling": [False, True], "note": None},
        }
    ]  # fmt: skip


def test_the_trail_goes_out_as_a_file_and_not_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "mira.trail.json"
    assert main(["export", "--format", "trail", "--out", str(out), "--with-name", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"] == 2
    assert main(["trail", "--json"]) == 0
    assert json.loads(out.read_bytes()) == json.loads(capsys.readouterr().out)
    assert main(["export", "--format", "trail", "--out", str(out)]) == 1


def test_what_the_command_line_saves_bears_the_name_that_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "pain", "left", "1", "--by", "Dana Roth"]) == 2
    assert "No clinician is named Dana Roth. Known: nobody" in capsys.readouterr().err
    assert main(["--quiet", "clinicians", "--add", "Dana Roth"]) == 0
    assert main(["--quiet", "log", "pain left 1"]) == 0
    assert main(["--quiet", "log", "pain left 3", "--by", "dana roth"]) == 0
    capsys.readouterr()
    assert main(["trail", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["lines"][2:]
    assert (lines[0]["by"], lines[-1]["by"]) == (None, {"name": "Dana Roth", "role": "physio"})


def test_clinicians_are_added_given_another_role_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clinicians", "--add", "Dana Roth"]) == 0
    assert capsys.readouterr().out == "Dana Roth, Physiotherapist\n"
    assert main(["clinicians", "--add", "Dana Roth", "--role", "doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["clinicians"] == [{"name": "Dana Roth", "role": "doctor"}]
    assert main(["clinicians", "--remove", "Al"]) == 2
    assert "No clinician is named Al. Known: Dana Roth" in capsys.readouterr().err
    assert main(["clinicians", "--add", "  "]) == 2
    assert "1 to 100 characters" in capsys.readouterr().err
    assert main(["clinicians", "--remove", "dana roth"]) == 0
    assert "no clinician yet" in capsys.readouterr().out


def test_an_entry_that_is_not_there_has_no_trail_and_one_that_never_changed_has_an_empty_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trail", "--record", "nope", "--json"]) == 2
    assert capsys.readouterr() == ("", "There is no entry with the id nope.\n")
    assert main(["trail", "--record", BOOK.check_ins[1].id]) == 0
    assert "Nothing has been changed" in capsys.readouterr().out
