"""The five phases on one lane, with their dates, and what a person decided on the way."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Replay, Verdict
from kneerehab.domain.plan_records import PlanChange
from kneerehab.gui.forms.history import decided_by
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.short_dates import short_date, since, span
from kneerehab.gui.look.text import Label
from kneerehab.gui.plan.phase_lane import PhaseLane, PhaseState, PhaseStop
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.chain import override_line
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.plan_page import PHASES, phase_rule, standing
from kneerehab.wording.records import details
from kneerehab.wording.trail import person


class TimelineCard(Card):
    """Where the runner stands; overrides and coming changes are named below, never hidden."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.setAccessibleName(_("Phases"))
        self.workspace = workspace
        self.lane = PhaseLane()
        self.notes = Label("", "small", "muted", wrap=True)
        self.body.addWidget(self.lane)
        self.body.addWidget(self.notes)

    def show_plan(self, replay: Replay, verdict: Verdict, settings: PlanSettings) -> None:
        """Fill the lane from the replay up to today."""
        formats = self.workspace.formats
        now = PHASES.index(verdict.phase) if verdict.phase in PHASES else -1
        stops = []
        for index, phase in enumerate(PHASES):
            been = any(stretch.phase is phase for stretch in replay.phases)
            state: PhaseState = "now" if index == now else "later" if index > now else "done" if been else "skipped"
            stops.append(
                PhaseStop(
                    name=label(phase),
                    state=state,
                    when=self._when(replay, phase, is_now=index == now, skipped=state == "skipped"),
                    rule=phase_rule(phase, settings, formats),
                )
            )
        share, words = standing(verdict, settings.goal, formats)
        self.lane.set_phases(stops, share=share, label=words)
        self._say_notes(verdict.date)

    def _when(self, replay: Replay, phase: Phase, *, is_now: bool, skipped: bool) -> str:
        """The last time the plan was there."""
        stretch = next((found for found in reversed(replay.phases) if found.phase is phase), None)
        if stretch is None:
            return _("skipped") if skipped else ""
        return since(stretch.from_) if is_now else span(stretch.from_, stretch.to)

    def _say_notes(self, today: date) -> None:
        diary, formats = self.workspace.diary, self.workspace.formats
        lines = [
            _("Override, {what}").format(what=override_line(record, formats))
            for record in diary.overrides[-2:]
            if record.date <= today
        ]
        lines += [line for change in diary.plan_changes if (line := self._of_change(change, today, formats))]
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))

    def _of_change(self, change: PlanChange, today: date, formats: Formats) -> str:
        """A change that is to come, and the last one before it where a clinician decided it; else nothing."""
        before = [each for each in self.workspace.diary.plan_changes if each.date <= today]
        if change.date <= today and change is not before[-1]:
            return ""
        by = decided_by(self.workspace, change)
        words = {"day": short_date(change.date), "what": details(change, formats, lambda name: name)}
        if by is not None:
            return _("From {day}: {what}, decided by {who}").format(**words, who=person(by))
        return _("From {day}: {what}").format(**words) if change.date > today else ""
