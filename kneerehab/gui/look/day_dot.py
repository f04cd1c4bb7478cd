"""The day dot: a day's worst pain as colour and number, or a dashed empty circle where there is no entry."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.pain_words import spoken


def draw_day_dot(painter: QPainter, centre: QPointF, score: int | None, size: float = 28) -> None:
    """Draw a dot of `size` design pixels around `centre`; None is a dashed circle with a short dash, never a zero."""
    look = theme.current()
    radius = (painting.length(size) - painting.length(1)) / 2
    if score is None:
        painter.setPen(painting.pen("pain_edge", 1.2, dash=(3, 2.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(painting.pen("muted", 1.6))
        half = QPointF(painting.length(3), 0)
        painter.drawLine(centre - half, centre + half)
        return
    painter.setPen(painting.pen("pain_edge", 1))
    painter.setBrush(theme.colour(look.pain[score]))
    painter.drawEllipse(centre, radius, radius)
    number = painting.font("body_strong", size=14 if size >= 28 else 13, weight=700)
    box = painting.box_around(centre, 2 * radius, 2 * radius)
    painting.write(painter, box, str(score), number, look.on_pain[score])


class DayDot(Drawn):
    """A day dot for rows and tables."""

    def __init__(
        self, score: int | None = None, *, name: str = "", size: int = 28, parent: QWidget | None = None
    ) -> None:
        """`name` says what the score is ("Worst pain"); `size` in pixels at 100 %."""
        super().__init__(parent)
        self._name = name
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_score(score)

    @property
    def score(self) -> int | None:
        """The score shown, None for no entry."""
        return self._score

    def set_score(self, score: int | None) -> None:
        """Show a score, or None for no entry."""
        self._score = score
        self.say(", ".join(part for part in (self._name, spoken(score)) if part))

    def design_size(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def draw(self, painter: QPainter) -> None:
        draw_day_dot(painter, QRectF(self.rect()).center(), self._score, self._size)
