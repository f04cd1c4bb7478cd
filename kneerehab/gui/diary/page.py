"""Diary: a line a day opened to its entries, or every entry by itself, beside a month of days; add, edit, delete."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.record import Record, moment
from kneerehab.domain.shoes import Shoes
from kneerehab.gui.diary.calendar_card import CalendarCard
from kneerehab.gui.diary.day_filters import PLAN
from kneerehab.gui.diary.day_model import Node
from kneerehab.gui.diary.days_card import DaysCard
from kneerehab.gui.diary.kinds import NOTE, kinds_of
from kneerehab.gui.diary.reading import DiaryReading
from kneerehab.gui.diary.records_card import RecordsCard
from kneerehab.gui.diary.subtitle import days_subtitle, entries_subtitle
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.services.diary_days import PLAN_KINDS
from kneerehab.services.log import Log, is_dated, kind_code
from kneerehab.wording.records import kind_name

DAYS, ENTRIES = "days", "entries"
_FOLDED_BELOW = 1100  # window width, scaled pixels
_LOW_BELOW = 740  # page height
_LEAST_HEIGHT = 620


class DiaryPage(Page):
    """The calendar chooses days; beside entries it filters the table by one of them."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.reading = DiaryReading(workspace)
        self._day: date | None = None  # the only day the table shows
        self._cleared = True  # the lists are empty while the page is hidden
        self._go_to: date | None = None  # where the list of days goes when it is next filled
        self.frame = ScrollPage(_("Diary"), " ")
        self.view = SegmentedControl(
            _("Show"), ((DAYS, _("Days")), (ENTRIES, _("Entries"))), workspace.settings.diary_view
        )
        self.import_button = Button(_("Import"), icon="import")
        self.export_button = Button(_("Export"), icon="export")
        self.add_button = Button(_("Add entry"), variant="primary", icon="plus", key="N")
        self.calendar = CalendarCard(workspace.today())
        self.days = DaysCard()
        self.records = RecordsCard()
        self._warm = QTimer(self, interval=0)
        self._look_ahead = QTimer(self, interval=0, singleShot=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        for part in (self.view, self.import_button, self.export_button, self.add_button):
            self.frame.header_end.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(16))
        self._columns.addWidget(self.days, 1)
        self._columns.addWidget(self.records, 1)
        self._columns.addWidget(self.calendar)
        self.frame.body.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self._dress()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.runner_changed.connect(self._start_over)
        self.view.changed.connect(self.show_view)
        self.import_button.clicked.connect(lambda: request(self, Command.IMPORT))
        self.export_button.clicked.connect(lambda: request(self, Command.EXPORT))
        self.add_button.clicked.connect(lambda: self.add())
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
        self.days.list.delete_wanted.connect(self._delete_entry)
        self.days.list.day_moved.connect(self._day_moved)
        self.days.list.view.add_wanted.connect(self.add)
        self._warm.timeout.connect(self._warm_up)
        self._look_ahead.timeout.connect(self._find_planned)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search)

    @property
    def by_day(self) -> bool:
        """Whether days are shown, not the table of entries."""
        return self.workspace.settings.diary_view == DAYS

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
    def _dress(self) -> None:
        by_day = self.by_day
        self.view.set_value(DAYS if by_day else ENTRIES)
        self.days.setVisible(by_day)
        self.records.setVisible(not by_day)
        self.calendar.set_by_day(by_day)

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
            return  # hidden lists hold nothing that a screen reader could be told of; `showEvent` fills them
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

    def _list_view(self) -> QWidget:
        if not self.by_day:
            return self.records.list.view
        return self.days.plan.view if self.days.filters.chosen == PLAN else self.days.list.view

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

    def search(self) -> None:
        """Put the keyboard into the search."""
        search = (self.days if self.by_day else self.records).filters.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    # entries
    def add(self, day: date | None = None) -> None:
        """Ask what to add, for a day or else the chosen one, and open its form."""
        from kneerehab.gui.forms.record_dialog import AddDialog, add_entry, run

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

    def _delete_entry(self, node: Node) -> None:
        """Delete an entry of a day: one record, or its exercises together."""
        if len(node.records) == 1:
            self.delete(node.records[0])
            return
        day = self.workspace.formats.short_day(node.day)
        self.workspace.save(_("Exercises deleted, {day}").format(day=day), removed=node.records)

    def delete(self, record: Record) -> None:
        """Delete a record at once; it can be undone. Shoes that were worn are kept and the reason is told."""
        self.records.tell("")
        worn = 0
        if isinstance(record, Shoes):
            worn = sum(1 for activity in self.workspace.diary.activities if activity.shoes_id == record.id)
        if worn:
            text = ngettext("They are named by {n} entry.", "They are named by {n} entries.", worn).format(n=worn)
            advice = _("Edit them and set the day they were retired instead.")
            self.records.tell(_("These shoes stay."), f"{text} {advice}")
            return
        day = self.workspace.formats.short_day(moment(record).date())
        words = _("{kind} deleted, {day}") if is_dated(record) else _("{kind} deleted")
        self.workspace.save(words.format(kind=kind_name(record), day=day), removed=(record,))

    # keys
    def shortcut(self, key: str) -> bool:
        if key == "N":
            self.add()
        elif key in ("Alt+Left", "Alt+Right"):
            self.calendar.turn_month(1 if key == "Alt+Right" else -1)
        else:
            return False
        return True

    # Qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._cleared:
            self._show_list()
        self._look_ahead.start()
        focused: QWidget | None = self.window().focusWidget()
        parent = self.parentWidget()
        if focused is None or (parent is not None and parent.isAncestorOf(focused)):  # it was on the page that was left
            self._list_view().setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.records.tell("")
        self._list_view().setFocus(Qt.FocusReason.OtherFocusReason)  # where the page begins when it comes back
        self.days.clear()
        self.records.clear()
        self._cleared = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(_FOLDED_BELOW)
        up, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(up if narrow else across)
        self.calendar.set_folded(narrow or self.height() < theme.px(_LEAST_HEIGHT))
        self.calendar.set_low(self.height() < theme.px(_LOW_BELOW))
