"""The plan's phases on one lane: done with a tick, skipped with a dash, now with a ring, later with their number.

The lane lies; where the words of its columns would find no room it stands, with the words beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _, in_turn, pgettext

_NODE_Y, _NAME_Y, _INDENT, _LAST, _BETWEEN, _WIDTH = 36, 66, 19, 148, 12, 968
_BESIDE, _LEAST, _AIR = 48, 150, 14  # of a standing lane: where words begin, what they need, between two phases

PhaseState = Literal["done", "skipped", "now", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStop:
    """One phase: its name, when it was or is, and its rule in a few words."""

    name: str
    state: PhaseState
    when: str = ""
    rule: str = ""


class PhaseLane(Drawn):
    """Shows where the runner stands; `share` (0 to 1) of the way to the next phase carries a small knob and a label."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_phases(())

    def set_phases(self, phases: Sequence[PhaseStop], *, share: float | None = None, label: str = "") -> None:
        """Show the phases in order; `share` and `label` ("7.1 of 30 km") belong to the phase now."""
        self._phases, self._label = tuple(phases), label
        self._share = None if share is None else min(1.0, max(0.0, share))
        self._measured = 0.0, 0.0
        words = {"done": pgettext("phase", "done"), "skipped": _("skipped"), "now": _("now"), "later": _("later")}
        said = []
        for phase in self._phases:
            parts = [f"{phase.name}, {words[phase.state]}", phase.when, phase.rule]
            if phase.state == "now":
                parts.append(label)
            said.append(", ".join(part for part in parts if part))
        self.say(in_turn(said))

    def design_size(self) -> QSize:
        return QSize(theme.px(_WIDTH), self._height_now())

    def smallest_size(self) -> QSize:
        return QSize(theme.px(_BESIDE + _LEAST), self._height_now())

    def draw(self, painter: QPainter) -> None:
        if not self._phases:
            return
        unit, pitch = painting.length(1), self._pitch()
        if self._stands():
            tops = self._tops()
            nodes = [QPointF(_INDENT * unit, top + _INDENT * unit) for top in tops[:-1]]
            self._draw_lane(painter, nodes)
            for number, (node, top, phase) in enumerate(zip(nodes, tops, self._phases, strict=False), start=1):
                self._draw_node(painter, node, phase, number)
                self._draw_words(painter, QPointF(_BESIDE * unit, top + 8 * unit), self._room(number - 1), phase)
            return
        nodes = [QPointF(index * pitch + _INDENT * unit, _NODE_Y * unit) for index in range(len(self._phases))]
        self._draw_lane(painter, nodes)
        for number, (node, phase) in enumerate(zip(nodes, self._phases, strict=True), start=1):
            self._draw_node(painter, node, phase, number)
            at = QPointF((number - 1) * pitch, _NAME_Y * unit)
            self._draw_words(painter, at, self._room(number - 1), phase)

    def _pitch(self) -> float:
        """From one phase to the next, in pixels; the last column is narrower where there is room."""
        count, width = len(self._phases), self._width_now()
        if count < 2:
            return width
        last = min(painting.length(_LAST), width / count)
        return (width - last) / (count - 1)

    def _stands(self) -> bool:
        """Whether a word would be wider than its column."""
        count = max(1, len(self._phases))
        return self._widest() > self._width_now() / count - painting.length(_BETWEEN)

    def _widest(self) -> float:
        """The width of the widest word in pixels; measured once a text size, as every drawing asks for it."""
        if self._measured[0] != theme.scale():
            told = ((text.split(), face) for phase in self._phases for text, face, _tone in _lines(phase))
            widths = (painting.text_width(word, face) for words, face in told for word in words)
            self._measured = theme.scale(), max(widths, default=0.0)
        return self._measured[1]

    def _tops(self) -> list[float]:
        """Where each phase of a standing lane begins, and the end of the last one."""
        found = [0.0]
        for index, phase in enumerate(self._phases):
            high = max(self._words_height(index, phase), painting.length(2 * _INDENT - 8))
            found.append(found[-1] + high + painting.length(_AIR))
        return found

    def _room(self, index: int) -> float:
        """The width of a column's words."""
        if self._stands():
            return self._width_now() - painting.length(_BESIDE)
        if index == len(self._phases) - 1:
            return self._width_now() - index * self._pitch()
        return self._pitch() - painting.length(_BETWEEN)

    def _width_now(self) -> float:
        """The width in pixels; the designed one before a layout has given it any."""
        return float(self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else theme.px(_WIDTH))

    def _height_now(self) -> int:
        """The height in pixels with every caption wrapped into its column."""
        if self._stands():
            return round(self._tops()[-1])
        heights = [self._words_height(index, phase) for index, phase in enumerate(self._phases)]
        return round(painting.length(_NAME_Y) + max(heights, default=0) + painting.length(2))

    def _words_height(self, index: int, phase: PhaseStop) -> float:
        room, lines = self._room(index), self._told(phase)
        return sum(_text_box(words, face, room).height() for words, face, _colour in lines)

    def _told(self, phase: PhaseStop) -> list[tuple[str, QFont, str]]:
        """The words of a phase; what stands on the way to the next one is among them where it has no place above."""
        lines = _lines(phase)
        if phase.state == "now" and self._label and self._stands():
            lines.insert(1, (self._label, painting.font("caption", weight=600), "accent"))
        return lines

    def _draw_lane(self, painter: QPainter, nodes: list[QPointF]) -> None:
        self._line(painter, nodes[0], nodes[-1], "border")
        now = next((index for index, phase in enumerate(self._phases) if phase.state == "now"), None)
        reached = [index for index, phase in enumerate(self._phases) if phase.state != "later"]
        if not reached:
            return
        self._line(painter, nodes[0], nodes[reached[-1]], "accent")
        if now is None or self._share is None or now + 1 >= len(nodes):
            return
        unit = painting.length(1)
        way = nodes[now + 1] - nodes[now]
        whole = max(1.0, way.x() + way.y())
        begin, end = min(30 * unit, whole / 2), max(whole - 28 * unit, whole / 2)
        knob = nodes[now] + way * ((begin + (end - begin) * self._share) / whole)
        self._line(painter, nodes[now], knob, "accent")
        painter.setPen(painting.pen("accent", 4))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(knob, 9 * unit, 9 * unit)
        if self._stands():
            return
        face = painting.font("caption", weight=600)
        width = painting.text_width(self._label, face) + 2
        left = min(max(0.0, knob.x() - width / 2), self.width() - width)
        painting.write(painter, QRectF(left, 0, width, 18 * unit), self._label, face, "accent")

    def _line(self, painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
        pen = painting.pen(colour, 10)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(start, end)

    def _draw_node(self, painter: QPainter, node: QPointF, phase: PhaseStop, number: int) -> None:
        unit = painting.length(1)
        if phase.state == "done":
            painter.setPen(painting.pen("surface", 3))
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(node, 15 * unit, 15 * unit)
            painting.tick(painter, node, 14, "on_accent", 2.4)
        elif phase.state == "skipped":
            painter.setPen(painting.pen("line", 2, dash=(4, 3)))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(node, 14 * unit, 14 * unit)
            painter.setPen(painting.pen("muted", 2))
            painter.drawLine(node - QPointF(5 * unit, 0), node + QPointF(5 * unit, 0))
        elif phase.state == "now":
            painter.setPen(painting.pen("accent", 4))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(node, 17 * unit, 17 * unit)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(node, 8 * unit, 8 * unit)
        else:
            painter.setPen(painting.pen("line", 2))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(node, 14 * unit, 14 * unit)
            box = painting.box_around(node, 28 * unit, 28 * unit)
            painting.write(painter, box, str(number), painting.font("small_strong"), "muted")

    def _draw_words(self, painter: QPainter, at: QPointF, room: float, phase: PhaseStop) -> None:
        left, top = at.x(), at.y()
        for words, face, colour in self._told(phase):
            height = _text_box(words, face, room).height()
            painter.setFont(face)
            painter.setPen(theme.colour(colour))
            painter.drawText(QRectF(left, top, room, height), int(_FLAGS), words)
            top += height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def _lines(phase: PhaseStop) -> list[tuple[str, QFont, str]]:
    """The words of a column with font and colour."""
    name = _("{phase}  –  now").format(phase=phase.name) if phase.state == "now" else phase.name
    lines = [(name, painting.font("body_strong"), "accent" if phase.state == "now" else "text")]
    if phase.when:
        lines.append((phase.when, painting.font("caption", weight=400), "muted"))
    if phase.rule:
        lines.append((phase.rule, painting.font("caption", weight=400), "text"))
    return lines


def _text_box(words: str, face: QFont, room: float) -> QRectF:
    """The box of wrapped words, with a little air between the lines of a column."""
    box = QFontMetricsF(face).boundingRect(QRectF(0, 0, room, 1000), int(_FLAGS), words)
    box.setHeight(box.height() + painting.length(3))
    return box
