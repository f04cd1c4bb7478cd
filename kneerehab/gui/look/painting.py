"""Brush work the drawn parts share: scaled pens, text in a role, ticks and the small day marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from kneerehab.gui.look import theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_DUMB_BELL = ((2, 9, 2, 15), (6, 5, 6, 19), (6, 12, 18, 12), (18, 5, 18, 19), (22, 9, 22, 15))  # on a 24 grid
_STAR = ((12, 2, 12, 22), (3.4, 7, 20.6, 17), (20.6, 7, 3.4, 17))


def length(size: float) -> float:
    """A length of the design at the current scale, not rounded; for strokes and positions inside a drawing."""
    return size * theme.scale()


class Brush(QPainter):
    """A painter of a widget; where the language runs leftwards it turns the drawing round, but neither words nor
    pictures. What has to stay as it is, such as a scale of numbers, is laid out from left to right itself.
    """

    def __init__(self, device: QPaintDevice) -> None:
        super().__init__(device)
        if not isinstance(device, QWidget):
            return
        self.setLayoutDirection(device.layoutDirection())  # else each text, and a bare number, would go its own way
        if device.isRightToLeft():
            self.translate(device.width(), 0)
            self.scale(-1, 1)

    def drawText(self, *given: Any) -> Any:
        box = given[0]
        if isinstance(box, QPointF | QPoint):
            box = QRectF(box.x(), box.y(), self.fontMetrics().horizontalAdvance(given[-1]), 0)
        with upright(self, QRectF(box)):
            return super().drawText(*given)

    def drawImage(self, *given: Any) -> Any:
        box = given[0]
        if isinstance(box, QPointF | QPoint):
            box = QRectF(box.x(), box.y(), given[1].width() / given[1].devicePixelRatio(), 0)
        with upright(self, QRectF(box)):
            return super().drawImage(*given)


def brush_for(device: QPaintDevice) -> Brush:
    """A painter with smooth edges; the caller ends it by letting it go."""
    painter = Brush(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


@contextmanager
def upright(painter: QPainter, box: QRectF) -> Iterator[None]:
    """Within it what is drawn in `box` can be read, even if the drawing around it is turned round."""
    if painter.transform().m11() >= 0:
        yield
        return
    before = painter.transform()
    painter.translate(box.left() + box.right(), 0)
    painter.scale(-1, 1)
    try:
        yield
    finally:
        painter.setTransform(before)


def keep_as_it_is(part: QWidget) -> None:
    """Not turned round in a language that runs leftwards: scores and time run as on paper and on a clock, from left to
    right, and a picture of the body has its left knee where it is.
    """
    part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def turn_row(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw a row of a list the other way round from here on, if its language runs leftwards; the caller restores."""
    painter.setLayoutDirection(option.direction)
    if option.direction == Qt.LayoutDirection.RightToLeft:
        painter.translate(option.rect.left() + option.rect.right() + 1, 0)
        painter.scale(-1, 1)


def veil(colour: str, share: float) -> QColor:
    """A token or hex colour, `share` (0 to 1) opaque."""
    made = theme.colour(colour)
    made.setAlphaF(share)
    return made


def pen(colour: str | QColor, width: float = 1.0, *, dash: tuple[float, ...] = ()) -> QPen:
    """A round-ended pen; `width` and `dash` in design pixels."""
    made = QPen(colour if isinstance(colour, QColor) else theme.colour(colour), length(width))
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setDashPattern([part / width for part in dash])
    else:
        made.setCapStyle(Qt.PenCapStyle.RoundCap)
    return made


def font(role: str, *, size: float | None = None, weight: int | None = None) -> QFont:
    """The font of a role, with its size in design pixels or its weight changed where a drawing asks for it."""
    made = theme.font(role)
    if size is not None:
        made.setPixelSize(theme.px(size))
    if weight is not None:
        made.setWeight(QFont.Weight(weight))
    return made


def text_width(words: str, chosen: QFont) -> float:
    """How wide a text is, in pixels."""
    return QFontMetricsF(chosen).horizontalAdvance(words)


def write(
    painter: QPainter, box: QRectF, words: str, chosen: QFont, colour: str | QColor, flags: Qt.AlignmentFlag = CENTRE
) -> None:
    """Put a text into a box; what does not fit ends in an ellipsis."""
    write_cut(painter, box, cut(words, chosen, box.width()), chosen, colour, flags)


def cut(words: str, chosen: QFont, width: float) -> str:
    """A text that is no wider than so many pixels; what does not fit ends in an ellipsis."""
    return QFontMetricsF(chosen).elidedText(words, Qt.TextElideMode.ElideRight, width + 1)


def write_cut(
    painter: QPainter, box: QRectF, shown: str, chosen: QFont, colour: str | QColor, flags: Qt.AlignmentFlag = CENTRE
) -> None:
    """Put a text into a box that it fits into, as `cut` makes it."""
    painter.setFont(chosen)
    painter.setPen(colour if isinstance(colour, QColor) else theme.colour(colour))
    with upright(painter, box):
        painter.drawText(box, int(flags), shown)


def write_whole(
    painter: QPainter,
    box: QRectF,
    words: str,
    faces: Sequence[QFont],
    colour: str,
    flags: Qt.AlignmentFlag = LEFT,
) -> None:
    """Put a text into a box in the first of `faces` with which it fits, else in two lines of the last one."""
    face = next((each for each in faces if text_width(words, each) <= box.width()), None)
    if face is not None:
        write(painter, box, words, face, colour, flags)
        return
    first, *rest = wrapped(words, faces[-1], box.width())
    high = QFontMetricsF(faces[-1]).height()
    middle = box.center().y()
    for line, top in ((first, middle - high), (" ".join(rest), middle)):
        write(painter, QRectF(box.left(), top, box.width(), high), line, faces[-1], colour, flags)


def wrapped(words: str, chosen: QFont, width: float) -> list[str]:
    """The text in lines of at most `width` pixels, as far as its words are no longer."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", chosen) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def box_around(centre: QPointF, width: float, height: float) -> QRectF:
    """The rectangle of this size around a point."""
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: str | QColor | None,
    edge: str | QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded box whose edge lies inside `box`; `radius` and `width` in design pixels."""
    painter.setPen(pen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    colour = theme.colour(fill) if isinstance(fill, str) else fill
    painter.setBrush(Qt.BrushStyle.NoBrush if colour is None else QBrush(colour))
    inset = length(width) / 2 if edge is not None else 0.0
    corner = max(0.0, length(radius) - inset)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)


def tick(painter: QPainter, centre: QPointF, size: float, colour: str | QColor, width: float = 2.0) -> None:
    """A tick about `size` design pixels wide."""
    unit = length(size) / 16
    path = QPainterPath(centre + QPointF(-7 * unit, 0.5 * unit))
    path.lineTo(centre + QPointF(-2 * unit, 5.5 * unit))
    path.lineTo(centre + QPointF(7 * unit, -4.5 * unit))
    painter.setPen(pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    with upright(painter, box_around(centre, 0, 0)):
        painter.drawPath(path)


def chevron(painter: QPainter, centre: QPointF, colour: str) -> None:
    """The small arrow of a control that opens a menu."""
    reach = length(3.5)
    painter.setPen(pen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(centre + QPointF(-reach, -reach / 2))
    path.lineTo(centre + QPointF(0, reach / 2))
    path.lineTo(centre + QPointF(reach, -reach / 2))
    painter.drawPath(path)


def triangle(painter: QPainter, centre: QPointF, width: float, colour: str) -> None:
    """A filled triangle pointing up, the mark of a run."""
    half = length(width) / 2
    path = QPainterPath(centre + QPointF(0, -half * 0.9))
    path.lineTo(centre + QPointF(half, half * 0.9))
    path.lineTo(centre + QPointF(-half, half * 0.9))
    path.closeSubpath()
    painter.fillPath(path, theme.colour(colour))


def run_mark(painter: QPainter, centre: QPointF, colour: str) -> None:
    """A shoe, about 12 design pixels wide."""
    unit = length(12) / 24
    path = QPainterPath(centre + QPointF(-11 * unit, 8 * unit))
    for x, y in ((-11, -7), (-7, -5.5), (-3.5, -6.5), (1, -1.5), (8, 1), (11, 3), (11, 8)):
        path.lineTo(centre + QPointF(x * unit, y * unit))
    path.closeSubpath()
    painter.setPen(pen(colour, 1))
    painter.setBrush(theme.colour(colour))
    painter.drawPath(path)


def exercise_mark(painter: QPainter, centre: QPointF, colour: str) -> None:
    """A dumb-bell, about 12 design pixels wide."""
    _strokes(painter, centre, colour, _DUMB_BELL)


def ice_mark(painter: QPainter, centre: QPointF, colour: str) -> None:
    """A six-armed star, about 12 design pixels wide."""
    _strokes(painter, centre, colour, _STAR)


def missing_mark(painter: QPainter, centre: QPointF) -> None:
    """The small dot that keeps the place of what was not done."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil("line", 0.6))
    painter.drawEllipse(centre, length(1.5), length(1.5))


def hatched(painter: QPainter, box: QRectF, radius: float, stripes: str, back: str | QColor | None = None) -> None:
    """A rounded box of slanted stripes with an edge in their colour."""
    shape = QPainterPath()
    shape.addRoundedRect(box, length(radius), length(radius))
    if back is not None:
        painter.fillPath(shape, theme.colour(back) if isinstance(back, str) else back)
    painter.save()
    painter.setClipPath(shape)
    line = pen(stripes, 3)
    line.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(line)
    lean, x = box.height() * 0.6, box.left() - box.height()
    while x < box.right():
        painter.drawLine(QPointF(x, box.bottom() + 1), QPointF(x + lean, box.top() - 1))
        x += length(6.5)
    painter.restore()
    rounded(painter, box, radius, None, stripes, 1)


def _strokes(
    painter: QPainter, centre: QPointF, colour: str, lines: tuple[tuple[float, float, float, float], ...]
) -> None:
    unit = length(12) / 24
    painter.setPen(pen(colour, 1.4))
    for x1, y1, x2, y2 in lines:
        painter.drawLine(
            centre + QPointF((x1 - 12) * unit, (y1 - 12) * unit), centre + QPointF((x2 - 12) * unit, (y2 - 12) * unit)
        )
