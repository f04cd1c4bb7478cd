"""The quiet question on Today about a run or walk that lacks answers, and the word that a check-in answered one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.plan.verdict import Advice, Replay
from kneerehab.gui.look.notice import Notice
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.questions import OpenRun, answered_by_check_in, no_pain, to_ask_about
from kneerehab.wording.questions import answered, lead, question

_REMEMBERED = 50


class RunQuestion(Notice):
    """Asks until it is answered or waved away; waved away once, it does not ask about that run or walk again."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", "", icon="run", parent=parent)
        self.workspace = workspace
        self._about: Activity | None = None
        self._asked: OpenRun | None = None
        self.closed.connect(self._wave_away)
        self.linked.connect(self._first)
        self.also_linked.connect(self._answer)
        self.hide()

    def refresh(self, answer: Replay) -> None:
        """Ask about the newest open run or walk of the open day's answer, else tell what is answered; only on today."""
        workspace, sessions = self.workspace, answer.sessions
        today, waved = workspace.today(), workspace.settings.runs_not_asked
        self._asked = to_ask_about(workspace.diary, sessions, today, waved) if workspace.day == today else None
        self._about = self._asked.activity if self._asked else None
        if self._asked is not None:
            waits = answer.verdict is not None and answer.verdict.advice is Advice.CHECK_IN
            self._ask(self._asked, check_in_open=self._asked.by_check_in and waits)
        elif workspace.day == today:
            self._about = answered_by_check_in(workspace.diary, sessions, today)
            if self._about is not None and self._about.id not in waved:
                limit = workspace.planner.settings(workspace.runner_id or "", today).quiet
                text = answered(self._about, today, limit, workspace.formats)
                self.set_message(text, kind="success", icon="check")
            else:
                self._about = None
        self.setVisible(self._about is not None)

    def _ask(self, asked: OpenRun, *, check_in_open: bool) -> None:
        workspace, activity = self.workspace, asked.activity
        links = [_("No pain, moved as usual"), _("Answer")] if asked.one_tap else [_("Answer"), ""]
        self.set_message(
            lead(activity, workspace.today(), workspace.formats),
            question(activity, asked.left, check_in_open=check_in_open),
            kind="info",
            link=links[0],
            also=links[1],
            icon=activity.kind.value,
        )

    def _first(self) -> None:
        if self._asked is None or not self._asked.one_tap:
            self._answer()
            return
        record = no_pain(self.workspace.diary, self._asked.activity)
        self.workspace.save(_("Answered: no pain, moved as usual"), record)

    def _wave_away(self) -> None:
        if self._about is not None:
            waved = (*self.workspace.settings.runs_not_asked, self._about.id)[-_REMEMBERED:]
            self.workspace.change_settings(runs_not_asked=waved)
            self.hide()

    def _answer(self) -> None:
        from kneerehab.gui.forms.run.dialog import LogRunDialog

        if self._about is not None:
            LogRunDialog(self.workspace, self._about.kind, self._about, self.window(), later=True).exec()
