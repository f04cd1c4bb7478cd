"""A sheet of paper being written: columns of text that know what fits, and charts drawn into a part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar, cast

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

from kneerehab.charts.chart import Chart
from kneerehab.charts.page import DPI, Page
from kneerehab.charts.style import Style
from kneerehab.i18n import _
from kneerehab.report.options import ReportOptions

MARGIN = 44
FOOT = 34
BODY, SMALL, HEADING = 11.6, 10.6, 13.0
LINE = 15.2
WIDEST_SIGN = 0.95  # of Inter, in font sizes

Places = Sequence[tuple[float, Literal["left", "right"]]]
"""Where the cells of a row stand: shares of the width, the left edge of text or the right edge of numbers."""

_T = TypeVar("_T")


class Sheet(Page):
    """One page of the report, in pixels of a hundredth of an inch."""

    def __init__(self, options: ReportOptions) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        figure = Figure(figsize=options.paper.inches, dpi=DPI)
        FigureCanvasAgg(figure)
        super().__init__(figure, Style(locale=options.locale))
        self.options = options
        self.left, self.right = float(MARGIN), self.width - MARGIN
        self.bottom = self.height - MARGIN - FOOT

    def chart(self, chart: Chart, data: object, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a chart between four pixel edges."""
        part = _Part(self.figure, left, self.height - bottom, right - left, bottom - top)
        chart.draw(cast(Figure, part), data, self.options.style())

    def fitted(self, text: str, room: float, size: float = BODY, weight: int = 500) -> str:
        """The text, cut if it is wider than `room`; short ones are not even measured, tables have thousands."""
        if len(text) * self.px(size) * WIDEST_SIGN <= room:
            return text
        return super().fitted(text, room, size, weight)

    def rule(self, y: float, left: float | None = None, right: float | None = None, colour: str | None = None) -> None:
        """A thin line across."""
        edge = (self.left if left is None else left, self.right if right is None else right)
        self.lines([[(edge[0], y), (edge[1], y)]], colour or self.theme.border, 1)

    def foot(self, number: int, count: int, words: str) -> None:
        """What stands at the bottom of every page."""
        y = self.height - MARGIN - 6
        self.rule(y - 16)
        self.text(self.left, y, words, size=9.6, weight=400)
        page = _("Page {number} of {count}").format(number=number, count=count)
        self.text(self.right, y, page, size=9.6, weight=400, ha="right")


class _Part:
    """A part of a figure that passes for a whole one: as much of `Figure` as charts draw with."""

    def __init__(self, whole: Figure, left: float, bottom: float, width: float, height: float) -> None:
        """Edges in pixels from the bottom left."""
        self._whole = whole
        self._box = (left, bottom, width, height)
        self.dpi_scale_trans: Transform = Affine2D().translate(left / DPI, bottom / DPI) + whole.dpi_scale_trans

    def get_size_inches(self) -> tuple[float, float]:
        """Width and height of the part."""
        return self._box[2] / DPI, self._box[3] / DPI

    def clear(self) -> None:
        """What stands beside it stays."""

    def set_facecolor(self, colour: str) -> None:
        """The paper has its own."""

    def add_artist(self, artist: Artist) -> Artist:
        """Put an artist on the sheet."""
        return self._whole.add_artist(artist)

    def add_axes(self, rect: tuple[float, float, float, float]) -> Axes:
        """Axes at fractions of the part."""
        wide, high = (float(inches) * DPI for inches in self._whole.get_size_inches())
        left, bottom, width, height = self._box
        return self._whole.add_axes(
            (
                (left + rect[0] * width) / wide,
                (bottom + rect[1] * height) / high,
                rect[2] * width / wide,
                rect[3] * height / high,
            )
        )


class Column:
    """Text from the top down between two edges; what finds no room is counted, never drawn over something else."""

    def __init__(self, sheet: Sheet, left: float, right: float, top: float, bottom: float | None = None) -> None:
        self.sheet = sheet
        self.left, self.right = left, right
        self.y = top
        self.bottom = sheet.bottom if bottom is None else bottom

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    def room(self, lines: float = 1) -> bool:
        """Whether so many lines still fit."""
        return self.y + lines * LINE <= self.bottom

    def heading(self, text: str) -> bool:
        """A title with a line under it; False if neither it nor a line after it fits."""
        if not self.room(3):
            return False
        self.y += 9
        self.sheet.text(self.left, self.y, text, size=HEADING, weight=600, colour=self.sheet.theme.text)
        self.y += 11
        self.sheet.rule(self.y, self.left, self.right)
        self.y += 11
        return True

    def words(self, text: str, *, indent: float = 0, lines: int = 99, **look: Any) -> bool:
        """Wrapped text, at most so many lines; False if not even one fits."""
        look = {"size": BODY, "weight": 400, "colour": self.sheet.theme.text, **look}
        wrapped = self.sheet.wrapped(text, self.width - indent, look["size"], look["weight"])
        free = min(lines, int((self.bottom - self.y) // LINE + 1e-9))
        if free < 1:
            return False
        if len(wrapped) > free:
            wrapped = [*wrapped[: free - 1], self.sheet.fitted(f"{wrapped[free - 1]} …", self.width - indent)]
        for line in wrapped:
            self.sheet.text(self.left + indent, self.y, line, **look)
            self.y += LINE
        return True

    def pair(self, head: str, text: str, *, indent: float = 80, lines: int = 2) -> bool:
        """A date (or name) in the margin with its text beside it."""
        if not self.room():
            return False
        head = self.sheet.fitted(head, indent - 6, BODY, 500)
        self.sheet.text(self.left, self.y, head, size=BODY, weight=500)
        return self.words(text, indent=indent, lines=lines)

    def row(self, cells: Sequence[str], places: Places, **look: Any) -> bool:
        """Cells side by side; text is cut where the next cell begins."""
        if not self.room():
            return False
        look = {"size": BODY, "weight": 400, "colour": self.sheet.theme.text, **look}
        for number, (cell, (share, side)) in enumerate(zip(cells, places, strict=True)):
            if not cell:
                continue
            x = self.left + share * self.width
            room = self.width
            if side == "left":
                following = [other for other, _side in places[number + 1 :]]
                room = (following[0] if following else 1) * self.width - share * self.width - 6
                if following and places[number + 1][1] == "right":
                    room -= self.sheet.measure(cells[number + 1], look["size"], look["weight"])
            shown = self.sheet.fitted(cell, room, look["size"], look["weight"])
            self.sheet.text(x, self.y, shown, ha=side, **look)
        self.y += LINE
        return True

    def listed(self, items: Iterable[_T], write: Callable[[_T], bool], most: int) -> int:
        """Write at most so many; says how many were left out, and tells the reader."""
        items = list(items)
        shown = 0
        for item in items[:most]:
            if not self.room(2 if len(items) > shown + 1 else 1) or not write(item):
                break
            shown += 1
        left = len(items) - shown
        if left:
            more = _("and {n} more").format(n=left)
            self.words(more, size=SMALL, colour=self.sheet.theme.muted)
        return left

    def gap(self, pixels: float = 6) -> None:
        """Leave some air."""
        self.y += pixels
