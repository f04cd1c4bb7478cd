"""A screen reader finds in a PDF what the page shows: headings, paragraphs, tables, and words for every chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.visits import compare_visits
from kneerehab.report import Report, ReportOptions, make_report, make_visits, pdf
from kneerehab.report.paper_week import make_paper_week
from kneerehab.report.programme import make_programme
from kneerehab.services.programme import programme_data
from kneerehab.services.report import report_data, report_span

TODAY = date(2026, 3, 16)
_SHOWS = {b"Tj", b"TJ", b"'", b'"'}
_PAINTS = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"}


def report(diary: Diary, **options: Any) -> Report:
    data = report_data(diary, span=report_span(diary, TODAY), today=TODAY)
    return make_report(data, ReportOptions(who="Runner 0001", **options))


def documents(diary: Diary) -> dict[str, Report]:
    home = programme_data(diary, first=TODAY, today=TODAY)
    options = ReportOptions(who="Runner 0001")
    return {
        "one page": report(diary),
        "details": report(diary, details=True),
        "programme": make_programme(home, options),
        "paper week": make_paper_week(home, options),
        "two visits": make_visits(compare_visits(diary, date(2026, 1, 6), date(2026, 3, 16)), diary, options),
    }


def marked(page: PageObject, reader: PdfReader) -> list[int]:
    """The marks of a page; AssertionError for text outside of one, and for lines that are not even an artifact."""
    found: list[int] = []
    within: list[int | None] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            within.append(operands[1]["/MCID"])
            found.append(operands[1]["/MCID"])
        elif operator == b"BMC":
            assert operands[0] == "/Artifact"
            within.append(None)
        elif operator == b"EMC":
            within.pop()
        elif operator in _SHOWS:
            assert within
            assert within[-1] is not None
        elif operator in _PAINTS:
            assert within
        assert len(within) < 2
    assert within == []
    return found


def below(element: Any) -> Iterator[Any]:
    """All structure elements of a tree, in the order they are read."""
    for child in element["/K"]:
        if not isinstance(child.get_object(), int):
            yield child.get_object()
            yield from below(child.get_object())


@pytest.mark.parametrize("kind", ["one page", "details", "programme", "paper week", "two visits"])
def test_every_mark_of_a_page_leads_to_its_element_and_back(demo: Diary, kind: str) -> None:
    reader = PdfReader(BytesIO(pdf(documents(demo)[kind])))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        marks = marked(page, reader)
        assert marks
        assert sorted(marks) == list(range(len(marks)))
        assert page["/StructParents"] == numbers[2 * number] == number
        owners = numbers[2 * number + 1].get_object()
        assert len(owners) == len(marks)
        for mark, owner in enumerate(owners):
            assert mark in owner.get_object()["/K"]
            assert owner.get_object()["/Pg"].get_object() == page


def test_a_report_is_read_by_its_headings_tables_and_the_words_of_its_charts(demo: Diary) -> None:
    made = report(demo, details=True)
    root: Any = PdfReader(BytesIO(pdf(made))).trailer["/Root"]
    (document,) = root["/StructTreeRoot"]["/K"]
    elements = list(below(document.get_object()))
    tags = [element["/S"] for element in elements]
    lines = [line for sheet in made.sheets for line in sheet.words]
    assert tags[0] == "/H1"
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == sum(line.tag == "H2" for line in lines) > 5
    told = [element["/Alt"] for element in elements if element["/S"] == "/Figure"]
    charts = [picture for sheet in made.sheets for picture in sheet.charts]
    assert told == [picture.chart.describe(picture.data, made.options.locale) for picture in charts]
    assert "/Figure" in tags[: tags.index("/Table")]  # the charts come where they stand, not at the end
    for table in (element for element in elements if element["/S"] == "/Table"):
        rows = [[cell.get_object()["/S"] for cell in row.get_object()["/K"]] for row in table["/K"]]
        assert {len(row) for row in rows} == {len(rows[0])}
        heads = [set(row) == {"/TH"} for row in rows]
        assert heads == sorted(heads, reverse=True)  # first what stands above the columns, then the rows
    assert tags.count("/TH") > 10


def test_two_visits_are_read_as_a_table_with_a_row_for_each_thing_and_a_head_over_each_column(demo: Diary) -> None:
    made = documents(demo)["two visits"]
    root: Any = PdfReader(BytesIO(pdf(made))).trailer["/Root"]
    (document,) = root["/StructTreeRoot"]["/K"]
    tables = [one for one in below(document.get_object()) if one["/S"] == "/Table"]
    assert len(tables) == len(made.sheets)
    rows = [[cell.get_object() for cell in row.get_object()["/K"]] for row in tables[0]["/K"]]
    assert {len(row) for row in rows} == {4}
    assert [cell["/S"] for cell in rows[0]] == ["/TH"] * 4
    assert all(cell["/S"] == "/TD" for row in rows[1:] for cell in row)
    assert all(row[0]["/K"] for row in rows), "each row says what it is of"
    full = [row for row in rows[1:] if all(cell["/K"] for cell in row)]
    assert len(full) > 5
    (lines,) = (sheet.words for sheet in made.sheets)
    assert len({line.cell.row for line in lines if line.cell}) == len(rows)


def test_the_drawings_of_a_home_programme_say_what_they_show(demo: Diary) -> None:
    made = documents(demo)["programme"]
    root: Any = PdfReader(BytesIO(pdf(made))).trailer["/Root"]
    (document,) = root["/StructTreeRoot"]["/K"]
    told = [one["/Alt"] for one in below(document.get_object()) if one["/S"] == "/Figure"]
    assert len(told) == sum(len(sheet.poses) for sheet in made.sheets) >= 10
    assert all(told)
