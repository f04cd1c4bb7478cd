"""The sheet a chart is drawn on: a figure measured in pixels from the top left, and plots placed on it.

matplotlib's own axes ticks and layout engines are not used: labels are measured before they are placed, so that nothing
is clipped or overlaps at any size, and a chart costs little more than its marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from kneerehab.charts import fonts, letters
from kneerehab.charts.chart import Drawing, Spot
from kneerehab.charts.style import Style
from kneerehab.frozen import dataclass

DPI = 100
POINT = 72 / DPI
"""Points per pixel: figures count 100 pixels to the inch, whatever the screen's own density."""
CAPTION = 12
ASCENT = 0.97  # of Inter, in font sizes

Points = Sequence[tuple[float, float]]
_Artist = TypeVar("_Artist", bound=Artist)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A place for data: edges in pixels of the page, limits in data units; `y0` is the value at the bottom."""

    axes: Axes
    left: float
    top: float
    right: float
    bottom: float
    x0: float
    x1: float
    y0: float
    y1: float
    scale: float = 1.0  # of the text; lines and markers grow with it

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top

    def x(self, value: float) -> float:
        """Pixel of a value across."""
        return self.left + (value - self.x0) / (self.x1 - self.x0) * self.width

    def y(self, value: float) -> float:
        """Pixel of a value down."""
        return self.bottom - (value - self.y0) / (self.y1 - self.y0) * self.height

    def x_value(self, pixels: float) -> float:
        """How much of the x axis a number of pixels is."""
        return pixels / self.width * (self.x1 - self.x0)


class Page:
    """A figure being drawn: size in pixels at 100 dots per inch, style, and the transform from its pixels."""

    def __init__(self, figure: Figure, style: Style) -> None:
        fonts.register()
        figure.clear()
        figure.set_facecolor(style.face)
        self.figure = figure
        self.style = style
        self.theme = style.theme
        self.width, self.height = (float(inches) * DPI for inches in figure.get_size_inches())
        flip = Affine2D.from_values(1 / DPI, 0, 0, -1 / DPI, 0, self.height / DPI)
        self.pixels: Transform = flip + figure.dpi_scale_trans

    def px(self, size: float) -> float:
        """A length of the design at the text scale in use."""
        return size * self.style.scale

    def measure(self, text: str, size: float = CAPTION, weight: int = 500) -> float:
        """Width of a text in pixels; `size` at 100 %."""
        return letters.width(letters.readable(text), self.px(size), weight)

    def line_height(self, size: float = CAPTION) -> float:
        """Height of a line of text in pixels."""
        return self.px(size) * 1.34

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = CAPTION,
        weight: int = 500,
        colour: str | None = None,
        ha: Literal["left", "center", "right"] = "left",
        gid: str | None = None,
    ) -> Text:
        """Write one line; `y` is the middle of its capital letters."""
        text = letters.readable(text)
        written = Text(
            x,
            y + self.px(size) * 0.36,
            text,
            color=colour or self.theme.muted,
            horizontalalignment=ha,
            verticalalignment="baseline",
            transform=self.pixels,
            fontproperties=letters.look(text, weight, self.px(size)),
            zorder=6,
            parse_math=False,
        )
        written.set_gid(gid)
        self.figure.add_artist(written)
        return written

    def plot(
        self, left: float, top: float, right: float, bottom: float, *, x: tuple[float, float], y: tuple[float, float]
    ) -> Plot:
        """Axes without any decoration between four pixel edges, with limits."""
        right, bottom = max(right, left + 8), max(bottom, top + 8)
        axes = self.figure.add_axes(
            (left / self.width, 1 - bottom / self.height, (right - left) / self.width, (bottom - top) / self.height)
        )
        axes.set_axis_off()
        axes.set_xlim(*x)
        axes.set_ylim(*y)
        return Plot(
            axes=axes,
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            x0=x[0],
            x1=x[1],
            y0=y[0],
            y1=y[1],
            scale=self.style.scale,
        )

    def lines(self, segments: Sequence[Points], colour: str, width: float = 1, **options: Any) -> LineCollection:
        """Straight lines in pixels of the page."""
        made = LineCollection(
            segments, colors=colour, linewidths=self.px(width) * POINT, transform=self.pixels, **options
        )
        made.set_zorder(options.get("zorder", 1))
        return self.add(made)

    def shapes(
        self, polygons: Sequence[Points], face: str, edge: str = "none", width: float = 1, **options: Any
    ) -> PolyCollection:
        """Filled shapes in pixels of the page."""
        made = PolyCollection(
            polygons,
            facecolors=face,
            edgecolors=edge,
            linewidths=self.px(width) * POINT,
            transform=self.pixels,
            **options,
        )
        return self.add(made)

    def hatched(
        self, polygons: Sequence[Points], face: str, edge: str, width: float, hatch: str, **options: Any
    ) -> PathPatch:
        """Hatched shapes in pixels of the page, as one artist: matplotlib fills a hatch anew for every path."""
        paths = [Path([*polygon, polygon[0]], closed=True) for polygon in polygons]
        made = PathPatch(
            Path.make_compound_path(*paths) if paths else Path([(0, 0)]),
            facecolor=face,
            edgecolor=edge,
            linewidth=self.px(width) * POINT,
            hatch=hatch if paths else None,
            transform=self.pixels,
            **options,
        )
        return self.add(made)

    def marks(self, points: Points, marker: Any, colour: str, size: float, **options: Any) -> Line2D:
        """Markers in pixels of the page."""
        made = Line2D(
            [x for x, _y in points],
            [y for _x, y in points],
            linestyle="none",
            marker=marker,
            markersize=size * POINT,
            transform=self.pixels,
            **{"markerfacecolor": colour, "markeredgecolor": colour, "markeredgewidth": 0, "zorder": 4, **options},
        )
        return self.add(made)

    def add(self, artist: _Artist) -> _Artist:
        """Put an artist on the figure, unclipped."""
        self.figure.add_artist(artist)
        return artist

    def fitted(self, text: str, room: float, size: float = CAPTION, weight: int = 500) -> str:
        """The text, cut with an ellipsis if it is wider than `room` pixels."""
        if self.measure(text, size, weight) <= room:
            return text
        while text and self.measure(text + "…", size, weight) > room:
            text = text[:-1]
        return text.rstrip() + "…"

    def wrapped(self, text: str, room: float, size: float = CAPTION, weight: int = 500) -> list[str]:
        """The text as lines no wider than `room` pixels; a single word may be cut."""
        lines: list[str] = []
        for word in text.split(" "):
            if lines and self.measure(f"{lines[-1]} {word}", size, weight) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(self.fitted(word, room, size, weight))
        return lines

    def drawing(self, plot: Plot, spots: Sequence[tuple[date, float]] = ()) -> Drawing:
        """What was drawn, for whoever points at it; `spots` are days with the pixel of their column."""
        return Drawing(
            plot=(plot.left / self.width, plot.top / self.height, plot.right / self.width, plot.bottom / self.height),
            spots=tuple(Spot(day=day, x=x / self.width) for day, x in spots),
        )

    def message(self, text: str) -> Drawing:
        """A sentence in the middle instead of an empty chart."""
        lines = self.wrapped(text, self.width - self.px(40), 14)
        step = self.line_height(14)
        for number, line in enumerate(lines):
            y = self.height / 2 + (number - (len(lines) - 1) / 2) * step
            self.text(self.width / 2, y, line, size=14, ha="center")
        return Drawing(plot=(0, 0, 1, 1))
