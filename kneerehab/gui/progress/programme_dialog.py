"""The home programme: from which day, for which clinic, and saving or printing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.locale import first_weekday, long_day
from kneerehab.gui.look.select import Select
from kneerehab.gui.progress.paper_dialog import PaperDialog
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.report import Report, ReportOptions
from kneerehab.services.programme import programme_data, programme_start


class ProgrammeDialog(PaperDialog):
    """Two weeks from today or from the next first day of a week; clinic and name are remembered on this computer."""

    kind = "home-programme"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Home programme"), workspace, parent)
        today = workspace.today()
        starts = dict.fromkeys((programme_start(today, self._week_start()), today))
        self.start = Select([(day, long_day(day)) for day in starts], name=_("First day"))
        self.start.setCurrentIndex(0)
        self.clinic = TextField(workspace.settings.clinic, name=_("Clinic"))
        self.clinician = TextField(workspace.settings.clinician, name=_("Who signs"))
        for field in (self.clinic, self.clinician):
            field.setMaxLength(100)
            field.editingFinished.connect(self._signed)
        self.choices.insertWidget(0, Field(_("First day"), self.start))
        self.choices.addWidget(Field(_("Clinic"), self.clinic))
        self.choices.addWidget(Field(_("Who signs"), self.clinician))
        self.first_field = self.start
        self.start.changed.connect(lambda _value: self.draw())
        self.draw()

    def _week_start(self) -> int:
        return first_weekday(self.workspace.settings.first_weekday)

    def _signed(self) -> None:
        clinic, clinician = self.clinic.text().strip(), self.clinician.text().strip()
        settings = self.workspace.settings
        if (clinic, clinician) != (settings.clinic, settings.clinician):
            self.workspace.change_settings(clinic=clinic, clinician=clinician)
            self.draw()

    def options(self) -> ReportOptions:
        return replace(super().options(), clinic=self.clinic.text().strip(), clinician=self.clinician.text().strip())

    def work(self) -> Callable[[], tuple[Report, str]]:
        diary, today, options = self.workspace.diary, self.workspace.today(), self.options()
        chosen = self.start.value()
        first = chosen if isinstance(chosen, date) else programme_start(today, self._week_start())

        def work() -> tuple[Report, str]:
            from kneerehab.report.programme import make_programme

            with options.speaking():
                data = programme_data(diary, first=first, today=today)
            return make_programme(data, options), ", ".join(item.name for item in data.items)

        return work
