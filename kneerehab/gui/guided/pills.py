"""Which leg is at work and which comes next, as two round labels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme

_HEIGHT, _PADDING = 44, 22
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Pill(QLabel):
    """A round label; filled for what is going on now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, *, now: bool) -> None:
        """Say which leg, and whether it is at work."""
        self._now = now
        self.setVisible(bool(words))
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(painting.font("body_strong", size=16)).horizontalAdvance(self.text())
        return QSize(round(wide + 1) + 2 * theme.px(_PADDING), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        box = QRectF(self.rect())
        painting.rounded(painter, box, _HEIGHT / 2, "accent" if self._now else "bg", None if self._now else "line")
        face = painting.font("body_strong", size=16)
        painting.write(painter, box, self.text(), face, "on_accent" if self._now else "muted")
        painter.end()


class Pills(QWidget):
    """Now, and next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = Pill(), Pill()
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        self._row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.first, 0, Qt.AlignmentFlag.AlignCenter)
        self._row.addWidget(self.second, 0, Qt.AlignmentFlag.AlignCenter)

    def fit(self, room: int) -> None:
        """Stand beside each other, or below where so many pixels are too few."""
        self._row.setDirection(_DOWN if sum(self._wide()) + self._row.spacing() > room else _ACROSS)

    def least(self) -> int:
        """How many pixels the wider one needs."""
        return max(self._wide(), default=0)

    def _wide(self) -> list[int]:
        return [part.sizeHint().width() for part in (self.first, self.second) if part.text()]

    def show_words(self, now: str, coming: str) -> None:
        """`now` is filled, `coming` an outline; empty ones hide."""
        self.first.show_words(now, now=True)
        self.second.show_words(coming, now=False)
