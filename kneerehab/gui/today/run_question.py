"""The quiet question on Today about a run that was saved before its pain was known."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.gui.controls.notice import Notice
from kneerehab.gui.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import run_to_ask_about

_REMEMBERED = 50


class RunQuestion(Notice):
    """Asks until it is answered or waved away; waved away once, it does not ask about that run again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", "", icon="run", parent=parent)
        self.workspace = workspace
        self._run: Activity | None = None
        self.closed.connect(self._wave_away)
        self.linked.connect(self._answer)
        self.hide()

    def refresh(self) -> None:
        """Ask about the newest open run; nothing on earlier days."""
        workspace = self.workspace
        today = workspace.today()
        run = run_to_ask_about(workspace.diary, today) if workspace.day == today else None
        if run is not None and run.id in workspace.settings.runs_not_asked:
            run = None
        self._run = run
        self.setVisible(run is not None)
        if run is None:
            return
        if run.at.date() == today - timedelta(days=1):
            lead = _("Yesterday’s run:")
        else:
            lead = _("The run of {day}:").format(day=workspace.formats.short_day(run.at.date()))
        self.set_message(lead, _("how was the knee? Until that is answered the run can’t count."), link=_("Answer"))

    def _wave_away(self) -> None:
        if self._run is not None:
            waved = (*self.workspace.settings.runs_not_asked, self._run.id)[-_REMEMBERED:]
            self.workspace.change_settings(runs_not_asked=waved)
            self.refresh()

    def _answer(self) -> None:
        from kneerehab.gui.dialogs.log_run import LogRunDialog

        if self._run is not None:
            LogRunDialog(self.workspace, self._run.kind, self._run, self.window()).exec()
