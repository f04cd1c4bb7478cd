"""The list of records: painted rows for ten years of entries, and real buttons on the current row.

A painted button can be reached by the mouse alone, so the current row has real ones, which the keyboard and screen
readers find next to the list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from kneerehab.domain.record import Record, moment
from kneerehab.gui import theme
from kneerehab.gui.controls.button import IconButton
from kneerehab.gui.diary.record_model import RECORD, RecordModel
from kneerehab.gui.diary.record_row import RecordRow, button_rect, columns, row_height
from kneerehab.gui.diary.row_text import RowText
from kneerehab.gui.widgets import painting
from kneerehab.i18n import _

_LEAST_ROWS = 3
_HEAD = 34
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class RecordList(QWidget):
    """Rows with their head; Enter or a double click opens a record, F2 edits, Delete deletes."""

    edit_wanted = Signal(object)  # Record
    delete_wanted = Signal(object)  # Record

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[Record | None, int, int] | None = None  # where it was when it was cleared
        self.model = RecordModel(self)
        self.head = _Head(self)
        self.view = RecordView(self)
        self.edit = _RowButton("edit", _("Edit"), self)
        self.delete = _RowButton("trash", _("Delete"), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        self.view.setModel(self.model)
        for button in (self.edit, self.delete):
            button.view = self.view
            button.installEventFilter(self)
            button.hide()

    def _connect(self) -> None:
        self.view.edit_wanted.connect(self.edit_wanted)
        self.view.delete_wanted.connect(self.delete_wanted)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self.place_buttons())
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self.place_buttons())
        self.view.resized.connect(self.place_buttons)
        self.view.focus_moved.connect(self._mark_focus)
        self.edit.clicked.connect(lambda: self._with_current(self.edit_wanted.emit))
        self.delete.clicked.connect(lambda: self._with_current(self.delete_wanted.emit))

    @property
    def current(self) -> Record | None:
        """The record of the current row."""
        return self.view.currentIndex().data(RECORD)

    def show_records(self, records: tuple[Record, ...], words: Callable[[Record], RowText]) -> None:
        """Fill the list; the current record stays current, or else the row in its place."""
        now = (self.current, self.view.currentIndex().row(), self.view.verticalScrollBar().value())
        (before, row, scrolled), self._kept = self._kept or now, None
        self.model.show(records, words)
        if not records:
            self.place_buttons()
            return
        found = self.model.row_of(before.id) if before is not None else None
        self._go_to(max(0, min(row, len(records) - 1)) if found is None else found)
        if self.isVisible():
            self.view.verticalScrollBar().setValue(scrolled)
            self.view.scrollTo(self.view.currentIndex())
        self.place_buttons()

    def clear(self) -> None:
        """Hold no rows while nobody can see them: a screen reader would be told that they are showing."""
        if self.model.records:
            self._kept = (self.current, self.view.currentIndex().row(), self.view.verticalScrollBar().value())
            self.model.show((), lambda _record: None)  # type: ignore[arg-type, return-value]
            self.place_buttons()

    def show_record(self, record_id: str) -> None:
        """Make a record current and bring it to view, if it is in the list."""
        row = self.model.row_of(record_id)
        if row is not None:
            self._go_to(row)

    def show_day(self, day: date) -> None:
        """Bring the newest record of a day, or of the last day before it, to the top of the list."""
        records = self.model.records
        row = bisect_left(records, -day.toordinal(), key=lambda record: -moment(record).toordinal())
        if records:
            self._go_to(min(row, len(records) - 1))
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def place_buttons(self) -> None:
        """Lay the real buttons over the current row while it can be seen whole."""
        index = self.view.currentIndex()
        row = self.view.visualRect(index)
        seen = index.isValid() and self.view.viewport().rect().contains(row) and row.height() > 0
        place = columns(row.width())
        for button, column, words in (
            (self.edit, place.edit, _("Edit {entry}")),
            (self.delete, place.delete, _("Delete {entry}")),
        ):
            if seen:
                box = button_rect(row, column)
                button.setGeometry(box.translated(self.view.viewport().mapTo(self, QPoint(0, 0))))
                text = self.model.text(index.row())
                button.setAccessibleName(words.format(entry=f"{text.day} {text.clock} {text.kind}".replace("  ", " ")))
                button.raise_()
            button.setVisible(seen)
        self.view.show_buttons_on(index.row() if seen else -1)

    def _go_to(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _with_current(self, act: Callable[[Record], None]) -> None:
        if (record := self.current) is not None:
            act(record)

    def _mark_focus(self) -> None:
        """The current row is marked while the keyboard is in the list or on its buttons, and only then."""
        focus = QApplication.focusWidget()
        self.view.mark_focus(self.view.hasFocus() or focus in (self.edit, self.delete))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._mark_focus)  # Qt is still moving the focus
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(_HEAD) + _LEAST_ROWS * row_height(False))


class RecordView(QListView):
    """The rows; single letters go on to the page."""

    edit_wanted = Signal(object)  # Record
    delete_wanted = Signal(object)  # Record
    resized = Signal()
    focus_moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = RecordRow(self)
        self._pressed: tuple[int, str] | None = None
        self._keyboard = False
        self.setItemDelegate(self._row)
        self.setProperty("focus_none", True)  # the current row shows the focus
        self.setAccessibleName(_("Entries, newest first"))
        self.setAccessibleDescription(_("Enter or F2 edits, Delete deletes."))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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
        return QSize(theme.px(480), _LEAST_ROWS * row_height(False))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), _LEAST_ROWS * row_height(False))

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
        if event.reason() in _KEYBOARD:
            self.scrollTo(self.currentIndex())
        self._see_keyboard(event.reason() in _KEYBOARD or self._keyboard)
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
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self.scheduleDelayedItemsLayout()


class _RowButton(IconButton):
    """A button that floats over the list; the wheel scrolls the list below it."""

    view: RecordView

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(icon, name, variant="plain", parent=parent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self.view.viewport(), event)


class _Head(QWidget):
    """The captions of the columns."""

    def __init__(self, parent: RecordList) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(theme.px(_HEAD), theme.line_height("caption") + theme.px(8)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        for y in (0, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, theme.colour("border"))
        place = columns(self.parentWidget().view.viewport().width())
        named = ((place.when, _("When")), (place.what, _("What")), (place.pain, _("Pain")))
        if not place.narrow:
            named = (*named, (place.details, _("Details")))
        for (left, width), words in named:
            box = self.rect().adjusted(round(left), 0, round(left + width) - self.width(), 0)
            painting.write(painter, QRectF(box), words, theme.font("caption"), "muted", painting.LEFT)
