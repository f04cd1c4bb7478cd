"""The home programme, and the sheet of a paper week: from which day, for which clinic, and saving or printing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.button import Button
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.locale import first_weekday, long_day
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.progress.paper_dialog import PaperDialog
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.report import Report
from kneerehab.services.programme import programme_data, programme_start


class ProgrammeDialog(PaperDialog):
    """Two weeks from today or from the next first day of a week."""

    kind = "home-programme"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Home programme"), workspace, parent)
        today = workspace.today()
        starts = dict.fromkeys((programme_start(today, self._week_start()), today))
        self.sheet = SegmentedControl(
            _("Sheet"), [("programme", _("Home programme")), ("week", _("Paper week"))], "programme"
        )
        self.type_button = Button(_("Type one in…"), icon="edit")
        self.start = Select([(day, long_day(day)) for day in starts], name=_("First day"))
        self.start.setCurrentIndex(0)
        self.choices.insertWidget(0, Field(_("First day"), self.start))
        self.choices.insertWidget(0, Field(_("Sheet"), self.sheet), 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.addWidget(self.type_button)
        self.type_button.hide()
        self.first_field = self.sheet
        self.sheet.changed.connect(self._choose_sheet)
        self.type_button.clicked.connect(self._type_in)
        self.start.changed.connect(lambda _value: self.draw())
        self.draw()

    def _week_start(self) -> int:
        return first_weekday(self.workspace.settings.first_weekday)

    def _choose_sheet(self, sheet: str) -> None:
        self.kind = "paper-week" if sheet == "week" else "home-programme"
        self.type_button.setVisible(sheet == "week")
        self.draw()

    def _type_in(self) -> None:
        """A sheet that came back is typed in."""
        self.accept()
        request(self, Command.PAPER_WEEK)

    def work(self) -> Callable[[], tuple[Report, str]]:
        diary, today, options = self.workspace.diary, self.workspace.today(), self.options()
        chosen = self.start.value()
        first = chosen if isinstance(chosen, date) else programme_start(today, self._week_start())

        week = self.sheet.value() == "week"

        def work() -> tuple[Report, str]:
            from kneerehab.report.paper_week import make_paper_week
            from kneerehab.report.programme import make_programme

            with options.speaking():
                data = programme_data(diary, first=first, today=today)
            made = make_paper_week(data, options) if week else make_programme(data, options)
            return made, ", ".join(item.name for item in data.items)

        return work
