"""The tree of days that the Diary shows: keys and mouse of its painted lines."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QTreeView, QWidget

from kneerehab.gui.diary.day_columns import columns, row_height
from kneerehab.gui.diary.day_model import NODE, Node
from kneerehab.gui.diary.day_row import DayRowDelegate
from kneerehab.gui.look.entry_view import EntryView
from kneerehab.gui.look.habits import onwards
from kneerehab.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DayView(EntryView, QTreeView):
    """Right, Enter or a click opens a line, Left closes it; F2 and Delete are those of an entry."""

    edit_wanted = Signal(Node)
    delete_wanted = Signal(Node)
    add_wanted = Signal(date)  # Enter on a day without entries
    leave_wanted = Signal()  # Escape: take the filter away
    focus_moved = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._row = DayRowDelegate()
        super().__init__(parent, painter=self._row, columns=columns, row_height=row_height)
        self._narrow = False
        self._row.setParent(self)
        self.setItemDelegate(self._row)
        self.setAccessibleName(_("Days, newest first"))
        self.setAccessibleDescription(_("Right opens a day, Left closes it. F2 edits an entry, Delete deletes it."))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(False)

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

    def _has_buttons(self, index: QModelIndex) -> bool:
        node = index.data(NODE)
        return node is not None and node.entry is not None

    def _acts(self, index: QModelIndex, part: str) -> bool:
        return bool(part) or (index.isValid() and self.model().hasChildren(index))

    def _clicked(self, index: QModelIndex, part: str) -> None:
        if part:
            (self.edit_wanted if part == "edit" else self.delete_wanted).emit(index.data(NODE))
        elif self.model().hasChildren(index):
            self.toggle(index)

    # Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._see_keyboard(True)
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        index, node = self.currentIndex(), self.node()
        if held != Qt.KeyboardModifier.NoModifier or node is None:
            event.ignore() if event.text().isprintable() and event.text() else super().keyPressEvent(event)
        elif key in _ENTER or key == Qt.Key.Key_Space:
            self._act(index)
        elif step := onwards(self, event):
            self._open() if step > 0 else self._close()
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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, part = self._part_at(event.position().toPoint())
        node = index.data(NODE)
        if not part and node is not None and not self.model().hasChildren(index):
            self._act(index)
            return
        self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = columns(self.viewport().width()).narrow
        if narrow != self._narrow:
            self._narrow = narrow
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
