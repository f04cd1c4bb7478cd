"""The budget bar: parts of a week side by side, done solid, this run hatched, what is left as an outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn

_HEIGHT, _GAP, _CAPTION = 12, 3, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """One part; `amount` counts beside the other parts' amounts, parts of 0 are left out."""

    amount: float
    style: Literal["solid", "hatched", "outline"] = "solid"
    caption: str = ""
    strong: bool = False


class Bar(Drawn):
    """Parts with captions below them; `colour` is one token for bar and words ("success", "caution")."""

    def __init__(self, name: str = "", *, colour: str = "success", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = name, colour
        self.set_parts(())

    def set_parts(self, parts: Sequence[BarPart], *, colour: str | None = None) -> None:
        """Show these parts from left to right, filling the width between them."""
        self._parts = tuple(part for part in parts if part.amount > 0)
        self._colour = colour or self._colour
        self.say(", ".join(words for words in (self._name, *(part.caption for part in self._parts)) if words))

    def design_size(self) -> QSize:
        captions = _CAPTION if any(part.caption for part in self._parts) else 0
        return QSize(theme.px(360), theme.px(_HEIGHT + captions))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(120), self.design_size().height())

    def draw(self, painter: QPainter) -> None:
        total = sum(part.amount for part in self._parts)
        gap, height, left = painting.length(_GAP), painting.length(_HEIGHT), 0.0
        room = self.width() - gap * (len(self._parts) - 1)
        starts = []
        for part in self._parts:
            width = room * part.amount / total
            box = QRectF(left, 0, width, height)
            if part.style == "hatched":
                painting.hatched(painter, box, 4, self._colour)
            else:
                painting.rounded(painter, box, 4, self._colour if part.style == "solid" else None, self._colour, 1.2)
            starts.append(left)
            left += width + gap
        self._write_captions(painter, starts)

    def _write_captions(self, painter: QPainter, starts: list[float]) -> None:
        """Each below its part, moved left where the next one needs the room."""
        gap, top, height = painting.length(8), painting.length(_HEIGHT + 4), painting.length(18)
        limit = float(self.width())
        for part, start in reversed(list(zip(self._parts, starts, strict=True))):
            face = painting.font("caption", weight=600 if part.strong else 500)
            width = painting.text_width(part.caption, face) + 1
            left = max(0.0, min(start, limit - width))
            box = QRectF(left, top, min(width, max(0.0, limit - left)), height)
            painting.write(painter, box, part.caption, face, self._colour, painting.LEFT)
            limit = left - gap if part.caption else limit
