"""Two visits side by side: which days, the rows, what changed in sentences, and paper, report and clipboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from kneerehab.domain.trends.span import Span
from kneerehab.domain.trends.visits import Comparison, compare_visits, usual_pair, visit_days
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner, EmptyState
from kneerehab.gui.look.button import Button, IconButton
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.locale import day_and_year, formats_since
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.progress.changes_card import ChangesCard
from kneerehab.gui.progress.dates_row import DatesRow
from kneerehab.gui.progress.visits_table import VisitsTable
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.changes import Change
from kneerehab.wording import visits, visits_told
from kneerehab.wording.labels import knees_name
from kneerehab.wording.runners import shown_name
from kneerehab.wording.summary import pseudonym

if TYPE_CHECKING:
    from kneerehab.gui.progress.visits_screen import VisitsScreen

_STACKED, _BESIDE_TITLE = 1100, 960
OTHER = "other"
"""The choice that opens two fields for any dates."""


class VisitsPage(Page):
    """A part of Progress with the whole window's room; Esc leads back."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._runner_id = workspace.runner_id
        self._pair: tuple[date, date] | None = None  # as chosen; None follows the diary
        self.found: Comparison | None = None
        self.frame = ScrollPage(visits.title())
        self.back = IconButton("arrow-left", _("Back to Progress"), variant="plain")
        self.first = Select(name=_("First visit"))
        self.last = Select(name=_("Second visit"))
        self.show_button = Button(_("Show to patient"), icon="picture")
        self.print_button = IconButton("print", _("Print…"))
        self.dates = DatesRow(workspace.today())
        self.done = Banner("success", "", link=_("Close"))
        self.empty = EmptyState("")
        self.table = VisitsTable()
        self.changes = ChangesCard()
        self.report_button = Button(_("Add to the report…"), icon="plus", variant="primary", size="field")
        self.copy_button = Button(_("Copy the words"), icon="copy", size="field")
        self._choices = QWidget()
        self._columns = TwoColumns([self.table], [self.changes], shares=(70, 30))
        self._build()
        self._connect()

    def _build(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(theme.px(8))
        take_out(self.frame.header, self.frame.title)
        title.addWidget(self.back)
        title.addWidget(self.frame.title, 1)
        self.frame.header.insertLayout(0, title)
        flow = FlowLayout(self._choices, spacing=theme.px(10))
        for words, choice in ((_("from"), self.first), (_("to"), self.last)):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(8))
            row.addWidget(Label(words, "small", "muted"))
            row.addWidget(choice, 1)
            flow.addWidget(pair)
        flow.addWidget(self.show_button)
        flow.addWidget(self.print_button)
        self.changes.body.addWidget(self.report_button)
        self.changes.body.addWidget(self.copy_button)
        self.frame.body.addWidget(self._choices)
        for shut in (self.done, self.dates, self.empty):
            shut.hide()
            self.frame.body.addWidget(shut)
        self.frame.body.addLayout(self._columns, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.workspace.page_wanted.emit("progress"))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.back.click)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.print_button.click)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self.copy_button.click)
        self.first.changed.connect(lambda _day: self._chosen())
        self.last.changed.connect(lambda _day: self._chosen())
        self.dates.changed.connect(lambda span: self.compare(span.first, span.last))
        self.done.linked.connect(self.done.hide)
        self.show_button.clicked.connect(self.show_to_patient)
        self.print_button.clicked.connect(self.open_paper)
        self.report_button.clicked.connect(self.open_report)
        self.copy_button.clicked.connect(self.copy_words)

    # which visits
    def pair(self) -> tuple[date, date]:
        """The two days that are compared: those chosen, else the first visit and today."""
        if self.workspace.runner_id != self._runner_id:
            self._runner_id, self._pair = self.workspace.runner_id, None
            self.dates.hide()
        today = self.workspace.today()
        if self._pair is not None and self._pair[1] <= today:
            return self._pair
        return usual_pair(self.workspace.diary, today)

    def compare(self, first: date, last: date) -> None:
        """Compare two days, the earlier first; the same day twice compares nothing."""
        if first < last:
            self._pair = first, last
        self.refresh()

    def _chosen(self) -> None:
        first, last = self.first.value(), self.last.value()
        if OTHER not in (first, last):
            self.dates.hide()
            days = sorted((str(first), str(last)))
            self.compare(date.fromisoformat(days[0]), date.fromisoformat(days[1]))
            return
        before = self.pair()
        self.refresh()  # the lists show the days again
        self.dates.show_span(Span(first=before[0], last=before[1]), self.workspace.today())
        self.dates.show()
        self.dates.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        first, last = self.pair()
        self._show_choices(first, last)
        begun = first < last
        self.empty.setVisible(not begun)
        for part in (self.table, self.changes, self.show_button, self.print_button):
            part.setVisible(begun)
        if not begun:
            self.found = None
            self.empty.set_sentence(_("The diary begins today. Two days can be compared from tomorrow on."))
            self.frame.set_title(visits.title(), self._whose())
            return
        found = self.found = compare_visits(self.workspace.diary, first, last)
        formats = formats_since(first, self.workspace.today(), self.workspace.formats)
        self.frame.set_title(visits.title(), self._whose())
        self.table.show_groups(visits.groups(found, formats), self._day(first), self._day(last))
        self.table.setAccessibleDescription(visits_told.weeks_words(found, formats))
        self.changes.show_changes(found, formats)

    def _whose(self) -> str:
        runner = self.workspace.runner
        knees = knees_name(self.workspace.planner.settings(runner.id, self.workspace.today()).affected)
        name = shown_name(runner, hidden=self.workspace.settings.hide_names)
        found = {visit.at.date(): visit.name for visit in self.workspace.diary.clinic_visits if visit.name}
        seen_by = next((found[day] for day in reversed(self.pair()) if day in found), None)
        return "  ·  ".join(part for part in (name, knees, seen_by) if part)

    def _day(self, day: date) -> str:
        same_year = day.year == self.workspace.today().year
        return self.workspace.formats.short_day(day) if same_year else day_and_year(day)

    def _show_choices(self, first: date, last: date) -> None:
        diary, today = self.workspace.diary, self.workspace.today()
        days = {*visit_days(diary, today), usual_pair(diary, today)[0], today, first, last}

        def words(day: date) -> str:
            return _("Today, {day}").format(day=self._day(day)) if day == today else self._day(day)

        for choice, chosen in ((self.first, first), (self.last, last)):
            offered: list[tuple[object, str]] = [(day.isoformat(), words(day)) for day in sorted(days)]
            choice.set_choices([*offered, (OTHER, _("Other days…"))], chosen.isoformat())

    # what leaves the page
    def copy_words(self) -> None:
        """Plain text for the clinic's record, without the name."""
        if self.found is None:
            return
        from kneerehab.gui.chart.reading import chart_locale

        runner = self.workspace.runner
        formats = chart_locale(runner.shown_units).formats
        knees = knees_name(self.workspace.planner.settings(runner.id, self.workspace.today()).affected)
        clipboard.copy(visits_told.record_text(self.found, formats, pseudonym(runner.id), knees))
        self.done.set_message(
            _("Words copied for two minutes, for the clinic’s records."), kind="success", link=_("Close")
        )
        self.done.show()

    def show_to_patient(self) -> VisitsScreen | None:
        """The comparison on the whole screen, without the name."""
        if self.found is None:
            return None
        from kneerehab.gui.progress.visits_screen import VisitsScreen

        first, last = self.pair()
        shown = VisitsScreen(self.workspace, self.found, (self._day(first), self._day(last)), self.window())
        if (screen := self.window().screen()) is not None:
            shown.setGeometry(screen.geometry())
        shown.showFullScreen()
        shown.activateWindow()
        return shown

    def open_paper(self) -> None:
        """The comparison by itself, to print or save."""
        if self.found is not None:
            from kneerehab.gui.progress.visits_dialog import VisitsDialog

            VisitsDialog(self.workspace, self.pair(), self.window()).exec()

    def open_report(self) -> None:
        """The physio's page with these two visits in it."""
        if self.found is not None:
            from kneerehab.gui.progress.report_dialog import ReportDialog

            ReportDialog(self.workspace, self.window(), visits=self.pair()).exec()

    def _place_choices(self) -> None:
        """Beside the title, or where there is little room below it, to scroll away with the rows."""
        beside = self.width() >= theme.px(_BESIDE_TITLE)
        target: QLayout = self.frame.header_end if beside else self.frame.body
        if target.indexOf(self._choices) >= 0:
            return
        for before in (self.frame.header_end, self.frame.body):
            take_out(before, self._choices)
        across = QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Preferred
        follow_width(self._choices, across)
        if beside:
            self.frame.header_end.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self.frame.body.insertWidget(0, self._choices)

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choices()
        self._columns.stack(self.window().width() < theme.px(_STACKED))
