"""The field that searches a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import TextField

_BESIDE = 66  # the icon and the edges


def width_of_placeholder(field: TextField) -> int:
    """How wide a field with an icon has to be to show its placeholder whole."""
    field.ensurePolished()  # else it is measured in the system's font
    return field.fontMetrics().horizontalAdvance(field.placeholderText()) + theme.px(_BESIDE)


class Search(TextField):
    """Escape empties it first."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
