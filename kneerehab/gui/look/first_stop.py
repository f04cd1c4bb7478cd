"""Where the focus begins in a part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first_stop(part: QWidget) -> QWidget | None:
    """The first control inside, in the order they were put in, that Tab comes to now; None if there is none.

    It is not found by `nextInFocusChain`: PySide makes what that returns a child of the widget that was asked. At its
    end the chain comes back to the window, and a window kept alive by a part of its own is garbage to Python's sweep.
    """
    for inside in part.findChildren(QWidget):
        if inside.focusPolicy() & Qt.FocusPolicy.TabFocus and inside.isVisible() and inside.isEnabled():
            return inside
    return None
