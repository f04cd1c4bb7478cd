"""Small habits that all controls share; light enough for the empty window."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_KEY = re.compile(r"[A-Z][a-z]+")


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Click the focused button on Enter, which Qt does in dialogs alone; Ctrl+Enter belongs to the dialog."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or held or event.isAutoRepeat():
        return False
    event.accept()
    button.click()
    return True


def onwards(part: QWidget, event: QKeyEvent, *, down: int = 0) -> int:
    """1 for the arrow that points onwards in the way of reading, -1 for that back, 0 for another key.

    `down` is how many parts further the arrow down goes, and that up back.
    """
    ahead = -1 if part.isRightToLeft() else 1
    steps = {Qt.Key.Key_Left: -ahead, Qt.Key.Key_Right: ahead, Qt.Key.Key_Up: -down, Qt.Key.Key_Down: down}
    return steps.get(Qt.Key(event.key()), 0)


def key_words(keys: str) -> str:
    """Keys as they are written on a keyboard of the language, by Qt's own words: "Ctrl+L" is Strg+L in German."""
    return _KEY.sub(lambda found: QCoreApplication.translate("QShortcut", found[0]), keys)


def tip(text: str) -> str:
    """A text for a tool tip, which Qt would else take for rich text if it looks like it."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape

    return f"<span>{escape(text)}</span>"
