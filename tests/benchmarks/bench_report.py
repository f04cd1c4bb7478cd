"""The report of a year: reading, drawing and writing the PDF, against 2 s and against its three charts written bare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

from tests.benchmarks.timing import Row, compare, compare_seconds
from tests.charts.diaries import TODAY, diary

DAYS = 365
AIM = 2.0  # seconds
_CHARTS = ("pain", "response", "running_distance")


def run() -> list[Row]:
    """Rows against the aim of 2 s, and what the page adds to its three charts."""
    from kneerehab.charts import CHARTS, Style
    from kneerehab.charts.picture import picture
    from kneerehab.domain.trends.span import Span
    from kneerehab.report import ReportOptions, make_report, pdf
    from kneerehab.services.report import report_data

    records = diary(DAYS)
    span = Span(first=TODAY - timedelta(days=DAYS - 1), last=TODAY)
    data = report_data(records, span=span, today=TODAY)

    def charts() -> object:
        return [
            picture(CHARTS[name], CHARTS[name].data(data.sources), Style(), "pdf", width=740, height=200)
            for name in _CHARTS
        ]

    def one_page() -> object:
        return pdf(make_report(report_data(records, span=span, today=TODAY), ReportOptions(who="Runner")))

    def with_details() -> object:
        return pdf(make_report(report_data(records, span=span, today=TODAY), ReportOptions(who="Runner", details=True)))

    def taken(work: Callable[[], object]) -> Callable[[], float]:
        def seconds() -> float:
            begun = perf_counter()
            work()
            return perf_counter() - begun

        return seconds

    return [
        compare_seconds("report of a year, one page (2 s)", lambda: AIM, taken(one_page), aim=1, rounds=5),
        compare_seconds("report of a year, with details (2 s)", lambda: AIM, taken(with_details), aim=1, rounds=5),
        compare("report of a year, one page (its charts alone)", charts, one_page, aim=None, rounds=5),
    ]
