"""Every widget and window there is, listed while nothing can be collected.

PySide makes the Python half of one after the other. On Python 3.11 that may start a sweep, which deletes what nobody
holds any more, a closed dialog's parts say, further down the list: the program crashed on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.uncollected import uncollected


def widgets() -> list[QWidget]:
    """All widgets, of every window."""
    with uncollected():
        return QApplication.allWidgets()


def windows() -> list[QWidget]:
    """The widgets that are windows of their own, shown or not."""
    with uncollected():
        return QApplication.topLevelWidgets()


def native_windows() -> list[QWindow]:
    """What the system knows as the windows."""
    with uncollected():
        return QGuiApplication.topLevelWindows()


def outside_in() -> list[QWidget]:
    """All widgets, of every window; what stands within something comes after it."""
    with uncollected():
        return [part for window in windows() for part in _with_parts(window)]


def _with_parts(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for part in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not part.isWindow():  # a dialog above it is listed by itself
            yield from _with_parts(part)
