"""A layout that fills lines from left to right and wraps, so that nothing is ever cut off sideways."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets; `spacing` in pixels between neighbours and between lines.

    `to_both_ends` puts the last one of a line of several at the right; `to_top` hangs the parts of a line from its top,
    else their middles meet.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int = 8,
        line_spacing: int | None = None,
        to_both_ends: bool = False,
        to_top: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.gap = spacing
        self.line_gap = spacing if line_spacing is None else line_spacing
        self._to_both_ends = to_both_ends
        self._to_top = to_top
        self._heights: dict[int, int] = {}  # by width: the layouts around this one ask for the same again and again
        self.setContentsMargins(0, 0, 0, 0)

    def set_gaps(self, gap: int, line_gap: int) -> None:
        """Change the gaps between neighbours and between lines, in pixels."""
        self.gap, self.line_gap = gap, line_gap
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items in `rect` and return the height they take."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(area.width(), item.minimumSize().width()), 1 << 20))
            if size.width() < item.sizeHint().width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines[-1] and used + size.width() > area.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self.gap
        right_to_left = (parent := self.parentWidget()) is not None and parent.isRightToLeft()
        y = area.y()
        for line in lines:
            tall = max((size.height() for _item, size in line), default=0)
            x = area.x()
            for item, size in line:
                if self._to_both_ends and len(line) > 1 and item is line[-1][0]:
                    x = area.right() - size.width() + 1
                if move:
                    left = area.right() + area.x() - x - size.width() + 1 if right_to_left else x
                    down = 0 if self._to_top else (tall - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, y + down), size))
                x += size.width() + self.gap
            y += tall + self.line_gap
        return max(0, y - self.line_gap - area.y()) + margins.top() + margins.bottom()

    def addItem(self, item: QLayoutItem) -> None:
        self._heights.clear()
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        width = sum(widths) + self.gap * max(0, len(widths) - 1) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
