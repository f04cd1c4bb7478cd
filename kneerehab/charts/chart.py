"""What every chart has: drawing, description, table, readout and the days it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from kneerehab.charts.style import Locale, Style
from kneerehab.i18n import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The chart as text: one row a day (or week, run, exercise); an unknown value is a dash."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a day stands: fractions of the figure from the left and the top; `y` None stands for the whole column."""

    day: date
    x: float
    y: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What was drawn: the plot's left, top, right and bottom edge (fractions from the top left), and its days."""

    plot: tuple[float, float, float, float]
    spots: tuple[Spot, ...] = ()

    def nearest(self, x: float, y: float) -> date | None:
        """The day at (or next to) a place given as fractions; `None` for a chart that has no days."""
        if not self.spots:
            return None
        return min(self.spots, key=lambda spot: abs(spot.x - x) + (0 if spot.y is None else abs(spot.y - y))).day

    def spot(self, day: date) -> Spot | None:
        """Where a day is; `None` if it isn't shown."""
        return next((spot for spot in self.spots if spot.day == day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: `title` and `subtitle` are for `_()`; its module loads when first used, matplotlib when drawn."""

    id: str
    title: str
    subtitle: str
    module: str

    def _call(self, name: str, *arguments: object) -> Any:
        return getattr(import_module(f"kneerehab.charts.{self.module}"), name)(*arguments)

    def draw(self, figure: Figure, data: object, style: Style) -> Drawing:
        """Clear the figure and draw into it; says where the days are."""
        return cast(Drawing, self._call("draw", figure, data, style))

    def describe(self, data: object, locale: Locale | None = None) -> str:
        """The chart in one to three sentences, also its accessible name."""
        return cast(str, self._call("describe", data, *_given(locale)))

    def table(self, data: object, locale: Locale | None = None) -> Table:
        """The chart as a table."""
        return cast(Table, self._call("table", data, *_given(locale)))

    def readout(self, data: object, day: date, locale: Locale | None = None) -> str:
        """The values of one of its days."""
        return cast(str, self._call("readout", data, day, *_given(locale)))

    def days(self, data: object) -> tuple[date, ...]:
        """Its days in order; for weeks their first day; empty if it isn't about days."""
        return cast("tuple[date, ...]", self._call("days", data))


def _given(locale: Locale | None) -> Sequence[Locale]:
    return () if locale is None else (locale,)


def nothing() -> str:
    """What an empty chart says."""
    return _("Nothing to show in these days.")
