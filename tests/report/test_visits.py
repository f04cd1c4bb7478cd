"""Two visits on paper: every row and sentence of the screen, unknown said as such, on as many pages as need be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Measure
from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.visits import compare_visits
from kneerehab.report import Paper, Report, ReportOptions, make_visits
from tests.builders import an_id, at, check_in
from tests.builders import diary as book

FIRST, LAST = date(2026, 1, 6), date(2026, 3, 16)


def two_visits(diary: Diary, first: date = FIRST, last: date = LAST, **options: object) -> Report:
    made = ReportOptions(**{"who": "Runner 0000", **options})  # type: ignore[arg-type]
    return make_visits(compare_visits(diary, first, last), diary, made)


def words_of(report: Report) -> str:
    return "\n".join(line.text for sheet in report.sheets for line in sheet.words).replace("\u00a0", " ")


@pytest.mark.parametrize("paper", Paper)
def test_one_page_holds_rows_and_sentences(demo: Diary, paper: Paper) -> None:
    report = two_visits(demo, paper=paper)
    assert len(report.sheets) == 1
    text = words_of(report)
    for words in ("Pain, left knee", "2.1 less", "Clear change", "45 min, 6.8 km", "5 of 7", "16 Mar 2026"):
        assert words in text
    assert "Left knee pain fell from 2.1 to 0. That is a clear change." in text


def test_nothing_overlaps_or_leaves_the_page(demo: Diary) -> None:
    for sheet in two_visits(demo).sheets:
        for line in sheet.words:
            left = line.x if line.side == "left" else line.x - line.width
            assert left >= sheet.left - 1
            assert left + line.width <= sheet.right + 1, line.text
            assert line.y <= sheet.height


def test_what_nobody_wrote_down_is_said_to_be_unknown() -> None:
    diary = book([check_in(number, left=(2, 5)) for number in range(1, 8)])
    text = words_of(two_visits(diary, at(7).date(), at(60).date()))
    assert "not logged" in text
    assert "too few scores" in text
    assert "Left knee pain can’t be compared: one of the weeks has too few scores." in text
    assert "In between: no score" in text


def test_many_activities_go_on_over_the_page(demo: Diary) -> None:
    names = [f"Activity {number}" for number in range(30)]
    results = [
        Outcome(id=an_id(), at=at(day), measure=Measure.PSFS, value=3 + day % 2, activity=name)
        for day in (-50, 14)
        for name in names
    ]
    many = replace(demo, outcomes=tuple(sorted([*demo.outcomes, *results], key=lambda one: one.at)))
    report = two_visits(many)
    assert len(report.sheets) > 1
    text = words_of(report)
    assert all(name in text for name in names)
    assert f"Page 2 of {len(report.sheets)}" in text


def test_the_name_and_year_of_birth_stand_there_only_if_wished(demo: Diary) -> None:
    born = replace(demo, runner=replace(demo.runner, birth_year=1988))
    assert "1988" not in words_of(two_visits(born))
    assert "1988" in words_of(two_visits(born, named=True, who="Nora Lind"))
