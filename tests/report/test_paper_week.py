"""The paper week: one sheet with a line a day and a line a run, in the order in which it is typed back in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.report import Paper, Report, ReportOptions, pdf
from kneerehab.report.paper_week import make_paper_week
from kneerehab.services.exercises import starting_dose
from kneerehab.services.programme import programme_data

TODAY = date(2026, 3, 16)


def paper_week(diary: Diary, **options: object) -> Report:
    made = ReportOptions(**{"who": "Runner 0000", **options})  # type: ignore[arg-type]
    return make_paper_week(programme_data(diary, first=TODAY, today=TODAY), made)


def lines_of(report: Report) -> list[str]:
    return [line.text for line in report.sheets[0].words]


@pytest.mark.parametrize("paper", Paper)
def test_one_page_has_seven_days_and_room_for_four_runs(demo: Diary, paper: Paper) -> None:
    report = paper_week(demo, paper=paper)
    assert len(report.sheets) == 1
    sheet, lines = report.sheets[0], lines_of(report)
    assert [line for line in lines if line in "1234567"] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {"Mon", "22 Mar", "Runs", "Notes"} <= set(lines)
    tick = [frame for frame in sheet.frames if round(frame.box[2] - frame.box[0]) == 42]
    assert len(tick) == 7 * 4 + 4 * 3  # worst and now of both knees; around a run the sore knee alone
    assert all(line.y <= sheet.height and line.x <= sheet.right + 1 for line in sheet.words)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("code", "head"), [("pt-BR", "Mancando"), ("de", "Hinken"), ("fr", "Boiterie")])
def test_no_head_of_a_column_is_broken_within_a_word(demo: Diary, paper: Paper, code: str, head: str) -> None:
    assert head in lines_of(paper_week(demo, paper=paper, language=code))


def test_exercises_have_the_letters_they_are_typed_with(demo: Diary) -> None:
    lines = lines_of(paper_week(demo))
    assert lines[lines.index("A") + 1].startswith("Hamstring stretch")
    assert lines.count("E") == 1 + 7  # its name, and a box in each day's line
    more = demo.changed_by(
        [starting_dose(slug, TODAY) for slug in ("clamshell", "calf-stretch", "glute-bridge", "step-down")]
    )
    letters = [line for line in lines_of(paper_week(more)) if len(line) == 1 and line.isalpha()]
    assert "I" not in letters  # the key of ice
    assert "J" in letters


def test_exercises_without_a_box_are_to_be_written_beside_it(demo: Diary) -> None:
    slugs = [slug for slug in library.exercises() if slug not in {dose.exercise for dose in demo.prescriptions}]
    many = demo.changed_by([starting_dose(slug, TODAY) for slug in slugs[:9]])
    for paper in Paper:
        report = paper_week(many, paper=paper)
        assert "Letters from M on have no box: write them beside it." in lines_of(report)
        assert max(line.y for line in report.sheets[0].words) <= report.sheets[0].height


def test_both_knees_are_asked_around_a_run_if_both_are_followed(demo: Diary) -> None:
    both = replace(demo, plan=replace(demo.plan, affected=Side.BOTH))
    assert lines_of(paper_week(demo)).count("1 h after") == 1
    assert lines_of(paper_week(both)).count("1 h after") == 2


def test_it_says_when_to_get_help_and_how_empty_is_meant(demo: Diary) -> None:
    text = " ".join(lines_of(paper_week(demo)))
    assert "Get emergency help now" in text
    assert "Leave empty what you don’t know." in text


def test_it_is_in_the_language_of_the_patient(demo: Diary) -> None:
    text = " ".join(lines_of(paper_week(demo, language="de")))
    assert "Papierwoche" in text
    assert "Holen Sie" in text or "Notfall" in text


def test_the_pdf_keeps_its_words(demo: Diary) -> None:
    text = PdfReader(BytesIO(pdf(paper_week(demo)))).pages[0].extract_text()
    assert "Paper week" in text
    assert "Runner 0000" in text
