"""A chart made on the worker thread: its data, its words, and the picture with the size it was drawn for."""

from __future__ import annotations

import gc
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage

from kneerehab.charts import Chart, Drawing, Style
from kneerehab.frozen import dataclass
from kneerehab.gui.chart.reading import Reading
from kneerehab.gui.shell.tasks import in_background

SMALLEST = (200, 120)
"""Pixels; a view that has not found its size yet is drawn no smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finished chart."""

    chart: Chart[Any]
    data: Any
    description: str
    drawing: Drawing
    image: QImage
    size: QSize


@cache
def load() -> None:
    """Import matplotlib, and have later runs of the garbage collector pass it by: it stays until the end."""
    import kneerehab.charts.picture as picture

    picture.load()
    gc.freeze()


def get_ready(owner: QObject) -> None:
    """Import it on the worker thread, where charts will be wanted soon: the first one then comes at once."""
    in_background(owner, load, lambda _nothing: None)


def draw(chart: Chart[Any], data: Any, reading: Reading, style: Style, size: QSize, ratio: float) -> Drawn:
    """Read what isn't there yet (`data` None), draw it, describe it."""
    load()
    from kneerehab.charts.picture import pixels

    if data is None:
        data = chart.data(reading())
    wide, high = max(size.width(), SMALLEST[0]), max(size.height(), SMALLEST[1])
    made = pixels(chart, data, style, width=wide, height=high, ratio=ratio)
    image = QImage(made.content, made.columns, made.rows, made.columns * 4, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(ratio)
    words = chart.describe(data, style.locale)
    return Drawn(chart=chart, data=data, description=words, drawing=made.drawing, image=image, size=size)
