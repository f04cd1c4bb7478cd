"""Fields side by side while there is room; what no longer fits goes on in the next line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from kneerehab.gui.look.flow import SizedLines


class SharedLines(SizedLines):
    """Parts that share each line by their size, hung from its top; none is narrower than it needs.

    With `columns` they all are as wide as one another, and at most so many stand in a line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int, line_gap: int, columns: int = 0) -> None:
        super().__init__(parent, gap, line_gap)
        self._columns = columns

    def columns_at(self, width: int) -> int:
        """How many of the columns find room in a line of `width` pixels."""
        least = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        return max(1, min(self._columns, (width + self.gap) // max(1, least + self.gap)))

    def _lines(self, whole: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each line with their widths."""
        shown = self._sized()
        if self._columns:
            count = self.columns_at(whole)
            wide = (whole - self.gap * (count - 1)) // count
            return [[(item, wide) for item, _weight in shown[at : at + count]] for at in range(0, len(shown), count)]
        lines: list[list[tuple[QLayoutItem, int]]] = []
        used = 0
        for item, weight in shown:
            need = item.minimumSize().width()
            if not lines or used + self.gap + need > whole:
                lines.append([])
                used = -self.gap
            lines[-1].append((item, weight))
            used += self.gap + need
        return [_shared(line, whole - self.gap * (len(line) - 1)) for line in lines]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        y = area.y()
        for line in self._lines(area.width()):
            x, tall = 0, 0
            for item, wide in line:
                high = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
                if move:
                    left = area.right() + 1 - x - wide if self._runs_leftwards() else area.x() + x
                    item.setGeometry(QRect(left, y, wide, high))
                x += wide + self.gap
                tall = max(tall, high)
            y += tall + self.line_gap
        margins = self.contentsMargins()
        return max(0, y - self.line_gap - area.y()) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        if self._columns:
            widths = [max(widths, default=0)] * min(self._columns, len(widths))
        width = sum(widths) + self.gap * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))


def _shared(line: Sequence[tuple[QLayoutItem, int]], room: int) -> list[tuple[QLayoutItem, int]]:
    """The items of a line with widths by weight, none narrower than it needs."""
    fixed: dict[int, int] = {}
    while True:
        weights = sum(weight for at, (_item, weight) in enumerate(line) if at not in fixed)
        left = room - sum(fixed.values())
        tight = {
            at: item.minimumSize().width()
            for at, (item, weight) in enumerate(line)
            if at not in fixed and item.minimumSize().width() * weights > left * weight
        }
        if not tight:
            break
        fixed |= tight
    return [(item, fixed[at] if at in fixed else left * weight // weights) for at, (item, weight) in enumerate(line)]
