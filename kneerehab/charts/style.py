"""How a chart looks and writes: theme, text scale, and the words of a locale; no Qt and no matplotlib here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date

from kneerehab.design import LIGHT, Theme
from kneerehab.domain.codes import Units
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats, plain

MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def _axis_day(day: date) -> str:
    return _("{day} {month}").format(day=day.day, month=_(MONTHS[day.month - 1]))


def _axis_month(day: date) -> str:
    return str(day.year) if day.month == 1 else _(MONTHS[day.month - 1])


def _weekday(number: int) -> str:
    return _(WEEKDAYS[number])


def _long_day(day: date) -> str:
    return _("{day} {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)


def _short_day(day: date) -> str:
    return _("{weekday} {date}").format(weekday=_weekday(day.weekday()), date=_long_day(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """Dates and amounts as charts write them: `formats` for sentences, the rest for axes; weekday 0 is Monday."""

    formats: Formats
    axis_day: Callable[[date], str] = _axis_day
    axis_month: Callable[[date], str] = _axis_month
    weekday: Callable[[int], str] = _weekday

    def day(self, day: date) -> str:
        """A date within a sentence."""
        return self.formats.day(day)

    def heading(self, day: date) -> str:
        """A date with its weekday, to begin a readout."""
        return self.formats.short_day(day)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number."""
        return self.formats.number(value, decimals)


def spoken(units: Units = Units.KM) -> Locale:
    """Dates and numbers as the language of the texts writes them, wherever the computer stands."""
    return Locale(formats=replace(plain(units), day=_long_day, short_day=_short_day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What `draw` needs besides data: `scale` 1.0 is 100 % text; `titled` draws the title too, for saved pictures.

    `today` is the day to be marked as such, on the presenter; there the phases stand beside the chart, not in it.
    """

    theme: Theme = LIGHT
    scale: float = 1.0
    locale: Locale = field(default_factory=spoken)
    titled: bool = False
    today: date | None = None
    background: str | None = None  # "none" for transparent; otherwise the theme's surface

    @property
    def face(self) -> str:
        """The colour behind everything."""
        return self.background or self.theme.surface
