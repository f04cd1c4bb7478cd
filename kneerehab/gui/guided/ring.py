"""The big ring of a session: what is going on, the number to follow, and one mark per set."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.ring import Ring

_MARK, _GAP, _THICK = 28, 8, 8


class SessionRing(Ring):
    """`set_texts` and `set_marks` say it all; the number keeps 96 px wherever the window has room for it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, diameter=344, thickness=16, colour="accent", value_role="timer", parent=parent)
        self._sets = self._at = 0

    def set_marks(self, sets: int, at: int) -> None:
        """`sets` marks, of which `at` (from 1) is under way."""
        self._sets, self._at = sets, at
        self.update()

    def _write(self, painter: QPainter, centre: QPointF, room: float) -> None:
        whole = room / painting.length(312)
        face = painting.font(self._value_role)
        if whole < 1:
            face.setPixelSize(max(theme.px(48), round(face.pixelSize() * whole)))
        while painting.text_width(self._middle, face) > room * 0.8 and face.pixelSize() > 10:
            face.setPixelSize(face.pixelSize() - 1)
        size = face.pixelSize()
        centre -= QPointF(0, painting.length(8) * min(1, whole))
        small = painting.font("body", size=max(14, round(17 * min(1, whole))))
        bold = painting.font("body_strong", size=max(13, round(16 * min(1, whole))))
        line = small.pixelSize() * 1.4
        top = centre - QPointF(0, size * 0.5 + small.pixelSize() * 0.7)
        painting.write(painter, painting.box_around(top, room * 0.78, line), self._over, small, "muted")
        painting.write(painter, painting.box_around(centre, room, size), self._middle, face, "text")
        marks = centre + QPointF(0, size * 0.5 + painting.length(14) * min(1, whole))
        self._draw_marks(painter, marks, room * 0.62)
        under = marks + QPointF(0, painting.length(9) + bold.pixelSize() * 0.8)
        foot = painting.box_around(under, room * 0.7, bold.pixelSize() * 1.5)
        painting.write(painter, foot, self._under, bold, "text")

    def _draw_marks(self, painter: QPainter, middle: QPointF, room: float) -> None:
        if self._sets < 1:
            return
        gap, high = painting.length(_GAP), painting.length(_THICK)
        wide = min(painting.length(_MARK), (room - gap * (self._sets - 1)) / self._sets)
        left = middle.x() - (wide * self._sets + gap * (self._sets - 1)) / 2
        for number in range(1, self._sets + 1):
            box = QRectF(left, middle.y() - high / 2, max(2.0, wide), high)
            fill = "accent" if number < self._at else "accent_tint" if number == self._at else None
            painting.rounded(painter, box, _THICK / 2, fill, "accent" if number <= self._at else "line", 1.4)
            left += wide + gap
