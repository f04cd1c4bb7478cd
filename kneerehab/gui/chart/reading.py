"""What charts on the screen are made from and how they look: the diary of now, theme, text size, locale and units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from PySide6.QtCore import QDate, QLocale

from kneerehab.charts import Locale, Style
from kneerehab.domain.codes import Units
from kneerehab.domain.plan.replay import Trail
from kneerehab.domain.trends.sources import Sources
from kneerehab.domain.trends.span import Span
from kneerehab.gui.look import theme
from kneerehab.gui.look.locale import first_weekday, formats_for, weekday_short, words_locale
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.services.progress import Range, gather, span_of

Reading = Callable[[], Sources]
"""Gathers a diary on the first call (on the worker thread, where charts are drawn) and keeps it for the next."""


def read_span(workspace: Workspace, span: Span) -> Reading:
    """The open diary over these days; asked for here, so that the worker never meets the database."""
    diary, today = workspace.diary, workspace.today()
    week_start = first_weekday(workspace.settings.first_weekday)

    @cache
    def sources() -> Sources:
        return gather(diary, span=span, today=today, replay=_trail.replay(diary, today), week_start=week_start)

    return sources


_trail = Trail()
"""Of the worker thread alone: another range, and a diary after a save, cost no whole replay."""


def read_range(workspace: Workspace, chosen: Range = Range.TWELVE_WEEKS) -> Reading:
    """The open diary over a preset range."""
    return read_span(workspace, span_of(chosen, workspace.diary, workspace.today()))


def chart_style(workspace: Workspace) -> Style:
    """The look of now."""
    return Style(theme=theme.current(), scale=theme.scale(), locale=chart_locale(workspace.runner.shown_units))


def chart_locale(units: Units) -> Locale:
    """Dates with their year, by the system's locale."""
    formats = replace(formats_for(units), day=_dated, short_day=lambda day: f"{_weekday(day.weekday())} {_dated(day)}")
    return Locale(formats=formats, axis_day=_axis_day, axis_month=_axis_month, weekday=_weekday)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _pattern() -> str:
    """The locale's long date without weekday, month shortened: "d MMM yyyy"."""
    pattern = words_locale().dateFormat(QLocale.FormatType.LongFormat)
    for part in ("dddd, ", ", dddd", "dddd ", " dddd", "dddd"):
        pattern = pattern.replace(part, "")
    return pattern.replace("MMMM", "MMM").strip(" ,") or "d MMM yyyy"


def _dated(day: date) -> str:
    return words_locale().toString(_qdate(day), _pattern())


def _axis_day(day: date) -> str:
    pattern = _pattern()
    for part in (", yyyy", " 'de' yyyy", " yyyy", "yyyy年", "yyyy"):
        pattern = pattern.replace(part, "")
    return words_locale().toString(_qdate(day), pattern.strip(" ,.") or "d MMM")


def _axis_month(day: date) -> str:
    return str(day.year) if day.month == 1 else words_locale().toString(_qdate(day), "MMM")


def _weekday(number: int) -> str:
    return weekday_short(number + 1)
