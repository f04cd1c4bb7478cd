"""The read side of the report: a diary over a span as chart sources and as an overview, both from one replay."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.domain.overview import Overview, overview
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.trends.sources import Sources
from kneerehab.domain.trends.span import Span
from kneerehab.domain.trends.visits import Comparison, compare_visits
from kneerehab.frozen import dataclass
from kneerehab.services.progress import Range, gather, span_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """What the report is made from: numbers and sentences come from `overview`, charts from `sources`.

    `visits` are two visits to compare, if that was chosen.
    """

    overview: Overview
    sources: Sources
    visits: Comparison | None = None


def report_span(diary: Diary, today: date, since: date | None = None, until: date | None = None) -> Span:
    """The report's days: from `since` to `until` (neither in the future), else the 12 weeks up to it or to today."""
    last = min(until or today, today)
    if since is not None:
        return Span(first=min(since, last), last=last)
    return span_of(Range.TWELVE_WEEKS, diary, last)


def report_data(
    diary: Diary, *, span: Span, today: date, week_start: int = 0, visits: tuple[date, date] | None = None
) -> ReportData:
    """Replay the plan once and read everything from it; the charts know no more than the last of its days did."""
    last = min(today, span.last)
    plan = replay(diary, last, since=span.first)
    sources = gather(diary, span=span, today=last, replay=plan, week_start=week_start)
    return ReportData(
        overview=overview(
            diary,
            span=span,
            today=today,
            plan=plan,
            pain=sources.pain,
            names=sources.names,
            week_start=week_start,
        ),
        sources=sources,
        visits=None if visits is None else compare_visits(diary, *visits),
    )
