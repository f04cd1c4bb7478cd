"""Charts as files: PNG at any density, SVG and PDF with text that stays text."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from kneerehab.charts.chart import Chart
from kneerehab.charts.style import Style
from kneerehab.i18n import _

Kind = Literal["png", "svg", "pdf"]


def picture(
    chart: Chart, data: object, style: Style, kind: Kind, *, width: int = 960, height: int = 480, ratio: float = 2
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
