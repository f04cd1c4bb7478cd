"""The key to the calendar: the colours of 0 to 10, and the mark of a run."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _, pgettext

_LINE, _BAR, _GAP = 18, 26, 4


class PainLegend(Drawn):
    """Worst pain of the day, from none to worst, with the numbers on their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.keep_as_it_is(self)
        pain = _("The number in a day is its worst pain from 0, none, to 10, worst.")
        self.say(f"{pain} {_('A triangle marks a run, a dashed shoe a planned run.')}")

    def design_size(self) -> QSize:
        return QSize(theme.px(294), theme.px(2 * _LINE + _BAR + 2 * _GAP))

    def draw(self, painter: QPainter) -> None:
        look, width = theme.current(), float(self.width())
        line, bar, gap = painting.length(_LINE), painting.length(_BAR), painting.length(_GAP)
        small = theme.font("small")
        top = QRectF(0, 0, width, line)
        painting.write(painter, top, _("Worst pain of the day"), small, "muted", painting.LEFT)
        planned, run = _("planned"), _("run")
        painting.write(painter, top, planned, small, "muted", painting.RIGHT)
        x = width - painting.text_width(planned, small) - painting.length(12)
        painter.setPen(painting.pen("run", 1.4, dash=(3, 2.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, line / 2), painting.length(6), painting.length(6))
        right = x - painting.length(14)
        painting.write(painter, QRectF(0, 0, right, line), run, small, "muted", painting.RIGHT)
        left = right - painting.text_width(run, small) - painting.length(9)
        painting.triangle(painter, QPointF(left, line / 2), 9, "run")
        box = QRectF(0, line + gap, width, bar)
        shape = QPainterPath()
        shape.addRoundedRect(box, painting.length(8), painting.length(8))
        painter.save()
        painter.setClipPath(shape)
        for score, fill in enumerate(look.pain):
            cell = QRectF(box.left() + score * width / 11, box.top(), width / 11 + 1, bar)
            painter.fillRect(cell, theme.colour(fill))
            painting.write(
                painter, cell, str(score), painting.font("caption", weight=700), theme.colour(look.on_pain[score])
            )
        painter.restore()
        painting.rounded(painter, box, 8, None, "pain_edge", 1)
        below = QRectF(0, box.bottom() + gap, width, line)
        for words, flags in (
            (pgettext("pain of 0", "none"), painting.LEFT),
            (_("moderate"), painting.CENTRE),
            (pgettext("pain of 10", "worst"), painting.RIGHT),
        ):
            painting.write(painter, below, words, small, "muted", flags)
