"""What views of painted rows with two buttons share, those of the Diary and of the runners: keys, mouse and focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.painted_rows import (
    KEYBOARD,
    LEAST_ROWS,
    Column,
    keep_current_in_sight,
    prepare,
    seen_button_rect,
)
from kneerehab.i18n import _

if TYPE_CHECKING:

    class _View(QAbstractItemView):
        focus_moved = Signal()
        resized = Signal()
else:
    _View = object


class Buttons(Protocol):
    """The columns of a row that hold its buttons."""

    @property
    def edit(self) -> Column: ...

    @property
    def delete(self) -> Column: ...


class Marked(Protocol):
    """What paints the rows: whether the keyboard is in the list, and whether its row shows the focus."""

    focused: bool
    ringed: bool


class EntryView(_View):
    """Stands before Qt's view among the bases of a class, which has the signals `focus_moved` and `resized`."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        painter: Marked,
        columns: Callable[[int], Buttons],
        row_height: Callable[[bool], int],
    ) -> None:
        super().__init__(parent)
        self._marked, self._places, self._height = painter, columns, row_height
        self._pressed: tuple[QModelIndex, str] | None = None
        self._keyboard = False
        prepare(self)

    @property
    def row_height(self) -> int:
        """The height of a row in pixels, where there is room for its columns."""
        return self._height(False)

    def mark_focus(self, inside: bool) -> None:
        """Whether the keyboard is in the list or on the buttons of its row."""
        self._marked.focused = inside
        self._see_keyboard(self._keyboard)

    def _see_keyboard(self, on: bool) -> None:
        """Whether the keyboard was used last: then the current row shows the focus."""
        self._keyboard = on
        self._marked.ringed = on and self.hasFocus()
        self.viewport().update()

    def _part_at(self, point: QPoint) -> tuple[QModelIndex, str]:
        """Row and button under a point; "" beside the buttons."""
        index = self.indexAt(point)
        if self._has_buttons(index):
            row = self.visualRect(index)
            place = self._places(row.width())
            for part, column in (("edit", place.edit), ("delete", place.delete)):
                if seen_button_rect(self, row, column).contains(point):
                    return index, part
        return index, ""

    def _has_buttons(self, index: QModelIndex) -> bool:
        return index.isValid()

    def _acts(self, index: QModelIndex, part: str) -> bool:
        """Whether a click there does something."""
        return bool(part)

    def _clicked(self, index: QModelIndex, part: str) -> None:
        """A row was clicked, on a button or beside them."""
        raise NotImplementedError

    # Qt
    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), LEAST_ROWS * self.row_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), LEAST_ROWS * self.row_height)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in KEYBOARD
        if by_key:
            self.scrollTo(self.currentIndex())
        self._see_keyboard(self._keyboard or by_key)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._see_keyboard(self._keyboard)
        self.focus_moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._see_keyboard(False)
        self._pressed = self._part_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found, pressed = self._part_at(event.position().toPoint()), self._pressed
        self._pressed = None
        if pressed == found and event.button() == Qt.MouseButton.LeftButton and found[0].isValid():
            self._clicked(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        acts = self._acts(*self._part_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index, part = self._part_at(event.pos())
            words = {"edit": _("Edit"), "delete": _("Delete")}.get(part) or index.data() or ""
            QToolTip.showText(event.globalPos(), words, self)  # what the row may have had to cut short
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_current_in_sight(self, event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self.scheduleDelayedItemsLayout()
