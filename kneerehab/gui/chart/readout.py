"""What a chart shows on top of itself: the day pointed at with its values, and short words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from kneerehab.charts import Drawing, Spot
from kneerehab.gui.look import painting
from kneerehab.i18n import semicolon

_WIDEST, _PAD, _AIR = 280, 10, 12  # design pixels


def lines(words: str) -> list[str]:
    """A readout as lines: its date, then one line a fact."""
    head, _colon, rest = words.partition(": ")
    return [head, *rest.split(semicolon())] if rest else [head]


def paint(painter: QPainter, box: QRectF, drawing: Drawing, spot: Spot, words: str) -> None:
    """A line through the day (a ring, where it is a cell) and its values in a bubble that stays inside `box`."""
    _left, top, _right, bottom = drawing.plot
    x = box.width() * spot.x
    if spot.y is None:
        painter.setPen(painting.pen("text", 1, dash=(3, 3)))
        painter.drawLine(QPointF(x, box.height() * top), QPointF(x, box.height() * bottom))
        y = box.height() * top
    else:
        y = box.height() * spot.y
        painter.setPen(painting.pen("text", 2))
        painter.drawEllipse(QPointF(x, y), painting.length(12), painting.length(12))
    size = _size(words)
    gap = painting.length(_AIR)
    on_right = x + gap + size.width() <= box.width()
    bubble = QRectF(x + gap if on_right else x - gap - size.width(), y, size.width(), size.height())
    bubble.moveLeft(max(0.0, min(bubble.left(), box.width() - size.width())))
    bubble.moveTop(max(0.0, min(bubble.top(), box.height() - size.height())))
    _bubble(painter, bubble, words)


def paint_word(painter: QPainter, box: QRectF, words: str) -> None:
    """A short message at the foot."""
    size = _size(words)
    bubble = QRectF(0, 0, size.width(), size.height())
    bubble.moveCenter(QPointF(box.center().x(), box.bottom() - size.height() / 2 - painting.length(8)))
    _bubble(painter, bubble, words)


def _size(words: str) -> QRectF:
    strong, plain = (QFontMetricsF(painting.font(role)) for role in ("small_strong", "small"))
    parts = lines(words)
    wide = max([strong.horizontalAdvance(parts[0]), *(plain.horizontalAdvance(part) for part in parts[1:])])
    pad = painting.length(_PAD)
    return QRectF(0, 0, min(wide, painting.length(_WIDEST)) + 2 * pad + 2, len(parts) * painting.length(18) + 1.4 * pad)


def _bubble(painter: QPainter, bubble: QRectF, words: str) -> None:
    painting.rounded(painter, bubble, 8, "bar")
    pad = painting.length(_PAD)
    row = QRectF(bubble.left() + pad, bubble.top() + 0.7 * pad, bubble.width() - 2 * pad, painting.length(18))
    for number, part in enumerate(lines(words)):
        face = painting.font("small" if number else "small_strong")
        painting.write(painter, row.translated(0, number * row.height()), part, face, "on_bar", painting.LEFT)
