"""The card about several runners on the Settings page: what the program starts with, and whether names are shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _


class SeveralRunners(Card):
    """There only where there is more than one runner."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Several runners"), "", parent)
        self.workspace = workspace
        starts = [
            ("today", _("Today of the runner who was open last")),
            ("caseload", _("The caseload")),
            ("nobody", _("Nothing of anybody")),
        ]
        self.start = Select(starts, name=_("The program starts with"))
        self.hide_names = Toggle(_("Hide names"))
        self.body.addWidget(Field(_("The program starts with"), self.start), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.hide_names, 0, Qt.AlignmentFlag.AlignLeft)
        self.start.changed.connect(lambda value: workspace.change_settings(start_on=value))
        self.hide_names.toggled.connect(lambda on: workspace.change_settings(hide_names=on))

    def refresh(self) -> None:
        """Show what is chosen."""
        self.setVisible(self.workspace.diaries.has_several())
        self.start.set_value(self.workspace.settings.start_on)
        self.hide_names.blockSignals(True)
        self.hide_names.setChecked(self.workspace.settings.hide_names)
        self.hide_names.blockSignals(False)
