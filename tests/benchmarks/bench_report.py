"""The report of a year: reading, drawing and writing the PDF, against matplotlib writing the same charts bare."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from tests.benchmarks.timing import Row, compare
from tests.charts.diaries import TODAY, diary

DAYS = 365
_CHARTS = ("pain", "response", "running_distance")


def run() -> list[Row]:
    """The aim is 2 s for a year; the ratio tells what the page adds to its three charts."""
    from kneerehab.charts import CHARTS, Style
    from kneerehab.charts.picture import picture
    from kneerehab.domain.trends.span import Span
    from kneerehab.report import ReportOptions, make_report, pdf
    from kneerehab.services.progress import chart_data
    from kneerehab.services.report import report_data

    records = diary(DAYS)
    span = Span(first=TODAY - timedelta(days=DAYS - 1), last=TODAY)
    data = report_data(records, span=span, today=TODAY)

    def charts() -> object:
        return [
            picture(CHARTS[name], chart_data(name, data.sources), Style(), "pdf", width=740, height=200)
            for name in _CHARTS
        ]

    def one_page() -> object:
        made = make_report(report_data(records, span=span, today=TODAY), ReportOptions(who="Runner"))
        return BytesIO(pdf(made))

    def with_details() -> object:
        made = make_report(report_data(records, span=span, today=TODAY), ReportOptions(who="Runner", details=True))
        return BytesIO(pdf(made))

    return [
        compare("report of a year, one page (aim 2 s; beside its charts alone)", charts, one_page, aim=None, rounds=5),
        compare("report of a year, with details (beside its charts alone)", charts, with_details, aim=None, rounds=3),
    ]
