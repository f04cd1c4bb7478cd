"""`-` in place of a file, one JSON object, quiet, and what stays out of the way on standard error."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab import paths
from kneerehab.cli import main
from kneerehab.exchange.activities.sniffing import suffix_of
from kneerehab.exchange.diary_json import write_diary
from kneerehab.services import backups, locking
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import write

ROOT = Path(__file__).resolve().parents[2]
BOOK = builders.diary(builders.quiet_days(1, 5))
ANA = builders.diary(builders.quiet_days(1, 3), name="Ana")


@pytest.fixture
def file(data_dir: Path) -> Path:
    path = paths.database_file(data_dir)
    write(path, BOOK)
    return path


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def kneerehab(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kneerehab", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, cwd=ROOT, timeout=300)


def test_a_copy_goes_through_standard_output_and_standard_input_byte_for_byte(file: Path) -> None:
    made = kneerehab("backup", "--out", "-")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith(b"SQLite format 3\0")
    assert made.stderr == b""
    assert [path.name for path in (file.parent / "backups").iterdir()] == []
    write(file, ANA)
    done = kneerehab("restore", "-", data=made.stdout)
    assert done.returncode == 0, done.stderr
    assert b"Restored: Mira: 5 records" in done.stdout
    assert [runner.name for runner in backups.contents(file).runners] == ["Mira"]


def test_a_diary_goes_from_one_command_to_the_next(
    file: Path, feed: Any, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--out", "-"]) == 0
    data = capsysbinary.readouterr().out
    feed(data)
    assert main(["plan", "--diary", "-", "--on", "2026-03-06", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["format"] == "kneerehab-plan"
    feed(data)
    assert main(["import", "-"]) == 0
    assert b"standard input: Mira: 0 added" in capsysbinary.readouterr().out
    feed(b"{}")
    assert main(["plan", "--diary", "-"]) == 2
    assert b"-: This is no diary of kneerehab" in capsysbinary.readouterr().err


def test_a_report_goes_to_standard_output_as_pdf(file: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["report", "--until", "2026-03-06", "--out", "-"]) == 0
    found = capsysbinary.readouterr()
    assert found.out.startswith(b"%PDF-")
    assert found.out.rstrip().endswith(b"%%EOF")
    assert found.err == b""


RUN = files.points(300)
KINDS = {
    ".gpx": files.gpx(RUN),
    ".fit": files.fit(RUN),
    ".csv": b"date;km;min\n2026-03-05;5;30\n",
    ".json": write_diary(ANA, None),
    ".zip": files.zipped({"run.gpx": files.gpx(RUN)}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_on_standard_input_is_known_by_what_it_holds(
    file: Path, feed: Any, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suffix_of(KINDS[kind]) == kind
    feed(KINDS[kind])
    assert main(["import", "-", "--runner", "Mira"]) == 0
    assert "added" in capsys.readouterr().out


def test_what_is_wrong_on_standard_input_is_said_of_it(
    file: Path, feed: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    for data in (b"<gpx>", b"{", b""):
        feed(data)
        assert main(["import", "-"]) == 1
        assert capsys.readouterr().err.startswith("standard input: ")
    assert main(["import", "-", "-"]) == 2
    assert main(["plan", "--diary", "-", "--diary", "-"]) == 2


@pytest.mark.skipif(not locking.lock_possible(), reason="the optional part `lock` is not installed")
@pytest.mark.usefixtures("nothing_unlocked")
def test_no_passphrase_is_read_out_of_a_file_on_standard_input(file: Path, tmp_path: Path) -> None:
    locking.lock(file, "slow and steady feet", builders.at(9))
    command = [sys.executable, "-m", "kneerehab", "import", "-"]
    done = subprocess.run(
        command, input=write_diary(ANA, None), capture_output=True, check=False, cwd=ROOT, start_new_session=True
    )
    assert done.returncode == 2
    assert b"no passphrase can be read from it" in done.stderr


def one_object(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def given(command: str, **names: object) -> list[str]:
    """The parts of a command; names of files may hold spaces."""
    return [part.format(**names) for part in command.split()]


def test_every_answer_for_programs_is_one_object_with_the_keys_that_the_help_lists(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, table, copy = tmp_path / "ana.json", tmp_path / "runs.csv", tmp_path / "copy.sqlite3"
    names = {"book": book, "table": table, "copy": copy, "folder": tmp_path, "key": BOOK.runner.id}
    book.write_bytes(write_diary(ANA, None))
    table.write_text("date;km;min\n2026-03-05;5;30\n2026-03-05;5;30\nnever;1;2\n")
    commands = {
        "import {book} {table} --id {key}": (1, "saved copy diaries runs shoes left_out faults"),
        "export --id {key} --out {folder}/a.json": (0, "runner files"),
        "export --id {key} --format csv --out {folder}/tables": (0, "runner files"),
        "export --id {key} --format ics --out {folder}/a.ics": (0, "runner files entries"),
        "export --id {key} --format fhir --out {folder}/b.json": (0, "runner files not_coded"),
        "export --all --force --out {folder}": (0, "files faults"),
        "report --id {key} --since 2026-03-02 --out {folder}/a.png": (0, "runner from to files"),
        "backup --out {copy}": (0, "file locked runners"),
        "restore {copy}": (0, "saved aside locked runners"),
        "check": (0, "file sound faults own_sets"),
    }
    for command, (code, keys) in commands.items():
        name = command.split()[0]
        assert main([*given(command, **names), "--json"]) == code, command
        found = one_object(capsys)
        assert list(found) == ["format", "version", *keys.split()]
        assert (found["format"], found["version"]) == (f"kneerehab-{name}", 1)
        with pytest.raises(SystemExit):
            main([name, "--help"])
        shown = capsys.readouterr().out
        assert all(each in shown for each in keys.split())
        if name == "import":
            assert found["diaries"][0]["runner"] == {"id": ANA.runner.id, "name": "Ana"}
            assert found["diaries"][0]["added"] == 3
            assert [(run["at"], run["metres"], run["seconds"]) for run in found["runs"]] == [
                ("2026-03-05T12:00", 5000, 1800)
            ]
            assert [left["file"] for left in found["left_out"]] == [str(table)]
            assert [fault["file"] for fault in found["faults"]] == [str(table)]
        if name in ("export", "report"):
            written = [each["file"] if isinstance(each, dict) else each for each in found["files"]]
            assert all(Path(each).is_file() for each in written)
    file.write_bytes(b"SQLite format 3\0" + bytes(5000))
    assert main(["check", "--json"]) == 1
    found = one_object(capsys)
    assert found["sound"] is False
    assert found["faults"]


def test_quiet_leaves_errors_and_what_was_asked_for(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, book = tmp_path / "copy.sqlite3", tmp_path / "ana.json"
    book.write_bytes(write_diary(ANA, None))
    expected = {
        "backup --out {copy}": f"{copy}\n",
        "restore {copy}": "",
        "export --out {folder}/a.json": "",
        "report --since 2026-03-02 --out {folder}/a.pdf": "",
        "check": "The diary is sound.\n",
        "import {book}": "",
    }
    for command, out in expected.items():
        assert main(["--quiet", *given(command, copy=copy, book=book, folder=tmp_path)]) == 0, command
        assert capsys.readouterr() == (out, "")
    assert main(["restore", "--quiet", str(tmp_path / "nowhere")]) == 2
    assert "not there" in capsys.readouterr().err


def test_an_export_writes_over_nothing_unless_it_is_told_to(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.json"
    out.write_text("my own list")
    assert main(["export", "--out", str(out)]) == 1
    assert f"{out} is already there" in capsys.readouterr().err
    assert out.read_text() == "my own list"
    assert main(["export", "--out", str(out), "--force"]) == 0
    assert json.loads(out.read_bytes())["format"] == "kneerehab-diary"
    assert main(["export", "--out", str(file), "--force"]) == 1
    assert "is the diary itself" in capsys.readouterr().err
    assert file.read_bytes().startswith(b"SQLite")


def test_a_folder_for_backups_gets_them_whether_it_is_there_or_named_by_a_slash(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for out in (f"{tmp_path}/new/", f"{tmp_path}/new"):
        assert main(["backup", "--out", out, "--quiet"]) == 0
        made = Path(capsys.readouterr().out.strip())
        assert made.parent == tmp_path / "new"
        assert made.suffix == ".sqlite3"
    (tmp_path / "file").write_text("")
    assert main(["backup", "--out", f"{tmp_path}/file/"]) == 2
    assert "is not a folder" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_tables_and_exports_are_for_their_owner_alone_whatever_the_umask(file: Path, tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables")]) == 0
        assert main(["export", "--out", str(tmp_path / "a.json")]) == 0
        assert main(["backup", "--out", f"{tmp_path}/copies/"]) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "tables").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "copies").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("command", [["--help"], ["plan", "--all", "--json"], ["export", "--out", "-"]])
def test_who_reads_no_further_is_no_fault(file: Path, command: list[str]) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", "kneerehab", *command], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        os.close(writing)
        os.close(reading)
        assert child.stderr is not None
        assert child.stderr.read() == b""
        assert child.wait(timeout=300) == 0


def test_what_matplotlib_does_on_its_first_start_stays_off_standard_error(file: Path, tmp_path: Path) -> None:
    program = (
        "import sys, logging; from kneerehab import charts; import matplotlib; "
        "logging.getLogger('matplotlib.font_manager').warning('building the font cache'); "
        "import pytest; from tests.clock import stand_in_summer; from kneerehab.cli import main, report; "
        "stand_in_summer(pytest.MonkeyPatch(), [report]); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "report", "--since", "2026-03-02", "--out", str(tmp_path / "a.pdf")]
    fresh = os.environ | {"MPLCONFIGDIR": str(tmp_path / "nowhere" / "to be found")}
    done = subprocess.run(command, env=fresh, capture_output=True, check=False, cwd=ROOT, timeout=120)
    assert done.returncode == 0
    assert done.stderr == b""


def test_two_runners_of_one_name_are_told_apart_by_id(
    file: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    twin = builders.diary(builders.quiet_days(1, 2))
    write(file, twin)
    assert main(["plan", "--runner", "Mira"]) == 2
    said = capsys.readouterr().err
    assert "--id" in said
    assert twin.runner.id in said
    assert main(["plan", "--id", twin.runner.id]) == 0
    assert main(["plan", "--id", "nobody"]) == 2
    assert "no runner with the id nobody" in capsys.readouterr().err


def test_a_diary_that_ended_long_ago_is_told_from_an_empty_page_and_until_ends_the_report_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pypdf import PdfReader

    out = tmp_path / "a.pdf"
    assert main(["report", "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert "The last one is of 2026-03-06" in said
    assert "--until 2026-03-06" in said
    assert not out.exists()
    assert main(["report", "--out", str(out), "--until", "2026-03-06"]) == 0
    text = PdfReader(out).pages[0].extract_text()
    assert "to 6 Mar 2026" in " ".join(text.split())
    assert main(["report", "--out", str(out), "--since", "2026-03-05", "--until", "2026-03-04"]) == 2
    assert "is after the last" in capsys.readouterr().err
    late = (builders.day(1) + timedelta(days=9999)).isoformat()
    assert main(["report", "--out", str(out), "--until", late]) == 2
    assert "--until a day up to today" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "kneerehab" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="completion asks through a descriptor of POSIX shells")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kneerehab re", {"report", "restore"}),
        ("kneerehab ", {"check", "backup", "lock", "--data-dir"}),
        ("kneerehab report --pa", {"--paper"}),
        ("kneerehab report --paper ", {"a4", "letter"}),
    ],
)
def test_the_tab_key_offers_commands_options_and_choices(line: str, offered: set[str], tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    asked = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
    }
    program = "import sys; from kneerehab.cli import main; main(sys.argv[1:])"
    subprocess.run([sys.executable, "-c", program], env=os.environ | asked, check=True, cwd=ROOT, timeout=300)
    assert offered <= {word.strip() for word in answer.read_text().split("\n")}


ASKING = {
    "bash": "COMP_LINE='kneerehab re' COMP_POINT=12 COMP_TYPE=9; COMP_WORDS=(kneerehab re); COMP_CWORD=1; "
    'source "{script}"; _python_argcomplete kneerehab re kneerehab; printf "%s\\n" "${{COMPREPLY[@]}}"',
    "fish": "source '{script}'; complete -C 'kneerehab re'",
}


@pytest.mark.skipif(os.name == "nt", reason="shells of POSIX")
@pytest.mark.parametrize("shell", ASKING)
def test_a_shell_completes_with_its_script(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    program = tmp_path / "kneerehab"
    program.write_text(f"#!/bin/sh\ncd '{ROOT}' && exec '{sys.executable}' -m kneerehab \"$@\"\n")
    program.chmod(0o755)
    assert main(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capsys.readouterr().out)
    found = subprocess.run(
        [shell, "-c", ASKING[shell].format(script=script)],
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert [line.split("\t")[0].strip() for line in found.stdout.splitlines()] == ["report", "restore"], found.stderr


@pytest.mark.parametrize(
    "command",
    [
        "--data-dir= check",
        "check --data-dir=",
        "plan --diary=",
        "export --out=",
        "export --format csv --out=",
        "report --out=",
        "backup --out=",
    ],
)
def test_an_empty_name_as_of_a_variable_that_is_not_set_is_refused(
    file: Path, command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(command.split())
    assert left.value.code == 2
    assert "the name is empty" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_copy_of_the_database_is_not_imported_but_restored(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file)]) == 2
    assert f"kneerehab restore {file}" in capsys.readouterr().err
