"""The banner that lets the exercises follow the plan: one change, offered, carried out as one step, or waved away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneerehab import library
from kneerehab.domain.plan.verdict import Replay
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.services.clinicians import signed
from kneerehab.services.exercise_sets import SetChange, carry_out, suggested_change
from kneerehab.wording.exercise_sets import set_change
from kneerehab.wording.labels import label


def open_change(workspace: Workspace, replay: Replay) -> SetChange | None:
    """What phase and place of pain suggest today, unless it was waved away; `replay` is the plan up to today."""
    hidden = workspace.settings.hidden_exercises
    change = suggested_change(workspace.diary, replay, workspace.today(), hidden=hidden)
    closed = change is not None and _closing(workspace, change) in workspace.settings.set_changes_closed
    return None if closed else change


def _closing(workspace: Workspace, change: SetChange) -> str:
    return f"{workspace.runner_id} {change.phase.value}"


class FollowPlan(Banner):
    """Hidden while the exercises follow the plan; `waved_away` says that the runner does not want it in this phase."""

    waved_away = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("info", _("Your exercises could follow the plan."), parent=parent)
        self.workspace = workspace
        self.change: SetChange | None = None
        self.hide()
        self.linked.connect(self._carry_out)
        self.also_linked.connect(self._wave_away)

    def refresh(self) -> None:
        """Ask anew what phase and place of pain suggest."""
        workspace = self.workspace
        replay = workspace.planner.today(workspace.runner_id or "", workspace.today())
        change = open_change(workspace, replay)
        if change is not None and change != self.change:
            self._say(change)
        self.change = change
        self.setVisible(change is not None)

    def _say(self, change: SetChange) -> None:
        comes, gives_way, rests = (
            [_(library.exercises()[slug].name) for slug in slugs]
            for slugs in (change.comes, change.gives_way, change.rests)
        )
        self.set_message(
            _("Your exercises could follow the plan."),
            set_change(change.phase, comes, gives_way, rests),
            link=_("Change them") if gives_way or rests else ngettext("Add it", "Add them", len(comes)),
            also=_("Not in this phase"),
        )

    def _carry_out(self) -> None:
        if self.change is not None:
            text = _("Exercises for {phase}").format(phase=label(self.change.phase))
            diary = self.workspace.diary
            steps = carry_out(diary, self.change, self.workspace.today())
            saved, removed = signed(diary, steps, self.workspace.by)
            self.workspace.save(text, *saved, removed=removed)

    def _wave_away(self) -> None:
        """It is not asked again in this phase."""
        if self.change is not None:
            closed = self.workspace.settings.set_changes_closed
            self.workspace.change_settings(set_changes_closed=(*closed, _closing(self.workspace, self.change)))
            self.refresh()
            self.waved_away.emit()
