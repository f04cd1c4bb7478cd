"""Two visits on paper: previewed, saved or printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.domain.trends.visits import compare_visits
from kneerehab.gui.chart.reading import chart_locale
from kneerehab.gui.progress.paper_dialog import PaperDialog
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.report import Report
from kneerehab.wording import visits, visits_told


class VisitsDialog(PaperDialog):
    """The comparison by itself."""

    kind = "two-visits"

    def __init__(self, workspace: Workspace, pair: tuple[date, date], parent: QWidget | None = None) -> None:
        super().__init__(visits.title(), workspace, parent)
        self._pair = pair
        self.draw()

    def work(self) -> Callable[[], tuple[Report, str]]:
        diary, options, pair = self.workspace.diary, self.options(), self._pair
        here = chart_locale(self.workspace.runner.shown_units).formats  # for who reads this window

        def work() -> tuple[Report, str]:
            from kneerehab.report import make_visits

            found = compare_visits(diary, *pair)
            told = visits_told.changes(found, here)
            return make_visits(found, diary, options), " ".join(each.lead for each in told)

        return work
