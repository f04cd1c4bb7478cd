"""What the lists of the Diary and of the runners share: a head, painted rows, and real buttons on the current row.

A painted button can be reached by the mouse alone, so the current row has real ones, which the keyboard and screen
readers find next to the list.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.entry_view import EntryView
from kneerehab.gui.look.painted_rows import LEAST_ROWS, Column, ColumnHead, RowButton
from kneerehab.i18n import _


class EntryList(QWidget):
    """A list says which view and model it has, its captions, and where the real buttons lie."""

    def __init__(
        self, view: EntryView, model: QAbstractItemModel, head: int, parent: QWidget | None, *, buttons: str = "normal"
    ) -> None:
        """`head` is the height of the captions in pixels at 100 %, 0 without; `buttons` the size of the real ones."""
        super().__init__(parent)
        view.setParent(self)  # before the buttons, which the Tab key reaches after it
        model.setParent(self)
        view.setModel(model)
        self._view, self._head = view, head
        self.head = ColumnHead(self._captions, head, self)
        self.edit = RowButton("edit", _("Edit"), view, self, size=buttons)
        self.delete = RowButton("trash", _("Delete"), view, self, size=buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self.head.setVisible(head > 0)
        column.addWidget(view, 1)
        for button in (self.edit, self.delete):
            button.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(lambda _value: self.place_buttons())
        view.resized.connect(self.place_buttons)
        view.focus_moved.connect(self._mark_focus)

    def place_buttons(self) -> None:
        """Lay the real buttons over the current row while it can be seen whole."""
        raise NotImplementedError

    def _captions(self) -> list[tuple[Column, str, Qt.AlignmentFlag]]:
        return []

    def has_focus_inside(self) -> bool:
        """Whether the keyboard is in the list or on the buttons of its row."""
        return self._view.hasFocus() or QApplication.focusWidget() in (self.edit, self.delete)

    def _mark_focus(self) -> None:
        """The current row is marked while the keyboard is in the list or on its buttons, and only then."""
        self._view.mark_focus(self.has_focus_inside())

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._mark_focus)  # Qt is still moving the focus
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(self._head) + LEAST_ROWS * self._view.row_height)
