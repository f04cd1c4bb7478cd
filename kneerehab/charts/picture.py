"""Charts as pixels for a screen, and as files: PNG at any density, SVG and PDF with text that stays text."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any, Literal

from kneerehab.charts.chart import Chart, Drawing
from kneerehab.charts.style import Style
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

Kind = Literal["png", "svg", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pixels:
    """A drawn chart: four bytes a pixel (red, green, blue, opacity), row by row, and where its days are."""

    content: Any
    columns: int
    rows: int
    drawing: Drawing


def load() -> None:
    """Import what drawing needs, which takes a while the first time."""
    for name in ("matplotlib.backends.backend_agg", "matplotlib.figure"):
        import_module(name)
    for part in ("axis", "legend", "marks", "page"):
        import_module(f"kneerehab.charts.{part}")


def pixels(chart: Chart[Any], data: object, style: Style, *, width: int, height: int, ratio: float) -> Pixels:
    """The chart for a screen of `ratio` dots per pixel."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=100 * ratio)
    canvas: Any = FigureCanvasAgg(figure)
    drawing = chart.draw(figure, data, style)
    canvas.draw()
    content = canvas.buffer_rgba()
    rows, columns = content.shape[:2]
    return Pixels(content=content, columns=columns, rows=rows, drawing=drawing)


def picture(
    chart: Chart[Any], data: object, style: Style, kind: Kind, *, width: int = 960, height: int = 480, ratio: float = 2
) -> bytes:
    """The file's content; `width` and `height` in pixels at 100 %, times `ratio` for PNG."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    FigureCanvasAgg(figure)
    chart.draw(figure, data, style)
    out = BytesIO()
    fixed = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    # PDF type 3: matplotlib puts Inter's OpenType outlines into type 42 in a way that not every reader takes.
    with matplotlib.rc_context({"svg.fonttype": "none", "pdf.fonttype": 3, "svg.hashsalt": "kneerehab"}):
        figure.savefig(
            out,
            format=kind,
            dpi=100 * ratio if kind == "png" else 100,
            facecolor=style.face,
            metadata={**fixed, "Title": _(chart.title)},
        )
    return out.getvalue()
