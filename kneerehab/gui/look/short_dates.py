"""Short dates and spans of days, in the locale's order."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate

from kneerehab.gui.look.locale import day_first, day_sign, words_locale
from kneerehab.i18n import _


def _write(day: date, pattern: str) -> str:
    return words_locale().toString(QDate(day.year, day.month, day.day), pattern)


def short_date(day: date, *, year: bool = False) -> str:
    """ "12 Mar" or "12 Mar 2026"."""
    pattern = f"{day_sign()} MMM" if day_first() else "MMM d"
    return _write(day, pattern + (" yyyy" if year else ""))


def span(first: date, last: date) -> str:
    """ "9–15 Mar" within a month, else "23 Feb – 1 Mar"."""
    if first == last:
        return short_date(first)
    if (first.year, first.month) != (last.year, last.month):
        return f"{short_date(first)} – {short_date(last)}"
    if day_first():
        return f"{_write(first, day_sign())}–{short_date(last)}"
    return f"{short_date(first)}–{_write(last, 'd')}"


def since(day: date) -> str:
    """ "Since 2 Feb"."""
    return _("Since {day}").format(day=short_date(day))
