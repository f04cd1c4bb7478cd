"""The goal, asked for once more when building begins and nobody has set one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.plan.settings import DEFAULT_GOAL
from kneerehab.gui.plan.reason_card import ReasonCard
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.plan_changes import plan_change
from kneerehab.wording.plan_page import goal_amount


class GoalCard(ReasonCard):
    """Sets a goal, or keeps the usual one as an answer that was given; it stays away once answered."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("target", parent)
        self.workspace = workspace
        self.acted.connect(self._set)
        self.linked.connect(self._keep)
        self.hide()

    def show_question(self, *, asked: bool) -> None:
        """Show the question, or take it away."""
        goal = goal_amount(DEFAULT_GOAL, self.workspace.formats)
        self.set_reason(
            _("Where do you want to get?"),
            _("Your weeks grow now. If you say nothing, growth ends at {goal}.").format(goal=goal),
            _("Set a goal"),
            _("Keep {goal}").format(goal=goal),
        )
        self.setVisible(asked)

    def _set(self) -> None:
        from kneerehab.gui.plan.settings_dialog import PlanSettingsDialog

        PlanSettingsDialog(self.workspace, self.window(), first="goal_week").exec()

    def _keep(self) -> None:
        workspace = self.workspace
        change = plan_change(workspace.diary, workspace.today(), {"goal_week": DEFAULT_GOAL})
        workspace.save(_("Goal kept"), change)
