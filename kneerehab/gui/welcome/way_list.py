"""The way list: phases one below the other on a line, the present one as a ring, each with its earliest day."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import _

_RING, _SMALL, _STEP = 36, 30, 72


@dataclass(frozen=True, slots=True, kw_only=True)
class WayStep:
    """A phase: its name, what it is about, its day as shown and in full for screen readers ("" where none is told)."""

    name: str
    text: str
    day: str = ""
    spoken_day: str = ""
    current: bool = False


class WayList(QWidget):
    """Steps from the top down; `show_steps` keeps the parts as long as their number stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_steps(self, steps: list[WayStep]) -> None:
        """Show the way."""
        while len(self.rows) < len(steps):
            self.rows.append(_Row(len(self.rows), len(steps)))
            self._column.addWidget(self.rows[-1], 1)
        for row, step in zip(self.rows, steps, strict=True):
            row.show_step(step)


class _Row(QWidget):
    """One step: ring and line, name and text, day."""

    def __init__(self, place: int, count: int) -> None:
        super().__init__()
        self._place, self._count = place, count
        self.ring = _Ring(place, count)
        self.name = Heading("", "body_strong")
        self.text = Label("", "body", "muted", wrap=True)
        self.day = Label("", "body_strong")
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.text)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.ring)
        row.addLayout(words, 1)
        row.addWidget(self.day, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

    def show_step(self, step: WayStep) -> None:
        """Fill the row."""
        self.name.setText(step.name)
        self.name.set_tone("accent" if step.current else "text")
        self.text.setText(step.text)
        self.day.setText(step.day)
        self.day.set_tone("accent" if step.current else "text")
        words = _("Step {place} of {count}, {name}").format(place=self._place + 1, count=self._count, name=step.name)
        if step.spoken_day:
            words = _("Step {place} of {count}, {name}, {day} at the earliest").format(
                place=self._place + 1, count=self._count, name=step.name, day=step.spoken_day
            )
        self.ring.show_ring(words, current=step.current)


class _Ring(Drawn):
    """A numbered ring on the line that joins it with its neighbours."""

    def __init__(self, place: int, count: int) -> None:
        super().__init__()
        self._place, self._count, self._current = place, count, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_ring(self, words: str, *, current: bool) -> None:
        """Say the step, and whether it is the present one."""
        self._current = current
        self.say(words)

    def design_size(self) -> QSize:
        return QSize(theme.px(_RING), theme.px(_STEP))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(_RING), theme.px(44))

    def draw(self, painter: QPainter) -> None:
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(painting.pen("border", 8))
        if self._place > 0:
            painter.drawLine(QPointF(middle.x(), 0), middle)
        if self._place < self._count - 1:
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        painter.setBrush(theme.colour("surface"))
        if self._current:
            painter.setPen(painting.pen("accent", 4))
            reach = painting.length(_RING / 2 - 2)
            painter.drawEllipse(middle, reach, reach)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(middle, painting.length(8), painting.length(8))
            return
        painter.setPen(painting.pen("line", 2))
        reach = painting.length(_SMALL / 2 - 1)
        painter.drawEllipse(middle, reach, reach)
        side = painting.length(_SMALL)
        box = painting.box_around(middle, side, side)
        painting.write(painter, box, str(self._place + 1), painting.font("chip"), "muted")
