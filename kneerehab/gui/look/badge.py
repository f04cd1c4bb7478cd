"""A small round label that names a state with an icon and a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import icons, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.shapes import rounded

_KINDS = {  # text, fill, edge, usual icon
    "success": ("success", "success_tint", "", "check"),
    "hold": ("accent", "accent_tint", "", "equals"),
    "caution": ("caution", "caution_tint", "", "triangle-alert"),
    "danger": ("danger", "danger_tint", "", "triangle-alert"),
    "outline": ("text", "surface", "line", ""),
    "quiet": ("text", "sunken", "border", ""),
    "plain": ("muted", "", "", "check"),
}


class Badge(Drawn):
    """Kind success, hold, caution, danger, outline, quiet or plain; `icon` None takes the kind's own, "" has none."""

    def __init__(self, text: str, kind: str = "quiet", icon: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon_name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, kind, icon)

    def set_state(self, text: str, kind: str, icon: str | None = None) -> None:
        """Show another state; KeyError for an unknown kind."""
        self._kind = kind
        self._icon_name = _KINDS[kind][3] if icon is None else icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def _icon_room(self) -> int:
        return theme.px(20) if self._icon_name else 0

    def design_size(self) -> QSize:
        words = QFontMetricsF(theme.font("chip")).horizontalAdvance(self.text())
        height = max(theme.px(26), theme.line_height("chip") + theme.px(6))
        return QSize(round(words + 0.5) + self._icon_room() + 2 * theme.px(11), height)

    def draw(self, painter: QPainter) -> None:
        text, fill, edge, _icon = _KINDS[self._kind]
        rounded(
            painter,
            QRectF(self.rect()),
            self.height() / 2,
            fill=theme.colour(fill) if fill else None,
            edge=theme.colour(edge) if edge else None,
        )
        left = float(theme.px(11))
        if self._icon_name:
            side = theme.px(14)
            icons.paint(painter, self._icon_name, QRectF(left, (self.height() - side) / 2, side, side), text, 2.2)
            left += self._icon_room()
        painter.setPen(theme.colour(text))
        painter.setFont(theme.font("chip"))
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class Disc(QWidget):
    """A round tinted icon before the words of a row; decoration."""

    def __init__(self, icon: str, parent: QWidget | None = None, *, fill: str = "accent_tint") -> None:
        super().__init__(parent)
        self._icon, self._fill = icon, fill
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(34), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, box.height() / 2, fill=theme.colour(self._fill))
        inset = box.height() * 0.24
        icons.paint(painter, self._icon, box.adjusted(inset, inset, -inset, -inset), "accent")
        painter.end()
