"""A layout of four columns whose items take one to four of them, and more when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

COLUMNS = 4


class ColumnsLayout(QLayout):
    """Lines of items from left to right; hidden items take no place. `gap` and `line_gap` in pixels."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 12, line_gap: int = 16) -> None:
        super().__init__(parent)
        self._items: list[tuple[QLayoutItem, int]] = []
        self._next_span = COLUMNS
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, span: int) -> None:
        """Put in a widget that takes `span` of the columns."""
        self._next_span = span
        self.addWidget(widget)

    def _width(self, span: int, whole: int) -> int:
        return round((whole + self._gap) * span / COLUMNS) - self._gap

    def _lines(self, whole: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each line with their spans, as wide as they need to be."""
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        used = 0
        for item, wanted in self._items:
            if item.isEmpty():
                continue
            need, span = item.minimumSize().width(), wanted
            while span < COLUMNS and self._width(span, whole) < need:
                span += 1
            if lines[-1] and used + span > COLUMNS:
                lines.append([])
                used = 0
            lines[-1].append((item, span))
            used += span
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        right_to_left = (parent := self.parentWidget()) is not None and parent.isRightToLeft()
        y = rect.y()
        for line in self._lines(rect.width()):
            used, tall = 0, 0
            placed: list[tuple[QLayoutItem, int, int]] = []
            for item, span in line:
                left = self._width(used, rect.width()) + self._gap if used else 0
                width = self._width(used + span, rect.width()) - left
                placed.append((item, left, width))
                tall = max(tall, item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height())
                used += span
            if move:
                for item, left, width in placed:
                    x = rect.right() + 1 - left - width if right_to_left else rect.x() + left
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, tall)))
            y += tall + self._line_gap
        return max(0, y - self._line_gap - rect.y())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append((item, self._next_span))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = max((item.sizeHint().width() for item, _span in self._items if not item.isEmpty()), default=0)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item, _span in self._items if not item.isEmpty()), default=0)
        return QSize(width, 0)
