"""A week's outcome as a round button: an icon and a word, that opens its reasons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from kneerehab.gui.look import icons, theme
from kneerehab.gui.look.painted_button import PaintedButton
from kneerehab.gui.look.shapes import rounded

LOOKS = {  # icon, text, fill, edge
    "ADVANCE": ("arrow-up", "success", "success_tint", ""),
    "HOLD": ("equals", "accent", "accent_tint", ""),
    "STEP_BACK": ("arrow-down", "caution", "caution_tint", ""),
    "ENDED": ("stop", "text", "sunken", "border"),
    "OPEN": ("clock", "text", "surface", "line"),
}


class DecisionChip(PaintedButton, QPushButton):
    """Checkable; `look` is a decision, or OPEN for the running week."""

    def __init__(self, text: str, look: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, ring=-1)
        self._look = look
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(theme.font("chip")).horizontalAdvance(self.text())
        high = max(theme.px(27), theme.line_height("chip") + theme.px(6))
        return QSize(round(words + 0.5) + theme.px(20) + 2 * theme.px(11), high)

    def draw(self, painter: QPainter) -> None:
        icon, colour, fill, edge = LOOKS[self._look]
        if self.warm or self.isChecked():
            edge = colour
        rounded(
            painter, QRectF(self.rect()), self.height() / 2,
            fill=theme.colour(fill), edge=theme.colour(edge) if edge else None,
        )  # fmt: skip
        side = theme.px(14)
        icons.paint(painter, icon, QRectF(theme.px(11), (self.height() - side) / 2, side, side), colour, 2.2)
        painter.setPen(theme.colour(colour))
        painter.setFont(theme.font("chip"))
        room = QRectF(self.rect()).adjusted(theme.px(31), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
