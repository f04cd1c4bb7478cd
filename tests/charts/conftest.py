"""Figures on matplotlib's Agg canvas, as the screen has them, and what is written on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


@pytest.fixture
def figure() -> Figure:
    """A figure as wide as a card of the Progress page."""
    return sized(648, 300)


def sized(width: int, height: int) -> Figure:
    """A figure of so many pixels."""
    made = Figure(figsize=(width / 100, height / 100), dpi=100)
    FigureCanvasAgg(made)
    return made


@pytest.fixture
def new_figure() -> Callable[[int, int], Figure]:
    """Figures of any size in pixels."""
    return sized


@pytest.fixture
def find() -> Callable[[Figure, str], list[Artist]]:
    """Artists by their gid."""
    return lambda figure, gid: figure.findobj(lambda artist: artist.get_gid() == gid)
