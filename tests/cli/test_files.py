"""The commands about whole files: exit codes, what they print, and what they leave alone."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneerehab import paths
from kneerehab.cli import main
from kneerehab.domain.codes import OverridePhase, Role
from kneerehab.domain.record import Deletion
from kneerehab.exchange.diary_json import write_diary
from kneerehab.exchange.handover import lock
from kneerehab.services import backups, kept_copies
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import write

BOOK = builders.diary(builders.quiet_days(1, 5))


@pytest.fixture
def file(data_dir: Path) -> Path:
    path = paths.database_file(data_dir)
    write(path, BOOK)
    return path


def test_without_a_diary_there_is_nothing_to_copy_or_check(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["backup"], ["check"]):
        assert main(command) == 2
    assert capsys.readouterr().err.count(f"no diary in the folder {data_dir} yet. Please open kneerehab once") == 2
    assert not data_dir.exists()


def test_backup_writes_where_it_is_told_and_over_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "copy.sqlite3"
    assert main(["backup", "--out", str(target)]) == 0
    assert "Mira: 5 records, last day 2026-03-06" in capsys.readouterr().out
    assert main(["backup", "--out", str(target)]) == 1
    assert "already there" in capsys.readouterr().err
    assert main(["backup", "--out", str(tmp_path)]) == 0
    assert main(["backup"]) == 0
    assert len(list(tmp_path.glob("by-hand-*.sqlite3"))) == 1
    assert [copy.kind for copy in kept_copies.in_folders(file.parent / "backups")] == [kept_copies.Kind.BY_HAND]


def test_restore_says_where_the_state_before_is(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", "--out", str(tmp_path / "copy.sqlite3")])
    write(file, builders.diary(name="Ana"))
    capsys.readouterr()
    assert main(["restore", str(tmp_path / "copy.sqlite3")]) == 0
    assert "before-restore-" in capsys.readouterr().out
    file.write_bytes(b"no database")
    assert main(["restore", str(tmp_path / "copy.sqlite3")]) == 0
    assert "kneerehab-damaged-" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "nowhere.sqlite3")]) == 2
    assert "nowhere.sqlite3: The file is not there." in capsys.readouterr().err


def test_check_tells_sound_from_faulty(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "The diary is sound.\n"
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE check_ins SET at = '1999-01-01T07:00' WHERE note IS NULL")
        plain.commit()
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("check_ins") == 5
    file.write_bytes(b"no database")
    assert main(["check"]) == 1


def test_a_locked_diary_is_imported_with_its_passphrase_from_standard_input(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locked = tmp_path / "mira.kneerehab.json"
    locked.write_bytes(lock(write_diary(BOOK, None), "correct horse"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("wrong horse\n"))
    assert main(["import", str(locked)]) == 1
    assert "doesn’t open" in capsys.readouterr().err
    assert not paths.database_file(data_dir).exists()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["import", str(locked)]) == 1
    assert "Please give its passphrase" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse\n"))
    assert main(["import", str(locked)]) == 0
    assert "5 added" in capsys.readouterr().out


def test_what_is_not_there_is_said_to_be_not_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("never.gpx", "never.json"):
        assert main(["import", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err == f"{tmp_path / name}: The file is not there.\n"


def test_an_import_that_adds_nothing_makes_no_copy_and_one_that_does_makes_one(file: Path, tmp_path: Path) -> None:
    same, table = tmp_path / "same.json", tmp_path / "runs.csv"
    same.write_bytes(write_diary(BOOK, None))
    table.write_text("date;km;min\n2026-03-05;5;30\n")
    assert main(["import", str(same)]) == 0
    assert kept_copies.in_folders(file.parent / "backups") == ()
    assert main(["import", str(same), str(table)]) == 0
    (copy,) = kept_copies.in_folders(file.parent / "backups")
    assert backups.contents(copy.path).runners[0].counts["activities"] == 0, "as it was before"
    assert main(["import", str(table)]) == 0
    more = builders.diary(name="Ana")
    same.write_bytes(write_diary(more, None))
    assert main(["import", str(same)]) == 0
    assert len(kept_copies.in_folders(file.parent / "backups")) == 2


def test_a_command_that_fails_leaves_no_new_folders(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["report", "--out", str(tmp_path / "new" / "a.pdf")], ["export", "--out", "-"], ["plan"]):
        assert main(command) == 2
        assert "no diary in the folder" in capsys.readouterr().err
    assert not data_dir.exists()
    write(paths.database_file(data_dir), BOOK)
    for command in (["report", "--out", str(tmp_path / "new" / "a.pdf")], ["backup", "--out", str(tmp_path / "new/x")]):
        assert main(command) == 2
        assert str(tmp_path / "new") in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_runs_need_a_runner_and_what_is_wrong_is_told_beside_what_was_added(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(file, builders.diary(name="Ana"))
    table = tmp_path / "runs.csv"
    table.write_text("date;km;min\n2026-03-05;5;30\nnever;1;2\n")
    assert main(["import", str(table)]) == 2
    assert "--runner" in capsys.readouterr().err
    assert main(["import", str(table), "--runner", "Ana"]) == 1
    told = capsys.readouterr()
    assert "added 2026-03-05 12:00 Run: 5.0 km in 30 min" in told.out.replace("\xa0", " ")
    assert "Line 3" in told.err
    table.write_text("date;km;min\n2026-03-05;5;30\n")
    assert main(["import", str(table), "--runner", "Ana"]) == 0
    assert "left out" in capsys.readouterr().out
    ana = next(runner for runner in backups.contents(file).runners if runner.name == "Ana")
    assert ana.counts["activities"] == 1
    assert kept_copies.in_folders(file.parent / "backups")[0].kind is kept_copies.Kind.IMPORT


def test_columns_that_were_not_read_are_named_where_the_distance_is_missing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "runs.csv"
    table.write_text("When;Stretch;Time\n2026-03-05;5;30:00\n")
    assert main(["import", str(table)]) == 0
    told = capsys.readouterr().err
    assert told == f"{table}: No column was recognised as the distance. Not read: Stretch.\n"


def test_a_zipped_export_is_imported_as_it_came(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(file, builders.diary(name="Ana"))
    export = tmp_path / "export.zip"
    runs = {f"{day}.gpx": files.gpx(files.points(300), start=files.START + timedelta(days=day)) for day in range(3)}
    export.write_bytes(files.zipped({**runs, "bad.fit": b"x"}))
    assert main(["import", str(export), "--runner", "Ana"]) == 1
    told = capsys.readouterr()
    assert told.out.count("added") == 3
    assert told.err == f"bad.fit in {export}: This is not a FIT file.\n"


def test_a_bad_diary_among_good_ones_takes_nothing_in(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(write_diary(builders.diary(name="Ana"), None))
    bad.write_bytes(b"{}")
    assert main(["import", str(good), str(bad)]) == 1
    assert "bad.json: " in capsys.readouterr().err
    assert len(backups.contents(file).runners) == 1


def test_every_diary_that_cannot_be_read_is_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [tmp_path / f"{number}.json" for number in range(3)]
    names[0].write_bytes(b"{}")
    names[1].write_bytes(write_diary(builders.diary(name="Ana"), None))
    names[2].write_bytes(b"no JSON")
    assert main(["import", *map(str, names)]) == 1
    said = capsys.readouterr().err
    assert "0.json: " in said
    assert "2.json: " in said
    assert "1.json" not in said


def test_a_dry_run_tells_what_an_import_would_do_and_does_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "runs.csv"
    table.write_text("date;km;min\n2026-03-05;5;30\n")
    ana, newer = tmp_path / "ana.json", tmp_path / "newer.json"
    ana.write_bytes(write_diary(builders.diary(builders.quiet_days(1, 4), name="Ana"), None))
    gone = Deletion(id=BOOK.check_ins[4].id, changed=datetime(2026, 3, 8, 9, tzinfo=UTC))
    newer.write_bytes(write_diary(replace(BOOK, check_ins=BOOK.check_ins[:4], deleted=(gone,)), None))
    held = file.read_bytes()
    given = ["import", str(ana), str(newer), str(table), "--runner", BOOK.runner.name]
    assert main([*given, "--dry-run"]) == 0
    would = capsys.readouterr().out
    assert file.read_bytes() == held
    assert not paths.backups_dir(file.parent).exists()
    assert main(given) == 0
    assert capsys.readouterr().out == would
    assert "4 added" in would
    assert "1 removed" in would
    assert main([*given, "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["saved"] is False


def test_a_dry_run_before_the_first_diary_leaves_none(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = tmp_path / "ana.json"
    ana.write_bytes(write_diary(builders.diary(builders.quiet_days(1, 4), name="Ana"), None))
    assert main(["import", str(ana), "--dry-run"]) == 0
    assert "Ana: 4 added" in capsys.readouterr().out
    assert not paths.database_file(data_dir).exists()


def test_one_passphrase_opens_all_that_were_handed_over_with_it(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for number, phrase in enumerate(("correct horse", "correct horse", "battery staple", "correct horse")):
        file = tmp_path / f"{number}.json"
        file.write_bytes(lock(write_diary(builders.diary(name=f"Runner {number}"), None), phrase))
        files.append(str(file))
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse\nbattery staple\n"))
    assert main(["import", "--quiet", *files]) == 0
    assert len(backups.contents(paths.database_file(data_dir)).runners) == 4


def test_an_import_names_what_it_removed_and_the_decision_that_gave_way(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = replace(builders.override(5, OverridePhase.BUILD), by="me", role=Role.RUNNER)
    lees = replace(builders.override(5, OverridePhase.WALK), by="Dr Lee", role=Role.CLINICIAN)
    one, two = tmp_path / "mine.json", tmp_path / "clinic.json"
    one.write_bytes(write_diary(replace(BOOK, overrides=(mine,)), None))
    gone = Deletion(id=BOOK.check_ins[4].id, changed=datetime(2026, 3, 8, 9, tzinfo=UTC))
    two.write_bytes(write_diary(replace(BOOK, overrides=(lees,), check_ins=BOOK.check_ins[:4], deleted=(gone,)), None))
    assert main(["import", str(one)]) == 0
    capsys.readouterr()
    assert main(["import", str(two)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "removed 2026-03-06 Pain check-in: now: left 0, right 0, worst in the last 24 hours: left 0, right 0",
        "2026-03-06: “Build”, decided by Mira, gave way to “Walk”, decided by Dr Lee.",
        "Of two decisions about a phase, a physio’s or doctor’s comes first. Of two doses, the later one counts.",
    ]
    assert main(["import", str(two)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1, "nothing happens twice"


def test_check_names_a_file_of_own_sets_that_cant_be_used(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = Path(__file__).resolve().parent.parent / "examples" / "new-runner.json"
    assert main(["--quiet", "import", str(example)]) == 0
    folder = paths.own_sets_dir(data_dir)
    folder.mkdir()
    (folder / "mine.toml").write_text("name = 'Mine'\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "mine.toml: sets: is required" in capsys.readouterr().out
    assert main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["own_sets"] == {"sets": [], "faults": ["mine.toml: sets: is required"]}
