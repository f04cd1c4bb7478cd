"""One focus ring for the whole program: 2 px in the focus colour with a 2 px gap, for keyboard focus and in fields.

A widget may say how the ring fits: property `focus_radius` (pixels at 100 %, -1 for fully round, default 8), property
`focus_none` (it shows focus itself), or a method `focus_rect() -> QRect` when only a part of it has the focus. What is
scrolled may say that the ring can live in it: property `focus_host`.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_GAP = 2
_WIDTH = 2
_FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)

_ring: _Follower | None = None


def install(app: QApplication, colour: Callable[[], QColor], px: Callable[[float], int]) -> None:
    """Start following the focus; a second call does nothing."""
    global _ring
    if _ring is None:
        _ring = _Follower(app, colour, px)


class _Follower(QObject):
    """Keeps the ring around the focused widget, in the nearest scroll area or window, and so clipped with it."""

    def __init__(self, app: QApplication, colour: Callable[[], QColor], px: Callable[[float], int]) -> None:
        super().__init__(app)
        self._colour = colour
        self._px = px
        self._keyboard = True  # what the person used last
        self._focused: weakref.ref[QWidget] | None = None
        self._watched: list[weakref.ref[QWidget]] = []  # a strong one would keep a window that was let go
        self._overlay: _Overlay | None = None
        # Not focusChanged: it also carries the widget that loses the focus, which Qt may be about to delete.
        app.focusObjectChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._watch_window)
        self._watch_window(QGuiApplication.focusWindow())

    def _follow(self, target: QObject | None) -> None:
        self._move_to(target if isinstance(target, QWidget) else None)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _move_to(self, target: QWidget | None) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        self._release()
        if target is None or target.property("focus_none") or target.window().windowType() == Qt.WindowType.Popup:
            return
        self._focused = weakref.ref(target)
        host = _host(target)
        self._overlay = _Overlay(host, self._colour, self._px)
        walker: QWidget | None = target
        while walker is not None:
            walker.installEventFilter(self)
            self._watched.append(weakref.ref(walker))
            walker = None if walker is host else walker.parentWidget()
        self._place()

    def _release(self) -> None:
        for known in self._watched:
            try:
                if (widget := known()) is not None:
                    widget.removeEventFilter(self)
            except RuntimeError:  # already deleted by Qt
                continue
        self._watched.clear()
        self._focused = None
        if self._overlay is not None:
            try:
                self._overlay.hide()
                self._overlay.deleteLater()
            except RuntimeError:
                pass
            self._overlay = None

    @property
    def _target(self) -> QWidget | None:
        """The widget that has the focus, as far as it still lives."""
        return self._focused() if self._focused is not None else None

    def _place(self) -> None:
        target, overlay = self._target, self._overlay
        if target is None or overlay is None:
            return
        try:
            seen = target.isVisible() and (self._keyboard or isinstance(target, _FIELDS))
            if seen:
                part = getattr(target, "focus_rect", None)
                inner: QRect = part() if callable(part) else target.rect()
                overlay.surround(target, inner)
            overlay.setVisible(seen)
        except RuntimeError:
            self._focused = self._overlay = None

    def _learn(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.KeyPress:
            if not self._keyboard and getattr(event, "key", lambda: None)() not in _modifiers():
                self._keyboard = True
                self._place()
        elif event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self._keyboard = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            self._learn(event)
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._place()
        elif kind == QEvent.Type.Paint and watched is self._target:
            self._place()  # the focused part of a painted control may have moved
        return False


@functools.cache
def _modifiers() -> tuple[Qt.Key, ...]:
    """Keys that only modify others; Qt's list of keys is large, so it is touched when the first key is pressed."""
    return (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class _Overlay(QWidget):
    """The painted ring; it takes neither mouse nor focus."""

    def __init__(self, host: QWidget, colour: Callable[[], QColor], px: Callable[[float], int]) -> None:
        super().__init__(host)
        self._colour = colour
        self._px = px
        self._radius = 0.0
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, target: QWidget, inner: QRect) -> None:
        """Lay the ring around a part of `target`."""
        out = self._px(_GAP) + self._px(_WIDTH)
        corner = target.mapTo(self.parentWidget() or self, inner.topLeft())
        box = QRect(corner, inner.size()).adjusted(-out, -out, out, out)
        wanted = target.property("focus_radius")
        radius = 8 if wanted is None else float(wanted)
        self._radius = inner.height() / 2 + out if radius < 0 else self._px(radius) + out
        if box != self.geometry():
            self.setGeometry(box)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._px(_WIDTH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(), width))
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = self._radius - width / 2
        painter.drawRoundedRect(edge, radius, radius)


def _host(target: QWidget) -> QWidget:
    """The widget the ring lives in: what is scrolled or the viewport that scrolls it, else the window."""
    child, parent = target, target.parentWidget()
    while parent is not None and not child.isWindow():
        # To say what Qt's own viewport is, PySide builds every widget class there is: 46 ms of each start.
        if parent.property("focus_host"):
            return parent
        if isinstance(parent, QAbstractScrollArea) and child is parent.viewport():
            return child
        child, parent = parent, parent.parentWidget()
    return target.window()
