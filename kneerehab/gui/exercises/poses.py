"""Start and end of an exercise side by side, with their captions; to a screen reader one picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import icons, own_pictures, painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.exercise_picture import paint_drawing
from kneerehab.i18n import _

_HEIGHT, _CAPTION = 204, 34


class PosesPanel(Drawn):
    """Two drawings with an arrow between; without captions one drawing alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercise = ""
        self._captions: tuple[str, ...] = ()
        self._alone = 120  # height without captions

    def show_exercise(self, exercise: str, captions: tuple[str, ...]) -> None:
        """Show an exercise."""
        self._exercise, self._captions = exercise, captions
        first, second = (*captions, "", "")[:2]
        there = own_pictures.find(exercise) is not None
        self._alone = 204 if there else 120
        if captions:
            self.say(_("Drawing. 1: {first}. 2: {second}").format(first=first, second=second))
        else:
            self.say(_("Picture") if there else _("No drawing"))

    def design_size(self) -> QSize:
        return QSize(theme.px(440), theme.px(_HEIGHT if self._captions else self._alone))

    def smallest_size(self) -> QSize:
        return QSize(theme.px(220), self.design_size().height())

    def draw(self, painter: QPainter) -> None:
        box, unit = QRectF(self.rect()), painting.length(1)
        painting.rounded(painter, box, 10, "sunken")
        if not self._captions:
            inset = 8 * unit
            paint_drawing(painter, self._exercise, box.adjusted(inset, inset, -inset, -inset))
            return
        gap = 34 * unit
        half = (box.width() - gap) / 2
        high = box.height() - _CAPTION * unit
        for number, caption in enumerate(self._captions):
            left = number * (half + gap)
            paint_drawing(painter, self._exercise, QRectF(left, 4 * unit, half, high - 4 * unit), pose=number + 1)
            self._draw_caption(painter, QRectF(left, high, half, (_CAPTION - 8) * unit), number + 1, caption)
        arrow = painting.box_around(box.center(), 30 * unit, 30 * unit).translated(0, -_CAPTION / 2 * unit)
        icons.paint(painter, "arrow-right", arrow, "accent", 1.9)

    def _draw_caption(self, painter: QPainter, box: QRectF, number: int, words: str) -> None:
        unit = painting.length(1)
        face = painting.font("small")
        disc = 20 * unit
        wide = min(painting.text_width(words, face) + 2, box.width() - disc - 8 * unit)
        left = box.center().x() - (disc + 7 * unit + wide) / 2
        spot = QRectF(left, box.center().y() - disc / 2, disc, disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(spot)
        painting.write(painter, spot, str(number), painting.font("chip"), "on_accent")
        rest = QRectF(spot.right() + 7 * unit, box.top(), wide, box.height())
        painting.write(painter, rest, words, face, "text", painting.LEFT)
