"""A field for a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QTextCharFormat,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDateEdit, QToolButton, QWidget

from kneerehab.gui.look import icons, painting, theme
from kneerehab.gui.look.day_text import day_format, read_day, short_form
from kneerehab.gui.look.locale import week_begins, words_locale
from kneerehab.i18n import _

_EMPTY = QDate(1899, 12, 31)  # shown as a dash: no day
_SHOWN = 24  # letters of what can't be read
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F4)


class DateField(QDateEdit):
    """A day with a calendar; `changed` carries a date, or None when an `optional` one is empty (Delete empties it).

    Besides Qt's sections a whole date can be typed or pasted over it, see `read_day`; Enter, Tab and leaving take it.
    What can't be read changes nothing and is told by `refused`, which carries "" once that is past.
    """

    changed = Signal(object)  # date, or None when empty
    refused = Signal(str)

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
        self._typing = False
        self._before: date | None = None
        self._told = False
        self._refused = False  # told, but not yet seen
        self._dressed = False
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setLocale(words_locale())
        self.setDisplayFormat(day_format())
        self.setMinimumDate(_EMPTY if optional else _to_qt(earliest))
        if latest is not None:
            self.setMaximumDate(_to_qt(latest))
        if optional:
            self.setSpecialValueText("–")
        self.set_day(day)
        self.lineEdit().installEventFilter(self)
        self.dateChanged.connect(lambda _day: self.changed.emit(self.day()))

    def day(self) -> date | None:
        """The day shown, or None when empty; one that is being typed counts as soon as it is asked for."""
        if self._typing:
            self.take_typed()
        shown = self.date()
        return None if self._optional and shown == _EMPTY else date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date | None) -> None:
        """Show a day without `changed`; None empties an optional field and is its last day in others."""
        self._typing = False
        self.blockSignals(True)
        self.setDate(_to_qt(day) if day else _EMPTY if self._optional else self.maximumDate())
        self.blockSignals(False)

    def set_latest(self, day: date) -> None:
        """Allow days up to this one, and the one that is shown."""
        self.setMaximumDate(max(_to_qt(day), self.date()))

    def take_typed(self) -> bool:
        """Take what was typed; False if it can't be read or chosen: the old day stays and `refused` says why."""
        if not self._typing:
            return True
        text = self.lineEdit().text().strip()
        self._typing = False
        before = self.day()
        near = before or self._opens_at or date.today()
        day = read_day(text, near)
        problem = self._problem(text, day, near) if text else ""
        cleared = not text and self._optional
        with QSignalBlocker(self):
            self.setDate(_EMPTY if cleared else _to_qt(day) if day and not problem else self.date())
        self._tell(problem)
        if self.day() != before:
            self.changed.emit(self.day())
        return not problem

    def refused_unseen(self) -> bool:
        """Whether something was refused since the field last had the focus; asking makes it seen."""
        unseen = not self.take_typed() or self._refused
        self._refused = False
        return unseen

    def _problem(self, text: str, day: date | None, near: date) -> str:
        first, last = self.minimumDate(), self.maximumDate()
        if day is None:
            words = _("“{typed}” can’t be read as a date. It could be written {example}. Nothing was changed.")
            return words.format(typed=text[:_SHOWN], example=short_form(near))
        if _to_qt(day) < first or _to_qt(day) == _EMPTY:
            return _("The first day that can be chosen is {day}.").format(day=_shown(first))
        if _to_qt(day) > last:
            return _("The last day that can be chosen is {day}.").format(day=_shown(last))
        return ""

    def _tell(self, problem: str) -> None:
        if problem or self._told:
            self._told = self._refused = bool(problem)
            self.refused.emit(problem)

    def _begins_typing(self, event: QKeyEvent) -> bool:
        """Whether a key replaces the whole date: something typed over all of it, over the weekday or into nothing."""
        line = self.lineEdit()
        whole = line.selectedText() == line.text() or self.day() is None
        if event.matches(QKeySequence.StandardKey.Paste):
            return read_day(QApplication.clipboard().text(), date.today()) is not None
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return whole and self.day() is not None
        over_weekday = self.currentSectionIndex() == 0  # which every form of a day begins with
        return event.text().isalnum() and (whole or (over_weekday and event.text().isdigit()))

    def _is_leading_zero(self, event: QKeyEvent) -> bool:
        selected = self.lineEdit().selectedText()
        in_day = self.currentSection() in (QDateEdit.Section.DaySection, QDateEdit.Section.MonthSection)
        return event.text() == "0" and in_day and selected.isdecimal() and len(selected) <= 2

    def _pass_to_line(self, event: QKeyEvent) -> None:
        """Let a key edit the text alone: Qt's sections, which hear of it by signals, would put the old one back."""
        with QSignalBlocker(self.lineEdit()):
            self.lineEdit().event(event)

    def calendarWidget(self) -> QCalendarWidget:
        """The calendar; it is made and dressed when it is first wanted."""
        calendar = super().calendarWidget()
        if not self._dressed:
            self._dressed = True
            calendar.installEventFilter(self)
            self._dress(calendar)
        return calendar

    def _dress(self, calendar: QCalendarWidget) -> None:
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setLocale(words_locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek(week_begins() + 1))
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
        if watched is self.lineEdit() and event.type() == QEvent.Type.MouseButtonPress:
            self.take_typed()
        return super().eventFilter(watched, event)

    def validate(self, text: str, at: int) -> object:  # type: ignore[override]
        return (QValidator.State.Intermediate, text, at) if self._typing else super().validate(text, at)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            self.calendarWidget()  # it may be opened by this
        key = event.key() if isinstance(event, QKeyEvent) else None
        if self._typing and event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()  # it takes back what was typed, and doesn't close the dialog
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._typing:
            return not self.take_typed() or QWidget.focusNextPrevChild(self, forward)
        if self.day() is None:
            # Qt looks for the next section of a date that is not there, and would keep the focus for ever.
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._typing and key == Qt.Key.Key_Escape:
            self.set_day(self._before)
        elif self._typing and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_typed()
            self.selectAll()
        elif self._typing and key not in _STEPS:
            self._pass_to_line(event)
        elif not self._typing and self._optional and key == Qt.Key.Key_Delete:
            self.setDate(_EMPTY)
        elif not self._typing and self._is_leading_zero(event):
            event.accept()  # of "05" over the day; Qt would take the 0 and then nothing more
        elif not self._typing and self._begins_typing(event):
            self._before, self._typing = self.day(), True
            with QSignalBlocker(self.lineEdit()):
                self.lineEdit().clear()
            self._pass_to_line(event)
        else:
            self.take_typed()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.take_typed()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.take_typed()
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not move a day

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_optional"):
            self._dressed = False
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.px(17)
        left = self.width() - theme.px(12) - side
        icons.paint(painting.Brush(self), "calendar", QRectF(left, (self.height() - side) / 2, side, side), "muted")


def field_height() -> int:
    """The height of a field in pixels at the current text scale."""
    return max(theme.px(40), theme.line_height("field") + theme.px(12))


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _shown(day: QDate) -> str:
    return words_locale().toString(day, day_format())
