"""A sheet of paper: what is to stand on it, kept as plain values, so that a long report holds no figures.

`report.paint` makes a matplotlib figure of one sheet at a time. Pixels are hundredths of an inch, from the top left.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

from kneerehab.charts import letters
from kneerehab.charts.chart import Chart
from kneerehab.charts.style import Style
from kneerehab.frozen import dataclass
from kneerehab.i18n import _
from kneerehab.report.options import ReportOptions

MARGIN = 44
FOOT = 34
BODY, SMALL, HEADING, TITLE = 11.6, 10.6, 13.0, 20.0
LINE = 15.2
DPI = 100

Side = Literal["left", "right"]
Tag = Literal["H1", "H2", "P"]
"""What a screen reader takes a text for: the title, a heading, or neither."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge."""


class Cell(NamedTuple):
    """Where in a table a text stands, all from 0; the row counts on over the whole sheet."""

    row: int
    column: int
    columns: int
    head: bool


class Words(NamedTuple):
    """One line of text; `y` is the middle of its capital letters, `x` its left or right end."""

    x: float
    y: float
    text: str
    size: float
    weight: int
    colour: str
    side: Side
    tag: Tag
    cell: Cell | None = None

    @property
    def width(self) -> float:
        """Pixels across, as measured without a canvas."""
        return letters.width(self.text, self.size, self.weight)


class Rule(NamedTuple):
    """A line across, so many pixels thick."""

    y: float
    left: float
    right: float
    colour: str
    thick: float = 1


class Frame(NamedTuple):
    """A box with round corners; no edge if `thick` is 0."""

    box: Box
    face: str
    edge: str
    thick: float
    radius: float


class Pose(NamedTuple):
    """Start (1) or end (2) of a shipped exercise, in a square."""

    slug: str
    number: Literal[1, 2]
    left: float
    top: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with its data, and where it goes."""

    chart: Chart[Any]
    data: object
    box: Box


class Sheet:
    """One page of the report."""

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self.theme = Style(locale=options.locale).theme
        self.width, self.height = (inches * DPI for inches in options.paper.inches)
        self.left, self.right = float(MARGIN), self.width - MARGIN
        self.bottom = self.height - MARGIN - FOOT
        self.words: list[Words] = []
        self.rules: list[Rule] = []
        self.tiles: list[Box] = []
        self.frames: list[Frame] = []
        self.poses: list[Pose] = []
        self.charts: list[Picture] = []
        self.before_charts = 0
        self.rows = 0
        days = (options.locale.formats.day(date(2000, month, 28)) for month in range(1, 13))
        self.day_room = max(80.0, 8 + max(self.measure(day, BODY, 500) for day in days))
        """Pixels that a date in the margin takes with the air after it."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = BODY,
        weight: int = 400,
        colour: str | None = None,
        ha: Side = "left",
        cell: Cell | None = None,
        tag: Tag | None = None,
    ) -> None:
        """Write one line; what is set as large and bold as a title or a heading is one, unless `tag` says otherwise."""
        if tag is None:
            bold = weight >= 600 and cell is None and len(text) > 1
            tag = "H1" if bold and size >= TITLE else "H2" if bold and size >= HEADING else "P"
        look = (size, weight, colour or self.theme.muted, ha)
        self.words.append(Words(x, y, letters.readable(text), *look, tag, cell))

    def rule(
        self,
        y: float,
        left: float | None = None,
        right: float | None = None,
        colour: str | None = None,
        thick: float = 1,
    ) -> None:
        """A line across."""
        left, right = self.left if left is None else left, self.right if right is None else right
        self.rules.append(Rule(y, left, right, colour or self.theme.border, thick))

    def frame(
        self, box: Box, *, face: str = "none", edge: str | None = None, thick: float = 1, radius: float = 8
    ) -> None:
        """A box with round corners; drawn below everything else, in the order they are set."""
        self.frames.append(Frame(box, face, edge or self.theme.line, thick, radius))

    def tile(self, box: Box) -> None:
        """A tinted box under a figure."""
        self.tiles.append(box)

    def chart(self, chart: Chart[Any], data: object, box: Box) -> None:
        """A chart between four edges; what is written before the first one is read before it too."""
        if not self.charts:
            self.before_charts = len(self.words)
        self.charts.append(Picture(chart=chart, data=data, box=box))

    def measure(self, text: str, size: float = BODY, weight: int = 400) -> float:
        """Width of a line in pixels."""
        return letters.width(letters.readable(text), size, weight)

    def fitted(self, text: str, room: float, size: float = BODY, weight: int = 400) -> str:
        """The text, cut if it is wider than `room`."""
        return letters.fitted(text, room, lambda part: self.measure(part, size, weight))

    def wrapped(self, text: str, room: float, size: float = BODY, weight: int = 400) -> list[str]:
        """The text as lines that fit."""
        return letters.wrapped(text, room, lambda part: self.measure(part, size, weight))

    def foot(self, number: int, count: int, words: str) -> None:
        """What stands at the bottom of every page."""
        y = self.height - MARGIN - 6
        self.rule(y - 16)
        self.text(self.left, y, words, size=9.6)
        page = _("Page {number} of {count}").format(number=number, count=count)
        self.text(self.right, y, page, size=9.6, ha="right")
