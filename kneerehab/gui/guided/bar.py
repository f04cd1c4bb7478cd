"""The bar over a session: one stretch per exercise, filled by what is behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _

_GAP, _THICK, _HEIGHT = 8, 8, 36


class SessionBar(Drawn):
    """Names, shares of 0 to 1, and which exercise is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, float], ...] = ()
        self._at = -1

    def set_parts(self, parts: Sequence[tuple[str, float]], at: int) -> None:
        """Show the exercises; `at` is -1 after the end."""
        wanted = tuple(parts)
        if (wanted, at) == (self._parts, self._at):
            return
        self._parts, self._at = wanted, at
        done = sum(share >= 1 for _name, share in wanted)
        self.say(_("{done} of {count} exercises done").format(done=done, count=len(wanted)))

    def design_size(self) -> QSize:
        return QSize(theme.px(600), theme.px(_HEIGHT))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(200), theme.px(_HEIGHT))

    def draw(self, painter: QPainter) -> None:
        if not self._parts:
            return
        gap, high = painting.length(_GAP), painting.length(_THICK)
        wide = (self.width() - gap * (len(self._parts) - 1)) / len(self._parts)
        for number, (name, share) in enumerate(self._parts):
            left = number * (wide + gap)
            box = QRectF(left, 0, wide, high)
            painting.rounded(painter, box, _THICK / 2, "border")
            if share > 0:
                filled = QRectF(left, 0, max(high, wide * share), high)
                painting.rounded(painter, filled, _THICK / 2, "accent")
            self._write_name(painter, QRectF(left, high + gap, wide, painting.length(18)), name, number, share)

    def _write_name(self, painter: QPainter, box: QRectF, name: str, number: int, share: float) -> None:
        here = number == self._at
        if box.width() < painting.length(74) and not here:
            return
        if share >= 1 and not here:
            painting.tick(painter, QPointF(box.left() + painting.length(6), box.center().y()), 11, "muted", 1.8)
            box = box.adjusted(painting.length(18), 0, 0, 0)
        elif here and box.width() < painting.length(74):
            wanted = painting.text_width(name, painting.font("chip")) + 2
            box.setLeft(max(0.0, min(box.left(), self.width() - wanted)))
            box.setWidth(wanted)
        face = painting.font("small", weight=600 if here else 400)
        painting.write(painter, box, name, face, "text" if here else "muted", painting.LEFT)
