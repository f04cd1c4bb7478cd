"""The pages after the first: what had no room there; on request every run with its 24 hours, every day, all notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kneerehab.charts import CHARTS
from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.overview import Overview
from kneerehab.domain.plan.verdict import Session
from kneerehab.domain.trends.pain import DayPain
from kneerehab.domain.trends.running import ResponseTrend, RunResponse
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.report.column import Places
from kneerehab.report.options import ReportOptions
from kneerehab.report.pages import Pages
from kneerehab.report.rest import add_whole, decisions, measures
from kneerehab.report.sheet import Sheet
from kneerehab.report.told import Part
from kneerehab.services.report import ReportData
from kneerehab.wording.labels import named
from kneerehab.wording.records import kind_name
from kneerehab.wording.rules import grade_words, reason

_UNKNOWN = "–"
_DAY = timedelta(days=1)


def further_pages(
    data: ReportData, options: ReportOptions, left_out: Sequence[Part]
) -> tuple[list[Sheet], list[tuple[str, int]]]:
    """What the first page has no room for, and with `details` every run, decision, day and note of the span.

    With the sheets comes where, among them, each part begins.
    """
    pages = Pages(options)
    add_whole(pages, data, left_out)
    if options.details:
        if data.overview.measures and Part.MEASURES not in left_out:
            measures(pages, data)
        _runs(pages, data)
        _walks(pages, data)
        if Part.PLAN not in left_out:
            decisions(pages, data)
        _days(pages, data)
        _notes(pages, data)
    return pages.sheets, pages.sections


def _pair(scores: KneeScores) -> str:
    left, right = (_UNKNOWN if score is None else str(score) for score in (scores.left, scores.right))
    return f"{left} | {right}"


_RESPONSE_PLACES: Places = (
    (0.0, "left"),
    (0.17, "right"),
    (0.25, "right"),
    (0.31, "right"),
    (0.375, "right"),
    (0.465, "right"),
    (0.58, "right"),
    (0.60, "left"),
)


def _runs(pages: Pages, data: ReportData) -> None:
    trend = CHARTS["response"].data(data.sources)
    assert isinstance(trend, ResponseTrend)
    name = _("Runs and their 24 hours, pain left | right")
    _responses(pages, data, name, _("Run"), trend.runs, _("No run in these days."))


def _walks(pages: Pages, data: ReportData) -> None:
    """Test walks: those that the plan judged."""
    tested = {
        walk for session in data.overview.sessions if session.kind is ActivityKind.WALK for walk in session.records
    }
    walks = [walk for walk in data.overview.diary.activities if walk.id in tested]
    if walks:
        found = [_response(walk, data.sources.pain) for walk in walks]
        _responses(pages, data, _("Test walks and their 24 hours, pain left | right"), _("Walk"), found, "")


def _response(walk: Activity, pain: Mapping[date, DayPain]) -> RunResponse:
    day, none = walk.at.date(), KneeScores()
    following = day + timedelta(days=1)
    return RunResponse(
        day=day,
        seconds=walk.seconds,
        metres=walk.metres,
        before=walk.pain_before or none,
        during=walk.pain_during or none,
        after=walk.pain_after or none,
        morning=pain[day].morning if day in pain else none,
        next_morning=pain[following].morning if following in pain else none,
    )


def _responses(pages: Pages, data: ReportData, name: str, first: str, found: Iterable[RunResponse], empty: str) -> None:
    formats = pages.options.locale.formats
    judged = {session.date: session for session in data.overview.sessions}
    room = pages.column.cell_room(len(_RESPONSE_PLACES) - 1, _RESPONSE_PLACES)

    def rows() -> Iterator[Sequence[str]]:
        for run in found:
            lines = pages.column.sheet.wrapped(_judged(judged.get(run.day)), room)
            yield (
                formats.day(run.day),
                _UNKNOWN if run.seconds is None else formats.minutes(run.seconds),
                _UNKNOWN if run.metres is None else formats.distance(run.metres),
                _pair(run.before),
                _pair(run.during),
                _pair(run.after),
                _pair(run.next_morning),
                lines[0],
            )
            yield from (("",) * (len(_RESPONSE_PLACES) - 1) + (line,) for line in lines[1:])

    head = (
        first,
        _("time"),
        _("distance"),
        _("before"),
        _("during"),
        _("hour after"),
        _("next morning"),
        _("judged by the plan"),
    )
    pages.table(name, head, _RESPONSE_PLACES, list(rows()), empty)


def _judged(session: Session | None) -> str:
    """A grade in one word with its reasons."""
    if session is None:
        return _UNKNOWN
    words = grade_words(session.grade).partition(":")[0].strip()
    return named(words, ", ".join(reason(rule) for rule in session.reasons)) if session.reasons else words


def _days(pages: Pages, data: ReportData) -> None:
    formats, found, sources = pages.options.locale.formats, data.overview, data.sources
    done: dict[date, set[str]] = {}
    for item in found.diary.exercise_sets:
        done.setdefault(item.at.date(), set()).add(item.exercise)
    ice: dict[date, int] = {}
    for session in found.diary.icing:
        ice[session.at.date()] = ice.get(session.at.date(), 0) + session.minutes
    taken = {dose.at.date() for dose in found.medication if dose.painkiller}
    checked = {check_in.at.date() for check_in in found.diary.check_ins}
    ran = {run.at.date() for run in found.diary.activities if run.kind == "run"}
    head = (
        _("Day"),
        pgettext("pain", "worst"),
        _("morning"),
        _("swelling"),
        _("run"),
        _("exercises"),
        _("ice, min"),
        _("painkiller"),
    )
    places: Places = (
        (0.0, "left"),
        (0.30, "right"),
        (0.42, "right"),
        (0.54, "right"),
        (0.63, "right"),
        (0.76, "right"),
        (0.88, "right"),
        (1.0, "right"),
    )

    def told(day: date) -> Sequence[str]:
        pain = sources.pain.get(day)
        return (
            formats.short_day(day),
            _UNKNOWN if pain is None else _pair(pain.worst),
            _UNKNOWN if pain is None else _pair(pain.morning),
            _UNKNOWN if pain is None or day not in checked else _("yes") if pain.swelling else _("no"),
            _("yes") if day in ran else "",
            str(len(done[day])) if day in done else "",
            str(ice[day]) if day in ice else "",
            _("yes") if day in taken else "",
        )

    known = sorted(day for day in {*sources.pain, *checked, *ran, *done, *ice, *taken} if day in found.span)
    rows: list[Sequence[str]] = []
    free = found.span.first
    for day in (*known, found.span.last + _DAY):
        silent = (day - free).days
        if silent > 2:
            words = ngettext(
                "{first} to {last}: {n} day without an entry", "{first} to {last}: {n} days without an entry", silent
            )
            rows.append(
                (words.format(first=formats.day(free), last=formats.day(day - _DAY), n=formats.number(silent, 0)),)
            )
        else:
            rows += [told(free + _DAY * number) for number in range(silent)]
        if day in found.span:
            rows.append(told(day))
        free = day + _DAY
    pages.table(_("Every day, pain left | right"), head, places, rows, _("No days."))


def _dated(found: Overview) -> Iterator[Any]:
    """Records with a time of day that may carry a note."""
    diary = found.diary
    yield from (
        *diary.check_ins,
        *diary.activities,
        *diary.exercise_sets,
        *diary.icing,
        *diary.medication,
        *found.visits,
    )


def _notes(pages: Pages, data: ReportData) -> None:
    formats, found = pages.options.locale.formats, data.overview
    noted: list[Any] = [record for record in _dated(found) if record.note and record.at.date() in found.span]
    if not noted:
        return
    entries = [
        (formats.day(record.at.date()), _("{kind}: {note}").format(kind=kind_name(record), note=record.note))
        for record in sorted(noted, key=lambda record: record.at)
    ]
    pages.entries(_("Notes"), entries, "")
