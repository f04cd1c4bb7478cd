"""Parts that grow with the screen: text, panels, and the way back as a column of steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.flow import follow_width
from kneerehab.gui.look.shapes import rounded
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _, in_turn, pgettext

State = Literal["done", "skipped", "now", "later"]


def big_font(role: str, pixels: float, weight: int | None = None) -> QFont:
    """The face of a role in any size."""
    font = theme.font(role)
    font.setPixelSize(max(8, round(pixels)))
    if weight is not None:
        font.setWeight(QFont.Weight(weight))
    return font


class BigText(Label):
    """Text whose size, in pixels on a screen 1920 wide, follows `set_unit`."""

    def __init__(self, size: float, role: str = "body", tone: str = "text", *, wrap: bool = False) -> None:
        super().__init__("", role, tone, wrap=wrap)
        self._size, self._face = size, role
        self._unit = 1.0

    def set_unit(self, unit: float) -> None:
        """`unit` is what one of those pixels is here."""
        self._unit = unit
        self.setFont(big_font(self._face, self._size * unit))

    # Qt
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint if self.wordWrap() else QSize(hint.width(), self.fontMetrics().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_unit"):
            self.set_unit(self._unit)


class Panel(QFrame):
    """A rounded sheet in any colour of the theme."""

    def __init__(self, colour: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.radius = 24.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        edge = theme.colour("border") if self.colour == "surface" else None
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rounded(painter, box, self.radius, fill=theme.colour(self.colour), edge=edge)
        painter.end()


class BigReason(QWidget):
    """A reason with its mark: a tick, or an i."""

    def __init__(self, text: str, mark: str, *, good: bool) -> None:
        super().__init__()
        self._mark, self._icon, self._unit = mark, "check" if good else "info", 1.0
        self.words = BigText(26, "body", "on_verdict", wrap=True)
        self.words.setText(text)
        self.words.setParent(self)
        follow_width(self, QSizePolicy.Policy.Expanding)

    def set_unit(self, unit: float) -> None:
        """Follow the screen."""
        self._unit = unit
        self.words.set_unit(unit)
        self.updateGeometry()
        self._place()

    def _left(self) -> int:
        return round(52 * self._unit)

    def _place(self) -> None:
        place = QRect(self._left(), 0, max(1, self.width() - self._left()), self.height())
        self.words.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    # Qt
    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(round(40 * self._unit), self.words.heightForWidth(max(1, width - self._left())))

    def sizeHint(self) -> QSize:
        return QSize(round(600 * self._unit), round(40 * self._unit))

    def resizeEvent(self, event: object) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        side, middle = 34 * self._unit, self.height() / 2
        pen = painting.pen(self._mark, 1)
        pen.setWidthF(2 * self._unit)
        painter.setPen(pen)
        painter.drawEllipse(QRectF(1, middle - side / 2, side, side))
        inner = 20 * self._unit
        box = QRectF(1 + (side - inner) / 2, middle - inner / 2, inner, inner)
        icons.paint(painter, self._icon, box, getattr(theme.current(), self._mark))
        painter.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A phase: its name, where it stands, and when it was or what it is about."""

    name: str
    state: State
    about: str = ""


class WayColumn(Drawn):
    """The phases from the top down: done with a tick, now as a ring, later with their number."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self._unit = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_unit(self, unit: float) -> None:
        """Follow the screen."""
        self._unit = unit
        self.updateGeometry()
        self.update()

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the way."""
        self._steps = tuple(steps)
        words = {"done": pgettext("phase", "done"), "skipped": _("skipped"), "now": _("now"), "later": _("later")}
        said = [", ".join(part for part in (step.name, words[step.state], step.about) if part) for step in steps]
        self.say(in_turn(said))

    def design_size(self) -> QSize:
        return QSize(round(420 * self._unit), round(72 * self._unit * max(1, len(self._steps))))

    def smallest_size(self) -> QSize:
        return QSize(round(260 * self._unit), round(56 * self._unit * max(1, len(self._steps))))

    def draw(self, painter: QPainter) -> None:
        if not self._steps:
            return
        unit, pitch = self._unit, self.height() / len(self._steps)
        nodes = [QPointF(28 * unit, (index + 0.5) * pitch) for index in range(len(self._steps))]
        reached = max((index for index, step in enumerate(self._steps) if step.state != "later"), default=0)
        self._line(painter, nodes[0], nodes[-1], "border")
        self._line(painter, nodes[0], nodes[reached], "accent")
        for number, (node, step) in enumerate(zip(nodes, self._steps, strict=True), start=1):
            self._draw_node(painter, node, step, number)
            self._draw_words(painter, node, pitch, step)

    def _line(self, painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
        self._pen(painter, colour, 14)
        painter.drawLine(start, end)

    def _pen(self, painter: QPainter, colour: str, width: float) -> None:
        pen = painting.pen(colour)
        pen.setWidthF(width * self._unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)

    def _draw_node(self, painter: QPainter, node: QPointF, step: Step, number: int) -> None:
        unit = self._unit
        painter.setBrush(theme.colour("accent" if step.state == "done" else "surface"))
        edges = {"done": ("surface", 3.0, 20.0), "now": ("accent", 5.0, 24.0)}
        colour, width, reach = edges.get(step.state, ("line", 3.0, 20.0))
        self._pen(painter, colour, width)
        reach *= unit
        painter.drawEllipse(node, reach, reach)
        if step.state == "now":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(node, 10 * unit, 10 * unit)
        elif step.state == "done":
            side = 24 * unit
            box = QRectF(node.x() - side / 2, node.y() - side / 2, side, side)
            icons.paint(painter, "check", box, theme.current().on_accent)
        else:
            box = QRectF(node.x() - reach, node.y() - reach, 2 * reach, 2 * reach)
            words = "–" if step.state == "skipped" else str(number)
            painting.write(painter, box, words, big_font("body", 20 * unit, 600), "muted")

    def _draw_words(self, painter: QPainter, node: QPointF, pitch: float, step: Step) -> None:
        unit, now = self._unit, step.state == "now"
        left, wide = 76 * unit, self.width() - 76 * unit
        name = _("{phase}  –  now").format(phase=step.name) if now else step.name
        above = QRectF(left, node.y() - (30 if step.about else 16) * unit, wide, 32 * unit)
        below = QRectF(left, node.y() + 2 * unit, wide, 28 * unit)
        self._write(painter, above, name, 24, "accent" if now else "text")
        self._write(painter, below, step.about, 19, "muted")

    def _write(self, painter: QPainter, box: QRectF, words: str, size: float, colour: str) -> None:
        font = big_font("body", size * self._unit, 600 if size > 20 else 400)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painting.write(painter, box, shown, font, colour, painting.LEFT)
