"""Small drawings that many rows have in common, painted once each: a thousand rows show a few dozen of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import nullcontext
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from kneerehab.gui.look import painting, theme

_MOST = 300


class Stamps:
    """Keeps them for one theme and text size; each lies on whole pixels of the screen, so that it stays sharp."""

    def __init__(self) -> None:
        self._look: tuple[object, ...] = ()
        self._made: dict[Hashable, QPixmap] = {}

    def put(
        self,
        painter: QPainter,
        box: QRectF,
        key: Hashable,
        draw: Callable[[QPainter, QRectF], object],
        *,
        turns: bool = False,
    ) -> None:
        """Paint what `draw` draws into a box of this size; `key` says which drawing it is.

        What `turns` is turned round with its row in a language that runs leftwards.
        """
        ratio = painter.device().devicePixelRatio()
        look = (theme.current().name, theme.scale(), ratio)
        if look != self._look or len(self._made) > _MOST:
            self._look, self._made = look, {}
        wide, high = box.width(), box.height()
        made = self._made.get((key, wide, high))
        if made is None:
            made = self._made[key, wide, high] = self._paint(wide, high, ratio, draw)
        with nullcontext() if turns else painting.upright(painter, box):
            left, top = round(box.left() * ratio) / ratio, round(box.top() * ratio) / ratio
            painter.drawPixmap(QPointF(left, top), made)

    def _paint(self, wide: float, high: float, ratio: float, draw: Callable[[QPainter, QRectF], object]) -> QPixmap:
        made = QPixmap(ceil(wide * ratio), ceil(high * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, 0, wide, high))
        painter.end()
        return made
