"""The easier or harder way of an exercise as a button of two lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from kneerehab.domain.exercise import Variant
from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.painted_button import GROWS, LEAST, PaintedButton
from kneerehab.i18n import _
from kneerehab.wording.labels import named

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class VariantButton(PaintedButton, QPushButton):
    """`variant` is what it stands for, None hides it."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent, ring=10, across=GROWS, down=LEAST, wraps=True)
        self.variant: Variant | None = None
        self._icon_name, self._lead = icon, ""

    def show_variant(self, lead: str, variant: Variant | None) -> None:
        """Show a way; `lead` is "Easier" or "Harder"."""
        self.variant, self._lead = variant, lead
        self.setVisible(variant is not None)
        if variant is not None:
            self.setAccessibleName(named(lead, _(variant.name)))
            self.setAccessibleDescription(_(variant.how))
            self.setToolTip(_(variant.how))
        self.lay_out_anew()

    def _room(self, width: int) -> float:
        return max(20.0, width - painting.length(44 + 12))

    def heightForWidth(self, width: int) -> int:
        words = _(self.variant.name) if self.variant else ""
        text = QFontMetricsF(theme.font("small")).boundingRect(QRectF(0, 0, self._room(width), 1e6), int(_WRAP), words)
        return round(text.height()) + theme.line_height("small_strong") + theme.px(24)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), self.heightForWidth(theme.px(180)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(110), theme.px(56))

    def draw(self, painter: QPainter) -> None:
        unit, box = painting.length(1), QRectF(self.rect())
        painting.rounded(painter, box, 10, "sunken" if self.warm else "surface", "line")
        side = 18 * unit
        icons.paint(painter, self._icon_name, QRectF(14 * unit, (box.height() - side) / 2, side, side), "accent", 2)
        line = theme.line_height("small_strong")
        top = QRectF(44 * unit, 11 * unit, self._room(self.width()), line)
        painting.write(painter, top, self._lead, painting.font("small_strong"), "text", painting.LEFT)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        rest = QRectF(top.left(), top.bottom() + 1, top.width(), box.height() - top.bottom())
        painter.drawText(rest, int(_WRAP), _(self.variant.name) if self.variant else "")
