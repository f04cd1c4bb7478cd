"""The key to the calendar: the colours of 0 to 10, and the mark of a run."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _, pgettext

_WIDTH, _LINE, _BAR, _GAP = 294, 18, 26, 4
_MARK, _BESIDE, _APART = 12, 5, 14  # a mark is so wide, its word so far from it, and the next mark from that


class PainLegend(Drawn):
    """Worst pain of the day, from none to worst, with the numbers on their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.keep_as_it_is(self)
        pain = _("The number in a day is its worst pain from 0, none, to 10, worst.")
        self.say(f"{pain} {_('A triangle marks a run, a dashed shoe a planned run.')}")

    def design_size(self) -> QSize:
        lines = 2 if self._fits_one_line() else 3
        return QSize(theme.px(_WIDTH), theme.px(lines * _LINE + _BAR + 2 * _GAP))

    def draw(self, painter: QPainter) -> None:
        look, width = theme.current(), float(self.width())
        line, bar, gap = painting.length(_LINE), painting.length(_BAR), painting.length(_GAP)
        small = theme.font("small")
        painting.write(painter, QRectF(0, 0, width, line), _("Worst pain of the day"), small, "muted", painting.LEFT)
        top = 0.0 if self._fits_one_line() else line
        self._draw_marks(painter, width - self._marks_width(), top + line / 2)
        box = QRectF(0, top + line + gap, width, bar)
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
        third = width / 3
        for place, (words, flags) in enumerate(
            (
                (pgettext("pain of 0", "none"), painting.LEFT),
                (_("moderate"), painting.CENTRE),
                (pgettext("pain of 10", "worst"), painting.RIGHT),
            )
        ):
            below = QRectF(place * third, box.bottom() + gap, third, line)
            painting.write(painter, below, words, small, "muted", flags)

    def _draw_marks(self, painter: QPainter, x: float, middle: float) -> None:
        """A triangle for a run and a dashed ring for a planned one, each before its word."""
        small, mark = theme.font("small"), painting.length(_MARK)
        for planned, words in enumerate(self._marks()):
            centre = QPointF(x + mark / 2, middle)
            if not planned:
                painting.triangle(painter, centre, 9, "run")
            else:
                painter.setPen(painting.pen("run", 1.4, dash=(3, 2.5)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, mark / 2, mark / 2)
            x += mark + painting.length(_BESIDE)
            wide = painting.text_width(words, small)
            line = painting.length(_LINE)
            painting.write(painter, QRectF(x, middle - line / 2, wide, line), words, small, "muted", painting.LEFT)
            x += wide + painting.length(_APART)

    def _marks(self) -> tuple[str, str]:
        return _("run"), _("planned")

    def _marks_width(self) -> float:
        small = theme.font("small")
        words = sum(painting.text_width(each, small) for each in self._marks())
        return words + 2 * painting.length(_MARK + _BESIDE) + painting.length(_APART)

    def _fits_one_line(self) -> bool:
        """Whether title and marks stand beside one another; else the marks have a line of their own."""
        title = painting.text_width(_("Worst pain of the day"), theme.font("small"))
        return title + painting.length(_APART) + self._marks_width() <= theme.px(_WIDTH)
