"""Progress: one headline, and the charts a runner chose over the days they chose; pictures, report and summary."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kneerehab.charts import CHARTS
from kneerehab.domain.trends.change import PainChange, pain_changes
from kneerehab.domain.trends.span import Span
from kneerehab.gui import theme
from kneerehab.gui.chart_view import ChartView
from kneerehab.gui.controls.banner import Banner, EmptyState
from kneerehab.gui.controls.button import Button, IconButton
from kneerehab.gui.controls.scroll_page import ScrollPage
from kneerehab.gui.controls.segmented import SegmentedControl
from kneerehab.gui.page import Page
from kneerehab.gui.progress import cards, saving
from kneerehab.gui.progress.dates_row import DatesRow
from kneerehab.gui.progress.measures_card import MeasuresCard
from kneerehab.gui.progress.reading import Reading, chart_locale, read_span
from kneerehab.gui.progress.visits_card import VisitsCard
from kneerehab.gui.tasks import Task, in_background
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.changes import Change
from kneerehab.services.progress import Range, span_of
from kneerehab.wording.progress import change_sentence, main_change, period_words

LEAST_CHECK_INS = 3
_ONE_COLUMN = 1100
_NARROW_ACTIONS = 960
_ICONS_ALONE = 640
_REST_MS = 700
_HEADLINE_MS = 60  # after the first paint, which the worker would slow down
_PRESETS = (Range.FOUR_WEEKS, Range.TWELVE_WEEKS, Range.YEAR, Range.ALL)


class ProgressPage(Page):
    """Placeholders at once; every chart is computed and drawn off the window's thread."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(_("Progress"))
        self.ranges = SegmentedControl(
            _("Days to show"),
            list(zip((r.value for r in _PRESETS), (_("4 weeks"), _("12 weeks"), _("1 year"), _("All")), strict=True)),
        )
        self.other_dates = IconButton("calendar", _("Other days"))
        self.save_button = Button(_("Save picture"), icon="picture")
        self.report_button = Button(_("Report…"), icon="report")
        self.more = IconButton("more", _("Charts to see, summary, tables"))
        self.dates: DatesRow | None = None
        self.done = Banner("success", "", link=_("Close"))
        self.empty = EmptyState("", _("Check in"), icon="pain")
        self.cards: dict[str, cards.ChartCard] = {}
        self.measures = MeasuresCard(workspace)
        self.visits = VisitsCard(workspace)
        self._charts = QWidget()
        self._grid = QGridLayout(self._charts)
        self._placed: tuple[object, ...] = ()
        self._free_dates: Span | None = None
        self._headline: Task | None = None
        self._first_fill = QTimer(self, singleShot=True, interval=0)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        for part in (self.ranges, self.other_dates, self.save_button, self.report_button, self.more):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.frame.actions.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(16))
        self._foot = QGridLayout()
        self._foot.setSpacing(theme.px(16))
        self.done.hide()
        for part in (self.done, self.empty, self._charts):
            self.frame.body.addWidget(part)
        self.frame.body.addLayout(self._foot)
        self._foot.addWidget(self.measures, 0, 0)
        self._foot.addWidget(self.visits, 0, 1)
        self.frame.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        self.done.linked.connect(self.done.hide)
        self._first_fill.timeout.connect(self._fill)
        self._rest.timeout.connect(self._draw_rest)
        self.ranges.changed.connect(self._range_chosen)
        self.other_dates.clicked.connect(self._open_dates_menu)
        self.save_button.clicked.connect(self.save_picture)
        self.report_button.clicked.connect(self.open_report)
        self.more.clicked.connect(self._open_menu)
        self.empty.acted.connect(lambda: self.workspace.page_wanted.emit("today"))
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.save_button.click)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.report_button.click)

    def refresh(self) -> None:
        diary = self.workspace.diary
        days = len({check_in.at.date() for check_in in diary.check_ins})
        started = days >= LEAST_CHECK_INS
        for part in (self._charts, self._actions, self.measures, self.visits):
            part.setVisible(started)
        self.empty.setVisible(not started)
        self._show_dates(started and self.chosen_range() is Range.DATES)
        if not started:
            to_go = LEAST_CHECK_INS - days
            self.frame.set_title(_("Progress"), "")
            self.empty.set_sentence(
                ngettext(
                    "Your charts start after 3 check-ins. {n} to go.",
                    "Your charts start after 3 check-ins. {n} to go.",
                    to_go,
                ).format(n=to_go)
            )
            return
        chosen = self.chosen_range()
        self.ranges.set_value(chosen.value if chosen in _PRESETS else None)
        self.other_dates.set_variant("outline" if chosen in _PRESETS else "soft")
        if self._placed:
            self._fill()
        else:
            self._first_fill.start()  # the page itself is on the screen a frame sooner

    def _fill(self) -> None:
        """Give every card its data."""
        span = self.span()
        reading = read_span(self.workspace, span)
        self._place()
        for card in self._shown_cards():
            card.read(reading, self.workspace.formats.unit)
        QTimer.singleShot(_HEADLINE_MS, self, lambda: self._read_headline(reading, span))
        self._rest.start()
        self.measures.refresh()
        self.visits.refresh()

    def _draw_rest(self) -> None:
        """Charts nobody has scrolled to yet, so that they are there when someone does."""
        for card in self._shown_cards():
            card.view.prepare()

    # which days
    def chosen_range(self) -> Range:
        """The range that is kept in the settings; free dates last until the program is closed."""
        kept = self.workspace.settings.progress_range
        chosen = Range(kept) if kept in list(Range) else Range.TWELVE_WEEKS
        return Range.TWELVE_WEEKS if chosen is Range.DATES and self._free_dates is None else chosen

    def span(self) -> Span:
        """The days that the charts show."""
        return span_of(self.chosen_range(), self.workspace.diary, self.workspace.today(), self._free_dates)

    def choose_range(self, chosen: Range) -> None:
        """Show another range and keep it."""
        self.workspace.change_settings(progress_range=chosen.value)

    def _range_chosen(self, value: str | None) -> None:
        if value is not None:
            self.choose_range(Range(value))

    def _dates_chosen(self, span: Span) -> None:
        self._free_dates = span
        self.choose_range(Range.DATES)

    def _show_dates(self, wanted: bool) -> None:
        """Two fields for free dates, made when they are first wanted."""
        if wanted and self.dates is None:
            self.dates = DatesRow()
            self.dates.changed.connect(self._dates_chosen)
            self.frame.body.insertWidget(1, self.dates)
        if self.dates is not None:
            self.dates.setVisible(wanted)
            self.dates.show_span(self.span())

    def _open_dates_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        last = self._last_visit()
        words = _("Since the last clinic visit")
        if last is not None:
            words = _("Since the clinic visit of {day}").format(day=self.workspace.formats.short_day(last))
        since = menu.addAction(words)
        since.setEnabled(last is not None)
        since.triggered.connect(lambda: self.choose_range(Range.SINCE_VISIT))
        menu.addAction(_("Choose dates…")).triggered.connect(lambda: self._dates_chosen(self.span()))
        _drop(menu, self.other_dates)

    def _last_visit(self) -> date | None:
        today = self.workspace.today()
        days = [visit.at.date() for visit in self.workspace.diary.clinic_visits if visit.at.date() <= today]
        return max(days, default=None)

    # the headline
    def _read_headline(self, reading: Reading, span: Span) -> None:
        if self._headline is not None:
            self._headline.cancel()
        self._headline = in_background(
            self, lambda: pain_changes(reading().pain, span), lambda changes: self._tell(changes, span)
        )

    def _tell(self, changes: tuple[PainChange, ...], span: Span) -> None:
        formats = self.workspace.formats
        settings = self.workspace.planner.settings(self.workspace.runner_id or "", self.workspace.today())
        change = main_change(changes, settings.knees)
        period = period_words(span.days, formats)
        locale = chart_locale(formats.units)
        if self.chosen_range() not in _PRESETS:
            period = _("{first} – {last}").format(first=locale.day(span.first), last=locale.day(span.last))
        if change is None:
            text = _("{period}: too few scores yet to say how the pain changed.").format(period=period)
        else:
            text = change_sentence(change, period, formats)
        self.frame.set_title(_("Progress"), text)

    # which charts
    def _shown_cards(self) -> list[cards.ChartCard]:
        return [self.cards[plan.name] for plan in cards.chosen(self.workspace.settings.charts)]

    def _place(self) -> None:
        """Put the chosen cards in rows, or in one column where the window is narrow."""
        one = self.window().width() < theme.px(_ONE_COLUMN)
        chosen = cards.chosen(self.workspace.settings.charts)
        if self._placed == (one, chosen):
            return
        self._placed = (one, chosen)
        for plan in chosen:
            if plan.name not in self.cards:
                self.cards[plan.name] = cards.ChartCard(plan, self.workspace)
        for card in self.cards.values():
            self._grid.removeWidget(card)
        columns = 1 if one else cards.COLUMNS
        for column in range(cards.COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        names = {plan.name for plan in chosen}
        for number, row in enumerate(cards.rows(chosen, columns)):
            column = 0
            for plan, width in row:
                self._grid.addWidget(self.cards[plan.name], number, column, 1, width)
                column += width
        for name, card in self.cards.items():
            card.setVisible(name in names)
        self._foot.addWidget(self.measures, 0, 0, 1, 2 if one else 1)
        self._foot.addWidget(self.visits, 1 if one else 0, 0 if one else 1, 1, 2 if one else 1)
        previous: QWidget = self.more
        for plan in chosen:
            for stop in (self.cards[plan.name].more, self.cards[plan.name].view):
                QWidget.setTabOrder(previous, stop)
                previous = stop

    def _choose_chart(self, name: str, wanted: bool) -> None:
        names = {plan.name for plan in cards.chosen(self.workspace.settings.charts)}
        names = names | {name} if wanted else names - {name}
        self.workspace.change_settings(charts=tuple(plan.name for plan in cards.CARDS if plan.name in names))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        charts = menu.addMenu(_("Charts to see"))
        shown = {plan.name for plan in cards.chosen(self.workspace.settings.charts)}
        for plan in cards.CARDS:
            action = charts.addAction(_(CHARTS[plan.charts[0]].title))
            action.setCheckable(True)
            action.setChecked(plan.name in shown)
            action.setEnabled(len(shown) > 1 or plan.name not in shown)
            action.toggled.connect(partial(self._choose_chart, plan.name))
        menu.addAction(_("Copy summary for the clinic")).triggered.connect(self.copy_summary)
        menu.addAction(_("Export tables (CSV)…")).triggered.connect(self.export_tables)
        _drop(menu, self.more)

    # pictures and papers
    def save_picture(self) -> None:
        """The chart that has the focus, else the whole page."""
        view = self.window().focusWidget()
        if isinstance(view, ChartView) and self.isAncestorOf(view):
            from kneerehab.gui.progress.chart_actions import save_as

            save_as(view, "png")
        else:
            waiting = [card.view for card in self._shown_cards() if card.view.picture() is None]
            if waiting:
                waiting[0].prepare()
                waiting[0].drawn.connect(self.save_picture, Qt.ConnectionType.SingleShotConnection)
            else:
                self.tell(*saving.save_page(self.frame))

    def open_report(self) -> None:
        """The physio's page."""
        from kneerehab.gui.dialogs.report import ReportDialog

        ReportDialog(self.workspace, self.window(), span=self.span()).exec()

    def copy_summary(self) -> None:
        """Five lines of plain text on the clipboard."""
        saving.copy_summary(self.workspace, self.span())
        self.tell("success", _("Summary copied: five lines for the clinic’s records."))

    def export_tables(self) -> None:
        """Every record as CSV tables in a folder."""
        self.tell(*saving.export_csv(self.workspace, self))

    def tell(self, kind: str, words: str) -> None:
        """Show above the charts what was saved or copied, or what was in the way; empty words change nothing."""
        if words:
            self.done.set_message(words, kind=kind, link=_("Close"))
            self.done.show()

    def _shorten(self, shorten: bool) -> None:
        """Where there is little room buttons show their icon alone; the words stay as their name."""
        for button, words in ((self.save_button, _("Save picture")), (self.report_button, _("Report…"))):
            button.setText("" if shorten else words)
            button.setAccessibleName(words)
            button.setToolTip(words if shorten else "")
            button.updateGeometry()

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = self.width() < theme.px(_NARROW_ACTIONS)
        self._shorten(self.width() < theme.px(_ICONS_ALONE))
        target = self.frame.header if below else self.frame.actions
        if target.indexOf(self._actions) < 0:
            target.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop)
            self._actions.layout().setContentsMargins(0, theme.px(8) if below else 0, 0, 0)
        if self.workspace.runner_id is not None and self._placed:
            self._place()


def _drop(menu: QMenu, button: QWidget) -> None:
    """Open a menu below a button, its right end under the button's."""
    corner = button.mapToGlobal(QPoint(button.width(), button.height()))
    menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
