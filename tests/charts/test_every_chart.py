"""What holds for every entry of CHARTS: it draws anything, says what it shows, and nothing is clipped or overlaps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from importlib import import_module
from itertools import combinations
from pkgutil import iter_modules

import pytest
from matplotlib.collections import Collection, LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

import kneerehab.charts
from kneerehab import i18n
from kneerehab.charts import CHARTS, Style, spoken
from kneerehab.design import DARK, LIGHT
from kneerehab.domain.codes import Units
from kneerehab.paths import resources_dir
from tests.charts import diaries

LENGTHS = {"empty": 0, "one day": 1, "four weeks": 28, "twelve weeks": 84, "a year": 365, "ten years": 3652}
MakeFigure = Callable[[int, int], Figure]


@cache
def data(chart_id: str, length: str) -> object:
    """The data of a chart over one of the lengths."""
    days = LENGTHS[length]
    return CHARTS[chart_id].data(sources(days))


@cache
def sources(days: int) -> object:
    """Sources are made once for all charts."""
    return diaries.sources(days) if days else diaries.sources(28, diaries.empty())


def texts(figure: Figure) -> list[Text]:
    """What is written on the figure, beside its axes: nothing of ours is, and to look at an axis makes its ticks."""
    beside = (part for part in figure.get_children() if part not in figure.axes)
    return [text for part in beside for text in part.findobj(Text) if text.get_text()]


def faults(figure: Figure) -> list[str]:
    """Texts and shapes that leave the figure, and texts that touch each other."""
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure) if text.get_visible()]
    found = [
        f"{words!r} is clipped"
        for words, box in boxes
        if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > width + 0.5 or box.y1 > height + 0.5
    ]
    # A patch of the axes themselves has a transform of its own; only what was drawn in pixels is looked at.
    for shape in (
        artist for artist in figure.artists if isinstance(artist, PolyCollection | LineCollection | PathPatch)
    ):
        paths = [shape.get_path()] if isinstance(shape, PathPatch) else shape.get_paths()
        for path in paths:
            box = path.get_extents(
                shape.get_transform() if isinstance(shape, Collection) else shape.get_data_transform()
            )
            if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
                found.append(f"a shape of {shape.get_gid()!r} is clipped")
    for (first, one), (second, other) in combinations(boxes, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        if across > 1 and down > 1.5:
            found.append(f"{first!r} touches {second!r}")
    return found


def test_every_file_that_draws_a_chart_is_listed_and_so_finds_its_card() -> None:
    listed = {chart.draw for chart in CHARTS.values()}
    modules = [import_module(f"kneerehab.charts.{found.name}") for found in iter_modules(kneerehab.charts.__path__)]
    left_out = [module.__name__ for module in modules if hasattr(module, "draw") and module.draw not in listed]
    assert left_out == [], "these draw, but their CHART is not in the table of kneerehab/charts/__init__.py"
    assert listed == {module.draw for module in modules if hasattr(module, "draw")}
    assert len({chart.card.name for chart in CHARTS.values()}) == len({chart.card for chart in CHARTS.values()})
    assert all(1 <= chart.card.columns <= 6 for chart in CHARTS.values())


def test_listing_and_describing_charts_does_not_load_matplotlib() -> None:
    code = (
        "import sys; from kneerehab.charts import CHARTS; from tests.charts import diaries;"
        "s = diaries.sources(5);"
        "[(c.describe(d), c.table(d), c.days(d)) for c in CHARTS.values() for d in [c.data(s)]];"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("chart_id", CHARTS)
def test_text_is_neither_clipped_nor_overlapping(chart_id: str, length: str, theme: object, figure: Figure) -> None:
    CHARTS[chart_id].draw(figure, data(chart_id, length), Style(theme=theme))  # type: ignore[arg-type]

    assert faults(figure) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(480, 260), (648, 300), (1200, 600)])
@pytest.mark.parametrize("chart_id", CHARTS)
def test_text_fits_at_any_size_and_text_scale(
    chart_id: str, size: tuple[int, int], scale: float, new_figure: MakeFigure
) -> None:
    for length in LENGTHS:
        figure = new_figure(*size)
        CHARTS[chart_id].draw(figure, data(chart_id, length), Style(scale=scale, titled=scale == 1.0))

        assert (length, faults(figure)) == (length, [])


_CARDS = {2: 287, 3: 458, 4: 629, 6: 971}
"""Columns of a card of Progress to the width of its chart in a window of 1280 x 800."""


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
@pytest.mark.parametrize("chart_id", CHARTS)
def test_no_language_has_its_words_cut_on_the_cards_of_progress(
    chart_id: str, code: str, new_figure: MakeFigure
) -> None:
    card = CHARTS[chart_id].card
    # Beside others at 1280 x 800, alone at 960 x 640, and alone in both at 200 %.
    sizes = [(_CARDS[card.columns], card.height, 1.0), (816, card.height, 1.0)]
    sizes += [(672, 2 * card.height, 2.0), (992, 2 * card.height, 2.0)]
    found = []
    with i18n.speaking(resources_dir() / "locale", code):
        for length in LENGTHS:
            for wide, high, scale in sizes:
                figure = new_figure(wide, high)
                CHARTS[chart_id].draw(figure, data(chart_id, length), Style(scale=scale))
                cut = [text.get_text() for text in texts(figure) if text.get_text().endswith("…")]
                found += [(wide, scale, length, fault) for fault in (*faults(figure), *cut)]
    assert found == []


def test_the_search_for_faults_finds_planted_ones(figure: Figure) -> None:
    figure.text(0.5, 0.5, "one on top")
    figure.text(0.51, 0.5, "of the other")
    figure.text(0.97, 0.1, "over the edge")

    assert faults(figure) == ["'over the edge' is clipped", "'one on top' touches 'of the other'"]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("chart_id", CHARTS)
def test_description_table_and_readout_are_words(chart_id: str, length: str) -> None:
    chart, shown = CHARTS[chart_id], data(chart_id, length)
    miles = spoken(Units.MILE)

    assert chart.describe(shown).endswith(".")
    assert chart.describe(shown, miles)
    table = chart.table(shown)
    assert all(len(row) == len(table.headers) for row in table.rows)
    assert all(isinstance(cell, str) for row in table.rows for cell in row)
    days = chart.days(shown)
    assert list(days) == sorted(days)
    for day in days[:3]:
        assert chart.readout(shown, day)
        assert chart.readout(shown, day, miles)
    assert chart.readout(shown, diaries.TODAY + timedelta(days=4000))


@pytest.mark.parametrize("length", ["one day", "four weeks", "ten years"])
@pytest.mark.parametrize("chart_id", CHARTS)
def test_pointing_at_a_day_finds_it(chart_id: str, length: str, figure: Figure) -> None:
    drawing = CHARTS[chart_id].draw(figure, data(chart_id, length), Style())
    days = CHARTS[chart_id].days(data(chart_id, length))

    assert {spot.day for spot in drawing.spots} <= set(days)
    for spot in drawing.spots[:: max(1, len(drawing.spots) // 20)]:
        assert 0 <= spot.x <= 1
        found = drawing.nearest(spot.x, 0.5 if spot.y is None else spot.y)
        near = drawing.spot(found) if found else None
        assert near is not None
        assert (near.x, near.y) == (spot.x, spot.y)


@pytest.mark.parametrize("chart_id", CHARTS)
def test_a_chart_is_drawn_anew_in_the_same_figure(chart_id: str, figure: Figure) -> None:
    for _time in range(2):
        CHARTS[chart_id].draw(figure, data(chart_id, "four weeks"), Style())
        count = len(figure.findobj())
    CHARTS[chart_id].draw(figure, data(chart_id, "four weeks"), Style())

    assert len(figure.findobj()) == count


def test_an_empty_diary_is_told_in_a_sentence_without_axes(figure: Figure) -> None:
    for chart_id, chart in CHARTS.items():
        chart.draw(figure, data(chart_id, "empty"), Style())

        assert figure.axes == []
        assert len(figure.findobj(Text)) >= 1
