"""How far a value moved between two visits: open circle first, filled circle last, a tick at the change that counts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.shapes import rounded
from kneerehab.wording.visits import Filled, Row, Scale, Steps

_WIDE, _LEAST, _HIGH = 208, 90, 32
_TRACK, _FIRST, _LAST, _BAR = 4, 12, 14, 12
_EDGE = 8  # so that a circle at an end is whole


class ChangeBar(Drawn):
    """The bar of one row, by whatever measure it has; read as the whole row."""

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.say(row.said)

    def design_size(self) -> QSize:
        return QSize(theme.px(_WIDE), theme.px(_HIGH))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.px(_HIGH))

    def draw(self, painter: QPainter) -> None:
        edge, middle = painting.length(_EDGE), self.height() / 2
        room = QRectF(edge, 0, self.width() - 2 * edge, self.height())
        match self.row.bar:
            case Scale() as scale:
                _scale(painter, scale, room, middle)
            case Filled() as filled:
                _filled(painter, filled, room, middle)
            case Steps() as steps:
                _steps(painter, steps, room, middle)


def _scale(painter: QPainter, scale: Scale, room: QRectF, y: float) -> None:
    px = painting.length

    def at(share: float) -> float:
        return room.left() + share * room.width()

    track = QRectF(room.left(), y - px(_TRACK) / 2, room.width(), px(_TRACK))
    if scale.first is not None and scale.mark is not None:
        ends = sorted((at(scale.first), at(scale.mark)))
        span = QRectF(ends[0], y - px(12), ends[1] - ends[0], px(24))
        rounded(painter, span, px(3), fill=theme.colour("accent_tint"))
    rounded(painter, track, px(2), fill=theme.colour("border"))
    if scale.first is not None and scale.last is not None:
        painter.setPen(painting.pen("accent", _TRACK))
        painter.drawLine(QPointF(at(scale.first), y), QPointF(at(scale.last), y))
    if scale.mark is not None:
        draw_tick(painter, at(scale.mark), y)
    if scale.first is not None:
        draw_circle(painter, at(scale.first), y, filled=False)
    if scale.last is not None:
        draw_circle(painter, at(scale.last), y, filled=True)


def _filled(painter: QPainter, filled: Filled, room: QRectF, y: float) -> None:
    px = painting.length
    box = QRectF(room.left(), y - px(_BAR) / 2, room.width(), px(_BAR))
    rounded(painter, box, px(4), fill=painting.veil("run", 0.22))
    if filled.share > 0:
        done = QRectF(box.left(), box.top(), max(px(8), filled.share * box.width()), box.height())
        rounded(painter, done, px(4), fill=theme.colour("run"))


def _steps(painter: QPainter, steps: Steps, room: QRectF, y: float) -> None:
    px, of = painting.length, max(steps.of, 1)
    gap = px(8 if of < 6 else 4)
    width = (room.width() - gap * (of - 1)) / of
    for number in range(of):
        box = QRectF(room.left() + number * (width + gap), y - px(_BAR) / 2, width, px(_BAR))
        rounded(painter, box, px(4), fill=theme.colour("exercise" if number < steps.done else "border"))


def draw_circle(painter: QPainter, x: float, y: float, *, filled: bool) -> None:
    """The mark of the first visit (open) or of the last."""
    px = painting.length
    size = px(_LAST if filled else _FIRST)
    inner = size if filled else size - px(2.5)
    painter.setPen(Qt.PenStyle.NoPen if filled else painting.pen("accent", 2.5))
    painter.setBrush(theme.colour("accent" if filled else "surface"))
    painter.drawEllipse(painting.box_around(QPointF(x, y), inner, inner))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_tick(painter: QPainter, x: float, y: float) -> None:
    """The mark of the change that counts."""
    px = painting.length
    painter.setPen(painting.pen("text", 2, dash=(4, 2)))
    painter.drawLine(QPointF(x, y - px(14)), QPointF(x, y + px(14)))
