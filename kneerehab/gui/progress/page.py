"""Progress: one headline, and the charts a runner chose over the days they chose; pictures, report and summary.

What the charts need is imported and built after the page is on the screen, a piece a turn of the event loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner, EmptyState
from kneerehab.gui.look.menus import drop
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.progress import beginning, measuring, menus
from kneerehab.gui.progress.header import ProgressHeader
from kneerehab.gui.progress.measuring import MeasuresOffer
from kneerehab.gui.progress.ranges import choose_range, chosen_range, days_words, shown_span
from kneerehab.gui.shell.idle_steps import IdleSteps
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.changes import Change
from kneerehab.services.progress import Range

if TYPE_CHECKING:
    from kneerehab.charts import CardPlan
    from kneerehab.domain.trends.change import PainChange
    from kneerehab.domain.trends.span import Span
    from kneerehab.gui.progress.board import ChartBoard
    from kneerehab.gui.progress.cards import ChartCard
    from kneerehab.gui.progress.dates_row import DatesRow
    from kneerehab.gui.progress.foot import ProgressFoot
    from kneerehab.gui.progress.headline import Headline

_ONE_COLUMN = 1100
_REST_MS = 700


class ProgressPage(Page):
    """The header at once, then the cards; every chart is computed and drawn off the window's thread."""

    watches = Change.ALL

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(_("Progress"), parent=self)
        self.header = ProgressHeader()
        self.ranges, self.more = self.header.ranges, self.header.more
        self.other_dates = self.header.other_dates
        self.save_button, self.report_button = self.header.save_button, self.header.report_button
        self.dates: DatesRow | None = None
        self.done = Banner("success", "", link=_("Close"))
        self.offer = MeasuresOffer(workspace)
        self.empty = EmptyState("", _("Check in"), icon="pain")
        self.headline: Headline | None = None
        self.board: ChartBoard | None = None
        self.foot: ProgressFoot | None = None
        self.steps = IdleSteps(self)
        self._room = QWidget()
        self._built = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.header.fit(self.frame, self.width())
        self.done.hide()
        self.offer.hide()
        for part in (self.done, self.offer, self.empty, self._room):
            self.frame.body.addWidget(part)
        self.frame.body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)

    def _connect(self) -> None:
        self.done.linked.connect(self.done.hide)
        self._rest.timeout.connect(self._draw_rest)
        self.ranges.changed.connect(lambda value: self.choose_range(Range(value)))
        self.other_dates.clicked.connect(self._open_days_menu)
        self.save_button.clicked.connect(self.save_picture)
        self.report_button.clicked.connect(self.open_report)
        self.more.clicked.connect(self._open_menu)
        self.empty.acted.connect(lambda: self.workspace.page_wanted.emit("today"))
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self.save_button.click)
        QShortcut(QKeySequence.StandardKey.Print, self).activated.connect(self.report_button.click)

    def refresh(self) -> None:
        charts = self._has_charts()
        self._room.setVisible(charts and not self._built)
        self.offer.setVisible(measuring.is_due(self.workspace))
        self._show_dates(charts and self.chosen_range() is Range.DATES)
        self.header.show_charts(charts)
        self.header.show_range(self.chosen_range())
        self._say_how_many(charts)
        self.steps.run(self._fill())
        if self._built:
            self.steps.finish()
        elif charts:
            self.frame.set_title(_("Progress"), days_words(self.span()))

    def _say_how_many(self, charts: bool) -> None:
        """Until the chart of pain begins, say in its place how many check-ins are missing."""
        missing = self._to_go()
        self.empty.setVisible(missing > 0)
        if missing:
            self.frame.set_title(_("Progress"), days_words(self.span()) if charts else "")
            self.empty.set_sentence(beginning.sentence(missing, charts=charts))

    def _to_go(self) -> int:
        return beginning.to_go(self.workspace.diary)

    def _has_charts(self) -> bool:
        """Whether there is a card to show; cards need not be imported to know it of a diary that has begun."""
        return not self._to_go() or bool(self._plans())

    def _plans(self) -> tuple[CardPlan, ...]:
        """The cards to show: those that were chosen, in the first days without those of pain."""
        from kneerehab.gui.progress import cards

        chosen = cards.chosen(self.workspace.settings.charts)
        return cards.with_data(chosen, self.workspace.diary) if self._to_go() else chosen

    # pieces
    def _fill(self) -> Iterator[None]:
        """Build what isn't there yet, then give every card its data; ends early where nobody's diary is open."""
        if not self._room.isHidden():
            # The scroll bar comes with the first piece, so that no card changes its width later.
            self._room.setMinimumHeight(self.frame.area.height())
        for _piece in self._pieces():
            yield
            if self.workspace.runner_id is None:
                return
        board, headline, foot = self.board, self.headline, self.foot
        assert board is not None
        assert headline is not None
        assert foot is not None
        self._built = True
        from kneerehab.gui.chart.reading import read_span

        span = self.span()
        reading = read_span(self.workspace, span)
        if self._to_go():
            headline.leave()
            foot.show_pain(())
        else:
            headline.read(reading, span)
        board.read(reading)
        self._rest.start()
        yield
        if self.workspace.runner_id is not None:
            foot.refresh()

    def _pieces(self) -> Iterator[None]:
        """Imports, cards and their places."""
        if self.headline is None:
            import_module("kneerehab.charts")
            yield
            from kneerehab.gui.progress.headline import Headline

            self.headline = Headline(self.workspace, self)
            self.headline.changed.connect(lambda words: self.frame.set_title(_("Progress"), words))
            yield
        if self.board is None:
            import_module("kneerehab.gui.chart.view")

            yield
            from kneerehab.gui.progress.board import ChartBoard

            self.board = ChartBoard(self.workspace)
            self.board.hide()
            self.frame.body.insertWidget(self.frame.body.indexOf(self._room), self.board)
            yield
        plans = self._plans()
        yield from self.board.place(plans, self._is_narrow(), self.empty.button)
        self._room.hide()
        self._room.setMinimumHeight(0)
        self.board.setVisible(bool(plans))
        yield
        if self.foot is None:
            import_module("kneerehab.gui.progress.measures_card")
            yield
            from kneerehab.gui.progress.foot import ProgressFoot

            self.foot = ProgressFoot(self.workspace)
            self.foot.place(self._is_narrow())
            self.frame.body.insertWidget(self.frame.body.count() - 1, self.foot)
            self.headline.found.connect(self._show_pain)
        self.foot.show()
        yield

    def _show_pain(self, changes: tuple[PainChange, ...]) -> None:
        if self.foot is not None:
            self.foot.show_pain(changes)

    def _is_narrow(self) -> bool:
        return self.window().width() < theme.px(_ONE_COLUMN)

    def _place(self) -> None:
        """Follow the width of the window."""
        if self.board is not None and self._built:
            for _row in self.board.place(self.board.chosen, self._is_narrow(), self.empty.button):
                pass
            if self.foot is not None:
                self.foot.place(self._is_narrow())

    def _draw_rest(self) -> None:
        if self.board is not None:
            self.board.prepare()

    @property
    def cards(self) -> dict[str, ChartCard]:
        """The cards made so far, by name."""
        return {} if self.board is None else self.board.cards

    # which days
    def chosen_range(self) -> Range:
        """The range that is shown."""
        return chosen_range(self.workspace)

    def span(self) -> Span:
        """The days that the charts show."""
        return shown_span(self.workspace)

    def choose_range(self, chosen: Range) -> None:
        """Show another range and keep it."""
        choose_range(self.workspace, chosen)

    def _show_dates(self, wanted: bool) -> None:
        """Two fields for free dates, made when they are first wanted."""
        if wanted and self.dates is None:
            from kneerehab.gui.progress.dates_row import dates_row

            self.dates = dates_row(self.workspace, self.frame, after=self.more)
        if self.dates is not None:
            self.dates.setVisible(wanted)
            self.dates.show_span(self.span(), self.workspace.today())

    # menus
    def _open_days_menu(self) -> None:
        drop(menus.days_menu(self.workspace, self), self.other_dates)

    def _open_menu(self) -> None:
        drop(menus.more_menu(self.workspace, self, self.copy_summary, self.export_tables), self.more)

    # pictures and papers
    def save_picture(self) -> None:
        """The chart that has the focus, else the whole page."""
        self.steps.finish()
        if self.board is None:
            return
        from kneerehab.gui.progress import saving

        if saving.save_focused_chart(self):
            return
        if waiting := self.board.undrawn():
            waiting[0].view.prepare()
            waiting[0].view.drawn.connect(self.save_picture, Qt.ConnectionType.SingleShotConnection)
        else:
            self.tell(*saving.save_page(self.frame))

    def open_report(self) -> None:
        """The physio's page."""
        from kneerehab.gui.progress.report_dialog import ReportDialog

        ReportDialog(self.workspace, self.window(), span=self.span()).exec()

    def copy_summary(self) -> None:
        """Five lines of plain text on the clipboard."""
        from kneerehab.gui.progress import saving

        saving.copy_summary(self.workspace, self.span())
        self.tell("success", _("Summary copied for two minutes: five lines for the clinic’s records."))

    def export_tables(self) -> None:
        """Every record as CSV tables in a folder."""
        from kneerehab.gui.progress import saving

        self.tell(*saving.export_csv(self.workspace, self))

    def tell(self, kind: str, words: str) -> None:
        """Show above the charts what was saved or copied, or what was in the way; empty words change nothing."""
        if words:
            self.done.set_message(words, kind=kind, link=_("Close"))
            self.done.show()

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.frame, self.width())
        if self.workspace.runner_id is not None:
            self._place()
