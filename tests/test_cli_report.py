"""`kneerehab report` and `kneerehab export --format csv`: files written, and kind refusals with exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from kneerehab.cli import main

EXAMPLE = Path(__file__).resolve().parent / "examples" / "build-week-8.json"


@pytest.fixture(autouse=True)
def imported(data_dir: Path) -> None:
    assert main(["import", str(EXAMPLE)]) == 0


def test_a_report_is_written_under_a_pseudonym(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--since", "2026-01-01"]) == 0
    text = PdfReader(out).pages[0].extract_text()
    assert "Runner DA60" in text
    assert "1 Jan 2026 to " in text


def test_the_name_stands_on_it_when_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--with-name"]) == 0
    title = PdfReader(out).metadata.title
    assert title is not None
    assert "Runner DA60" not in title


def test_a_picture_is_written_for_every_page(tmp_path: Path) -> None:
    out = tmp_path / "report.png"
    assert main(["report", "--out", str(out), "--details", "--paper", "letter"]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "report-2.png").is_file()


def test_tables_are_written_to_a_folder(tmp_path: Path) -> None:
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables")]) == 0
    assert (tmp_path / "tables" / "days.csv").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--out", "report.docx"], "report.docx: please end the name in .pdf or .png."),
        (["report", "--out", "no/such/folder/report.pdf"], "could not be written"),
        (["report", "--out", "report.pdf", "--runner", "Nobody"], "There is no runner named Nobody."),
        (["export", "--format", "csv", "--out", "-"], "Tables are written to a folder"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["report", "--out", "report.pdf", "--since", "yesterday"])
    assert left.value.code == 2
    assert "yesterday is not a date like 2026-03-12" in capsys.readouterr().err
