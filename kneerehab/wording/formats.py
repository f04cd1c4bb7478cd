"""How dates, numbers and amounts are written: by locale on the screen, with ISO dates on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from kneerehab.domain.codes import Units
from kneerehab.domain.units import distance, shown_distance, shown_minutes
from kneerehab.frozen import dataclass
from kneerehab.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """Callables for one locale: `day` long, `short_day` with weekday, `number` with decimals, `clock`."""

    day: Callable[[date], str]
    short_day: Callable[[date], str]
    number: Callable[[float, int], str]
    clock: Callable[[time], str]
    units: Units = Units.KM

    @property
    def unit(self) -> str:
        """The sign of the distance unit."""
        return _("km") if self.units is Units.KM else _("mi")

    def distance(self, metres: int) -> str:
        """A distance that was covered: rounded down to 0.1 km or mile (0.01 below one)."""
        decimals = 1 if shown_distance(metres, self.units) >= 1 else 2
        return f"{self.number(shown_distance(metres, self.units, decimals), decimals)}\u00a0{self.unit}"

    def ceiling(self, metres: int) -> str:
        """A distance that is allowed: rounded down to 0.1 km or mile."""
        return f"{self.number(shown_distance(metres, self.units), 1)}\u00a0{self.unit}"

    def short_distance(self, metres: int) -> str:
        """A distance that somebody chose: rounded down to 0.1 km or mile, without a needless decimal."""
        far = shown_distance(metres, self.units)
        return f"{self.number(far, 0 if far.is_integer() else 1)}\u00a0{self.unit}"

    def minutes(self, seconds: int) -> str:
        """Whole minutes, rounded down."""
        return _("{minutes}\u00a0min").format(minutes=self.number(shown_minutes(seconds), 0))

    def duration(self, seconds: int) -> str:
        """A time as m:ss or h:mm:ss."""
        hours, rest = divmod(seconds, 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"

    def time_words(self, seconds: int) -> str:
        """A time in its units, exact: 1 h 30 min, 24 min, 1 h 2 min 30 s."""
        hours, rest = divmod(seconds, 3600)
        minutes, left = divmod(rest, 60)
        if left:
            pattern = _("{h} h {m} min {s} s") if hours else _("{m} min {s} s") if minutes else _("{s} s")
        elif hours:
            pattern = _("{h} h {m} min") if minutes else _("{h} h")
        else:
            pattern = _("{m} min")
        return pattern.replace(" ", "\u00a0").format(h=hours, m=minutes, s=left)

    def pace(self, seconds: int, metres: int) -> str:
        """Minutes and seconds per kilometre or mile."""
        per_unit = round(seconds / distance(metres, self.units)) if metres else 0
        unit = _("per km") if self.units is Units.KM else _("per mile")
        return f"{self.duration(per_unit)} {unit}"


def spoken_number(value: float, decimals: int) -> str:
    """With the decimal sign of the language of the texts, wherever the computer stands."""
    whole, _point, part = f"{value:.{decimals}f}".partition(".")
    return _("{whole}.{part}").format(whole=whole, part=part) if part else whole


def plain(units: Units = Units.KM) -> Formats:
    """For the command line: ISO dates, and numbers as the language of the texts writes them."""
    return Formats(
        day=date.isoformat,
        short_day=date.isoformat,
        number=spoken_number,
        clock=lambda moment: f"{moment:%H:%M}",
        units=units,
    )
