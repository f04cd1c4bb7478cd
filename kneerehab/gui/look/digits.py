"""Scores typed with the digit row: plain digits, and Shift + digit whatever sign the layout puts there."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

TEN_WITHIN = 700
"""Milliseconds between 1 and 0 that make them a ten."""

# The digit row by place, so that Shift + digit works whatever sign the layout puts there: key code of 1, 2, … 9, 0.
_ROW_LINUX = tuple(range(10, 20))
_ROW_WINDOWS = tuple(range(2, 12))
_ROW_MAC = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)
_SIGNS = "!@#$%^&*()"  # where no key code is known


def typed_digit(event: QKeyEvent) -> tuple[str, int] | None:
    """("value" or "now", 0 to 9) for a digit key; on layouts where digits need Shift they are plain digits."""
    key = event.key()
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    from_keyboard = bool(event.nativeScanCode() or event.nativeVirtualKey())
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return ("now" if shift and not from_keyboard else "value", key - Qt.Key.Key_0)
    if not shift:
        return None
    if sys.platform == "darwin":
        code, row = event.nativeVirtualKey(), _ROW_MAC
    else:
        code, row = event.nativeScanCode(), _ROW_WINDOWS if sys.platform == "win32" else _ROW_LINUX
    if from_keyboard:
        return ("now", (row.index(code) + 1) % 10) if code in row else None
    return ("now", (_SIGNS.index(event.text()) + 1) % 10) if event.text() and event.text() in _SIGNS else None
