"""A matplotlib figure of one sheet: charts, boxes, lines, and all its text as a single artist.

An artist for each of a year's 3,600 cells costs more than the drawing itself; `_Text` hands lines to the renderer as
they are, for they have been measured before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Transform

from kneerehab.charts import letters
from kneerehab.charts.page import Page
from kneerehab.charts.style import Style
from kneerehab.report.sheet import DPI, Box, Sheet, Words
from kneerehab.report.tags import Marks

_LABELS = 6  # where charts write: what stands above them on the page is drawn, and so read, before them
_BASELINE = 0.36  # below the middle of the capital letters, in font sizes


@contextmanager
def painted(sheet: Sheet, marks: Marks | None = None) -> Iterator[Figure]:
    """The figure for as long as it is needed.

    Then its canvas goes (35 MB at print size) without waiting for the garbage collector, which rests while the window's
    worker draws.
    """
    made = figure(sheet, marks)
    try:
        with exact_letters():
            yield made
    finally:
        vars(made.canvas).pop("renderer", None)
        made.clear()


def figure(sheet: Sheet, marks: Marks | None = None) -> Figure:
    """Draw a sheet, with its marks for screen readers if it becomes a PDF."""
    made = Figure(figsize=sheet.options.paper.inches, dpi=DPI)
    FigureCanvasAgg(made)
    page = Page(made, Style(locale=sheet.options.locale))
    made.set_facecolor("white")
    if sheet.tiles:
        boxes = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, y0, x1, y1 in sheet.tiles]
        page.shapes(boxes, sheet.theme.sunken, sheet.theme.border, 1, zorder=-2)
    if sheet.frames or sheet.poses:
        from kneerehab.report.shapes import add_frames, add_pose

        add_frames(page, sheet.frames)
        for pose in sheet.poses:
            with _marked(made, marks, pose):
                add_pose(page, pose)
    for colour, thick in dict.fromkeys((rule.colour, rule.thick) for rule in sheet.rules):
        same = [rule for rule in sheet.rules if (rule.colour, rule.thick) == (colour, thick)]
        page.lines([[(rule.left, rule.y), (rule.right, rule.y)] for rule in same], colour, thick)
    for picture in sheet.charts:
        part = _Part(made, sheet.height, picture.box)
        with _marked(made, marks, picture):
            picture.chart.draw(cast(Figure, part), picture.data, sheet.options.style())
    if marks is not None:
        marks.around((artist for artist in made.get_children() if "draw" not in vars(artist)), None)
    head = sheet.before_charts
    for words, zorder in ((sheet.words[:head], _LABELS - 0.5), (sheet.words[head:], _LABELS + 0.5)):
        made.add_artist(_Text(words, page.pixels, zorder, marks))
    return made


@contextmanager
def _marked(made: Figure, marks: Marks | None, part: object) -> Iterator[None]:
    """What is added meanwhile belongs to one part of the sheet."""
    before = set(made.get_children())
    yield
    if marks is not None:
        marks.around((artist for artist in made.get_children() if artist not in before), part)


def exact_letters() -> AbstractContextManager[None]:
    """Letters as wide as they were measured: fitted to the pixels of a picture, a line may end beyond the margin."""
    return rc_context({"text.hinting": "no_hinting"})


class _Text(Artist):
    """Lines of a sheet."""

    def __init__(self, words: list[Words], pixels: Transform, zorder: float, marks: Marks | None) -> None:
        super().__init__()
        self._marks = marks
        self.set_zorder(zorder)
        self.words = words
        self._pixels = pixels

    def draw(self, renderer: RendererBase) -> None:
        """Write the lines in the order they were set, which is the order they are read in."""
        flipped = renderer.get_canvas_width_height()[1] if renderer.flipy() else None
        context: Any = renderer.new_gc()
        for line in self.words:
            if not line.text:
                continue
            context.set_foreground(line.colour)
            left = line.x if line.side == "left" else line.x - line.width
            x, y = self._pixels.transform((left, line.y + line.size * _BASELINE))
            look = letters.look(line.text, line.weight, line.size)
            if self._marks is not None:
                self._marks.begin(renderer, line)
            renderer.draw_text(context, x, y if flipped is None else flipped - y, line.text, look, 0)
            if self._marks is not None:
                self._marks.end(renderer)
        context.restore()


class _Part:
    """A part of a figure that passes for a whole one: as much of `Figure` as charts draw with."""

    def __init__(self, whole: Figure, height: float, box: Box) -> None:
        """`height` of the whole, and the edges, in pixels."""
        left, top, right, bottom = box
        self._whole = whole
        self._box = (left, height - bottom, right - left, bottom - top)
        self.dpi_scale_trans: Transform = (
            Affine2D().translate(left / DPI, (height - bottom) / DPI) + whole.dpi_scale_trans
        )

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
