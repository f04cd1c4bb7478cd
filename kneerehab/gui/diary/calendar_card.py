"""The right side of the Diary: a month with its day dots, the chosen day in a line, and the key to the colours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneerehab.gui.diary.month_calendar import CalendarDay, MonthCalendar
from kneerehab.gui.diary.month_sums import MonthSumsView
from kneerehab.gui.diary.pain_legend import PainLegend
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import IconButton, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.locale import month_and_year
from kneerehab.gui.look.text import Divider, Label
from kneerehab.i18n import _, ngettext
from kneerehab.services.log import DayMark, DaySummary
from kneerehab.wording.formats import Formats

_WIDTH = 324


class CalendarCard(Card):
    """`day_chosen` when a day is picked, `filter_wanted` when the list shall show it alone (or all days again)."""

    day_chosen = Signal(date)
    month_changed = Signal()
    filter_wanted = Signal(bool)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(" ", "", parent)
        self._folded = False
        self._low = False
        self._filtering = False
        self._by_day = False
        self._today = today
        self.before = IconButton("chevron-left", "", size="compact")
        self.after = IconButton("chevron-right", "", size="compact")
        self.calendar = MonthCalendar(today)
        self.divider = Divider()
        self.day_title = Label("", "body_strong")
        self.filter = Link("")
        self.summary = Label("", "small", "muted", wrap=True)
        self.beside = Label("", "small", "muted")  # the summary again, where there is width instead of height
        self.sums = MonthSumsView()
        self.legend_line = Divider()
        self.legend = PainLegend()
        self.calendar.set_chosen(today)
        self._build_card()
        self._connect()
        self.set_folded(False)

    def _build_card(self) -> None:
        self.slot.addWidget(self.before)
        self.slot.addWidget(self.after)
        self.body.setSpacing(theme.px(6))
        self.body.addWidget(self.calendar)
        self.body.addStretch(1)
        self.body.addWidget(self.divider)
        row = FlowLayout(spacing=theme.px(12), line_spacing=0, to_both_ends=True)
        row.addWidget(self.day_title)
        row.addWidget(self.beside)
        row.addWidget(self.filter)
        self.body.addLayout(row)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.legend_line)
        self.body.addWidget(self.legend)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.calendar.day_chosen.connect(self.day_chosen)
        self.calendar.month_changed.connect(lambda _month: self._month_turned())
        self.filter.clicked.connect(lambda: self.filter_wanted.emit(not self._filtering))

    @property
    def chosen(self) -> date:
        """The day that is tinted."""
        return self.calendar.chosen or self._today

    def follow(self, today: date) -> None:
        """Tint the new day where the one that was today is tinted, or one that lies ahead of a clock set back."""
        if today != self._today and (self.chosen == self._today or self.chosen > today):
            self.choose(today)

    def month(self) -> tuple[date, date]:
        """The first and the last day of the month on show."""
        first = self.calendar.month
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def choose(self, day: date) -> None:
        """Tint a day and show its month, without a signal."""
        self.calendar.set_chosen(day)

    def turn_month(self, months: int) -> None:
        """Show the month before (-1) or after (1)."""
        self.calendar.next_month() if months > 0 else self.calendar.previous_month()

    def show_days(self, days: Mapping[date, DayMark], today: date, planned: Collection[date] = ()) -> None:
        """Put in the dots and run marks; `today` is the last day that can be chosen, `planned` are coming runs."""
        self._today = today
        self.calendar.set_days(
            {day: CalendarDay(worst=mark.worst, run=mark.run) for day, mark in days.items()},
            latest=today,
            planned=planned,
        )
        self._name_month()

    def show_day(self, summary: DaySummary, formats: Formats, *, filtering: bool) -> None:
        """Say what the chosen day holds; `filtering` tells whether the list shows it alone."""
        self._filtering = filtering
        self.day_title.setText(formats.day(self.chosen))
        self.filter.setText(_("Show all days") if filtering else _("Show this day"))
        self.filter.updateGeometry()
        for part in (self.summary, self.beside):
            part.setText(summary_line(summary, formats))

    def set_by_day(self, by_day: bool) -> None:
        """Beside a list of days the month is summed up; beside the entries the chosen day, with the filter for it."""
        self._by_day = by_day
        self._lay_out()

    def set_folded(self, folded: bool) -> None:
        """One week alone, for small windows."""
        self._folded = folded
        self.calendar.set_folded(folded)
        self.before.set_name(_("Week before") if folded else _("Month before"))
        self.after.set_name(_("Week after") if folded else _("Month after"))
        self._lay_out()

    def set_low(self, low: bool) -> None:
        """Leave out the key to the colours where there is little height."""
        self._low = low
        self._lay_out()

    def _lay_out(self) -> None:
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        if not self._folded:
            self.setFixedWidth(theme.px(_WIDTH))
        for part in (self.legend, self.legend_line):
            part.setVisible(not self._folded and not self._low)
        self.divider.setVisible(not self._folded)
        entries = not self._by_day
        self.sums.setVisible(self._by_day and not self._folded)
        self.summary.setVisible(entries and not self._folded)
        self.beside.setVisible(entries and self._folded)
        self.day_title.setVisible(entries)
        self.filter.setVisible(entries)

    def _turn(self, step: int) -> None:
        if not self._folded:
            self.turn_month(step)
            return
        day = min(self.chosen + timedelta(days=7 * step), self._today)
        self.choose(day)
        self.day_chosen.emit(day)

    def _month_turned(self) -> None:
        self._name_month()
        self.month_changed.emit()

    def _name_month(self) -> None:
        first = self.calendar.month
        self.set_title(month_and_year(first))
        self.calendar.setAccessibleDescription(month_and_year(first))


def summary_line(found: DaySummary, formats: Formats) -> str:
    """ "Pain 0, ice 20 min, 1 of 5 exercises": what a day holds."""
    parts = [_("pain {score}").format(score=found.worst)] if found.worst is not None else []
    if found.runs:
        amounts = [formats.distance(found.metres)] if found.metres else []
        amounts += [formats.minutes(found.seconds)] if found.seconds else []
        parts.append(_("run {amount}").format(amount=", ".join(amounts)) if amounts else _("run"))
    if found.ice_minutes:
        parts.append(_("ice {n} min").format(n=found.ice_minutes))
    if found.exercises_done:
        parts.append(_("{done} of {due} exercises").format(done=found.exercises_done, due=found.exercises_due))
    if not parts:
        count = ngettext("{n} entry", "{n} entries", found.entries)
        parts = [count.format(n=found.entries)] if found.entries else [_("no entries")]
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]
