"""Every widget and window there is, listed while nothing can be collected.

PySide makes the Python half of one after the other. On Python 3.11 that may start a sweep, which deletes what nobody
holds any more, a closed dialog's parts say, further down the list: the program crashed on them.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_Found = TypeVar("_Found")


def widgets() -> list[QWidget]:
    """All widgets, of every window."""
    return _listed(QApplication.allWidgets)


def windows() -> list[QWidget]:
    """The widgets that are windows of their own, shown or not."""
    return _listed(QApplication.topLevelWidgets)


def native_windows() -> list[QWindow]:
    """What the system knows as the windows."""
    return _listed(QGuiApplication.topLevelWindows)


def _listed(find: Callable[[], list[_Found]]) -> list[_Found]:
    collecting = gc.isenabled()
    gc.disable()
    try:
        return find()
    finally:
        if collecting:
            gc.enable()
