"""Reading a day as people type it: ISO, the locale's short form, names of months, with or without a year."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QLocale

from kneerehab.domain.folding import folded, sought
from kneerehab.gui.look.calendar_dates import qt_date
from kneerehab.gui.look.locale import day_first, words_locale

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,4})([-/. ]+)(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?[.]?")
_MARKS = re.compile("[\u200e\u200f\u061c]")  # of the direction of writing
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_CENTURY_ENDS = 70  # 69 is 2069, 70 is 1970, as in other programs


def read_day(text: str, near: date) -> date | None:
    """The day a person means, None if it can't be told; what is missing, year or month, is that of `near`."""
    text = _MARKS.sub("", text).strip()
    try:
        return _iso(text) or _alone(text, near) or _numbers(text, near) or _named(text, near) or _as_shown(text)
    except ValueError:  # 31 February
        return None


def day_format() -> str:
    """The person's own short order of day and month, with weekday and a full year: how fields show a day."""
    return "ddd d MMM yyyy" if day_first() else "ddd MMM d, yyyy"


def short_form(day: date) -> str:
    """A day as the locale writes it short, with four digits of year: an example to type."""
    return QLocale().toString(qt_date(day), _short_format())


def _short_format() -> str:
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _alone(text: str, near: date) -> date | None:
    return near.replace(day=int(text)) if text.isdecimal() and len(text) <= 2 else None


def _as_shown(text: str) -> date | None:
    """The form of the fields, for languages whose months have no letters."""
    found = words_locale().toDate(text, day_format())
    return date(found.year(), found.month(), found.day()) if found.isValid() else None


def _numbers(text: str, near: date) -> date | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    one, other = int(found[1]), int(found[3])
    # Points stand in dates whose day comes first, wherever the person is.
    day, month = (one, other) if "." in found[2] or _day_first() else (other, one)
    return date(_year(found[4], near), month, day)


def _named(text: str, near: date) -> date | None:
    """A day, a month's name and perhaps a year and a weekday, in any order."""
    numbers, month = [], None
    for word in _WORDS.findall(text):
        if word.isdecimal():
            numbers.append(word)
        elif (found := _month(word)) is not None and month is None:
            month = found
        elif not _is_filler(word):
            return None
    if month is None or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers[0]) == 4:
        numbers.reverse()
    return date(_year(numbers[1] if len(numbers) == 2 else None, near), month, int(numbers[0]))


def _month(word: str) -> int | None:
    """1 to 12 for a name or the first three letters or more of it, here or in English."""
    for locale in (words_locale(), QLocale(), QLocale.c()):
        for number in range(1, 13):
            names = [
                locale.monthName(number, QLocale.FormatType.LongFormat),
                locale.monthName(number, QLocale.FormatType.ShortFormat),
                locale.standaloneMonthName(number, QLocale.FormatType.LongFormat),
            ]
            if any(_begins(word, name) for name in names):
                return number
    return None


def _is_filler(word: str) -> bool:
    """A weekday, or what stands between numbers in some languages."""
    days = [
        locale.dayName(number, kind)
        for locale in (words_locale(), QLocale(), QLocale.c())
        for number in range(1, 8)
        for kind in (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    ]
    return word.casefold() in ("st", "nd", "rd", "th", "de", "of") or any(_begins(word, name) for name in days)


def _begins(word: str, name: str) -> bool:
    name = folded(name).rstrip(".")
    return re.fullmatch(sought(word), name) is not None or (len(word) >= 3 and re.match(sought(word), name) is not None)


def _year(typed: str | None, near: date) -> int:
    if typed is None:
        return near.year
    year = int(typed)
    return year if len(typed) == 4 else year + (2000 if year < _CENTURY_ENDS else 1900)


def _day_first() -> bool:
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short.find("d") < short.find("M")
