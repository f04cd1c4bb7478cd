"""What many rows have in common, made once: small drawings, and words cut to their column."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import nullcontext
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from kneerehab.gui.look import painting, theme

_MOST = 3_000


class Stamps:
    """Keeps them for one theme and text size; each lies on whole pixels of the screen, so that it stays sharp."""

    def __init__(self) -> None:
        self._look: tuple[object, ...] = ()
        self._made: dict[Hashable, QPixmap] = {}
        self._cut: dict[tuple[str, str, float], str] = {}

    def _follow(self, ratio: float) -> None:
        """Begin anew in another theme or text size, on another screen, and when there is too much of it."""
        look = (theme.current().name, theme.scale(), ratio)
        if look != self._look or len(self._made) + len(self._cut) > _MOST:
            self._look, self._made, self._cut = look, {}, {}

    def write(self, painter: QPainter, box: QRectF, words: str, role: str, colour: str) -> None:
        """Words at the left of a box; what does not fit ends in an ellipsis."""
        self._follow(painter.device().devicePixelRatio())
        font = theme.font(role)
        shown = self._cut.get((words, role, box.width()))
        if shown is None:
            shown = self._cut[words, role, box.width()] = painting.cut(words, font, box.width())
        painting.write_cut(painter, box, shown, font, colour, painting.LEFT)

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
        self._follow(ratio)
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
