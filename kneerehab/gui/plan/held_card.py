"""The card that says why weeks or steps were held, with the remedy as a button; it goes when it is answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneerehab.domain.plan.held import Held, Remedy, held, runs_wished
from kneerehab.domain.plan.verdict import Replay
from kneerehab.domain.plan_records import SettingValue
from kneerehab.gui.plan.reason_card import ReasonCard
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.plan_changes import plan_change
from kneerehab.wording import held as words

_REMEMBERED = 50


class HeldCard(ReasonCard):
    """One reason, one main button; the links leave it as it is, or ask why."""

    why_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("equals", parent)
        self.workspace = workspace
        self._held: Held | None = None
        self.acted.connect(self.apply)
        self.linked.connect(self._wave_away)
        self.also_linked.connect(self.why_wanted)
        self.hide()

    def show_plan(self, replay: Replay | None) -> None:
        """Show what is held as of the replay's last day, unless it was answered already; None hides the card."""
        workspace = self.workspace
        verdict = replay.verdict if replay is not None else None
        settings = None if verdict is None else workspace.planner.settings(workspace.runner_id or "", verdict.date)
        found = held(workspace.diary, replay, settings) if replay is not None and settings is not None else None
        if found is not None and self._key(found) in workspace.settings.held_answered:
            found = None
        self._held = found
        self.setVisible(found is not None)
        if found is None or settings is None:
            return
        self.set_reason(
            words.title(found, settings.runs_per_week),
            words.line(found),
            words.button(found) if found.remedy is not None else "",
            words.keep(found, settings.runs_per_week),
            _("Why?"),
        )

    def _key(self, found: Held) -> str:
        return f"{self.workspace.runner_id} {found.key}"

    def apply(self) -> None:
        """Carry out the remedy: one step that can be undone, or the form of the run that wants an answer."""
        found = self._held
        if found is None or found.remedy is None:
            return
        if found.remedy is Remedy.ANSWER:
            if found.activity is not None:
                from kneerehab.gui.forms.record_dialog import edit_record

                edit_record(self.workspace, found.activity, self.window())
            return
        settings: dict[str, SettingValue] = (
            {"runs_per_week": runs_wished(found)} if found.remedy is Remedy.SET_RUNS else {"allow_consecutive": True}
        )
        change = plan_change(self.workspace.diary, self.workspace.today(), settings)
        if self.workspace.save(words.after(found, self.workspace.formats), change):
            self._remember(found)

    def _wave_away(self) -> None:
        if self._held is not None:
            self._remember(self._held)

    def _remember(self, found: Held) -> None:
        kept = (*self.workspace.settings.held_answered, self._key(found))[-_REMEMBERED:]
        self.workspace.change_settings(held_answered=kept)
