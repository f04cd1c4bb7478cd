"""The base of parts that only show: one drawing, read to a screen reader as one text that says all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kneerehab.gui.look import painting


class Drawn(QLabel):
    """A label that paints itself; its accessible name carries the value, as a plain widget has no role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Set what the drawing says, for screen readers; draw anew."""
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Draw the part; the painter is smooth and belongs to this widget."""
        raise NotImplementedError

    def design_size(self) -> QSize:
        """The wanted size in real pixels."""
        raise NotImplementedError

    def smallest_size(self) -> QSize:
        """The smallest useful size in real pixels."""
        return self.design_size()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self.design_size()

    def minimumSizeHint(self) -> QSize:
        return self.smallest_size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        try:
            self.draw(painter)
        finally:
            painter.end()  # an error that keeps the painter alive would bring Qt down
