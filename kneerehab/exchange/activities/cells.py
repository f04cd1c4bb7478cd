"""Cells of a CSV file as values: numbers with either decimal sign, durations, dates in digits or with month names."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from kneerehab.exchange.activities.mapping import SECONDS_PER, DateOrder, Decimal, DurationUnit
from kneerehab.exchange.activities.texts import number

EMPTY = frozenset(("", "-", "--", "n/a", "nan", "null", "none"))
"""What websites write for "not known"."""

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?", re.ASCII)
_SPOKEN = re.compile(r"(?:(\d{1,3})\s*h\w*)?\s*(?:(\d{1,4})\s*m\w*)?\s*(?:(\d{1,6})\s*s\w*)?", re.ASCII)
_DIGITS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b[,T ]*(.*)", re.ASCII | re.DOTALL)
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})\b[,T ]*(.*)", re.ASCII | re.DOTALL)
_MONTH_NAMED = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2}),?\s+(\d{4}),?\s*(.*)", re.DOTALL)
_DAY_NAMED = re.compile(
    r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4}),?\s*(?:à|a las|um|at|alle|om|às)?\s*(.*)",
    re.DOTALL,
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,\s+")
_TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,6})?)?\s*(?:Z|UTC)?\s*([ap]\.?\s?m\.?)?", re.I | re.ASCII
)
_OFFSET = re.compile(r"UTC|(?:UTC)?([+-])(\d{2}):?(\d{2})", re.ASCII)
_MOST_OFFSET = timedelta(hours=14)
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev"), ("mar", "mrz", "mrt", "maa"), ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aou", "ago"), ("sep", "set"),
    ("oct", "okt", "ott", "out"), ("nov",), ("dec", "dez", "dic"),
)  # fmt: skip
"""How their names begin, without accents, in the languages of `csv_names`."""


def empty(cell: str, *, words: bool = False) -> bool:
    """Whether the cell says that the value isn't known; a number says nothing where there should be `words`."""
    return cell.strip().casefold() in EMPTY or (words and not any(map(str.isalpha, cell)))


def value(cell: str, decimal: Decimal, low: float, high: float) -> float | None:
    """The number in a cell, without grouping signs and a unit behind it; None if there is none in range."""
    text = cell.strip()[:40].replace("\u00a0", "").replace("\u202f", "").replace("’", "").replace("'", "")
    match = re.match(r"[-+]?[\d.,]+", text, re.ASCII)
    if match is None:
        return None
    digits, behind = match.group(), text[match.end() :].strip()
    if behind and not re.fullmatch(r"[^\W\d_]{1,8}", behind):
        return None
    grouping = "," if decimal is Decimal.POINT else "."
    return number(digits.replace(grouping, "").replace(decimal, "."), low, high)


def seconds(cell: str, unit: DurationUnit, decimal: Decimal) -> float | None:
    """A duration: 1:02:03, 31:40 (minutes and seconds), 1 h 5 min, or a number in the given unit."""
    text = cell.strip()[:40]
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hours, minutes, rest, fraction = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{fraction or 0}")
    spoken = _SPOKEN.fullmatch(text.casefold())
    if spoken is not None and any(spoken.groups()):
        hours, minutes, rest = (int(part or 0) for part in spoken.groups())
        return hours * 3600 + minutes * 60 + rest
    plain = value(text, decimal, 0, 10_000_000)
    return None if plain is None else plain * SECONDS_PER[unit]


def day_and_time(cell: str, order: DateOrder) -> tuple[date, time | None, bool] | None:
    """The date in a cell, its time if there is one, and whether that is marked as UTC; None if it can't be read."""
    text = cell.strip()[:60]
    try:
        exact = datetime.fromisoformat(text)
        if len(text) > 10 and exact.tzinfo is not None:
            return exact.date(), exact.timetz(), True
    except ValueError:
        pass
    found = _parts(text if (weekday := _WEEKDAY.match(text)) is None else text[weekday.end() :], order)
    if found is None:
        return None
    year, month, day, rest = found
    try:
        clock = time_of_day(rest) if rest.strip() else None
        if rest.strip() and clock is None:
            return None
        return date(year, month, day), clock, False
    except ValueError:
        return None


def time_of_day(cell: str) -> time | None:
    """7:05, 07:05:30, 7:05:30 PM; None if it is none."""
    match = _TIME.fullmatch(cell.strip()[:30])
    if match is None:
        return None
    hour, minute, second, half = int(match[1]), int(match[2]), int(match[3] or 0), match[4]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def offset(cell: str) -> tuple[timedelta, bool] | None:
    """How far a clock was ahead of UTC, and whether the times beside it are in UTC; None if it is none.

    Samsung Health writes UTC+0200 beside times in UTC; an older one wrote thousandths of a second beside local times.
    """
    match = _OFFSET.fullmatch(cell.strip()[:20])
    if match is not None:
        ahead = timedelta(hours=int(match[2] or 0), minutes=int(match[3] or 0))
        return (-ahead if match[1] == "-" else ahead, True) if ahead <= _MOST_OFFSET else None
    most = _MOST_OFFSET / timedelta(milliseconds=1)
    thousandths = number(cell.strip(), -most, most)
    return None if thousandths is None else (timedelta(milliseconds=thousandths), False)


def first_two(cell: str) -> tuple[int, int] | None:
    """The two numbers a date of digits begins with, to tell days from months; None for any other date."""
    match = _DIGITS.match(cell.strip()[:60])
    return (int(match[1]), int(match[2])) if match and not _YEAR_FIRST.match(cell.strip()[:60]) else None


def _parts(text: str, order: DateOrder) -> tuple[int, int, int, str] | None:
    """Year, month, day and what follows."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return int(match[1]), int(match[2]), int(match[3]), match[4]
    match = _DIGITS.fullmatch(text)
    if match:
        one, two = int(match[1]), int(match[2])
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return (year, two, one, match[4]) if order is DateOrder.DAY_FIRST else (year, one, two, match[4])
    match = _MONTH_NAMED.fullmatch(text)
    if match:
        month = _month(match[1])
        return (int(match[3]), month, int(match[2]), match[4]) if month else None
    match = _DAY_NAMED.fullmatch(text)
    if match:
        month = _month(match[2])
        return (int(match[3]), month, int(match[1]), match[4]) if month else None
    return None


def _month(name: str) -> int | None:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalpha())
    return next((place for place, starts in enumerate(_MONTHS, start=1) if plain.startswith(starts)), None)
