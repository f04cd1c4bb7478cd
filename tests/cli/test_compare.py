"""`kneerehab compare` and `report --visits`: two days side by side, as text, JSON and a section of the PDF."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kneerehab.cli import main
from kneerehab.exchange.demo import demo_diary
from kneerehab.exchange.diary_json import write_diary

DAYS = ["2026-01-06", "2026-03-15"]


@pytest.fixture(autouse=True)
def imported(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    file.write_bytes(write_diary(demo_diary(date(2026, 3, 16)), None))
    assert main(["import", "--quiet", str(file)]) == 0


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_prints_plain_text_under_a_pseudonym(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["compare", *DAYS]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Runner ")
    assert "Two visits, 6 Jan 2026 and 15 Mar 2026, 68 days, 20 runs, 1 flare-up." in text
    assert "UWRI: 14 → 31, 17 more, Counts (5 points count)" in text
    assert "Worst in between: 4 on Tue 3 Feb 2026" in text


def test_without_days_it_takes_the_first_visit_and_today(capsys: pytest.CaptureFixture[str]) -> None:
    found = answered(capsys, "compare")
    assert (found["format"], found["from"], found["to"]) == ("kneerehab-compare", "2026-01-06", "2026-06-15")
    # Three months without an entry: unknown, not zero.
    assert found["weeks"]["last"]["logged"] == 0
    assert found["weeks"]["last"]["seconds"] is None
    assert [pair["last"] for pair in found["pain"]] == [None] * len(found["pain"])


def test_the_json_has_the_values_behind_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    found = answered(capsys, "compare", *DAYS)
    left = next(pair for pair in found["pain"] if pair["knee"] == "left")
    assert (round(left["first"], 1), left["last"], left["highest"], left["highest_day"]) == (2.1, 0, 4, "2026-02-03")
    uwri = next(pair for pair in found["measures"] if pair["measure"] == "uwri")
    assert (uwri["first"], uwri["last"], uwri["line"], uwri["counts"]) == (14, 31, 5, True)
    assert found["text"].startswith("Runner ")


def test_the_report_has_a_section_when_it_is_chosen(tmp_path: Path) -> None:
    arguments = ["report", "--until", "2026-03-15"]
    assert main([*arguments, "--out", str(tmp_path / "without.pdf")]) == 0
    assert main([*arguments, "--out", str(tmp_path / "with.pdf"), "--visits", *DAYS]) == 0
    without, both = PdfReader(tmp_path / "without.pdf"), PdfReader(tmp_path / "with.pdf")
    assert "Two visits" not in "".join(page.extract_text() for page in without.pages)
    assert len(both.pages) == len(without.pages) + 1
    assert "Two visits" in both.pages[-1].extract_text()
    assert "Two visits" in [getattr(entry, "title", "") for entry in both.outline]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-03-01"], "Please give two days, the earlier first."),
        (["2026-03-01", "2026-03-01"], "Please give two days, the earlier first."),
        (["2026-03-01", "2026-09-01"], "2026-09-01 is in the future"),
    ],
)
def test_other_than_two_days_in_order_is_refused(
    days: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *days]) == 2
    assert said in capsys.readouterr().err
    assert main(["report", "--out", str(tmp_path / "r.pdf"), "--visits", *days]) == 2
    assert not (tmp_path / "r.pdf").exists()
