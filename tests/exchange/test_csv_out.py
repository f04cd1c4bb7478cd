"""CSV out: every record and every value is there, in tables that spreadsheets read right and can't run."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneerehab.domain.activity import ImportSource
from kneerehab.domain.codes import FileFormat, OverridePhase, Role, Weekday
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.exchange.csv_out import safe, tables, write_csv
from kneerehab.exchange.diary_json import read_diary
from tests import builders

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.json"))

WHO = "Mira"
"""The name of the runners of `builders`."""


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet would read them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table(diary: Diary, name: str) -> list[dict[str, str]]:
    return rows(tables(diary)[name])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_record_of_a_diary_has_its_row(path: Path) -> None:
    diary = read_diary(path.read_bytes())
    found = tables(diary)
    assert list(found) == ["days.csv", "runner.csv", "plan.csv", *(f"{name}.csv" for name in KINDS)]
    for name in KINDS:
        assert [row["id"] for row in rows(found[f"{name}.csv"])] == [record.id for record in getattr(diary, name)]
    assert len(rows(found["runner.csv"])) == len(rows(found["plan.csv"])) == 1


def test_a_run_is_written_with_units_in_the_headers() -> None:
    source = ImportSource(format=FileFormat.FIT, digest="a" * 64, batch="00000000-0000-4000-8000-000000000001")
    run = replace(
        builders.run(3, seconds=1830, metres=5210, left=(0, 2, 1), right=(None, None, None)),
        effort=4,
        source=source,
        changed=datetime(2026, 3, 4, 18, 0, 5, tzinfo=UTC),
    )
    row = table(builders.diary(run), "activities.csv")[0]
    assert row == {
        "id": run.id,
        "date": "2026-03-04",
        "time": "10:00",
        "kind": "run",
        "cross_kind": "",
        "duration_s": "1830",
        "distance_m": "5210",
        "surfaces": "flat_road",
        "pain_before_left": "0",
        "pain_before_right": "",
        "pain_during_left": "2",
        "pain_during_right": "",
        "pain_after_left": "1",
        "pain_after_right": "",
        "form_changed": "false",
        "effort": "4",
        "steps_per_minute": "",
        "shoes_id": "",
        "source_format": "fit",
        "source_digest": "a" * 64,
        "source_batch": source.batch,
        "note": "",
        "changed_utc": "2026-03-04T18:00:05Z",
    }


def test_amounts_settings_and_removed_settings_are_columns_of_their_own() -> None:
    diary = builders.diary(
        builders.override(5, OverridePhase.BUILD, budget=builders.week(3600, 9000)),
        builders.plan_change(6, growth_permille=75, goal_week=None, usual_week=builders.week(7200, 20000)),
    )
    override = table(diary, "overrides.csv")[0]
    assert (override["week_s"], override["week_m"], override["date"]) == ("3600", "9000", "2026-03-06")
    change = table(diary, "plan_changes.csv")[0]
    assert (change["set_growth_per_mille"], change["set_goal_week_m"]) == ("75", "removed")
    assert (change["set_usual_week_s"], change["set_usual_week_m"], change["set_profile"]) == ("7200", "20000", "")


def test_the_flat_table_has_a_row_for_every_day_also_for_those_without_records() -> None:
    diary = builders.diary(
        builders.check_in(1, left=(1, 3), swelling=True),
        builders.check_in(1, left=(2, 2), right=(None, 4), clock="20:00"),
        builders.run(1, seconds=1200, metres=None, left=(0, 2, 0)),
        builders.run(1, seconds=600, metres=1500, left=(0, 4, 0), clock="18:00"),
        builders.painkiller(4),
    )
    found = table(diary, "days.csv")
    assert [row["date"] for row in found] == ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]
    assert [row["plan_day"] for row in found] == ["1", "2", "3", "4"]
    first, empty, _third, last = found
    assert (first["check_ins"], first["pain_now_left"], first["pain_now_right"]) == ("2", "2", "0")
    assert (first["pain_worst_24h_left"], first["pain_worst_24h_right"]) == ("3", "4")
    assert (first["swelling"], first["limp"]) == ("true", "false")
    assert (first["runs"], first["run_duration_s"], first["run_distance_m"]) == ("2", "1800", "1500")
    assert (first["pain_during_left"], first["pain_during_right"]) == ("4", "0")
    assert (empty["pain_now_left"], empty["swelling"], empty["runs"], empty["run_distance_m"]) == ("", "", "0", "")
    assert last["painkiller"] == "true"


def test_an_empty_diary_has_all_tables_with_their_headers() -> None:
    for name, data in tables(builders.diary()).items():
        assert data.startswith(b"\xef\xbb\xbf")
        if name not in ("runner.csv", "plan.csv"):
            assert rows(data) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 170", "'+49 170"),
        ("-stiff", "'-stiff"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "\t'=1+1"),
        ("\r=1+1", "\n'=1+1"),
        ('"=1+1', "'\"=1+1"),
        ("fine;=cmd|' /C calc'!A0", "fine;'=cmd|' /C calc'!A0"),
        ("fine\n=1+1", "fine\n'=1+1"),
        ("2 + 2 = 4, i.e. @home", "2 + 2 = 4, i.e. @home"),
        ("a\0b\x1bc", "abc"),
        ("שלום\u202e", "שלום\u202e"),
        ("", ""),
    ],
)
def test_text_is_never_a_formula(text: str, written: str) -> None:
    assert safe(text) == written


@given(st.text(st.sampled_from("=+-@\t\r\n;,'\" a1\0\u202e"), max_size=12))
def test_no_text_begins_a_cell_with_a_formula_however_it_is_split(text: str) -> None:
    diary = builders.diary(replace(builders.run(1), note=text))
    data = tables(diary)["activities.csv"].decode("utf-8-sig")
    for sign in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(data, newline=""), delimiter=sign):
            for cell in row:
                for line in cell.splitlines() or [""]:
                    assert not re.match(r'[ "]*[=+\-@]', line)


def test_names_of_medicines_and_of_the_runner_are_made_safe_too() -> None:
    diary = builders.diary(replace(builders.painkiller(1), name="=HYPERLINK(1)", dose="-1"), name="@Mira")
    assert table(diary, "medication.csv")[0]["name"] == "'=HYPERLINK(1)"
    assert table(diary, "medication.csv")[0]["dose"] == "'-1"
    assert table(diary, "runner.csv")[0]["name"] == "'@Mira"


def test_unicode_quotes_line_breaks_and_long_texts_survive() -> None:
    note = 'ünïcödé 🏃🏽‍♀️ שלום, "quoted"\nsecond line' + "x" * 100_000
    diary = builders.diary(replace(builders.run(1), note=note))
    assert table(diary, "activities.csv")[0]["note"] == note


def test_files_are_written_to_a_folder_that_may_be_new(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "Tabellen für Ärzte"
    diary = builders.diary(builders.quiet_days(1, 3))
    paths = write_csv(diary, folder, who=WHO)
    assert sorted(paths) == sorted(folder.iterdir())
    assert {path.name: path.read_bytes() for path in paths} == tables(diary)


def test_tables_of_the_same_runner_are_replaced_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"a holiday")
    first = builders.diary(builders.quiet_days(1, 3))
    write_csv(first, tmp_path, who=WHO)
    later = first.changed_by([builders.check_in(4)])
    write_csv(later, tmp_path, who=WHO)
    assert (tmp_path / "days.csv").read_bytes() == tables(later)["days.csv"]
    assert (tmp_path / "photo.jpg").read_bytes() == b"a holiday"


@pytest.mark.parametrize("name", ["days.csv", "activities.csv", "runner.csv"])
def test_a_file_that_is_no_table_of_this_runner_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("day;hours\n1;8\n")
    with pytest.raises(FileExistsError, match=f"{name} in it is not a table of this runner"):
        write_csv(builders.diary(), tmp_path, who=WHO)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "day;hours\n1;8\n"


def test_a_foreign_file_among_our_own_tables_is_kept_too(tmp_path: Path) -> None:
    diary = builders.diary()
    write_csv(diary, tmp_path, who=WHO)
    (tmp_path / "icing.csv").write_text("my own list")
    with pytest.raises(FileExistsError, match=r"icing\.csv"):
        write_csv(diary, tmp_path, who=WHO)
    assert (tmp_path / "icing.csv").read_text() == "my own list"


def test_tables_of_another_runner_are_never_replaced(tmp_path: Path) -> None:
    diary = builders.diary()
    write_csv(diary, tmp_path, who=WHO)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    other = replace(diary, runner=replace(diary.runner, id="11111111-1111-4111-8111-111111111111"))
    with pytest.raises(FileExistsError, match=r"runner\.csv"):
        write_csv(other, tmp_path, who=WHO)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    diary = builders.diary()
    write_csv(diary, tmp_path, who=WHO)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_csv(diary.changed_by([builders.check_in(1)]), tmp_path, who=WHO)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_cross_training_is_counted_apart() -> None:
    row = table(builders.diary(builders.cross_training(1), builders.walk(1)), "days.csv")[0]
    assert (row["runs"], row["walks"], row["cross_trainings"], row["cross_duration_s"]) == ("0", "1", "1", "2400")


def test_what_version_2_of_the_diary_added_has_columns_of_its_own() -> None:
    book = builders.diary(
        replace(builders.override(3, OverridePhase.WALK), by="Dr Lee", role=Role.CLINICIAN),
        replace(builders.override(5, OverridePhase.CALM), role=None),
    )
    book = replace(book, runner=replace(book.runner, record_number="=7+0417", run_days=(Weekday.TUE, Weekday.SUN)))
    (runner,) = table(book, "runner.csv")
    assert (runner["record_number"], runner["run_days"]) == ("'=7+0417", "tue sun"), "safe from being a formula"
    assert [row["role"] for row in table(book, "overrides.csv")] == ["clinician", ""], "not said is an empty cell"
    assert "role" in tables(book)["prescriptions.csv"].decode("utf-8-sig").splitlines()[0].split(",")


def test_the_name_is_what_stands_for_it(tmp_path: Path) -> None:
    files = write_csv(builders.diary(builders.quiet_days(1, 3), name="Wilhelmine"), tmp_path, who="R-1234")
    assert b"R-1234" in (tmp_path / "runner.csv").read_bytes()
    assert not any(b"Wilhelmine" in file.read_bytes() for file in files)
