"""The physio's page: what stands on it, how it looks, and saving, printing or copying it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.trends.span import Span
from kneerehab.gui.chart.reading import chart_locale
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.locale import first_weekday
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.progress import report_days
from kneerehab.gui.progress.paper_dialog import PaperDialog
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.report import Report, ReportOptions
from kneerehab.services.report import report_data
from kneerehab.wording.summary import five_lines


class ReportDialog(PaperDialog):
    """Which days it tells of, on how many pages; five lines of it can be copied."""

    kind = "knee-report"

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget | None = None,
        *,
        span: Span | None = None,
        visits: tuple[date, date] | None = None,
    ) -> None:
        """`span` is offered first: the days that were on the screen. `visits` are compared on a page of their own."""
        super().__init__(_("Report for the physio"), workspace, parent)
        self._span = span
        self.days = Select(report_days.choices(workspace, span), name=_("Days"))
        self.pages = SegmentedControl(_("Pages"), [("one", _("Overview")), ("all", _("With details"))], "one")
        self.visits = Select(report_days.visit_choices(workspace, visits), name=_("Two visits compared"))
        self.visits.setCurrentIndex(1 if visits is not None else 0)
        self.copy_button = Button(_("Copy summary"), icon="copy")
        self.choices.insertWidget(0, Field(_("Days"), self.days))
        self.choices.addWidget(Field(_("Pages"), self.pages), 0, Qt.AlignmentFlag.AlignLeft)
        self.choices.addWidget(Field(_("Two visits compared"), self.visits))
        self.programme_button = Button(_("Home programme…"), icon="exercises")
        for button in (self.copy_button, self.programme_button):
            self.buttons.addWidget(button)
        self.first_field = self.days
        self.days.changed.connect(lambda _value: self.draw())
        self.pages.changed.connect(lambda _value: self.draw())
        self.visits.changed.connect(lambda _value: self.draw())
        self.copy_button.clicked.connect(self._copy)
        self.programme_button.clicked.connect(self._open_programme)
        self.draw()

    def span(self) -> Span:
        """The days of the report."""
        return report_days.span(self.workspace, self._span, self.days.value())

    def options(self) -> ReportOptions:
        return replace(super().options(), details=self.pages.value() == "all")

    def work(self) -> Callable[[], tuple[Report, str]]:
        if self.days.value() is None:
            self.days.setCurrentIndex(0)
        span, today, options = self.span(), self.workspace.today(), self.options()
        diary = self.workspace.diary.called(options.who)
        pair = report_days.pair_of(self.visits.value())
        week_start = first_weekday(self.workspace.settings.first_weekday)
        here = chart_locale(self.workspace.runner.shown_units).formats

        def work() -> tuple[Report, str]:
            from kneerehab.report import make_report

            with options.speaking():
                data = report_data(diary, span=span, today=today, week_start=week_start, visits=pair)
            # The lines are for who reads this window, and for the clinic's records.
            return make_report(data, options), five_lines(data.overview, here, options.who if options.named else None)

        return work

    def _open_programme(self) -> None:
        """The other paper of a clinic's day, instead of this one."""
        self.accept()
        request(self, Command.PROGRAMME)

    def _copy(self) -> None:
        if self.made is not None:
            clipboard.copy(self.made.summary)
            self.say(_("Summary copied for two minutes: five lines for the clinic’s records."))
