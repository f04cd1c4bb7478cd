"""Diary: every record of every kind, newest first, beside a month of days; add, edit, delete, undo."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.record import Record, moment
from kneerehab.domain.shoes import Shoes
from kneerehab.gui import theme
from kneerehab.gui.controls.button import Button
from kneerehab.gui.controls.scroll_page import ScrollPage
from kneerehab.gui.diary.calendar_card import CalendarCard
from kneerehab.gui.diary.kinds import NOTE, kinds_of
from kneerehab.gui.diary.records_card import RecordsCard
from kneerehab.gui.diary.row_text import RowText, row_text
from kneerehab.gui.locale import month as month_name
from kneerehab.gui.page import Page
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.services.log import Log, is_dated
from kneerehab.services.today import exercise_name
from kneerehab.wording.labels import label
from kneerehab.wording.records import kind_name

_FOLDED_BELOW = 1100  # window width, scaled pixels
_LOW_BELOW = 740  # page height
_LEAST_HEIGHT = 620
_WARM_AT_ONCE = 1500


class DiaryPage(Page):
    """The calendar chooses days and filters the list by one of them."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._log: Log | None = None
        self._day: date | None = None  # the only day the list shows
        self.frame = ScrollPage(_("Diary"), " ")
        self.import_button = Button(_("Import"), icon="import")
        self.export_button = Button(_("Export"), icon="export")
        self.add_button = Button(_("Add entry"), variant="primary", icon="plus", key="N")
        self.calendar = CalendarCard(workspace.today())
        self.records = RecordsCard()
        self._warm = QTimer(self, interval=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        for button in (self.import_button, self.export_button, self.add_button):
            self.frame.actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(16))
        self._columns.addWidget(self.calendar)
        self._columns.addWidget(self.records, 1)
        self.frame.body.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.runner_changed.connect(self._start_over)
        self.import_button.clicked.connect(lambda: workspace.command_wanted.emit("import"))
        self.export_button.clicked.connect(lambda: workspace.command_wanted.emit("export"))
        self.add_button.clicked.connect(self.add)
        self.calendar.day_chosen.connect(self._choose_day)
        self.calendar.month_changed.connect(self._show_month)
        self.calendar.filter_wanted.connect(self._filter_day)
        self.records.filter_changed.connect(self._show_records)
        self.records.all_wanted.connect(self.show_all)
        self.records.today_wanted.connect(lambda: workspace.page_wanted.emit("today"))
        self.records.list.edit_wanted.connect(self.edit)
        self.records.list.delete_wanted.connect(self.delete)
        self._warm.timeout.connect(self._warm_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.find)

    def refresh(self) -> None:
        diary = self.workspace.diary
        if self._day is None:
            self.calendar.follow(self.workspace.today())
        if self._log is None or self._log.diary is not diary:
            same_runner = self._log is not None and self._log.diary.runner.id == diary.runner.id
            self._log = Log(diary, label, kind_name, self._log if same_runner else None)
            self._warm.start()
        self._show_month()
        self._show_records()

    # parts
    def _show_month(self) -> None:
        if self._log is None:
            return
        self.calendar.show_days(self._log.days(*self.calendar.calendar.shown_days()), self.workspace.today())
        first, last = self.calendar.month()
        count = self._log.count(first, last)
        text = ngettext("{n} entry in {month}", "{n} entries in {month}", count)
        name = month_name(first)
        month = name if first.year == self.workspace.today().year else f"{name} {first.year}"
        self.frame.set_title(_("Diary"), text.format(n=count, month=month))
        self._show_day()

    def _show_day(self) -> None:
        if self._log is not None:
            summary = self._log.summary(self.calendar.chosen)
            self.calendar.show_day(summary, self.workspace.formats, filtering=self._day is not None)

    def _show_records(self) -> None:
        log, filters = self._log, self.records.filters
        if log is None:
            return
        found = log.find(
            kinds=kinds_of(filters.chosen), noted=filters.chosen == NOTE, day=self._day, words=filters.words
        )
        day = self.workspace.formats.day(self._day) if self._day else ""
        self.records.show_records(found, self._words, whole=len(log.records), day=day)

    def _words(self, record: Record) -> RowText:
        diary, formats = self.workspace.diary, self.workspace.formats
        return row_text(record, formats, lambda exercise: exercise_name(diary, exercise), self.workspace.today())

    def _warm_search(self) -> None:
        """Make ready for a search while nobody waits."""
        if self._log is None or not self._log.warm(_WARM_AT_ONCE):
            self._warm.stop()

    # days
    def _choose_day(self, day: date) -> None:
        if self._day is not None:
            self._day = day
            self._show_records()
        else:
            self.records.list.show_day(day)
        self._show_day()

    def _filter_day(self, only: bool) -> None:
        self._day = self.calendar.chosen if only else None
        self._show_records()
        self._show_day()

    def show_all(self) -> None:
        """Take every filter away."""
        self._day = None
        self.records.filters.reset()
        self._show_records()
        self._show_day()
        self.records.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_over(self) -> None:
        """Another runner: another diary, without the filters of the last one."""
        self._log = self._day = None
        self.records.filters.reset()
        self.calendar.choose(self.workspace.today())

    def find(self) -> None:
        """Put the keyboard into the search."""
        self.records.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.records.filters.search.selectAll()

    # entries
    def add(self) -> None:
        """Ask what to add, for the chosen day, and open its form."""
        from kneerehab.gui.dialogs.record import AddDialog, add_entry, run

        known = {record.id for record in self.workspace.diary.records()}
        asked = AddDialog(self.workspace, self.calendar.chosen, self.window())
        if run(asked) and asked.kind and add_entry(self.workspace, asked.kind, asked.chosen_day(), self.window()):
            new = next((record for record in self.workspace.diary.records() if record.id not in known), None)
            if new is not None:
                self._show_new(new)

    def open_day(self, day: date) -> None:
        """Show the entries of one day: someone clicked it in a chart."""
        self.records.filters.reset()
        self.calendar.choose(min(day, self.workspace.today()))
        self._show_month()
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
        if self.records.list.model.row_of(record.id) is None:
            self.show_all()
        self.records.list.show_record(record.id)

    def edit(self, record: Record) -> None:
        """Open a record's form."""
        from kneerehab.gui.dialogs.record import edit_record

        self.records.tell("")
        edit_record(self.workspace, record, self.window())

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
        focused = self.window().focusWidget()
        if focused is None or self.parentWidget().isAncestorOf(focused):  # it was on the page that was left
            self.records.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.records.tell("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < theme.px(_FOLDED_BELOW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)
        self.calendar.set_folded(narrow or self.height() < theme.px(_LEAST_HEIGHT))
        self.calendar.set_low(self.height() < theme.px(_LOW_BELOW))
