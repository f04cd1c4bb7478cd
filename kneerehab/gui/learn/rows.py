"""A row that opens an article: its title and one line of what it says."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.painted_button import GROWS, LEAST, PaintedButton

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_SIDE, _TOP = 12, 9


class ArticleRow(PaintedButton, QPushButton):
    """A button as wide as its card; `set_marked` gives it the accent edge of a chosen zone."""

    def __init__(self, slug: str, title: str, detail: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, ring=10, across=GROWS, down=LEAST, wraps=True)
        self.slug = slug
        self._detail = detail
        self._marked = False
        self.setAccessibleDescription(detail)

    def set_marked(self, marked: bool) -> None:
        """Show that it belongs to a chosen zone."""
        self._marked = marked
        self.update()

    @property
    def is_marked(self) -> bool:
        """Whether it belongs to a chosen zone."""
        return self._marked

    def _heights(self, width: int) -> tuple[float, float]:
        room, scale = max(40.0, width - painting.length(2 * _SIDE + 26)), theme.scale()
        title = _height(self.text(), "body_strong", scale, room)
        return title, _height(self._detail, "small", scale, room) if self._detail else 0.0

    def heightForWidth(self, width: int) -> int:
        return round(sum(self._heights(width)) + theme.px(2 * _TOP + 3))

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(240))
        return QSize(theme.px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(38))

    def draw(self, painter: QPainter) -> None:
        unit, box = painting.length(1), QRectF(self.rect())
        if self._marked:
            painting.rounded(painter, box, 10, "accent_tint", "accent", 1.6)
        elif self.warm:
            painting.rounded(painter, box, 10, "sunken")
        title, detail = self._heights(self.width())
        left, wide = _SIDE * unit, box.width() - (2 * _SIDE + 26) * unit
        top = (box.height() - title - detail) / 2
        for words, role, colour, y, high in (
            (self.text(), "body_strong", "text", top, title),
            (self._detail, "small", "muted", top + title + 1, detail),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(colour))
            painter.drawText(QRectF(left, y, wide, high + 2), int(_WRAP), words)
        side = 16 * unit
        mark = QRectF(box.right() - _SIDE * unit - side, (box.height() - side) / 2, side, side)
        icons.paint(painter, "chevron-right", mark, "muted")


@lru_cache(maxsize=512)
def _height(words: str, role: str, _scale: float, room: float) -> float:
    """Layouts ask again and again how high a row would be."""
    return QFontMetricsF(theme.font(role)).boundingRect(QRectF(0, 0, room, 1e6), int(_WRAP), words).height()
