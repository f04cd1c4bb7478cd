"""The rows of the table of entries: keys and mouse of its painted rows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from kneerehab.domain.record import Record
from kneerehab.gui.diary.record_model import RECORD
from kneerehab.gui.diary.record_row import RecordRow, columns, row_height
from kneerehab.gui.look.entry_view import EntryView
from kneerehab.i18n import _


class RecordView(EntryView, QListView):
    """The rows; single letters go on to the page."""

    edit_wanted = Signal(Record)
    delete_wanted = Signal(Record)
    resized = Signal()
    focus_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._row = RecordRow()
        super().__init__(parent, painter=self._row, columns=columns, row_height=row_height)
        self._row.setParent(self)
        self.setItemDelegate(self._row)
        self.setAccessibleName(_("Entries, newest first"))
        self.setAccessibleDescription(_("Enter or F2 edits, Delete deletes."))
        self.setUniformItemSizes(True)
        self.doubleClicked.connect(self._open)

    def show_buttons_on(self, row: int) -> None:
        """The row whose buttons are real, so that they are not painted; -1 for none."""
        self._row.buttons_on = row
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if self._part_at(self.viewport().mapFromGlobal(self.cursor().pos()))[1] == "" and index.isValid():
            self.edit_wanted.emit(index.data(RECORD))

    def _clicked(self, index: QModelIndex, part: str) -> None:
        if part:
            (self.edit_wanted if part == "edit" else self.delete_wanted).emit(index.data(RECORD))

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
