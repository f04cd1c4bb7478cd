"""Which day of a chart is meant: by a place on its picture, or by steps from one day to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt

from kneerehab.charts import Drawing

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -7,
    Qt.Key.Key_PageDown: 7,
    Qt.Key.Key_Home: -100_000,
    Qt.Key.Key_End: 100_000,
}
"""How far each key walks."""
_NEAR = 8  # pixels beside the plot that still belong to it


def day_at(drawing: Drawing, size: QSize, place: QPointF) -> date | None:
    """The day next to a place in pixels; None beside the plot."""
    if size.isEmpty():
        return None
    left, top, right, bottom = drawing.plot
    x, y, near = place.x() / size.width(), place.y() / size.height(), _NEAR / size.width()
    if not (left - near <= x <= right + near and top - 0.03 <= y <= bottom + 0.03):
        return None
    return drawing.nearest(x, y)


def walked(days: Sequence[date], day: date | None, steps: int) -> date | None:
    """The day so many steps on, at most to either end; without a day the walk begins at an end."""
    if not days:
        return None
    if day not in days:
        return days[-1] if steps == -1 or steps > 1 else days[0]
    return days[max(0, min(len(days) - 1, days.index(day) + steps))]
