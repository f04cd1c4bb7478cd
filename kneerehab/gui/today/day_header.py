"""The head of Today: the day before and after, the day's name, quick entry, and the seven days at a glance."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.button import IconButton
from kneerehab.gui.look.row import put_into, take_out
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.gui.today.day_strip import DayStrip, StripDay
from kneerehab.gui.today.quick_entry import QuickEntry
from kneerehab.i18n import _
from kneerehab.services.today import strip


class DayHeader:
    """Fills the head of `frame`; `quick` is a field of the page."""

    def __init__(self, workspace: Workspace, frame: ScrollPage, page: QWidget) -> None:
        self.workspace = workspace
        self._frame = frame
        self.before = IconButton("chevron-left", _("Day before"))
        self.after = IconButton("chevron-right", _("Day after"))
        self.quick = QuickEntry(workspace, page)
        self.strip = DayStrip()
        self._row = QHBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        header = self._frame.header
        self._row.setSpacing(theme.px(10))
        self._row.addWidget(self.before)
        self._row.addWidget(self.after)
        self._row.addSpacing(theme.px(6))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addStretch(1)
        for part in (self._frame.title, self._frame.subtitle):
            take_out(header, part)
            words.addWidget(part)
        words.addStretch(1)
        self._row.addLayout(words, 1)
        header.addLayout(self._row)
        header.addStretch(1)
        self._frame.header_end.addWidget(self.strip)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.strip.day_chosen.connect(self.workspace.open_day)

    def step(self, days: int) -> None:
        """Open a day before or after."""
        self.workspace.open_day(self.workspace.day + timedelta(days=days))

    def refresh(self, subtitle: str) -> None:
        """Name the open day and mark the seven that end with it, or with today."""
        day, today = self.workspace.day, self.workspace.today()
        self.after.setEnabled(day != today)
        self._frame.set_title(self.workspace.formats.day(day), subtitle)
        last = today if (today - day).days < 7 else day + timedelta(days=3)
        marks = strip(self.workspace.diary, last)
        self.strip.set_days(
            [
                StripDay(day=mark.day, worst=mark.worst, run=mark.ran, exercises=mark.exercised, ice=mark.iced)
                for mark in marks
            ],
            day,
        )

    def fit(self, room: int, *, narrow: bool, one_column: bool) -> None:
        """Place strip and quick entry for so many pixels: the strip at the right, or below where the page is narrow."""
        header, title, formats = self._frame.header, self._frame.title, self.workspace.formats
        self.strip.set_narrow(narrow)
        end = self._frame.header_end
        here, there = (header, end) if one_column else (end, header)
        put_into(here, self.strip, there)
        buttons = 2 * self.before.sizeHint().width() + 4 * self._row.spacing()
        whole = formats.day(self.workspace.day)
        is_long = title.fontMetrics().horizontalAdvance(whole) > room - buttons
        title.setText(formats.short_day(self.workspace.day) if is_long else whole)
        taken = title.sizeHint().width() + buttons
        if not one_column:
            taken += self.strip.sizeHint().width() + self._row.spacing()
        beside = room - taken >= self.quick.minimumWidth()
        if beside:
            put_into(self._row, self.quick, header, stretch=1)
        else:
            put_into(header, self.quick, self._row, at=1)
