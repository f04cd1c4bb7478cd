"""The diary's calendar: a month of days with their dots and run marks, one tab stop, weeks by the locale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.locale import long_day, month_and_year, week_begins, weekday_short
from kneerehab.gui.look.roving import RovingCell, RovingGroup
from kneerehab.i18n import _

_WEEK, _ROWS = 7, 6
_COLUMN, _ROW, _HEAD, _CELL, _CELL_HEIGHT = 40, 56, 26, 40, 56


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day with entries; `worst` is None when it has no pain score."""

    worst: int | None = None
    run: bool = False


class MonthCalendar(RovingGroup):
    """Arrows, Page Up and Page Down move; Space, Enter or a click chooses. Days after the latest cannot be chosen."""

    day_chosen = Signal(date)
    month_changed = Signal(date)  # the first of the month now shown

    _cells: Sequence[_DayCell]
    keys = (
        *RovingGroup.keys,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )

    def __init__(self, latest: date, *, parent: QWidget | None = None) -> None:
        """`latest` is today: the last day that can be chosen."""
        super().__init__(_("Calendar"), parent)
        self._latest = latest
        self._focus_day = latest
        self._month = latest.replace(day=1)
        self._chosen: date | None = None
        self._days: dict[date, CalendarDay] = {}
        self._planned: frozenset[date] = frozenset()
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.take([_DayCell(index, self) for index in range(_WEEK * _ROWS)])
        self._refresh()

    @property
    def month(self) -> date:
        """The first of the month shown."""
        return self._month

    @property
    def chosen(self) -> date | None:
        """The tinted day."""
        return self._chosen

    def shown_days(self) -> tuple[date, date]:
        """The first and the last day on show, those of neighbouring months included."""
        first = self._first()
        return first, first + timedelta(days=_WEEK * self._rows() - 1)

    def set_days(
        self, days: Mapping[date, CalendarDay], *, latest: date | None = None, planned: Collection[date] = ()
    ) -> None:
        """Show these days; one that is missing stays empty. `planned` are coming days with a run."""
        self._days = dict(days)
        self._planned = frozenset(planned)
        self._latest = latest or self._latest
        self._refresh()

    def set_chosen(self, day: date | None) -> None:
        """Tint a day and show its month, without `day_chosen`."""
        self._chosen = day
        if day is not None:
            self._show(day)
        self._refresh()

    def next_month(self) -> None:
        """Turn one month on."""
        self._turn(1)

    def previous_month(self) -> None:
        """Turn one month back."""
        self._turn(-1)

    def set_folded(self, folded: bool) -> None:
        """Show one week alone, for small windows."""
        self._folded = folded
        self._refresh()
        self.updateGeometry()

    def press(self, index: int) -> None:
        day = self._cells[index].day
        if day is None or day > self._latest:
            self._refresh()
            return
        changed = day != self._chosen
        self.set_chosen(day)
        if changed:
            self.day_chosen.emit(day)

    def place_cells(self) -> None:
        column, row = self._column(), theme.px(_ROW)
        width, height, head = theme.px(_CELL), theme.px(_CELL_HEIGHT), theme.px(_HEAD)
        for cell in self._cells:
            across, down = cell.index % _WEEK, cell.index // _WEEK
            left = round((across + 0.5) * column - width / 2)
            self.put(cell, left, head + down * row + (row - height) // 2, width, height)
            cell.setVisible(down < self._rows())

    def _column(self) -> float:
        return self.width() / _WEEK

    def _rows(self) -> int:
        return 1 if self._folded else _ROWS

    def _first(self) -> date:
        """The first day on show: the first weekday on or before the month's first, or in the folded week."""
        day = self._focus_day if self._folded else self._month
        return day - timedelta(days=(day.weekday() - week_begins()) % _WEEK)

    def _show(self, day: date) -> None:
        """Bring a day and its month to view; tells when the month is another one."""
        self._focus_day = day
        month = day.replace(day=1)
        if month != self._month:
            self._month = month
            self.month_changed.emit(month)

    def _refresh(self) -> None:
        first = self._first()
        for cell in self._cells:
            day = first + timedelta(days=cell.index)
            late = day > self._latest
            outside = day.month != self._month.month
            cell.show_day(
                day,
                self._days.get(day),
                outside=outside,
                late=late,
                planned=late and day in self._planned,
                today=day == self._latest,
            )
            cell.show_chosen(day == self._chosen)
        stop = (self._focus_day - first).days
        if 0 <= stop < _WEEK * self._rows():
            self.settle_on(stop)
        self.setAccessibleDescription(month_and_year(self._month))
        self.place_cells()
        self.update()

    def _go(self, day: date) -> None:
        self._show(day)
        self._refresh()

    def _turn(self, months: int) -> None:
        self._go(_months_later(self._focus_day, months))

    def put_stop_on(self, index: int) -> None:
        super().put_stop_on(index)
        self._focus_day = self._cells[index].day or self._focus_day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = onwards(self, event, down=_WEEK)
        if not self.wants(event):
            event.ignore()
        elif step:
            self._go(self._focus_day + timedelta(days=step))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            start = self.current - self.current % _WEEK
            self._go(self._cells[start if key == Qt.Key.Key_Home else start + _WEEK - 1].day or self._focus_day)
        else:
            self.press(self.current)

    def minimumSizeHint(self) -> QSize:
        return QSize(_WEEK * theme.px(_COLUMN), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * theme.px(_COLUMN + 1), theme.px(_HEAD) + self._rows() * theme.px(_ROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()  # weeks may begin on another day by now

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.brush_for(self)
        column, first = self._column(), self._first()
        for across in range(_WEEK):
            weekday = (first + timedelta(days=across)).isoweekday()
            box = QRectF(across * column, 0, column, painting.length(18))
            painting.write(painter, box, weekday_short(weekday), painting.font("caption"), "muted")


class _DayCell(RovingCell):
    """One day: its number, the dot of its worst pain and a triangle for a run."""

    def __init__(self, index: int, parent: MonthCalendar) -> None:
        super().__init__(index, parent, ring=10)
        self.day: date | None = None
        self._entry: CalendarDay | None = None
        self._pale = False
        self._planned = False
        self._today = False

    def show_day(
        self, day: date, entry: CalendarDay | None, *, outside: bool, late: bool, planned: bool, today: bool
    ) -> None:
        """Show a day; days outside the month and after the latest one are paler, the latter cannot be chosen."""
        self._planned, self._today = planned, today
        self.day, self._entry, self._pale = day, entry, outside or late
        said = [long_day(day)]
        if entry is None:
            said.append(_("run planned") if planned else _("nothing yet") if late else _("no entry"))
        else:
            no_score = _("no pain score")
            said.append(no_score if entry.worst is None else _("worst pain {score}").format(score=entry.worst))
            if entry.run:
                said.append(_("run"))
        self.setAccessibleName(", ".join(said))
        self.update()

    def draw(self, painter: QPainter) -> None:
        box, unit = QRectF(self.rect()), painting.length(1)
        if self.isChecked():
            painting.rounded(painter, box, 10, "accent_tint", "accent", 1.2)
        elif self.underMouse():
            painting.rounded(painter, box, 10, "sunken")
        if self._today and not self.isChecked():
            painting.rounded(painter, box, 10, None, "line", 1)
        colour = "accent" if self.isChecked() else "muted" if self._pale else "text"
        face = painting.font("caption", weight=700 if self.isChecked() else 500)
        number = str(self.day.day) if self.day is not None else ""
        painting.write(painter, QRectF(0, 2 * unit, box.width(), 16 * unit), number, face, colour)
        self._draw_entry(painter, box.width() / 2, unit)

    def _draw_entry(self, painter: QPainter, middle: float, unit: float) -> None:
        centre = QPointF(middle, 31 * unit)
        if self._entry is None:
            if self._planned:
                painter.setPen(painting.pen("run", 1.4, dash=(3, 2.5)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(centre, 11.5 * unit, 11.5 * unit)
                painting.run_mark(painter, centre, "run")
            return
        draw_day_dot(painter, centre, self._entry.worst, 25)
        if self._entry.run:
            painting.triangle(painter, QPointF(middle, 50 * unit), 8, "run")


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    following = date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
