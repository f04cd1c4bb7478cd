"""The list of runners: painted rows for a clinic's thousand of them, and real buttons on the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.entry_list import EntryList
from kneerehab.gui.look.entry_view import EntryView
from kneerehab.gui.look.made_rows import MadeRows
from kneerehab.gui.runners.row import RunnerRow, Shown, columns, row_height
from kneerehab.i18n import _
from kneerehab.services.runners import Known

_FEW = 9
"""Rows before anybody says how much room there is."""
_LEAST_ROWS = 2
"""With room for fewer, a part of one shows that there are more."""


class RunnerView(EntryView, QListView):
    """Enter or a click opens, F2 edits, Delete deletes; Up from the first row and letters are the search's."""

    opened = Signal(int)  # a row
    edit_wanted = Signal(int)
    delete_wanted = Signal(int)
    left = Signal(QKeyEvent)  # a key that belongs to the search
    focus_moved = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.row = RunnerRow()
        self.all = 1
        super().__init__(parent, painter=self.row, columns=columns, row_height=row_height)
        self.row.setParent(self)
        self.setItemDelegate(self.row)
        self.setAccessibleName(_("Runners"))
        self.setAccessibleDescription(_("Enter opens a diary, F2 edits, Delete deletes."))
        self.setUniformItemSizes(True)
        self._most = _FEW * self.row_height

    def set_room(self, height: int) -> None:
        """How high it may be in pixels; the rows that have no room are scrolled to."""
        rows = height // self.row_height
        most = rows * self.row_height if rows >= _LEAST_ROWS else max(height, self.row_height)
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def _acts(self, index: QModelIndex, part: str) -> bool:
        return index.isValid()

    def _clicked(self, index: QModelIndex, part: str) -> None:
        wanted = {"edit": self.edit_wanted, "delete": self.delete_wanted}.get(part, self.opened)
        wanted.emit(index.row())

    # Qt
    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), min(max(1, self.all) * self.row_height, self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._see_keyboard(True)
        row, key = self.currentIndex().row(), event.key()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and row >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif plain and row >= 0 and key == Qt.Key.Key_F2:
            self.edit_wanted.emit(row)
        elif plain and row >= 0 and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(row)
        elif (key == Qt.Key.Key_Up and row <= 0) or key == Qt.Key.Key_Backspace or _is_typed(event.text()):
            self.left.emit(event)
        else:
            super().keyPressEvent(event)


class RunnerList(EntryList):
    """The rows of those who are found."""

    opened = Signal(object)  # a runner
    edit_wanted = Signal(object)  # a runner
    delete_wanted = Signal(object)  # a runner

    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows: MadeRows[Known] = MadeRows()
        self.view = RunnerView()
        super().__init__(self.view, self.rows, 0, parent)
        for wanted, told in (
            (self.view.opened, self.opened),
            (self.view.edit_wanted, self.edit_wanted),
            (self.view.delete_wanted, self.delete_wanted),
        ):
            wanted.connect(lambda row, told=told: told.emit(self.rows.items[row]))
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self.place_buttons())
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.rows.items[self.view.currentIndex().row()]))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(self.rows.items[self.view.currentIndex().row()]))

    def show_runners(self, runners: Sequence[Known], make: Callable[[Any], Shown], *, current: str = "") -> None:
        """Replace the rows; the current one is that of this id, else the first."""
        self.rows.show(runners, make)
        row = next((row for row, runner in enumerate(runners) if runner.id == current), 0)
        self.view.setCurrentIndex(self.rows.index(row))
        self.place_buttons()

    def after_current(self) -> str:
        """The id of the runner who stands in the place of the current one when they are gone; "" if nobody does."""
        row = self.view.currentIndex().row()
        return next((self.rows.items[at].id for at in (row + 1, row - 1) if 0 <= at < len(self.rows.items)), "")

    def current(self) -> Known | None:
        """The runner of the current row; `None` if nobody is shown."""
        index = self.view.currentIndex()
        return self.rows.items[index.row()] if index.isValid() else None

    def place_buttons(self) -> None:
        index: QModelIndex | QPersistentModelIndex = self.view.currentIndex()
        row = self.view.visualRect(index)
        seen = index.isValid() and row.height() > 0 and self.view.viewport().rect().contains(row)
        place = columns(row.width())
        for button, column, words in (
            (self.edit, place.edit, _("Edit {name}")),
            (self.delete, place.delete, _("Delete {name}")),
        ):
            if seen:
                button.lie_over(row, column, words.format(name=self.rows.shown(index.row()).name))
            button.setVisible(seen)
        self.view.row.buttons_on = index.row() if seen else -1
        self.view.viewport().update()

    # Qt
    def minimumSizeHint(self) -> QSize:
        return self.view.minimumSizeHint()


def _is_typed(text: str) -> bool:
    return bool(text) and text.isprintable()
