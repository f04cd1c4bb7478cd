"""What every chart has: drawing, description, table, readout and the days it stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from kneerehab.charts.style import Locale, Style
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.trends.sources import Sources
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

T = TypeVar("T")


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
class CardPlan:
    """A card of the Progress page: its share of six columns and its height in pixels at 100 %.

    Charts that give the same card share it, with a switch called `switch` between their `choice`s. `early` says whether
    it has something to show before there are check-ins enough for charts of pain.
    """

    name: str
    columns: int
    height: int
    at_first: bool = False
    switch: str = ""
    subtitle: str = ""
    early: Callable[[Diary], bool] = lambda diary: False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Generic[T]):
    """One chart, declared once: its data, drawing, card and words; `title`, `subtitle`, `choice` are for `_()`.

    `draw` clears the figure, draws into it and says where the days are; `describe` is the chart in one to three
    sentences, also its accessible name; `readout` the values of one of its days; `days` are its days in order, for
    weeks their first day, empty if it isn't about days. Only `draw` may import matplotlib. Without `choice`, a chart
    that shares its card is chosen by the sign of the runner's unit.
    """

    id: str
    title: str
    subtitle: str
    card: CardPlan
    data: Callable[[Sources], T]
    draw: Callable[[Figure, T, Style], Drawing]
    describe: Callable[[T, Locale], str]
    table: Callable[[T, Locale], Table]
    readout: Callable[[T, date, Locale], str]
    days: Callable[[T], tuple[date, ...]]
    choice: str = ""


def runs(diary: Diary) -> bool:
    """Whether there is a run to show."""
    return any(activity.kind is ActivityKind.RUN for activity in diary.activities)


def exercised(diary: Diary) -> bool:
    """Whether there is an exercise to show."""
    return bool(diary.exercise_sets)


def nothing() -> str:
    """What an empty chart says."""
    return _("Nothing to show in these days.")
