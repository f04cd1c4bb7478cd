"""Diary: a line a day opened to its entries, or every entry by itself, beside a month of days; add, edit, delete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kneerehab.domain.record import Record, moment
from kneerehab.gui.diary import deleting
from kneerehab.gui.diary.day_filters import PLAN
from kneerehab.gui.diary.kinds import NOTE, kinds_of
from kneerehab.gui.diary.layout import DAYS, DiaryLayout
from kneerehab.gui.diary.reading import DiaryReading
from kneerehab.gui.diary.subtitle import days_subtitle, entries_subtitle
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.changes import Change
from kneerehab.services.diary_days import PLAN_KINDS
from kneerehab.services.log import Log, is_dated, kind_code

_APART_MS = 20  # what can wait leaves the window time to paint


class DiaryPage(DiaryLayout):
    """The calendar chooses days; beside entries it filters the table by one of them."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.reading = DiaryReading(workspace)
        self._day: date | None = None  # the only day the table shows
        self._cleared = True  # the lists are empty while the page is hidden
        self._go_to: date | None = None  # where the list of days goes when it is next filled
        self._warm = QTimer(self, interval=_APART_MS)
        self._look_ahead = QTimer(self, interval=_APART_MS, singleShot=True)
        self.import_button.clicked.connect(lambda: request(self, Command.IMPORT))
        self.export_button.clicked.connect(lambda: request(self, Command.EXPORT))
        self.add_button.clicked.connect(lambda: self.add())
        self.view.changed.connect(self.show_view)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search)
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # once it is shown, until there is a list
        self.build_later(self._pieces(), self.frame.area)

    def _pieces(self) -> Iterator[None]:
        yield from self.pieces()
        self._connect()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.runner_changed.connect(self._start_over)
        self.calendar.day_chosen.connect(self._choose_day)
        self.calendar.month_changed.connect(self._show_month)
        self.calendar.filter_wanted.connect(self._filter_day)
        for card in (self.days, self.records):
            card.filter_changed.connect(self._show_list)
            card.all_wanted.connect(self.show_all)
            card.today_wanted.connect(lambda: workspace.page_wanted.emit("today"))
        for rows in (self.records.list, self.days.plan):
            rows.edit_wanted.connect(self.edit)
            rows.delete_wanted.connect(self.delete)
        self.days.list.edit_wanted.connect(lambda node: self.edit(node.records[0]))
        self.days.list.delete_wanted.connect(lambda node: self.records.tell(*deleting.delete_entry(workspace, node)))
        self.days.list.day_moved.connect(self._day_moved)
        self.days.list.view.add_wanted.connect(self.add)
        self._warm.timeout.connect(self._warm_up)
        self._look_ahead.timeout.connect(self._find_planned)

    def refresh(self) -> None:
        was = self.calendar.chosen
        if self._day is None:
            self.calendar.follow(self.workspace.today())
        if self.calendar.chosen != was:
            self._go_to = self.calendar.chosen  # the list goes along when the day turns
        if self.reading.read():
            self._warm.start()
            self._look_ahead.start()
        self._dress()
        self._show_month()
        self._show_list()

    def show_view(self, view: str) -> None:
        """Days or entries; remembered on this computer, and what is searched for goes along."""
        self.finish()
        before, after = (self.records, self.days) if view == DAYS else (self.days, self.records)
        after.filters.reset()
        after.filters.search.setText(before.filters.words)
        self._day = None
        self.workspace.change_settings(diary_view=view)
        if view == DAYS:
            self.days.list.show_day(self.calendar.chosen)
        else:
            self.records.list.show_day(self.calendar.chosen)

    # parts
    def _show_month(self) -> None:
        log, days = self.reading.log, self.reading.days
        if log is None or days is None:
            return
        today, formats = self.workspace.today(), self.workspace.formats
        shown = self.calendar.calendar.shown_days()
        marks = days.marks(*shown) if self.by_day else log.days(*shown)
        self.calendar.show_days(marks, today, self.reading.planned())
        first, last = self.calendar.month()
        sums = days.month(first, last)
        self.calendar.sums.show_month(first, sums, today, formats)
        count = log.count(first, last)
        self.frame.set_title(
            _("Diary"), days_subtitle(first, sums, today) if self.by_day else entries_subtitle(first, count, today)
        )
        self._show_day()

    def _show_day(self) -> None:
        if self.reading.log is not None and not self.by_day:
            summary = self.reading.log.summary(self.calendar.chosen)
            self.calendar.show_day(summary, self.workspace.formats, filtering=self._day is not None)

    def _show_list(self) -> None:
        if not self.isVisible():
            return  # hidden lists hold nothing that a screen reader could be told of; `come_up` fills them
        self._cleared = False
        if self.reading.days is not None and self.by_day:
            self.records.clear()
            go_to, self._go_to = self._go_to, None
            if go_to is not None:
                self.days.list.forget_place()
            self.days.show_days(self.reading.days, self.workspace.formats, self.reading.words)
            if go_to is not None:
                self.days.list.show_day(go_to)
        elif self.reading.log is not None:
            self.days.clear()
            self._show_records(self.reading.log)

    def _show_records(self, log: Log) -> None:
        filters = self.records.filters
        found = log.find(
            kinds=kinds_of(filters.chosen), noted=filters.chosen == NOTE, day=self._day, words=filters.words
        )
        day = self.workspace.formats.day(self._day) if self._day else ""
        self.records.show_records(found, self.reading.words, whole=len(log.records), day=day)

    def _find_planned(self) -> None:
        """Look for coming run days once the page is there: the plan is replayed for it."""
        if self.isVisible() and self.reading.find_planned():
            self._show_month()

    # days
    def _choose_day(self, day: date) -> None:
        if self.by_day:
            self._show_all_days_if_missing(day)
            self.days.list.show_day(day, opened=True)
        elif self._day is not None:
            self._day = day
            self._show_list()
        else:
            self.records.list.show_day(day)
        self._show_day()

    def _show_all_days_if_missing(self, day: date) -> None:
        rows = self.days.list.model.rows
        if not self.days.filters.is_all() and not any(row.day == day for row in rows):
            self.days.filters.reset()
            self._show_list()

    def _day_moved(self, day: date) -> None:
        """The calendar goes with the list, so that an entry is added to the day that is current."""
        day = min(day, self.workspace.today())
        if day != self.calendar.chosen:
            self.calendar.choose(day)

    def _filter_day(self, only: bool) -> None:
        self._day = self.calendar.chosen if only else None
        self._show_list()
        self._show_day()

    def show_all(self) -> None:
        """Take every filter away."""
        self._day = None
        self.records.filters.reset()
        self.days.filters.reset()
        self._show_list()
        self._show_day()
        self._list_view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_over(self) -> None:
        """Another runner: another diary, without the filters of the last one."""
        self._day = None
        self.reading.forget()
        self.records.filters.reset()
        self.days.filters.reset()
        self.days.list.forget()
        self.calendar.choose(self.workspace.today())
        if self.isVisible() and self.workspace.runner_id is not None:
            self.refresh()  # it was filled while it still had the filters of the other one

    def _warm_up(self) -> None:
        if not self.reading.warm():
            self._warm.stop()

    # entries
    def add(self, day: date | None = None) -> None:
        """Ask what to add, for a day or else the chosen one, and open its form."""
        from kneerehab.gui.forms.record_dialog import AddDialog, add_entry, run

        self.finish()
        known = {record.id for record in self.workspace.diary.records()}
        asked = AddDialog(self.workspace, day or self.calendar.chosen, self.window())
        if run(asked) and asked.kind and add_entry(self.workspace, asked.kind, asked.chosen_day(), self.window()):
            new = next((record for record in self.workspace.diary.records() if record.id not in known), None)
            if new is not None:
                self._show_new(new)

    def open_day(self, day: date) -> None:
        """Show the entries of one day: someone clicked it in a chart."""
        self.records.filters.reset()
        self.days.filters.reset()
        self.calendar.choose(min(day, self.workspace.today()))
        self._show_month()
        if self.by_day:
            self._show_list()
            self.days.list.show_day(day, opened=True)
        else:
            self._filter_day(True)

    def open_record(self, record_id: str) -> None:
        """Bring an entry to view: someone followed a link to it."""
        record = self.workspace.diary.find(record_id)
        if record is not None:
            self._show_new(record)

    def _show_new(self, record: Record) -> None:
        """Bring a new record to view, and its day."""
        if is_dated(record) and (day := moment(record).date()) <= self.workspace.today():
            self.calendar.choose(day)
            self._show_month()
        if not self.by_day:
            if self.records.list.model.row_of(record.id) is None:
                self.show_all()
            self.records.list.show_record(record.id)
        elif kind_code(record) in PLAN_KINDS:
            if self.days.filters.chosen != PLAN or self.days.filters.words:
                self.days.filters.reset()
                self.days.filters.choose(PLAN)
            self.days.plan.show_record(record.id)
        elif not self.days.list.show_record(record.id, moment(record).date()):
            self.show_all()
            self.days.list.show_record(record.id, moment(record).date())

    def edit(self, record: Record) -> None:
        """Open a record's form."""
        from kneerehab.gui.forms.record_dialog import edit_record

        self.records.tell("")
        edit_record(self.workspace, record, self.window())

    def delete(self, record: Record) -> None:
        """Delete a record at once; it can be undone."""
        self.records.tell(*deleting.delete(self.workspace, record))

    # keys
    def shortcut(self, key: str) -> bool:
        if key == "N":
            self.add()
        elif key in ("Alt+Left", "Alt+Right"):
            self.calendar.turn_month(1 if key == "Alt+Right" else -1)
        else:
            return False
        return True

    def come_up(self) -> None:
        if self._cleared:
            self._show_list()
        self._look_ahead.start()
        focused: QWidget | None = self.window().focusWidget()
        parent = self.parentWidget()
        if focused is None or (parent is not None and parent.isAncestorOf(focused)):  # it was on the page that was left
            self._list_view().setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.is_unbuilt():
            return
        self.records.tell("")
        self._list_view().setFocus(Qt.FocusReason.OtherFocusReason)  # where the page begins when it comes back
        self.days.clear()
        self.records.clear()
        self._cleared = True
