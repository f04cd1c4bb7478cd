"""Left against right: one pair of bars per exercise, growing from the middle, numbers at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _

_ROW, _NUMBER = 49, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRight:
    """One row: what was counted, and how much of it each leg did."""

    name: str
    left: int
    right: int


class LeftRightBars(Drawn):
    """Rows on one common scale."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_rows(())

    def set_rows(self, rows: Sequence[LeftRight]) -> None:
        """Show these rows from the top."""
        self._rows = tuple(rows)
        row = _("{name}: left {left}, right {right}")
        self.say(". ".join(row.format(name=r.name, left=r.left, right=r.right) for r in self._rows))

    def design_size(self) -> QSize:
        return QSize(theme.px(286), theme.px(_ROW * max(1, len(self._rows)) - 10))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(180), self.design_size().height())

    def draw(self, painter: QPainter) -> None:
        unit, middle = painting.length(1), self.width() / 2
        most = max((max(row.left, row.right) for row in self._rows), default=0)
        longest = middle - _NUMBER * unit
        for index, row in enumerate(self._rows):
            top = index * _ROW * unit
            heading = QRectF(0, top, self.width(), 18 * unit)
            painting.write(painter, heading, row.name, painting.font("small"), "text")
            for side, count, colour in ((-1, row.left, "knee_left"), (1, row.right, "knee_right")):
                length = longest * count / most if most else 0
                near, far = middle + side * unit, middle + side * (unit + length)
                if length > 0:
                    bar = QRectF(QPointF(min(near, far), top + 21 * unit), QPointF(max(near, far), top + 33 * unit))
                    painting.rounded(painter, bar, 3, colour)
                self._number(painter, far + side * 7 * unit, top + 27 * unit, count, side)

    def _number(self, painter: QPainter, x: float, y: float, count: int, side: int) -> None:
        face, width = painting.font("small_strong"), painting.length(60)
        box = QRectF(x if side > 0 else x - width, y - width / 2, width, width)
        painting.write(painter, box, str(count), face, "text", painting.LEFT if side > 0 else painting.RIGHT)
