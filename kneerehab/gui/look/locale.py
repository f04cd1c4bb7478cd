"""Numbers and times as the system writes them; the names of days and months in the language of our sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import cache, partial

from PySide6.QtCore import QDate, QLocale, QTime

from kneerehab.domain.codes import Units
from kneerehab.i18n import language
from kneerehab.wording.formats import Formats

_BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
"""English as most of the world orders a date."""


def words_locale() -> QLocale:
    """Whoever writes the name of a day or month asks here: the system's locale if our texts are in its language.

    Else it is that of the texts, as it is written in the system's country, so that no "Dezember" stands in an English
    sentence and the day still comes where people look for it.
    """
    return _words_locale(QLocale().bcp47Name(), language())


@cache
def _words_locale(system: str, texts: str) -> QLocale:
    here, words = QLocale(), QLocale(texts)
    if here.language() == words.language():
        plain = QLocale(here.language(), here.territory())
        if here.dayName(1) == plain.dayName(1):
            return here
        # The system writes its dates in another language (LC_TIME): what is left of that is where the day comes.
        return plain if texts != "en" or _day_first(here) == _day_first(plain) else _BRITISH
    there = QLocale(words.language(), here.territory())
    if there.language() == words.language() and there.territory() == here.territory():
        return there
    return _BRITISH if words.language() == QLocale.Language.English else words


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _long_pattern(locale: QLocale, *, year: bool = False) -> str:
    """The locale's long date, mostly without its year, which the diary seldom needs."""
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    for part in () if year else (", yyyy", " 'de' yyyy", " yyyy", "yyyy年", "yyyy"):
        pattern = pattern.replace(part, "")
    pattern = pattern.strip(" ,.") or "dddd d MMMM"
    return pattern.replace("dddd, ", "dddd ") if locale.language() == QLocale.Language.English else pattern


def day_first() -> bool:
    """Whether a date in words begins with its day: "12 March"."""
    return _day_first(words_locale())


def _day_first(locale: QLocale) -> bool:
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    return pattern.find("d") < pattern.find("M")


def day_sign() -> str:
    """How a pattern writes the day of the month: "d", in German with its full stop, "d."."""
    return "d." if "d. " in words_locale().dateFormat(QLocale.FormatType.LongFormat) else "d"


def long_day(day: date, *, year: bool = False) -> str:
    """ "Thursday 12 March" in the locale's order."""
    locale = words_locale()
    return locale.toString(_qdate(day), _long_pattern(locale, year=year))


def short_day(day: date, *, year: bool = False) -> str:
    """ "Thu 12 Mar" in the locale's order; a shortened month may end in a dot, which then ends a sentence, too."""
    locale = words_locale()
    pattern = _long_pattern(locale, year=year)
    return locale.toString(_qdate(day), pattern.replace("dddd, ", "ddd ").replace("dddd", "ddd").replace("MMMM", "MMM"))


def day_and_year(day: date) -> str:
    """ "Thu 12 Mar 2026"."""
    return short_day(day, year=True)


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


def begin_weeks_on(preference: int | None) -> None:
    """What calendars without a workspace are to follow from now on, as `first_weekday` has it."""
    _preferred[:] = [preference]


def week_begins() -> int:
    """The first day of the week in every calendar, 0 is Monday."""
    return first_weekday(_preferred[0])


_preferred: list[int | None] = [None]


def formats_for(units: Units) -> Formats:
    """The locale's way of writing, with these units."""
    return Formats(day=long_day, short_day=short_day, number=number, clock=clock, units=units)


def formats_since(first: date, today: date, formats: Formats) -> Formats:
    """Days with their year, where those from `first` until today are of two years."""
    if first.year == today.year:
        return formats
    return replace(formats, day=partial(long_day, year=True), short_day=day_and_year)


def weekday(day: date) -> str:
    """The short name of a day of the week."""
    return words_locale().toString(_qdate(day), "ddd")


def weekday_short(number: int) -> str:
    """The short name of a weekday by itself; 1 is Monday."""
    return words_locale().standaloneDayName(number, QLocale.FormatType.ShortFormat)


def weekday_long(number: int) -> str:
    """The name of a weekday by itself; 1 is Monday."""
    return words_locale().standaloneDayName(number)


def short_weekday_and_day(day: date) -> str:
    """ "Thu 12": for lists that say the month elsewhere."""
    return words_locale().toString(_qdate(day), "ddd d")


def month_short(day: date) -> str:
    """ "Mar"."""
    return words_locale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat).removesuffix(".")


def month(day: date) -> str:
    """ "March", by itself."""
    return words_locale().standaloneMonthName(day.month)


def month_and_year(day: date) -> str:
    """ "March 2026", by itself."""
    return f"{month(day)} {day.year}"


def made_at(made: datetime) -> str:
    """Day and clock time; the day alone where no more is known."""
    day = day_and_year(made.date())
    return day if made.time() == time() else f"{day}, {clock(made.time())}"
