"""Fields for a day and for a time of day."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QTimeEdit, QToolButton, QWidget

from kneerehab.gui import icons, theme
from kneerehab.i18n import _

_EMPTY = QDate(1899, 12, 31)  # shown as a dash: no day


class DateField(QDateEdit):
    """A day with a calendar; `changed` carries a date, or None when an `optional` one is empty (Delete empties it)."""

    changed = Signal(object)

    def __init__(
        self,
        day: date | None = None,
        *,
        latest: date | None = None,
        earliest: date = date(1900, 1, 1),
        today: date | None = None,
        optional: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`latest` is the last day allowed; `today` is where an empty calendar opens (default: `latest`)."""
        super().__init__(parent)
        self._optional = optional
        self._opens_at = today or latest
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat(_day_format())
        self.setMinimumDate(_EMPTY if optional else _to_qt(earliest))
        if latest is not None:
            self.setMaximumDate(_to_qt(latest))
        if optional:
            self.setSpecialValueText("–")
        self.set_day(day)
        self._dress_calendar()
        self.calendarWidget().installEventFilter(self)
        self.dateChanged.connect(lambda _day: self.changed.emit(self.day()))

    def day(self) -> date | None:
        """The day shown, or None when empty."""
        shown = self.date()
        return None if self._optional and shown == _EMPTY else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day without `changed`; None empties an optional field and is its last day in others."""
        self.blockSignals(True)
        self.setDate(_to_qt(day) if day else _EMPTY if self._optional else self.maximumDate())
        self.blockSignals(False)

    def _dress_calendar(self) -> None:
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        head.setForeground(theme.colour("muted"))
        head.setBackground(theme.colour("surface"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        calendar.setHeaderTextFormat(head)
        for part, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Month before")),
            ("qt_calendar_nextmonth", "chevron-right", _("Month after")),
        ):
            button = calendar.findChild(QToolButton, part)
            if isinstance(button, QToolButton):
                icons.dress(button, icon)
                button.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.px(16), field_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self.day() is None and self._opens_at is not None:
            self.calendarWidget().setCurrentPage(self._opens_at.year, self._opens_at.month)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.day() is None:
            # Qt looks for the next section of a date that is not there, and would keep the focus for ever.
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._optional and event.key() == Qt.Key.Key_Delete:
            self.setDate(_EMPTY)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not move a day

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_optional"):
            self._dress_calendar()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(17)
        left = theme.px(12) if self.isRightToLeft() else self.width() - theme.px(12) - side
        icons.paint(QPainter(self), "calendar", QRectF(left, (self.height() - side) / 2, side, side), "muted")


class TimeField(QTimeEdit):
    """A time of day to the minute; `changed` carries it."""

    changed = Signal(object)

    def __init__(self, at: time = time(12, 0), *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._space()
        self.set_time_of_day(at)
        self.timeChanged.connect(lambda _time: self.changed.emit(self.time_of_day()))

    def time_of_day(self) -> time:
        """The time shown."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_time_of_day(self, at: time) -> None:
        """Show a time without `changed`."""
        self.blockSignals(True)
        self.setTime(QTime(at.hour, at.minute))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _space(self) -> None:
        self.lineEdit().setTextMargins(theme.px(11), 0, theme.px(11), 0)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + theme.px(24), field_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
            self.updateGeometry()
        super().changeEvent(event)


def field_height() -> int:
    """The height of a field in pixels at the current text scale."""
    return max(theme.px(40), theme.line_height("field") + theme.px(12))


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day_format() -> str:
    """The person's own short order of day and month, with weekday and a full year."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return "ddd d MMM yyyy" if short.find("d") < short.find("M") else "ddd MMM d, yyyy"
