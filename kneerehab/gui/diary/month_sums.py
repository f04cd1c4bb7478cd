"""A month in four numbers, below the Diary's calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.locale import month, month_and_year
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import _, ngettext, pgettext
from kneerehab.services.diary_days import MonthSums
from kneerehab.wording.formats import Formats

_MOST_DAYS = 3  # of the highest pain, by their numbers


class MonthSumsView(QWidget):
    """Check-ins, runs, highest pain and exercise days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("", "body_strong")
        self.check_ins, self.runs = Label("", "small_strong"), Label("", "small_strong")
        self.worst, self.exercised = Label("", "small_strong", wrap=True), Label("", "small_strong")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(0)
        parts = (
            (_("Check-ins"), self.check_ins),
            (_("Runs"), self.runs),
            (_("Highest pain"), self.worst),
            (_("Exercise days"), self.exercised),
        )
        for number, (name, value) in enumerate(parts):
            row, across = divmod(number, 2)
            grid.addWidget(Label(name, "small", "muted"), 3 * row, across)
            grid.addWidget(value, 3 * row + 1, across)
        grid.setRowMinimumHeight(2, theme.px(8))
        for across in (0, 1):
            grid.setColumnStretch(across, 1)
        column.addLayout(grid)

    def show_month(self, first: date, sums: MonthSums, today: date, formats: Formats) -> None:
        """Fill in a month; that of today says "so far"."""
        now = (first.year, first.month) == (today.year, today.month)
        name = month(first) if first.year == today.year else month_and_year(first)
        self.title.setText(_("{month} so far").format(month=name) if now else name)
        days = ngettext("{done} of {n} day", "{done} of {n} days", sums.days)
        self.check_ins.setText(days.format(done=sums.checked_in, n=sums.days) if sums.days else "–")
        self.runs.setText(formats.number(sums.runs, 0))
        self.exercised.setText(formats.number(sums.exercised, 0))
        self.worst.setText(_worst(sums, formats))


def _worst(sums: MonthSums, formats: Formats) -> str:
    if sums.worst is None:
        return "–"
    score, count = formats.number(sums.worst, 0), len(sums.worst_on)
    if sums.worst == 0:
        return score
    if count > _MOST_DAYS:
        return _("{score}, on {n} days").format(score=score, n=count)
    days = [pgettext("day of a month", "{n}").format(n=formats.number(day.day, 0)) for day in sums.worst_on]
    if count == 1:
        return _("{score}, on {day}").format(score=score, day=days[0])
    return _("{score}, on {days} and {last}").format(score=score, days=", ".join(days[:-1]), last=days[-1])
