"""`--all`: a file of every runner in a folder, named so that nobody's is written over; whom it fails for is named."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from kneerehab.cli import main
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.exchange.handover import is_locked, read_handover
from kneerehab.services import locking
from kneerehab.wording.summary import file_stems
from tests import builders

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


def test_the_folder_is_made_and_what_is_in_it_is_written_over_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["programme", "--week", "--all", "--out", str(tmp_path / "sheets"), "--start", "2026-03-02", "--quiet"]
    assert main(command) == 0
    files = sorted((tmp_path / "sheets").iterdir())
    assert len(files) == len(EXAMPLES)
    files[0].write_bytes(b"signed and scanned")
    assert main(command) == 1
    assert capsys.readouterr().err.count("already there") == len(EXAMPLES)
    assert files[0].read_bytes() == b"signed and scanned"
    assert main([*command, "--force"]) == 0
    assert files[0].read_bytes().startswith(b"%PDF")


def test_it_needs_a_folder_and_nobody_in_particular(tmp_path: Path) -> None:
    assert main(["report", "--all", "--out", str(tmp_path / "one.pdf")]) == 2
    assert not (tmp_path / "one.pdf").exists()
    (tmp_path / "file").touch()
    assert main(["report", "--all", "--out", str(tmp_path / "file")]) == 2
    assert main(["report", "--all", "--out", str(tmp_path / "no" / "such")]) == 2
    assert main(["report", "--all", "--out", str(tmp_path), "--runner", "Mira Holm"]) == 2


PHRASE = "slow and steady feet"
needs_lock = pytest.mark.skipif(not locking.lock_possible(), reason="the optional part `lock` is not installed")


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    text = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


@pytest.mark.parametrize(
    ("given", "pattern"),
    [
        ([], "diary-*.kneerehab.json"),
        (["--format", "csv"], "tables-*"),
        (["--format", "ics"], "calendar-*.ics"),
        (["--format", "fhir"], "fhir-*.fhir.json"),
    ],
)
def test_every_runner_is_exported_without_a_name_in_any_file_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], pattern: str
) -> None:
    assert main(["export", "--all", "--out", str(tmp_path), *given, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "kneerehab-export"
    assert {Path(item["file"]) for item in told["files"]} == set(tmp_path.glob(pattern))
    assert len(told["files"]) == len(EXAMPLES)
    names = {word for example in EXAMPLES for word in read_diary(example.read_bytes()).runner.name.split()}
    assert not [file for file in tmp_path.iterdir() for name in names if name.casefold() in file.name.casefold()]


def test_one_runner_who_fails_stops_nobody_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = [read_diary(example.read_bytes()).runner.id for example in EXAMPLES]
    assert main(["export", "--all", "--out", str(tmp_path), "--json"]) == 0
    files = {item["runner"]["id"]: Path(item["file"]) for item in json.loads(capsys.readouterr().out)["files"]}
    for key in ids[1:]:
        files[key].unlink()
    held = files[ids[0]].read_bytes()
    assert main(["export", "--all", "--out", str(tmp_path), "--json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert [item["runner"]["id"] for item in told["faults"]] == [ids[0]]
    assert {item["runner"]["id"] for item in told["files"]} == set(ids[1:])
    assert "already there" in err
    assert "already there" in told["faults"][0]["fault"]
    assert files[ids[0]].read_bytes() == held
    assert main(["export", "--all", "--out", str(tmp_path), "--force", "--quiet"]) == 0


def test_a_bug_with_one_runner_is_shown_and_the_others_get_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneerehab.cli import everybody

    wrong = read_diary(EXAMPLES[0].read_bytes()).runner.id

    def break_one(options: object, runner_id: str, file: Path) -> object:
        made = for_one(options, runner_id, file)  # type: ignore[arg-type]
        if runner_id == wrong:
            del made.format  # what no runner can mend
        return made

    for_one = everybody._for_one
    monkeypatch.setattr(everybody, "_for_one", break_one)
    assert main(["export", "--all", "--out", str(tmp_path), "--quiet"]) == 1
    assert "AttributeError" in capsys.readouterr().err
    assert len(list(tmp_path.glob("diary-*"))) == len(EXAMPLES) - 1


def test_record_numbers_that_look_alike_never_share_a_file() -> None:
    numbers = ("12/3", "123", "Ab", "aB", "7", None, None)
    runners = [
        builders.diary(name=f"Runner {place}").runner.__class__(id=builders.an_id(), name="Same", record_number=number)
        for place, number in enumerate(numbers)
    ]
    stems = file_stems("diary", runners)
    assert len({stem.casefold() for stem in stems.values()}) == len(runners)
    assert stems[runners[4].id] == "diary-7"
    assert stems[runners[0].id].startswith("diary-123-")


def test_handing_everybody_over_asks_for_one_passphrase_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, PHRASE, PHRASE)
    assert main(["export", "--all", "--lock", "--out", str(tmp_path), "--quiet"]) == 0
    files = list(tmp_path.glob("diary-*.json"))
    assert len(files) == len(EXAMPLES)
    assert all(is_locked(file.read_bytes()) for file in files)
    names = {read_handover(file.read_bytes(), PHRASE).runner.name for file in files}
    assert names == {read_diary(example.read_bytes()).runner.name for example in EXAMPLES}
    for lines, words in (((PHRASE, "another one here"), "differ"), (("short", "short"), "at least 10 characters")):
        type_in(monkeypatch, *lines)
        assert main(["export", "--lock", "--all", "--out", str(tmp_path), "--force"]) == 1
        assert words in capsys.readouterr().err


@needs_lock
def test_a_locked_diary_is_opened_once_for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, PHRASE, PHRASE)
    assert main(["lock", "--quiet"]) == 0
    locking.forget()
    type_in(monkeypatch, PHRASE)
    assert main(["export", "--format", "ics", "--all", "--out", str(tmp_path), "--quiet"]) == 0
    assert len(list(tmp_path.glob("*.ics"))) == len(EXAMPLES)
    locking.forget()
    type_in(monkeypatch, PHRASE, PHRASE, PHRASE)
    assert main(["export", "--lock", "--all", "--out", str(tmp_path), "--quiet"]) == 0


def test_the_plan_answers_for_everyone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--everyone", "--on", "2026-03-01", "--json"]) == 0
    plans = json.loads(capsys.readouterr().out)
    diaries = [read_diary(example.read_bytes()) for example in EXAMPLES]
    assert {plan["runner"]["id"] for plan in plans} == {diary.runner.id for diary in diaries}
    assert {plan["format"] for plan in plans} == {"kneerehab-plan"}
    assert main(["plan", "--everyone", "--on", "2026-03-01"]) == 0
    said = capsys.readouterr().out
    assert all(said.count(diary.runner.name) == 1 for diary in diaries)
    assert main(["plan", "--everyone", "--runner", diaries[0].runner.name]) == 2


def test_the_plan_of_everyone_tells_those_of_one_name_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--data-dir", str(tmp_path / "twins")]
    for number in (1, 2):
        book = builders.diary(builders.quiet_days(1, 3), name="Ada Berg")
        book = replace(book, runner=replace(book.runner, record_number=f"R-{number}"))
        (tmp_path / "ada.json").write_bytes(write_diary(book, None))
        assert main([*folder, "--quiet", "import", str(tmp_path / "ada.json")]) == 0
    assert main([*folder, "plan", "--everyone"]) == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Ada Berg")]
    assert [head[:15] for head in heads] == ["Ada Berg (R-1, ", "Ada Berg (R-2, "]


def test_the_plan_of_everyone_is_a_list_even_of_one(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "one.json"
    book.write_bytes(write_diary(builders.diary(builders.quiet_days(1, 3)), None))
    folder = ["--data-dir", str(tmp_path / "alone")]
    assert main([*folder, "--quiet", "import", str(book)]) == 0
    assert main([*folder, "plan", "--everyone", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.parametrize(
    "given",
    [
        ["--format", "gpx", "--run", "2026-03-02"],
        ["--runner", "Mira Holm"],
        ["--out", "-"],
        ["--format", "csv", "--lock"],
        ["--details"],
        ["--format", "ics", "--since", "2026-03-01"],
        ["--with-name"],
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, given: list[str]) -> None:
    assert main(["export", "--all", "--out", str(tmp_path), *given]) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_paper_week_of_everybody_has_its_own_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["programme", "--week", "--all", "--out", str(tmp_path), "--start", "2026-03-02"]) == 0
    files = sorted(tmp_path.glob("paper-week-*.pdf"))
    assert len(files) == len(EXAMPLES)
    assert "Paper week" in PdfReader(files[0]).pages[0].extract_text()
