"""What the lists of the Diary and the caseload share: painted rows, of which the current one shows the focus itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.button import IconButton

KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
"""Reasons for which the focus came by a key."""
Column = tuple[float, float]
"""Left edge and width of a column, in pixels."""
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


def view_of(option: QStyleOptionViewItem) -> QAbstractItemView | None:
    """The view that a delegate paints in."""
    view = option.widget
    return view if isinstance(view, QAbstractItemView) else None


def button_rect(row: QRect, column: Column) -> QRect:
    """Where the button of a column, as high as it is wide, stands in a row."""
    side = round(column[1])
    return QRect(round(row.left() + column[0]), row.center().y() - side // 2 + 1, side, side)


def seen_button_rect(view: QAbstractItemView, row: QRect, column: Column) -> QRect:
    """The same where it is seen: at the other end in a language that runs leftwards."""
    return QStyle.visualRect(view.layoutDirection(), row, button_rect(row, column))


class RowButton(IconButton):
    """A real button that floats over the current row; the wheel scrolls the list below it."""

    def __init__(self, icon: str, name: str, view: QAbstractItemView, parent: QWidget, *, size: str = "normal") -> None:
        super().__init__(icon, name, variant="plain", size=size, parent=parent)
        self._view = view
        self._list = parent
        self.hide()

    def lie_over(self, row: QRect, column: Column, name: str) -> None:
        """Stand in a column of a row of the view, under a name that says which row it is."""
        corner = self._view.viewport().mapTo(self._list, QPoint(0, 0))
        self.setGeometry(seen_button_rect(self._view, row, column).translated(corner))
        self.setAccessibleName(name)
        self.raise_()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.viewport(), event)


class HeadStrip(QWidget):
    """The strip above the columns, as high as a caption needs."""

    def __init__(self, height: int, parent: QWidget | None) -> None:
        """`height` in pixels at 100 %."""
        super().__init__(parent)
        self._least = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(theme.px(self._least), theme.line_height("caption") + theme.px(8)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        for y in (0, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, theme.colour("border"))


class ColumnHead(HeadStrip):
    """The captions of the columns: each with its column, words and where they stand in it."""

    def __init__(
        self, captions: Callable[[], Sequence[tuple[Column, str, Qt.AlignmentFlag]]], height: int, parent: QWidget
    ) -> None:
        """`height` in pixels at 100 %."""
        super().__init__(height, parent)
        self._captions = captions

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painting.brush_for(self)
        for (left, width), words, flags in self._captions():
            box = self.rect().adjusted(round(left), 0, round(left + width) - self.width(), 0)
            painting.write(painter, QRectF(box), words, theme.font("caption"), "muted", flags)
