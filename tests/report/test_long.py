"""Reports of absurd diaries: bounded in time, in pages, and in what they hold in memory."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from matplotlib.backends.backend_agg import RendererAgg

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.trends.span import Span
from kneerehab.report import Report, ReportOptions, make_report, pdf, pngs
from kneerehab.report.output import Progress
from kneerehab.report.pages import MOST_LINES
from kneerehab.services.progress import Range, span_of
from kneerehab.services.report import report_data, report_span
from tests.charts import diaries

TODAY = diaries.TODAY
MOST_PAGES = 4 * 90 + 2


def check_in(number: int, day: date, note: str | None = None) -> CheckIn:
    return CheckIn(
        id=diaries.identifier(9_000_000 + number),
        at=datetime(day.year, day.month, day.day, 7),
        now=KneeScores(left=2, right=1),
        worst_24h=KneeScores(left=3, right=2),
        swelling=False,
        limp=False,
        note=note,
    )


def made(diary: Diary, span: Span, today: date = TODAY) -> Report:
    return make_report(report_data(diary, span=span, today=today), ReportOptions(who="R", details=True))


def test_a_century_between_two_records_is_one_line_and_not_a_line_a_day() -> None:
    diary = diaries.diary(30).changed_by([check_in(1, date(2000, 1, 1)), check_in(2, date(2099, 12, 31))])
    today = date(2099, 12, 31)
    report = made(diary, span_of(Range.ALL, diary, today), today)
    assert len(report.sheets) <= 4
    told = [line.text for sheet in report.sheets for line in sheet.words]
    assert any(text.startswith("2 Jan 2000 to ") and "days without an entry" in text for text in told)


def test_since_the_year_2000_is_as_quick_as_since_the_first_record() -> None:
    diary = diaries.diary(30)
    report = made(diary, report_span(diary, TODAY, date(2000, 1, 1)))
    assert len(report.sheets) <= 4


@pytest.mark.parametrize("note", ["word " * 400, "x" * 2000, "\n" * 1999 + "x", "مرحبا " * 333], ids="wxna")
def test_notes_of_2000_signs_a_day_are_wrapped_in_no_time(note: str) -> None:
    days = [TODAY - timedelta(days=number) for number in range(84)]
    base = replace(diaries.diary(1), check_ins=())
    diary = base.changed_by([check_in(number, day, note) for number, day in enumerate(days)])
    begun = process_time()
    report = made(diary, Span(first=days[-1], last=TODAY))
    assert process_time() - begun < 8
    assert len(report.sheets) < 60


def test_of_twenty_thousand_runs_the_latest_are_listed_and_the_rest_is_counted() -> None:
    start = datetime(2026, 1, 1)
    runs = [
        Activity(
            id=diaries.identifier(8_000_000 + number),
            at=start + timedelta(minutes=5 * number),
            kind=ActivityKind.RUN,
            seconds=1800,
            metres=5000,
            surfaces=(Surface.FLAT_ROAD,),
            note="A note to every run. " * 20,
        )
        for number in range(20_000)
    ]
    diary = diaries.diary(30).changed_by(runs)
    report = made(diary, Span(first=start.date(), last=TODAY))
    assert len(report.sheets) < MOST_PAGES
    told = [line.text for line in report.sheets[1].words]
    assert any(text.startswith(f"The latest {MOST_LINES}") and "tables (CSV)" in text for text in told)


@pytest.mark.parametrize("write", [pdf, lambda report, told: pngs(report, 60, told)], ids=["pdf", "png"])
def test_no_canvas_outlives_its_page_even_while_the_collector_rests(
    write: Callable[[Report, Progress], object],
) -> None:
    report = made(diaries.diary(120), Span(first=TODAY - timedelta(days=119), last=TODAY))
    assert len(report.sheets) > 3
    held: list[int] = []

    def told(_done: int, _count: int) -> None:
        held.append(sum(type(item) is RendererAgg for item in gc.get_objects()))

    gc.collect()
    gc.disable()  # as the window's worker does
    try:
        write(report, told)
    finally:
        gc.enable()
    assert len(held) == len(report.sheets)
    assert held[-1] <= held[0]


def test_what_the_progress_raises_stops_the_work() -> None:
    report, told = made(diaries.diary(60), Span(first=TODAY - timedelta(days=59), last=TODAY)), []

    def stop(done: int, count: int) -> None:
        told.append((done, count))
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pdf(report, stop)
    assert told == [(1, len(report.sheets))]
