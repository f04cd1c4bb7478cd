"""A small meter: one share of a whole on a rounded track, such as exercises done; the number stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _


class Meter(Drawn):
    """A share from 0 to 1, or None for unknown, which leaves the track empty and says so."""

    def __init__(
        self,
        name: str,
        *,
        colour: str = "exercise",
        width: int = 66,
        thickness: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._colour, self._width, self._thickness = name, colour, width, thickness
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_share(None)

    @property
    def share(self) -> float | None:
        """The share shown."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """Show a share; below 0 and above 1 are shown as empty and full."""
        self._share = share
        value = _("not known") if share is None else _("{percent} %").format(percent=round(share * 100))
        self.say(f"{self._name}, {value}")

    def design_size(self) -> QSize:
        return QSize(theme.px(self._width), theme.px(self._thickness))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(24), theme.px(self._thickness))

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.fillPath(shape, theme.colour("border"))
        if self._share:
            filled = QRectF(box)
            filled.setWidth(max(box.height(), box.width() * min(1.0, max(0.0, self._share))))
            part = QPainterPath()
            part.addRoundedRect(filled, box.height() / 2, box.height() / 2)
            painter.fillPath(part, theme.colour(self._colour))
