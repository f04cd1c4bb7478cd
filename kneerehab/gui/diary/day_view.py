"""The tree of days that the Diary shows: keys and mouse of its painted lines."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QTreeView, QWidget

from kneerehab.gui.diary.day_columns import columns, row_height
from kneerehab.gui.diary.day_model import NODE, Node
from kneerehab.gui.diary.day_row import DayRowDelegate
from kneerehab.gui.look import theme
from kneerehab.gui.look.painted_rows import KEYBOARD, LEAST_ROWS, button_rect, keep_current_in_sight, prepare
from kneerehab.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayView(QTreeView):
    """Right, Enter or a click opens a line, Left closes it; F2 and Delete are those of an entry."""

    edit_wanted = Signal(Node)
    delete_wanted = Signal(Node)
    add_wanted = Signal(date)  # Enter on a day without entries
    leave_wanted = Signal()  # Escape: take the filter away
    focus_moved = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = DayRowDelegate(self)
        self._pressed: tuple[QModelIndex, str] | None = None
        self._keyboard = False
        self._narrow = False
        self.setItemDelegate(self._row)
        self.setAccessibleName(_("Days, newest first"))
        self.setAccessibleDescription(_("Right opens a day, Left closes it. F2 edits an entry, Delete deletes it."))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)
        prepare(self)

    def node(self) -> Node | None:
        """What the current line stands for."""
        found = self.currentIndex().data(NODE)
        return found if isinstance(found, Node) else None

    def go_to(self, index: QModelIndex) -> None:
        """Make a line current and bring it to view; the days above it are opened."""
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def mark_focus(self, inside: bool) -> None:
        """Whether the keyboard is in the list or on the buttons of its line."""
        self._row.focused = inside
        self._row.ringed = self.hasFocus() and self._keyboard
        self.viewport().update()

    def show_real_buttons(self, shown: bool) -> None:
        """Whether the current line has real buttons now."""
        self._row.real_buttons = shown
        self.viewport().update()

    def toggle(self, index: QModelIndex) -> None:
        """Open a line, or close it."""
        self.setExpanded(index, not self.isExpanded(index))

    def _act(self, index: QModelIndex) -> None:
        """Enter: open or close what has something below it, edit an entry, add to a day without any."""
        node = index.data(NODE)
        if node is None:
            return
        if self.model().hasChildren(index):
            self.toggle(index)
        elif node.entry is not None:
            self.edit_wanted.emit(node)
        else:
            self.add_wanted.emit(node.day)

    def _open(self) -> None:
        index = self.currentIndex()
        if self.model().hasChildren(index) and not self.isExpanded(index):
            self.expand(index)
        elif self.isExpanded(index):
            self.go_to(self.model().index(0, 0, index))

    def _close(self) -> None:
        """Close the line, or the one that it is below."""
        index = self.currentIndex()
        if not self.isExpanded(index) and index.parent().isValid():
            index = index.parent()
            self.go_to(index)
        self.collapse(index)

    def _part_at(self, point: QPoint) -> tuple[QModelIndex, str]:
        """Line and button under a point; "" beside the buttons."""
        index = self.indexAt(point)
        node = index.data(NODE)
        if node is not None and node.entry is not None:
            row = self.visualRect(index)
            place = columns(row.width())
            for part, column in (("edit", place.edit), ("delete", place.delete)):
                if button_rect(row, column).contains(point):
                    return index, part
        return index, ""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), LEAST_ROWS * row_height(False))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), LEAST_ROWS * row_height(False))

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        self.mark_focus(True)
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index, node = self.currentIndex(), self.node()
        if held != Qt.KeyboardModifier.NoModifier or node is None:
            event.ignore() if event.text().isprintable() and event.text() else super().keyPressEvent(event)
        elif key in _ENTER or key == Qt.Key.Key_Space:
            self._act(index)
        elif key == Qt.Key.Key_Right:
            self._open()
        elif key == Qt.Key.Key_Left:
            self._close()
        elif key == Qt.Key.Key_F2 and node.entry is not None:
            self.edit_wanted.emit(node)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and node.entry is not None:
            self.delete_wanted.emit(node)
        elif key == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = self._keyboard or event.reason() in KEYBOARD
        if event.reason() in KEYBOARD:
            self.scrollTo(self.currentIndex())
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        self._pressed = self._part_at(event.position().toPoint())
        super().mousePressEvent(event)
        self.mark_focus(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found, pressed = self._part_at(event.position().toPoint()), self._pressed
        self._pressed = None
        index, part = found
        if pressed != found or event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        node = index.data(NODE)
        if part == "edit":
            self.edit_wanted.emit(node)
        elif part == "delete":
            self.delete_wanted.emit(node)
        elif self.model().hasChildren(index):
            self.toggle(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, part = self._part_at(event.position().toPoint())
        node = index.data(NODE)
        if not part and node is not None and not self.model().hasChildren(index):
            self._act(index)
            return
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index, part = self._part_at(event.position().toPoint())
        acts = bool(part) or (index.isValid() and self.model().hasChildren(index))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index, part = self._part_at(event.pos())
            words = {"edit": _("Edit"), "delete": _("Delete")}.get(part) or index.data() or ""
            QToolTip.showText(event.globalPos(), words, self)  # what the line may have had to cut short
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_current_in_sight(self, event)
        narrow = columns(self.viewport().width()).narrow
        if narrow != self._narrow:
            self._narrow = narrow
            self.scheduleDelayedItemsLayout()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self.scheduleDelayedItemsLayout()
