"""The rows of the caseload: keys and mouse of a list of painted rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QWidget

from kneerehab.gui.caseload.columns import button_rect
from kneerehab.gui.caseload.row import CaseloadRowPainter, Shown
from kneerehab.gui.look import theme
from kneerehab.gui.look.made_rows import MadeRows
from kneerehab.gui.look.painted_rows import KEYBOARD, LEAST_ROWS, prepare
from kneerehab.i18n import _

if TYPE_CHECKING:
    from kneerehab.services.caseload import Listed

_Index = QModelIndex | QPersistentModelIndex


class CaseloadView(QListView):
    """Enter, a double click or "Open" opens a diary; the menu key and the right button ask for `menu_wanted`."""

    opened = Signal(str)  # a runner's id
    menu_wanted = Signal(str, QPoint)  # a runner's id, and a place on the screen
    resized = Signal()  # the columns stand elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: MadeRows[Listed] = MadeRows(self)
        self._painter = CaseloadRowPainter(self)
        self._chosen = False
        """Whether somebody has been at a row: then it stays the current one, wherever it moves."""
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setAccessibleName(_("Runners"))
        self.setAccessibleDescription(_("Enter opens a diary, the menu key has more."))
        prepare(self)
        self.doubleClicked.connect(self._open)

    def show_rows(self, runners: Sequence[Listed], make: Callable[[Listed], Shown]) -> None:
        """Replace the rows; the current runner and the place scrolled to stay."""
        current, place = self.current(), self.verticalScrollBar().value()
        self.rows.show(runners, make)
        here = (number for number, runner in enumerate(runners) if runner.id == current) if self._chosen else iter(())
        if runners:
            self.setCurrentIndex(self.rows.index(next(here, 0)))
        self.verticalScrollBar().setValue(place)

    def current(self) -> str:
        """The id of the current runner; "" without one."""
        index = self.currentIndex()
        return self.rows.items[index.row()].id if index.isValid() else ""

    def _open(self, index: _Index) -> None:
        if index.isValid():
            self.opened.emit(self.rows.items[index.row()].id)

    def _ring(self, on: bool) -> None:
        self._painter.ringed = on
        self.viewport().update()

    # Qt
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(LEAST_ROWS * 48))

    def keyboardSearch(self, search: str) -> None:
        """Letters are the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring(True)
        self._chosen = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring(event.reason() in KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        asked_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if asked_by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            place = (
                event.globalPos() if asked_by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
            )
            self.menu_wanted.emit(self.current(), place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._chosen = True
        self._ring(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = self.visualRect(index)
        button = QStyle.visualRect(self.layoutDirection(), row, button_rect(row))
        on_button = index.isValid() and button.contains(point)
        if on_button and event.button() == Qt.MouseButton.LeftButton:
            self._open(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.resized.emit()
