"""The rows of the table of entries: keys and mouse of its painted rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QToolTip, QWidget

from kneerehab.domain.record import Record
from kneerehab.gui.diary.record_model import RECORD
from kneerehab.gui.diary.record_row import RecordRow, columns, row_height
from kneerehab.gui.look import theme
from kneerehab.gui.look.painted_rows import KEYBOARD, LEAST_ROWS, button_rect, keep_current_in_sight, prepare
from kneerehab.i18n import _


class RecordView(QListView):
    """The rows; single letters go on to the page."""

    edit_wanted = Signal(Record)
    delete_wanted = Signal(Record)
    resized = Signal()
    focus_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = RecordRow(self)
        self._pressed: tuple[int, str] | None = None
        self._keyboard = False
        self.setItemDelegate(self._row)
        self.setAccessibleName(_("Entries, newest first"))
        self.setAccessibleDescription(_("Enter or F2 edits, Delete deletes."))
        self.setUniformItemSizes(True)
        prepare(self)
        self.doubleClicked.connect(self._open)

    def show_buttons_on(self, row: int) -> None:
        """The row whose buttons are real, so that they are not painted; -1 for none."""
        self._row.buttons_on = row
        self.viewport().update()

    def mark_focus(self, inside: bool) -> None:
        """Whether the keyboard is in the list or on the buttons of its row."""
        self._row.focused = inside
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if self._part_at(self.viewport().mapFromGlobal(self.cursor().pos()))[1] == "" and index.isValid():
            self.edit_wanted.emit(index.data(RECORD))

    def _part_at(self, point: QPoint) -> tuple[int, str]:
        """Row and button under a point; "" beside the buttons."""
        index = self.indexAt(point)
        if index.isValid():
            row = self.visualRect(index)
            place = columns(row.width())
            for part, column in (("edit", place.edit), ("delete", place.delete)):
                if button_rect(row, column).contains(point):
                    return index.row(), part
        return index.row(), ""

    def _see_keyboard(self, on: bool) -> None:
        self._keyboard = on
        self._row.ringed = on and self.hasFocus()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), LEAST_ROWS * row_height(False))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), LEAST_ROWS * row_height(False))

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._see_keyboard(True)
        record = self.currentIndex().data(RECORD)
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if plain and record is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit(record)
        elif plain and record is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit(record)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in KEYBOARD:
            self.scrollTo(self.currentIndex())
        self._see_keyboard(event.reason() in KEYBOARD or self._keyboard)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._row.ringed = False
        self.viewport().update()
        self.focus_moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._see_keyboard(False)
        self._pressed = self._part_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, part = self._part_at(event.position().toPoint())
        pressed, self._pressed = self._pressed, None
        if part and pressed == (row, part) and event.button() == Qt.MouseButton.LeftButton:
            record = self.model().index(row, 0).data(RECORD)
            (self.edit_wanted if part == "edit" else self.delete_wanted).emit(record)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position().toPoint())[1]
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if part else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, part = self._part_at(event.pos())
            words = {"edit": _("Edit"), "delete": _("Delete")}.get(part, "")
            if row >= 0 and not words:
                words = self.model().index(row, 0).data()  # what the row may have had to cut short
            QToolTip.showText(event.globalPos(), words, self)
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
