"""`kneerehab report` and `kneerehab export --format csv`: files written, and kind refusals with exit code 2."""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from kneerehab.cli import main
from tests.clock import SUMMER

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "build-week-8.json"
NAME = "Sofia Lindqvist"
ENDED = ["--until", "2026-02-22"]
"""The last day of that diary."""


@pytest.fixture(autouse=True)
def imported(data_dir: Path) -> None:
    assert main(["import", str(EXAMPLE)]) == 0


def test_a_report_is_written_under_a_pseudonym(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--since", "2026-01-01"]) == 0
    text = PdfReader(out).pages[0].extract_text()
    assert re.search(r"Runner [A-Z2-7]{4}-[A-Z2-7]{4}", text)
    assert "born" not in text, "with a knee and a town a year of birth is nearly a name"
    assert "1 Jan 2026 to " in text


def test_the_name_stands_on_it_when_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--with-name", *ENDED]) == 0
    assert "born 1979" in " ".join(PdfReader(out).pages[0].extract_text().split())
    found = PdfReader(out).metadata
    assert found is not None
    title = found.title
    assert title is not None
    assert not re.search(r"Runner [A-Z2-7]{4}-", title)


def test_a_runner_who_decided_under_their_own_name_stays_unnamed_there_too(data_dir: Path, tmp_path: Path) -> None:
    book = json.loads(EXAMPLE.read_bytes())
    book["overrides"][0] |= {"by": NAME, "role": "runner", "changed": "2026-03-01T10:00:00Z"}
    book["prescriptions"][0] |= {"by": f"{NAME.lower()} ", "role": "runner", "changed": "2026-03-01T10:00:00Z"}
    file, out = tmp_path / "book.json", tmp_path / "report.pdf"
    file.write_text(json.dumps(book), encoding="utf-8")
    assert main(["import", str(file)]) == 0
    assert main(["report", "--out", str(out), "--details", *ENDED]) == 0
    pages = " ".join(page.extract_text() for page in PdfReader(out).pages)
    assert "decided by Runner" in " ".join(pages.split())
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables")]) == 0
    assert main(["export", "--format", "trail", "--out", str(tmp_path / "trail.json")]) == 0
    written = [file.read_text(encoding="utf-8") for file in (tmp_path / "tables").iterdir()]
    for text in (pages, *written, (tmp_path / "trail.json").read_text(encoding="utf-8")):
        assert NAME.casefold() not in text.casefold()
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables"), "--with-name"]) == 0
    assert NAME in (tmp_path / "tables" / "overrides.csv").read_text(encoding="utf-8")


def test_what_has_no_room_stands_on_page_2_also_where_two_visits_are_in_the_report(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--visits", "2026-01-15", "2026-02-22", *ENDED]) == 0
    first, second, third = (" ".join(page.extract_text().split()) for page in PdfReader(out).pages)
    assert "All of it is on page 2." in first
    assert second.startswith("Every decision of the plan ")
    assert all(measure in first + second for measure in ("AKPS", "KOOS-PF", "Step-downs in 30 s, left"))
    assert third.startswith("Two visits ")


def test_a_picture_is_written_for_every_page(tmp_path: Path) -> None:
    out = tmp_path / "report.png"
    assert main(["report", "--out", str(out), "--details", "--paper", "letter", *ENDED]) == 0
    assert out.read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "report-2.png").is_file()


def test_tables_are_written_to_a_folder(tmp_path: Path) -> None:
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables")]) == 0
    assert (tmp_path / "tables" / "days.csv").is_file()
    whose = tmp_path / "tables" / "runner.csv"
    assert NAME not in whose.read_text(encoding="utf-8")
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "tables"), "--with-name"]) == 0
    assert NAME in whose.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--out", "report.docx"], "report.docx: please end the name in .pdf or .png."),
        (["report", "--out", "no/such/folder/report.pdf", *ENDED], "could not be written"),
        (["report", "--out", "report.pdf", "--runner", "Nobody"], "There is no runner named Nobody."),
        (["report", "--out", "report", "--since", "2026-01-01"], "report: please end the name in .pdf or .png."),
        (["report", "--out", "report.pdf", "--since", "2099-01-01"], "2099-01-01 is in the future"),
        (["export", "--format", "csv", "--out", "-"], "Tables are written to a folder"),
        (["export", "--all", "--out", "-"], "- is not a folder. With --all please name one."),
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


def test_since_today_gives_a_report_of_one_day(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    assert main(["report", "--out", str(out), "--since", SUMMER.date().isoformat()]) == 0
    assert "(1 day)" in PdfReader(out).pages[0].extract_text()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    assert main(["report", "--out", str(shut / "report.pdf"), *ENDED]) == 1
    assert "Permission denied. Please choose another place." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["taken.pdf", "taken.png"])
def test_a_folder_with_the_name_of_the_report_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).mkdir()
    assert main(["report", "--out", str(tmp_path / name), *ENDED]) == 1
    assert "could not be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == [name]


def test_further_pages_replace_only_our_own_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["report", "--out", str(tmp_path / "r.png"), "--details", *ENDED]
    assert main(command) == 0
    assert main(command) == 1
    assert "r.png is already there" in capsys.readouterr().err
    (tmp_path / "r.png").unlink()
    assert main(command) == 1
    assert "r-2.png is already there" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    (tmp_path / "r-2.png").write_bytes(b"a holiday picture")
    assert main([*command, "--force"]) == 1
    assert "r-2.png is there already" in capsys.readouterr().err
    assert (tmp_path / "r-2.png").read_bytes() == b"a holiday picture"


def test_a_report_is_written_over_only_with_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "letter.pdf"
    out.write_bytes(b"a letter")
    assert main(["report", "--out", str(out), *ENDED]) == 1
    assert "is already there. Please choose another name, or write over it with --force." in capsys.readouterr().err
    assert out.read_bytes() == b"a letter"
    assert main(["report", "--out", str(out), "--force", *ENDED]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_tables_stay_away_from_files_of_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "days.csv").write_text("my own list")
    assert main(["export", "--format", "csv", "--out", str(tmp_path)]) == 1
    assert "days.csv in it is not a table of this runner. Please choose another place." in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["export", "--format", "csv", "--out", str(tmp_path / "file")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_no_file_tells_who_made_it_and_where(tmp_path: Path) -> None:
    for name in ("r.pdf", "r.png"):
        assert main(["report", "--out", str(tmp_path / name), *ENDED]) == 0
        content = (tmp_path / name).read_bytes()
        for secret in (getpass.getuser(), platform.node(), str(tmp_path), str(Path.home()), os.sep + "kneerehab"):
            assert secret.encode() not in content or len(secret) < 5
    info = PdfReader(tmp_path / "r.pdf").metadata
    assert info is not None
    assert set(info) == {"/Title", "/Creator"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "--language", "pt", *ENDED], ("1 dez 2025 a 22 fev 2026", "11,2 km de 11,2 km", "Corredor ")),
        (
            ["programme", "--language", "de", "--start", "2026-02-23"],
            ("Mo, 23. Feb. 2026 bis So, 8. März",),
        ),
        (["report", "--language", "en", *ENDED], ("1 Dec 2025 to 22 Feb 2026", "11.2 km of 11.2 km", "Runner ")),
    ],
)
def test_a_page_speaks_the_language_of_who_reads_it(
    arguments: list[str], told: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"
    capsys.readouterr()
    assert main([*arguments, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: written\n"  # the program goes on in its own
    read = PdfReader(out)
    text = " ".join(read.pages[0].extract_text().replace("\u00a0", " ").split())
    assert [words for words in told if words not in text] == []
    assert read.trailer["/Root"]["/Lang"] == {"pt": "pt-BR"}.get(arguments[2], arguments[2])


def test_a_language_that_there_is_not_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["programme", "--language", "xx", "--out", "page.pdf"])
    assert left.value.code == 2
    assert "pt_BR" in capsys.readouterr().err
