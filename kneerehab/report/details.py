"""The pages after the first, on request: every run with its 24 hours, every decision, every day, all notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kneerehab.domain.fields import KneeScores
from kneerehab.domain.overview import Overview
from kneerehab.domain.trends.running import ResponseTrend, RunResponse
from kneerehab.i18n import _
from kneerehab.report.options import ReportOptions
from kneerehab.report.sheet import SMALL, Column, Places, Sheet
from kneerehab.services.progress import chart_data
from kneerehab.services.report import ReportData
from kneerehab.wording import summary
from kneerehab.wording.records import kind_name
from kneerehab.wording.rules import grade_words, reason

_UNKNOWN = "–"


class _Pages:
    """Sheets that follow each other; a table goes on where the sheet before it ended."""

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self.sheets: list[Sheet] = []
        self.column = self.turn()

    def turn(self) -> Column:
        """Begin a new sheet."""
        sheet = Sheet(self.options)
        self.sheets.append(sheet)
        self.column = Column(sheet, sheet.left, sheet.right, sheet.left)
        return self.column

    def table(self, name: str, head: Sequence[str], places: Places, rows: Iterable[Sequence[str]], empty: str) -> None:
        """A table with its head on every page."""
        if not self.column.room(6):
            self.turn()
        self._begin(name, head, places)
        count = 0
        for cells in rows:
            if not self.column.room():
                self.turn()
                self._begin(_("{name} (continued)").format(name=name), head, places)
            self.column.row(cells, places)
            count += 1
        if not count:
            self.column.words(empty)
        self.column.gap(10)

    def _begin(self, name: str, head: Sequence[str], places: Places) -> None:
        self.column.heading(name)
        muted = self.column.sheet.theme.muted
        self.column.row(head, places, size=SMALL, weight=500, colour=muted)

    def entry(self, head: str, text: str) -> None:
        """A dated paragraph, on the next sheet if it does not fit here."""
        if not self.column.room(4):
            self.turn()
        self.column.pair(head, text, lines=40)


def detail_pages(data: ReportData, options: ReportOptions) -> list[Sheet]:
    """Every run, decision, day and note of the span."""
    pages = _Pages(options)
    _runs(pages, data)
    _decisions(pages, data)
    _days(pages, data)
    _notes(pages, data)
    return pages.sheets


def _pair(scores: KneeScores) -> str:
    left, right = (_UNKNOWN if score is None else str(score) for score in (scores.left, scores.right))
    return f"{left} | {right}"


def _runs(pages: _Pages, data: ReportData) -> None:
    formats = pages.options.locale.formats
    trend = chart_data("response", data.sources)
    assert isinstance(trend, ResponseTrend)
    judged = {session.date: session for session in data.overview.sessions}

    def cells(run: RunResponse) -> tuple[str, ...]:
        session = judged.get(run.day)
        words = grade_words(session.grade).partition(":")[0] if session else _UNKNOWN
        if session and session.reasons:
            words += ": " + ", ".join(reason(rule) for rule in session.reasons)
        return (
            formats.day(run.day),
            _UNKNOWN if run.seconds is None else formats.minutes(run.seconds),
            _UNKNOWN if run.metres is None else formats.distance(run.metres),
            _pair(run.before),
            _pair(run.during),
            _pair(run.after),
            _pair(run.next_morning),
            words,
        )

    head = (
        _("Run"),
        _("time"),
        _("distance"),
        _("before"),
        _("during"),
        _("hour after"),
        _("next morning"),
        _("judged by the plan"),
    )
    places: Places = (
        (0.0, "left"),
        (0.19, "right"),
        (0.28, "right"),
        (0.36, "right"),
        (0.44, "right"),
        (0.54, "right"),
        (0.65, "right"),
        (0.68, "left"),
    )
    name = _("Runs and their 24 hours, pain left | right")
    pages.table(name, head, places, (cells(run) for run in trend.runs), _("No run in these days."))


def _decisions(pages: _Pages, data: ReportData) -> None:
    formats = pages.options.locale.formats
    if not pages.column.room(6):
        pages.turn()
    pages.column.heading(_("Every decision of the plan"))
    if not data.overview.decisions:
        pages.column.words(_("No decision in these days."))
    for item in data.overview.decisions:
        pages.entry(formats.day(item.day), summary.decision(item, formats))
    pages.column.gap(10)


def _days(pages: _Pages, data: ReportData) -> None:
    formats, found, sources = pages.options.locale.formats, data.overview, data.sources
    done: dict[object, set[str]] = {}
    for item in found.diary.exercise_sets:
        done.setdefault(item.at.date(), set()).add(item.exercise)
    ice: dict[object, int] = {}
    for session in found.diary.icing:
        ice[session.at.date()] = ice.get(session.at.date(), 0) + session.minutes
    taken = {dose.at.date() for dose in found.medication if dose.painkiller}
    checked = {check_in.at.date() for check_in in found.diary.check_ins}
    ran = {run.at.date() for run in found.diary.activities if run.kind == "run"}
    head = (
        _("Day"),
        _("worst"),
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

    def rows() -> Iterable[Sequence[str]]:
        for day in found.span.each():
            pain = sources.pain.get(day)
            yield (
                formats.short_day(day),
                _UNKNOWN if pain is None else _pair(pain.worst),
                _UNKNOWN if pain is None else _pair(pain.morning),
                _UNKNOWN if pain is None or day not in checked else _("yes") if pain.swelling else _("no"),
                _("yes") if day in ran else "",
                str(len(done[day])) if day in done else "",
                str(ice[day]) if day in ice else "",
                _("yes") if day in taken else "",
            )

    name = _("Every day, pain left | right")
    pages.table(name, head, places, rows(), _("No days."))


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


def _notes(pages: _Pages, data: ReportData) -> None:
    formats, found = pages.options.locale.formats, data.overview
    noted: list[Any] = [record for record in _dated(found) if record.note and record.at.date() in found.span]
    if not noted:
        return
    if not pages.column.room(6):
        pages.turn()
    pages.column.heading(_("Notes"))
    for record in sorted(noted, key=lambda record: record.at):
        words = _("{kind}: {note}").format(kind=kind_name(record), note=record.note)
        pages.entry(formats.day(record.at.date()), words)
