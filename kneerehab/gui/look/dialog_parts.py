"""What a dialog is made of besides its words: the part that scrolls, the shade over the window below, its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from kneerehab.frozen import dataclass
from kneerehab.gui.look import theme
from kneerehab.gui.look.shapes import rounded

RADIUS = 16
"""Of the corners, in pixels at 100 %."""
_PAINTED_AFTER = 10  # milliseconds; at 0 Qt would do it in the same turn of the event loop


class BodyScroll(QScrollArea):
    """Scrolls up and down, and asks for no more height than the dialog gives it."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewport(QWidget())  # one that Python made, as in `scroll_page`
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Sideways only where the largest text in the smallest window leaves no other way than cutting words off.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAutoFillBackground(False)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(0, 40)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 40)


class Scrim(QWidget):
    """Dims the window below while a dialog is open, and disables what that window holds.

    Qt keeps keys and mouse from a window behind a dialog, but not the actions that a screen reader asks a control for.
    """

    def __init__(self, window: QWidget, dialog: QWidget | None = None, *, lifted: bool) -> None:
        """`lifted` is whether the window below is a dialog itself; `dialog` may belong to one of its parts."""
        super().__init__(window)
        self._window = window
        self._lifted = lifted
        self.hide()
        window.installEventFilter(self)
        # All that the window holds, this shade as well: it is nothing to act on.
        parts = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._held = [part for part in parts if not part.isWindow() and part.isEnabledTo(window)]
        self._paint_later(self._come)  # the dialog is painted first
        for part in self._held:
            part.setEnabled(False)
        if dialog is not None:
            dialog.setEnabled(True)  # it may belong to one of the parts, and be disabled with it

    def lift(self) -> None:
        """Let the window go; it is painted once what was saved stands in it."""
        self._paint_later(self._go)
        for part in filter(isValid, self._held):
            part.setEnabled(True)

    def _paint_later(self, then: Callable[[], None]) -> None:
        """Paint the parts in another turn of the event loop, all at once: a window held itself Qt would paint twice."""
        for part in filter(isValid, self._held):
            part.setUpdatesEnabled(False)
        QTimer.singleShot(_PAINTED_AFTER, self, then)

    def _come(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._paint()

    def _go(self) -> None:
        self.hide()
        self.deleteLater()
        self._paint()

    def _paint(self) -> None:
        for part in filter(isValid, self._held):
            part.setUpdatesEnabled(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shade = QColor(theme.current().scrim)
        if self._lifted:
            rounded(painter, QRectF(self.rect()), theme.px(RADIUS), fill=shade)
        else:
            painter.fillRect(self.rect(), shade)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dialog stands that is covered."""

    parent: QWidget | None
    flags: Qt.WindowType
    geometry: QRect
    focus: QWidget | None


def cut_corners(dialog: QWidget) -> None:
    """Round the corners of a window where windows cannot be see-through."""
    if QApplication.platformName() == "xcb":
        path = QPainterPath()
        radius = theme.px(RADIUS) + 1.5
        path.addRoundedRect(QRectF(dialog.rect()), radius, radius)
        dialog.setMask(QRegion(path.toFillPolygon().toPolygon()))
