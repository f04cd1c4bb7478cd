"""Every widget and window there is, listed while nothing can be collected.

PySide makes the Python half of one after the other. On Python 3.11 that may start a sweep, which deletes what nobody
holds any more, a closed dialog's parts say, further down the list: the program crashed on them.
"""

from __future__ import annotations

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
