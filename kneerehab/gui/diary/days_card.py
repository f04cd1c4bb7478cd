"""The Diary by day: filters, the days with their entries, and the records of the plan apart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.record import Record
from kneerehab.gui.diary.day_filters import PLAN, DayFilters
from kneerehab.gui.diary.day_list import DayList
from kneerehab.gui.diary.record_list import RecordList
from kneerehab.gui.diary.row_text import RowText
from kneerehab.gui.look import accessible, theme
from kneerehab.gui.look.banner import EmptyState
from kneerehab.gui.look.button import Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _, ngettext
from kneerehab.services.diary_days import DayFilter, DiaryDays
from kneerehab.wording.formats import Formats

_FOOT = 12


class DaysCard(Card):
    """`filter_changed` asks to be filled again; `all_wanted` for all days."""

    filter_changed = Signal()
    all_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent, padded=False)
        self.filters = DayFilters()
        self.found = Label("", "small", "muted")
        self.show_all = Link(_("Show all"))
        self.list = DayList()
        self.plan = RecordList()
        self.empty = EmptyState("")
        self._line = QWidget()
        self._filtered = False
        self._build_card()
        self._connect()

    def _build_card(self) -> None:
        self.setAccessibleName(_("Days"))
        row = QHBoxLayout(self._line)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        row.setSpacing(theme.px(12))
        row.addWidget(self.found)
        row.addWidget(self.show_all)
        row.addStretch(1)
        self.plan.view.setAccessibleName(_("Plan and settings, newest first"))
        for part in (self.filters, self._line):
            self.body.addWidget(part)
        for part in (self.list, self.plan, self.empty):
            self.body.addWidget(part, 1)
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, theme.px(_FOOT))

    def _connect(self) -> None:
        self.filters.changed.connect(self.filter_changed)
        self.list.view.leave_wanted.connect(self._leave_filter)
        self.show_all.clicked.connect(self.all_wanted)
        self.empty.acted.connect(lambda: (self.all_wanted if self._filtered else self.today_wanted).emit())

    def show_days(self, days: DiaryDays, formats: Formats, words: Callable[[Record], RowText]) -> None:
        """Show what the filters let through; `words` are those of a row of the plan."""
        filters = self.filters
        filters.count(days)
        self._filtered = not filters.is_all()
        plan = filters.chosen == PLAN
        records = days.plan_records(filters.words) if plan else ()
        rows = () if plan else days.rows(DayFilter(filters.chosen), filters.words)
        some = bool(records or rows)
        if plan:
            text = ngettext("{n} entry of the plan", "{n} entries of the plan", len(records)).format(n=len(records))
        else:
            text = ngettext("{n} day found", "{n} days found", len(rows)).format(n=len(rows))
        if self._filtered and text != self.found.text():
            accessible.announce(self.found, text)
        self.found.setText(text)
        self._line.setVisible(self._filtered and some)
        self.list.setVisible(bool(rows))
        self.plan.setVisible(bool(records))
        self.empty.setVisible(not some)
        if not some and self._filtered:
            self.empty.set_sentence(_("Nothing here that matches."), _("Show all"))
        elif not some:
            self.empty.set_sentence(_("Nothing here yet. Your first check-in takes 10 seconds."), _("Go to Today"))
        self.list.show_rows(rows, days, formats)
        self.plan.show_records(records, words)

    def clear(self) -> None:
        """Hold no lines while the page is hidden."""
        self.list.clear()
        self.plan.clear()

    def _leave_filter(self) -> None:
        if self._filtered:
            self.all_wanted.emit()
