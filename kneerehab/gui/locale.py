"""Dates, times and numbers as the system's locale writes them."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, QLocale, QTime

from kneerehab.domain.codes import Units
from kneerehab.wording.formats import Formats


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _long_pattern(locale: QLocale) -> str:
    """The locale's long date without its year, which the diary seldom needs."""
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    for part in (", yyyy", " 'de' yyyy", " yyyy", "yyyy年", "yyyy"):
        pattern = pattern.replace(part, "")
    return pattern.strip(" ,.") or "dddd d MMMM"


def long_day(day: date) -> str:
    """ "Thursday 12 March" in the locale's order."""
    locale = QLocale()
    return locale.toString(_qdate(day), _long_pattern(locale).replace("dddd, ", "dddd "))


def short_day(day: date) -> str:
    """ "Thu 12 Mar" in the locale's order."""
    locale = QLocale()
    pattern = _long_pattern(locale).replace("dddd, ", "dddd ")
    text = locale.toString(_qdate(day), pattern.replace("dddd", "ddd").replace("MMMM", "MMM"))
    return text.removesuffix(".")  # of a shortened month: a sentence may end here


def day_and_year(day: date) -> str:
    """ "Thu 12 Mar 2026"."""
    return f"{short_day(day)} {day.year}"


def full_day(day: date) -> str:
    """A date with its year, short."""
    return QLocale().toString(_qdate(day), QLocale.FormatType.ShortFormat)


def number(value: float, decimals: int) -> str:
    """A number with the locale's decimal sign, without group signs."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(value), "f", decimals)


def clock(moment: time) -> str:
    """Hours and minutes."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def first_weekday(preference: int | None) -> int:
    """The first day of the week, 0 is Monday: the preference, else the locale's."""
    return QLocale().firstDayOfWeek().value - 1 if preference is None else preference


def formats_for(units: Units) -> Formats:
    """The locale's way of writing, with these units."""
    return Formats(day=long_day, short_day=short_day, number=number, clock=clock, units=units)


def weekday(day: date) -> str:
    """The short name of a day of the week."""
    return QLocale().toString(_qdate(day), "ddd")
