"""Runs by the command line: what it suggests is said, and what it asks for it can take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kneerehab import paths
from kneerehab.cli import main
from tests import activity_files as files
from tests import builders
from tests.activity_files import gpx, points
from tests.exchange.test_walks import AROUND
from tests.faults.conftest import write


@pytest.fixture
def file(data_dir: Path) -> Path:
    path = paths.database_file(data_dir)
    write(path, builders.diary(builders.quiet_days(1, 5)))
    return path


def taken(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """The answer of an import as JSON."""
    assert main(["import", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def put(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def test_a_guess_is_said_and_can_be_settled(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    track = put(tmp_path, "a.gpx", gpx(points(1800, 1.5), name=None, kind=None))
    said = taken(capsys, track, "--kind", "cycle")["runs"]
    assert [(it["kind"], it["kind_guessed"]) for it in said] == [("cross", False)]
    other = put(tmp_path, "b.gpx", gpx(points(900, 1.5), name=None, kind=None, start=files.START.replace(day=3)))
    assert main(["import", other]) == 0
    assert "kind guessed" in capsys.readouterr().out
    known = put(tmp_path, "c.gpx", gpx(points(600), start=files.START.replace(day=4)))
    assert [it["kind"] for it in taken(capsys, known, "--kind", "cycle")["runs"]] == ["run"]


def test_walks_around_a_run_are_left_out_and_said_or_kept(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", put(tmp_path, "a.gpx", gpx(AROUND))]) == 0
    assert "without 10\u00a0min of walking around it" in capsys.readouterr().out
    later = put(tmp_path, "b.gpx", gpx(AROUND, start=files.START.replace(day=4)))
    whole = taken(capsys, later, "--with-walks")["runs"][0]
    assert (whole["seconds"], whole["walks_cut"]) == (2040, False)


TABLE = "A;B;C;D\n02.03.2026;31,5;5,2;Wald\n"


@pytest.mark.parametrize(
    "wishes",
    [["date=A", "duration=B", "durations=min", "distance=C"], ["date=1", "duration=2", "durations=min", "distance=c"]],
)
def test_columns_can_be_named_or_numbered(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wishes: list[str]
) -> None:
    table = put(tmp_path, "mine.csv", TABLE)
    assert main(["import", table]) == 1
    assert "No column was recognised as the date." in capsys.readouterr().err
    arguments = [part for wish in [*wishes, "decimals=,", "title=D"] for part in ("--columns", wish)]
    run = taken(capsys, table, "--kind", "run", *arguments)["runs"][0]
    assert (run["kind"], run["seconds"], run["metres"]) == ("run", 1890, 5200)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("distance=Nowhere", "The table has no column “Nowhere”. It has A, B, C, D."),
        ("pain=A", "“pain=A” is not understood."),
        ("distances=ells", "distances can be m, km, mile, mm."),
    ],
)
def test_a_column_that_is_not_there_is_a_slip_and_nothing_is_taken(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], wish: str, said: str
) -> None:
    before = file.read_bytes()
    assert main(["import", put(tmp_path, "mine.csv", TABLE), "--columns", wish]) == 2
    assert said in capsys.readouterr().err
    assert file.read_bytes() == before


def test_how_a_table_was_read_is_said_where_it_is_a_guess_in_words_that_can_be_given_back(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = put(tmp_path, "mine.csv", "Date,Time,Type,Distance\n03/02/2026,07:15,Run,5.0\n")
    assert main(["import", "--dry-run", table]) == 0
    said = capsys.readouterr().err
    assert "with --columns: time=Time, distances=km, dates=dmy." in said
    wishes = [part for wish in ("time=Time", "distances=km", "dates=mdy") for part in ("--columns", wish)]
    assert main(["import", "--dry-run", table, *wishes]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "2026-03-02 07:15" in told.out


def test_a_damaged_recording_is_taken_and_the_warning_goes_to_standard_error(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = files.fit(points(600), files.FitSession(timer=600, metres=1500)) + b"\0" * 50
    assert main(["import", put(tmp_path, "a.fit", data)]) == 0
    told = capsys.readouterr()
    assert "added" in told.out
    assert "a.fit: The file is damaged. Please look whether its time and distance are right." in told.err


def test_a_run_whose_file_was_kept_goes_out_with_its_track(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--keep", put(tmp_path, "a.fit", files.fit(points(600), files.FitSession(timer=600)))]) == 0
    out = tmp_path / "run.gpx"
    assert main(["export", "--format", "gpx", "--run", "2026-03-02", "--out", str(out)]) == 0
    assert out.read_text().count("<trkpt") == 601
    assert main(["export", "--format", "gpx", "--out", str(out), "--force"]) == 2
    capsys.readouterr()
    assert main(["export", "--format", "tcx", "--run", "2026-03-09", "--out", str(out), "--force"]) == 1
    assert "No run is called 2026-03-09." in capsys.readouterr().err


def test_a_run_whose_file_was_not_kept_has_no_track(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", put(tmp_path, "a.gpx", gpx(points(600)))]) == 0
    assert main(["export", "--format", "gpx", "--run", "2026-03-02", "--out", str(tmp_path / "run.gpx")]) == 1
    assert "No track of this run was kept" in capsys.readouterr().err
    assert not (tmp_path / "run.gpx").exists()
