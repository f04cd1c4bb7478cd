"""The clinic and who signs, as they stand on paper; both are remembered on this computer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.report import ReportOptions


class Signing(QObject):
    """Two fields in a column of choices."""

    changed = Signal()

    def __init__(self, workspace: Workspace, choices: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.clinic = TextField(workspace.settings.clinic, name=_("Clinic"))
        self.clinician = TextField(workspace.settings.clinician, name=_("Who signs"))
        for field in (self.clinic, self.clinician):
            field.setMaxLength(100)
            field.editingFinished.connect(self._keep)
            choices.addWidget(Field(field.accessibleName(), field))

    def _names(self) -> tuple[str, str]:
        return self.clinic.text().strip(), self.clinician.text().strip()

    def _keep(self) -> None:
        clinic, clinician = self._names()
        settings = self._workspace.settings
        if (clinic, clinician) != (settings.clinic, settings.clinician):
            self._workspace.change_settings(clinic=clinic, clinician=clinician)
            self.changed.emit()

    def on(self, options: ReportOptions) -> ReportOptions:
        """The options with both names."""
        clinic, clinician = self._names()
        return replace(options, clinic=clinic, clinician=clinician)
