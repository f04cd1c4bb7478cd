"""Each chart over 4 weeks, 1, 5 and 10 years, against matplotlib drawing as many plain artists in a plain figure."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kneerehab.charts import CHARTS, Chart, Style
from tests.benchmarks.timing import Row, compare
from tests.charts import diaries

LENGTHS = {"4 weeks": 28, "1 year": 365, "5 years": 1826, "10 years": 3652}
SIZE = (6.48, 3.0)  # inches at 100 dots: a card of the Progress page
AIM = 1.5


def run() -> list[Row]:
    """One row a chart and length; each time is building the figure and rendering it."""
    rows = []
    for length, days in LENGTHS.items():
        sources = diaries.sources(days)
        for chart in CHARTS.values():
            rows.append(_row(f"chart {chart.id}, {length}", chart, chart.data(sources)))
    return rows


def _row(name: str, chart: Chart, data: object) -> Row:
    def ours() -> Figure:
        figure = _figure()
        chart.draw(figure, data, Style())
        figure.canvas.draw()
        return figure

    counted = ours()

    def plain() -> None:
        figure = _figure()
        _copy(counted, figure)
        figure.canvas.draw()

    return compare(name, plain, ours, aim=AIM, rounds=5)


def _figure() -> Figure:
    figure = Figure(figsize=SIZE, dpi=100)
    FigureCanvasAgg(figure)
    return figure


def _copy(ours: Figure, figure: Figure) -> None:
    """As many axes, lines of as many points, texts, segments and polygons, through matplotlib's plain calls."""
    found = [figure.add_subplot() for _axes in ours.axes or (None,)]
    axes = found[0]
    for artist in ours.findobj(include_self=False):
        if any(artist in (part.xaxis, part.yaxis) or artist in part.spines.values() for part in ours.axes):
            continue
        if isinstance(artist, Line2D) and _drawn_by_chart(artist):
            many = len(artist.get_xdata())
            marker = "o" if artist.get_marker() not in ("None", "", None) else ""
            axes.plot(range(many), [number % 10 for number in range(many)], marker=marker, markersize=4)
        elif isinstance(artist, Text) and artist.get_text():
            axes.text(0.5, 0.5, artist.get_text())
        elif isinstance(artist, LineCollection):
            many = len(artist.get_segments())
            axes.add_collection(LineCollection([[(number, 0), (number, 5)] for number in range(many)]))
        elif isinstance(artist, PolyCollection):
            many = len(artist.get_paths())
            squares = [[(n, 0), (n + 0.8, 0), (n + 0.8, 5), (n, 5)] for n in range(many)]
            axes.add_collection(PolyCollection(squares))


def _drawn_by_chart(line: Line2D) -> bool:
    """Ticks of the axes are lines too; those of ours are switched off and come with the plain axes anyway."""
    return len(line.get_xdata()) > 0 and (line.get_gid() is not None or line.axes is None)
