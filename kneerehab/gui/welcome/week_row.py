"""A running week at a glance: a dashed shoe on the days to run on, a dash on the others."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from kneerehab.domain.codes import Weekday
from kneerehab.domain.run_days import WEEK
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.drawn import Drawn
from kneerehab.i18n import _
from kneerehab.wording.labels import label, leading
from kneerehab.wording.run_days import short_weekday


class WeekRow(Drawn):
    """Seven days in the order of the person's calendar."""

    def __init__(self, first: int = 0) -> None:
        super().__init__()
        self._order = (*WEEK[first:], *WEEK[:first])
        self._days: frozenset[Weekday] = frozenset()
        self.show_days(())

    def show_days(self, days: Collection[Weekday]) -> None:
        """Mark these days."""
        self._days = frozenset(days)
        names = ", ".join(leading(label(day)) for day in self._order if day in self._days)
        self.say(_("Runs on: {days}").format(days=names) if names else _("Runs on any day"))

    def design_size(self) -> QSize:
        return QSize(theme.px(7 * 58), theme.line_height("small") + theme.px(4 + 28))

    def smallest_size(self) -> QSize:
        widest = max(painting.text_width(short_weekday(day), painting.font("small")) for day in self._order)
        return QSize(round(7 * (widest + theme.px(6))), self.design_size().height())

    def draw(self, painter: QPainter) -> None:
        wide, top = self.width() / 7, theme.line_height("small")
        for place, day in enumerate(self._order):
            box = QRectF(place * wide, 0, wide, top)
            painting.write(painter, box, short_weekday(day), painting.font("small"), "muted")
            centre = QPointF(box.center().x(), top + painting.length(4 + 14))
            if day in self._days:
                painter.setPen(painting.pen("run", 1.5, dash=(3, 2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, painting.length(13), painting.length(13))
                painting.run_mark(painter, centre, "run")
            else:
                painter.setPen(painting.pen("text", 1.5))
                reach = painting.length(4)
                painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
