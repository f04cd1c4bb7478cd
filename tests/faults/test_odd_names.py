"""Names of blanks, line breaks and signs that nobody can write: the format allows them, so they are kept and told."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from kneerehab.cli import main
from kneerehab.exchange.diary_json import read_diary, write_diary
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.wording.runners import full_name, initials
from tests import builders
from tests.faults.conftest import write

NAMES = {
    " ": "(no name)",
    "\u00a0\u2003\t": "(no name)",
    "\u202e": "(no name)",
    "Mira\nLind": "Mira Lind",
    "Ana\r\n\r\n  Bo\u2028Li": "Ana Bo Li",
    "Jo\0Ann": "Jo\ufffdAnn",
    "\u202eTom\u202c": "Tom",
    "\u0645\u06cc\u200c\u0646\u0627": "\u0645\u06cc\u200c\u0646\u0627",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_a_name_stands_on_one_line_and_is_never_nothing(name: str, shown: str) -> None:
    assert full_name(name) == shown


def test_who_has_no_letters_has_a_sign_for_them() -> None:
    assert [initials(name) for name in (" ", "\0", "Mira\nLind", "")] == ["?", "\ufffd", "ML", "?"]


@pytest.mark.parametrize("name", NAMES)
def test_the_command_line_takes_it_tells_it_on_one_line_and_gives_it_back(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diary = builders.diary(builders.quiet_days(1, 12), name=name)
    file, out, page = tmp_path / "theirs.json", tmp_path / "out.json", tmp_path / "page.pdf"
    file.write_bytes(write_diary(diary, None))
    assert main(["import", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith(f"{file}: {NAMES[name]}: ")
    assert main(["caseload"]) == 0
    assert capsys.readouterr().out.startswith(NAMES[name])
    assert main(["export", "--out", str(out)]) == 0
    assert read_diary(out.read_bytes()).runner.name == name
    assert main(["report", "--out", str(page), "--with-name", "--until", "2026-03-12"]) == 0
    text = PdfReader(io.BytesIO(page.read_bytes())).pages[0].extract_text()
    assert NAMES[name] in text or not NAMES[name].isascii()
    for form, key in (("fhir", '"text": '), ("ics", "SUMMARY:")):
        assert main(["export", "--format", form, "--out", str(tmp_path / form), "--with-name"]) == 0
        assert key in (tmp_path / form).read_text(encoding="utf-8")


def test_whose_name_can_not_be_typed_is_told_with_the_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, name in enumerate((" ", "Mira")):
        file = tmp_path / f"{number}.json"
        file.write_bytes(write_diary(builders.diary(name=name), None))
        assert main(["--quiet", "import", str(file)]) == 0
    assert main(["export", "--out", "-"]) == 2
    found = re.search(r"\(no name\) \(([0-9a-f-]{36})\), Mira", capsys.readouterr().err)
    assert found
    assert main(["export", "--id", found[1], "--out", str(tmp_path / "out.json")]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["runner"]["name"] == " "


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_window_lists_everyone_so_that_they_can_be_told_apart(
    start: Callable[[], MainWindow], file: Path, qtbot: object
) -> None:
    write(file, *(builders.diary(builders.quiet_days(1, 3), name=name) for name in NAMES))
    window = start()
    dialog = RunnersDialog(window.workspace, window)
    rows = dialog.list.rows
    told = [rows.shown(row).name for row in range(rows.rowCount())]
    assert sorted(told) == sorted(NAMES.values())
    assert not any("\n" in str(rows.index(row).data()) for row in range(rows.rowCount()))
    assert window.sidebar.runner.accessibleName().removeprefix("Runner: ") in NAMES.values()
