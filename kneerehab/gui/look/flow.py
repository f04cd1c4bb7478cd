"""Layouts that fill lines from left to right and wrap, so that nothing is ever cut off sideways."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

COLUMNS = 4


def follow_width(part: QWidget, across: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
    """Let a part be as high as what it shows needs at its width."""
    policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    part.setSizePolicy(policy)


class Lines(QLayout):
    """What they share: items in order, and a height that follows from the width. Subclasses arrange the items."""

    def __init__(self, parent: QWidget | None, gap: int, line_gap: int) -> None:
        """Gaps between neighbours and between lines, in pixels."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: the layouts around this one ask for the same again and again
        self.gap = gap
        self.line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items in `rect` and return the height they take."""
        raise NotImplementedError

    def _runs_leftwards(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.isRightToLeft()

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


class FlowLayout(Lines):
    """Lines of widgets; `spacing` in pixels between neighbours and between lines.

    `to_both_ends` puts the last one of a line of several at the right; `to_top` hangs the parts of a line from its top,
    else their middles meet. The part that `grows` is given what its line leaves, and needs no more than a few words.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int = 8,
        line_spacing: int | None = None,
        to_both_ends: bool = False,
        to_top: bool = False,
        grows: QWidget | None = None,
        least: int = 0,
    ) -> None:
        """`least` is the width in pixels below which the part that grows had better have a line of its own."""
        super().__init__(parent, spacing, spacing if line_spacing is None else line_spacing)
        self._to_both_ends = to_both_ends
        self._to_top = to_top
        self._grows, self._least = grows, least

    def set_gaps(self, gap: int, line_gap: int) -> None:
        """Change the gaps between neighbours and between lines, in pixels."""
        self.gap, self.line_gap = gap, line_gap
        self.invalidate()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(area.width(), item.minimumSize().width()), 1 << 20))
            if not size.width():
                if move:
                    item.setGeometry(QRect())
                continue
            if self._grows is not None and item.widget() is self._grows:
                size.setWidth(max(item.minimumSize().width(), min(size.width(), self._least)))
            if size.width() < item.sizeHint().width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines[-1] and used + size.width() > area.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self.gap
        right_to_left = self._runs_leftwards()
        y = area.y()
        for line in lines:
            self._grow(line, area.width())
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

    def _grow(self, line: list[tuple[QLayoutItem, QSize]], whole: int) -> None:
        """Give what a line leaves to the part that grows, if it stands in it."""
        left = whole - sum(size.width() for _item, size in line) - self.gap * (len(line) - 1)
        for item, size in line:
            if self._grows is not None and item.widget() is self._grows:
                size.setWidth(size.width() + max(0, left))
                size.setHeight(item.heightForWidth(size.width()) if item.hasHeightForWidth() else size.height())

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if self._grows is not None else Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty() and item.sizeHint().width()]
        margins = self.contentsMargins()
        width = sum(widths) + self.gap * max(0, len(widths) - 1) + margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())


class SizedLines(Lines):
    """Lines whose items have a size each: columns that they take, or their share of a line."""

    def __init__(self, parent: QWidget | None, gap: int, line_gap: int) -> None:
        super().__init__(parent, gap, line_gap)
        self._sizes: list[int] = []

    def add(self, widget: QWidget, size: int = 1) -> None:
        """Put in a widget of that size."""
        self._sizes.append(size)
        self.addWidget(widget)

    def _sized(self) -> list[tuple[QLayoutItem, int]]:
        """What is shown, with its sizes."""
        return [(item, size) for item, size in zip(self._items, self._sizes, strict=True) if not item.isEmpty()]

    def takeAt(self, index: int) -> QLayoutItem | None:
        if 0 <= index < len(self._items):
            del self._sizes[index]
        return super().takeAt(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0), 0)


class ColumnsLayout(SizedLines):
    """Four columns whose items take one to four of them, and more when there is little room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 12, line_gap: int = 16) -> None:
        super().__init__(parent, gap, line_gap)

    def _width(self, span: int, whole: int) -> int:
        return round((whole + self.gap) * span / COLUMNS) - self.gap

    def _lines(self, whole: int) -> list[list[tuple[QLayoutItem, int]]]:
        """The items of each line with their spans, as wide as they need to be."""
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        used = 0
        for item, wanted in self._sized():
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
        right_to_left = self._runs_leftwards()
        y = rect.y()
        for line in self._lines(rect.width()):
            used, tall = 0, 0
            placed: list[tuple[QLayoutItem, int, int]] = []
            for item, span in line:
                left = self._width(used, rect.width()) + self.gap if used else 0
                width = self._width(used + span, rect.width()) - left
                placed.append((item, left, width))
                tall = max(tall, item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height())
                used += span
            if move:
                for item, left, width in placed:
                    x = rect.right() + 1 - left - width if right_to_left else rect.x() + left
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, tall)))
            y += tall + self.line_gap
        return max(0, y - self.line_gap - rect.y())

    def sizeHint(self) -> QSize:
        width = max((item.sizeHint().width() for item in self._items if not item.isEmpty()), default=0)
        return QSize(width, self.heightForWidth(width))
