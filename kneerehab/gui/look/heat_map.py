"""The calendar heatmap of exercises: one column a week, one row a weekday; the size of the square carries the value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.calendar_dates import qt_date
from kneerehab.gui.look.drawn import Drawn
from kneerehab.gui.look.locale import long_day, words_locale
from kneerehab.i18n import _, ngettext

_CELL, _PITCH, _ROW, _LABELS = 18, 21, 26, 36
_SIZES = (6, 9, 12, 15, 18)
_WEEK = 7
_LEGEND = 56  # from the foot of the last row to that of the legend


class HeatMap(Drawn):
    """Exercises done each day against the number planned a day; a click or tooltip speaks of one day."""

    day_clicked = Signal(object)  # datetime.date

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setMouseTracking(True)
        self.set_days({}, start=date(2000, 1, 1), end=date(2000, 1, 1), planned=1)

    def set_days(self, done: Mapping[date, int], *, start: date, end: date, planned: int) -> None:
        """Show `done` exercises a day from `start` to `end`, both included; `planned` is a full day, at least 1."""
        self._done, self._start, self._end, self._planned = dict(done), start, end, max(1, planned)
        days = (end - start).days + 1
        active = sum(1 for day, count in self._done.items() if count > 0 and start <= day <= end)
        total = sum(count for day, count in self._done.items() if start <= day <= end)
        words = ngettext(
            "{name}, {first} to {last}: {total} done on {active} of {days} day",
            "{name}, {first} to {last}: {total} done on {active} of {days} days",
            days,
        )
        self.say(
            words.format(
                name=self._name, first=long_day(start), last=long_day(end), total=total, active=active, days=days
            )
        )

    def day_at(self, position: QPoint | QPointF) -> date | None:
        """The day of the cell at a point, None between and beside them."""
        unit = painting.length(1)
        column, x = divmod(position.x() - _LABELS * unit, _PITCH * unit)
        row, y = divmod(position.y(), _ROW * unit)
        if not (0 <= row < _WEEK and column >= 0 and x <= _CELL * unit and y <= _CELL * unit):
            return None
        day = self._first() + timedelta(days=int(column) * _WEEK + int(row))
        return day if self._start <= day <= self._end else None

    def words_for(self, day: date) -> str:
        """One day in words."""
        done = self._done.get(day, 0)
        return _("{day}: {done} of {planned} done").format(day=long_day(day), done=done, planned=self._planned)

    def _first(self) -> date:
        """The first weekday, by locale, of the first week."""
        first_weekday = QLocale().firstDayOfWeek().value
        return self._start - timedelta(days=(self._start.isoweekday() - first_weekday) % _WEEK)

    def _weeks(self) -> int:
        return ((self._end - self._first()).days // _WEEK) + 1

    def _step(self, done: int) -> int:
        """0 for none, up to 5 for all that was planned; one exercise is never nothing."""
        return -(-min(done, self._planned) * len(_SIZES) // self._planned)

    def _draw_cell(self, painter: QPainter, box: QRectF, step: int) -> None:
        painting.rounded(painter, box, 4, "sunken" if step else "surface", "border")
        if step:
            size = painting.length(_SIZES[step - 1])
            radius = 2 if step < 3 else 4
            painting.rounded(painter, painting.box_around(box.center(), size, size), radius, "exercise")

    def _draw_labels(self, painter: QPainter, first: date) -> None:
        unit, face, locale = painting.length(1), painting.font("caption"), words_locale()
        for row in range(0, _WEEK, 2):
            weekday = (first + timedelta(days=row)).isoweekday()
            words = locale.standaloneDayName(weekday, QLocale.FormatType.ShortFormat)
            box = QRectF(0, row * _ROW * unit, (_LABELS - 8) * unit, _CELL * unit)
            painting.write(painter, box, words, face, "muted", painting.RIGHT)
        for column in range(0, self._weeks(), 4):
            day = max(first + timedelta(weeks=column), self._start)
            words = locale.toString(qt_date(day), "d MMM")
            left = (_LABELS + column * _PITCH) * unit
            width = painting.text_width(words, face) + 2
            if left + width <= self.width():
                box = QRectF(left, _WEEK * _ROW * unit, width, 18 * unit)
                painting.write(painter, box, words, face, "muted", painting.LEFT)

    def _draw_legend(self, painter: QPainter) -> None:
        unit, face = painting.length(1), painting.font("caption")
        top = (_WEEK * _ROW + _LEGEND - _CELL) * unit
        none = _("none")
        x = painting.text_width(none, face) + 2
        painting.write(painter, QRectF(0, top, x, _CELL * unit), none, face, "muted", painting.LEFT)
        x += 6 * unit
        for step in range(len(_SIZES) + 1):
            self._draw_cell(painter, QRectF(x, top, _CELL * unit, _CELL * unit), step)
            x += (_CELL + 5) * unit
        full = _("all {planned}").format(planned=self._planned)
        box = QRectF(x + 5 * unit, top, painting.text_width(full, face) + 2, _CELL * unit)
        painting.write(painter, box, full, face, "muted", painting.LEFT)

    def design_size(self) -> QSize:
        width = max(_LABELS + self._weeks() * _PITCH, 210)
        return QSize(theme.px(width), theme.px(_WEEK * _ROW + _LEGEND + 2))

    def draw(self, painter: QPainter) -> None:
        unit, first = painting.length(1), self._first()
        for offset in range((self._end - first).days + 1):
            day = first + timedelta(days=offset)
            if day >= self._start:
                column, row = divmod(offset, _WEEK)
                corner = QPointF((_LABELS + column * _PITCH) * unit, row * _ROW * unit)
                box = QRectF(corner, corner + QPointF(_CELL * unit, _CELL * unit))
                self._draw_cell(painter, box, self._step(self._done.get(day, 0)))
        self._draw_labels(painter, first)
        self._draw_legend(painter)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.words_for(day), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if day is not None:
            self.day_clicked.emit(day)
        else:
            super().mousePressEvent(event)
