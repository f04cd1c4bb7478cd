"""The day strip: seven days in the header, each with its dot and three marks; the frame shows the open one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneerehab.frozen import dataclass
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.calendar_dates import qt_date
from kneerehab.gui.look.day_dot import draw_day_dot
from kneerehab.gui.look.habits import onwards
from kneerehab.gui.look.locale import long_day, words_locale
from kneerehab.gui.look.roving import RovingCell, RovingGroup
from kneerehab.i18n import _

DAYS = 7
_WIDE, _NARROW, _HEIGHT = 60, 46, 78


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """What one column shows; `worst` is None when the day has no score."""

    day: date
    worst: int | None = None
    run: bool = False
    exercises: bool = False
    ice: bool = False


class DayStrip(RovingGroup):
    """Seven days; arrows move the focus, Space, Enter or a click opens a day."""

    day_chosen = Signal(date)

    _cells: Sequence[_DayColumn]
    keys = (*RovingGroup.keys, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Last seven days"), parent)
        self._narrow = False
        self._open: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.take([_DayColumn(index, self) for index in range(DAYS)])
        self.set_days((), None)

    def set_days(self, days: Sequence[StripDay], open_day: date | None) -> None:
        """Show up to seven days, oldest first, and frame the open one."""
        self._open = open_day
        for index, cell in enumerate(self._cells):
            shown = days[index] if index < len(days) else None
            cell.show_day(shown)
            cell.show_chosen(shown is not None and shown.day == open_day)
            if shown is not None and shown.day == open_day:
                self.settle_on(index)
        self.setAccessibleDescription("" if open_day is None else _("open: {day}").format(day=long_day(open_day)))

    def set_narrow(self, narrow: bool) -> None:
        """Columns of 46 px for the smallest window, else 60 px."""
        self._narrow = narrow
        self.updateGeometry()
        self.place_cells()

    @property
    def open_day(self) -> date | None:
        """The framed day."""
        return self._open

    def press(self, index: int) -> None:
        chosen = self._cells[index].day
        for cell in self._cells:
            cell.show_chosen(cell.day is not None and cell.day.day == self._open)
        if chosen is not None:
            self.day_chosen.emit(chosen.day)

    def place_cells(self) -> None:
        width, height = theme.px(self._column()), theme.px(_HEIGHT)
        for cell in self._cells:
            self.put(cell, cell.index * width, 0, width, height)

    def label_size(self) -> int:
        """The height of the days' names in pixels: the same for all seven, so small that the longest fits."""
        face = painting.font("caption", weight=600)
        labels = [day_label(cell.day.day) for cell in self._cells if cell.day is not None]
        widest = max((painting.text_width(label, face) for label in labels), default=0)
        return theme.px(12 if widest <= theme.px(self._column()) - 6 * painting.length(1) else 11)

    def _column(self) -> int:
        return _NARROW if self._narrow else _WIDE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.wants(event):
            event.ignore()
        elif step := onwards(self, event):
            self.move_to(self.current + step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_to(0 if key == Qt.Key.Key_Home else DAYS - 1)
        else:
            self.press(self.current)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        return QSize(DAYS * theme.px(self._column()), theme.px(_HEIGHT))


class _DayColumn(RovingCell):
    """One day: weekday and number, dot, and the fixed places of run, exercises and ice."""

    def __init__(self, index: int, parent: DayStrip) -> None:
        super().__init__(index, parent, ring=12)
        self._strip = parent
        self.day: StripDay | None = None

    def show_day(self, day: StripDay | None) -> None:
        """Show a day, or nothing; what is shown is not drawn again."""
        if day is not None and day == self.day:
            return
        self.day = day
        self.setVisible(day is not None)
        if day is not None:
            pain = _("no pain score") if day.worst is None else _("worst pain {score}").format(score=day.worst)
            done = ((day.run, _("run")), (day.exercises, _("exercises")), (day.ice, _("ice")))
            self.setAccessibleName(", ".join((long_day(day.day), pain, *(word for was, word in done if was))))
        self.update()

    def draw(self, painter: QPainter) -> None:
        if self.day is None:
            return
        box, unit = QRectF(self.rect()), painting.length(1)
        if self.isChecked():
            painting.rounded(painter, box.adjusted(unit, 0, -unit, 0), 12, "surface", "line")
        elif self.underMouse():
            painting.rounded(painter, box.adjusted(unit, 0, -unit, 0), 12, "border")
        label = day_label(self.day.day)
        heading = QRectF(0, 4 * unit, box.width(), 20 * unit)
        face = painting.font("caption", weight=600 if self.isChecked() else 500)
        face.setPixelSize(self._strip.label_size())
        painting.write(painter, heading, label, face, "text" if self.isChecked() else "muted")
        middle = box.width() / 2
        draw_day_dot(painter, QPointF(middle, 40 * unit), self.day.worst)
        step = min(16 * unit, (box.width() - 20 * unit) / 2)
        done_marks = (
            (self.day.run, painting.run_mark),
            (self.day.exercises, painting.exercise_mark),
            (self.day.ice, painting.ice_mark),
        )
        for place, (done, mark) in enumerate(done_marks):
            centre = QPointF(middle + (place - 1) * step, 66 * unit)
            if done:
                mark(painter, centre, "muted")
            else:
                painting.missing_mark(painter, centre)


def day_label(day: date) -> str:
    """A day over its column ("Thu 12")."""
    return words_locale().toString(qt_date(day), "ddd d")
