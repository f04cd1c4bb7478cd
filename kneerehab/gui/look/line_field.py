"""A line to type into that tells a person's changes from the program's own, however they are made."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class LineField(QLineEdit):
    """`edited` carries the text after each change by a person: by keys, the mouse, or assistive technology.

    Qt's `textEdited` misses the last of them, which sets a text as a program does, and often without the focus: then
    nobody leaves the field, and `editingFinished` follows at once.
    """

    edited = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._is_ours = self._by_keys = False
        super().__init__(text, parent)
        self.textChanged.connect(self._changed)
        self.textEdited.connect(self._typed)

    def _typed(self, _text: str) -> None:
        """Comes before `_changed`, and for keys and the mouse alone."""
        self._by_keys = True

    def _changed(self, text: str) -> None:
        typed, self._by_keys = self._by_keys, False
        if self._is_ours:
            return
        if not typed and not self.hasFocus():
            QTimer.singleShot(0, self, self.editingFinished.emit)
        self.edited.emit(text)

    # Qt
    def setText(self, text: str | None) -> None:
        """Show a text on the program's behalf; assistive technology goes past here, to Qt's own."""
        before, self._is_ours = self._is_ours, True
        super().setText(text)
        self._is_ours = before

    def clear(self) -> None:
        self.setText("")
