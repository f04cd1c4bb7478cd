"""Chips: round check boxes for short answers, and the group that wraps them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.painted_button import WordedButton
from kneerehab.gui.look.shapes import rounded


class Chip(WordedButton, QCheckBox):
    """A toggle: chosen means accent edge, tick and tint. `shape` is "round" or "tick" (the exercise tick)."""

    def __init__(self, text: str, *, shape: str = "round", parent: QWidget | None = None) -> None:
        super().__init__(text, parent, ring=-1 if shape == "round" else 8, wraps=shape == "round")
        self._shape = shape
        self._count = ""

    def set_count(self, count: str) -> None:
        """A quiet number behind the words: how many there are of what the chip lets through."""
        self._count = count
        self.lay_out_anew()

    def _count_width(self) -> float:
        if not self._count:
            return 0.0
        return QFontMetricsF(theme.font("small")).horizontalAdvance(self._count) + theme.px(6)

    def _metrics(self) -> tuple[str, int, int, int]:
        """Font role, height, least width and side padding."""
        if self._shape == "round":
            return "chip", theme.px(28), 0, theme.px(13)
        return "small_strong", theme.px(34), theme.px(54), theme.px(12)

    def face(self) -> QFont:
        return theme.font(self._metrics()[0])

    def beside(self) -> float:
        tick = theme.px(20) if self.isChecked() else 0
        return self._count_width() + tick + 2 * self._metrics()[3]

    def sizeHint(self) -> QSize:
        role, height, least, _padding = self._metrics()
        words = QFontMetricsF(self.face()).horizontalAdvance(self.text())
        height = max(height, theme.line_height(role) + theme.px(8))
        return QSize(max(least, round(words + self.beside() + 0.5)), height)

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def draw(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        radius = self.sizeHint().height() / 2 if self._shape == "round" else theme.px(8)
        fill = "accent_tint" if chosen else "sunken" if self.underMouse() or not self.isEnabled() else "surface"
        edge = "border" if not self.isEnabled() else "accent" if chosen else "line"
        rounded(
            painter, QRectF(self.rect()), radius,
            fill=theme.colour(fill), edge=theme.colour(edge), width=2 if chosen else 1,
        )  # fmt: skip
        colour = theme.colour("muted" if not self.isEnabled() else "accent" if chosen else "text")
        lines = self.lines()
        words = max(QFontMetricsF(self.face()).horizontalAdvance(line) for line in lines)
        tick = theme.px(14) if chosen else 0
        gap = theme.px(6) if chosen and self.text() else 0
        x = (self.width() - words - tick - gap - self._count_width()) / 2
        if chosen:
            icons.paint(painter, "check", QRectF(x, (self.height() - tick) / 2, tick, tick), colour.name(), 2.2)
        painter.setPen(colour)
        painter.setFont(self.face())
        box = QRectF(x + tick + gap, 0, words + 1, self.height())
        painter.drawText(box, painting.LEFT, "\n".join(lines))
        if self._count:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font("small"))
            box = QRectF(box.right() - 1, 0, self._count_width() + 1, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)


class ChipGroup(QWidget):
    """Chips that wrap: `changed` carries the chosen keys. With `exclusive` exactly one stays chosen."""

    changed = Signal(tuple)

    def __init__(
        self, name: str, choices: Iterable[tuple[str, str]], *, exclusive: bool = False, parent: QWidget | None = None
    ) -> None:
        """`choices` are pairs of key and shown text; `name` is what the group is about."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        flow = FlowLayout(self, spacing=theme.px(8))
        for key, text in choices:
            chip = Chip(text)
            self.chips[key] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
        self._group.buttonToggled.connect(self._tell)
        self._quiet = False
        follow_width(self)

    def chosen(self) -> tuple[str, ...]:
        """The keys of the chosen chips, in the order shown."""
        return tuple(key for key, chip in self.chips.items() if chip.isChecked())

    def set_chosen(self, keys: Iterable[str]) -> None:
        """Choose exactly these, without `changed`."""
        wanted = set(keys)
        self._quiet = True
        for key, chip in self.chips.items():
            chip.setChecked(key in wanted)
        self._quiet = False

    def _tell(self, _chip: Chip, on: bool) -> None:
        if not self._quiet and (on or not self._group.exclusive()):
            self.changed.emit(self.chosen())
