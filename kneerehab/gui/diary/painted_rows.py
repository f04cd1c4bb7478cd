"""What the two lists of the Diary share: views of painted rows in which the current row shows the focus itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy

KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Reasons for which the focus came by a key."""
LEAST_ROWS = 3
"""Rows that such a list never shows less of."""


def prepare(view: QAbstractItemView) -> None:
    """Make a view one of painted rows: without a frame, an editor, or scrolling sideways."""
    view.setProperty("focus_none", True)
    view.setMouseTracking(True)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)


def keep_current_in_sight(view: QAbstractItemView, event: QResizeEvent) -> None:
    """Scroll to the current row if it was in sight and the view has become lower, as by the undo bar."""
    row = view.visualRect(view.currentIndex())
    if event.oldSize().height() > view.viewport().height() and 0 < row.bottom() <= event.oldSize().height():
        view.scrollTo(view.currentIndex())
