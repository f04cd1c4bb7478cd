"""Plan: phases, weeks, allowed against run, the way to the goal, and everything that changes the plan."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.verdict import Advice, Replay, Verdict
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.flow import FlowLayout, follow_width
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.two_columns import TwoColumns
from kneerehab.gui.plan.clearance import ClearanceDialog
from kneerehab.gui.plan.flare_up import FlareUpDialog
from kneerehab.gui.plan.goal_card import GoalCard
from kneerehab.gui.plan.held_card import HeldCard
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.plan.pause import PauseDialog, end_pause, pause_today
from kneerehab.gui.plan.projection_card import ProjectionCard
from kneerehab.gui.plan.running_card import RunningCard
from kneerehab.gui.plan.settings_dialog import PlanSettingsDialog
from kneerehab.gui.plan.steps_card import StepsCard
from kneerehab.gui.plan.timeline_card import TimelineCard
from kneerehab.gui.plan.weeks_card import WeeksCard, week_lines
from kneerehab.gui.plan.what_if import WhatIfDialog
from kneerehab.gui.plan.why import WhyDialog
from kneerehab.gui.shell.page import Page
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ended, pgettext
from kneerehab.services.changes import Change
from kneerehab.services.plan_changes import asks_for_goal
from kneerehab.wording.labels import label, leading
from kneerehab.wording.plan_page import goal_title
from kneerehab.wording.red_flags import advice
from kneerehab.wording.rules import finding
from kneerehab.wording.verdicts import flags_of, headline

_TWO_COLUMNS = 1100


class PlanPage(Page):
    """The plan as it stands today; buttons open what can be changed or tried."""

    watches = Change.RUNNER | Change.PLAN | Change.CHECK_INS | Change.PAIN_NOTES | Change.ACTIVITIES | Change.MEDICATION

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.frame = ScrollPage(_("Plan"), " ", self)
        self.change_button = Button(_("Change plan"), icon="edit")
        self.frame.header_end.addWidget(self.change_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.change_button.clicked.connect(lambda: self._open(PlanSettingsDialog(workspace, self.window())))
        self.build_later(self._pieces(), self.frame.area)

    def _pieces(self) -> Iterator[None]:
        """The parts, from above to below."""
        workspace = self.workspace
        self.what_if_button = Button(_("What if I run today?"), variant="soft", icon="run")
        self.bad_day_button = Button(_("Bad day"), icon="pain")
        self.pause_button = Button(pgettext("button", "Pause"), icon="pause")
        self.override_button = Button(_("Override"), icon="user")
        self.paused = Banner("info", "", icon="pause")
        self.stop = Card()
        self.stop_title = Label("", "sub_verdict", wrap=True)
        self.stop_text = Label("", "body", wrap=True)
        self.cleared_button = Button(_("A professional has cleared me"), icon="check", size="big", wraps=True)
        self.why_button = Button(_("Why?"), size="big")
        yield
        self.timeline = TimelineCard(workspace)
        self.goal = GoalCard(workspace)
        self.held = HeldCard(workspace)
        yield
        self.steps = StepsCard(workspace)
        self.weeks = WeeksCard(workspace)
        self.running = RunningCard(workspace)
        self.projection = ProjectionCard(workspace)
        yield
        self._place()
        self._connect()

    def _place(self) -> None:
        body = self.frame.body
        body.addWidget(self.paused)
        body.addWidget(self._build_stop())
        body.addWidget(self.timeline)
        body.addWidget(self.goal)
        body.addWidget(self.held)
        body.addWidget(self._build_actions())
        self._columns = TwoColumns((self.steps, self.weeks), (self.running, self.projection), shares=(13, 12))
        body.addLayout(self._columns)
        body.addStretch(1)
        self._stack()

    def _build_actions(self) -> QWidget:
        self.buttons = QWidget()
        follow_width(self.buttons)
        flow = FlowLayout(self.buttons, spacing=theme.px(10))
        for button in (self.what_if_button, self.bad_day_button, self.pause_button, self.override_button):
            flow.addWidget(button)
        return self.buttons

    def _build_stop(self) -> QWidget:
        self.stop.edge = "danger"
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=theme.px(10))
        flow.addWidget(self.cleared_button)
        flow.addWidget(self.why_button)
        for part in (self.stop_title, self.stop_text, buttons):
            self.stop.body.addWidget(part)
        return self.stop

    def _connect(self) -> None:
        workspace = self.workspace
        self.projection.goal_wanted.connect(
            lambda: self._open(PlanSettingsDialog(workspace, self.window(), first="goal_week"))
        )
        self.what_if_button.clicked.connect(lambda: self._open(WhatIfDialog(workspace, self.window())))
        self.bad_day_button.clicked.connect(lambda: self._open(FlareUpDialog(workspace, self.window())))
        self.pause_button.clicked.connect(lambda: self._open(PauseDialog(workspace, self.window())))
        self.override_button.clicked.connect(lambda: self._open(OverrideDialog(workspace, self.window())))
        self.cleared_button.clicked.connect(lambda: self._open(ClearanceDialog(workspace, self.window())))
        self.why_button.clicked.connect(lambda: self._open(WhyDialog(workspace, workspace.today(), self.window())))
        self.paused.linked.connect(self._end_pause)
        self.held.why_wanted.connect(self.why_button.click)

    def refresh(self) -> None:
        workspace = self.workspace
        runner_id, today = workspace.runner_id or "", workspace.today()
        settings = workspace.planner.settings(runner_id, today)
        replay = workspace.planner.today(runner_id, today)
        verdict = replay.verdict
        goal_text = goal_title(settings, workspace.formats)
        stopped = verdict is not None and verdict.advice is Advice.STOP
        self.frame.set_title(_("Plan"), "" if stopped else goal_text)
        self._show_pause()
        self.goal.show_question(asked=asks_for_goal(replay, settings))
        self.stop.setVisible(stopped)
        for part in (self.timeline, self.running, self.what_if_button, self.pause_button, self.override_button):
            part.setVisible(verdict is not None and not stopped)
        self.projection.setVisible(verdict is not None and not stopped)
        self.weeks.setVisible(verdict is not None and not stopped)
        self.steps.setVisible(False)
        self.held.setVisible(False)
        if verdict is None:
            text = _("The plan begins on {day}.").format(day=workspace.formats.day(workspace.diary.plan.start))
            self.frame.set_title(_("Plan"), text)
        elif stopped:
            self._show_stop(verdict)
        else:
            self._show_plan(replay, verdict)
            self.held.show_plan(replay)
            self.projection.show_projection(replay.projection, settings)
            self.running.refresh()

    def _show_plan(self, replay: Replay, verdict: Verdict) -> None:
        workspace = self.workspace
        settings = workspace.planner.settings(workspace.runner_id or "", verdict.date)
        self.timeline.show_plan(replay, verdict, settings)
        lines = week_lines(replay, verdict, workspace.diary, workspace.formats)
        self.weeks.setVisible(bool(lines))
        self.weeks.show_weeks(lines)
        on_ladder = verdict.phase is Phase.RUNWALK
        self.steps.setVisible(on_ladder or (not lines and settings.walk_run_ladder))
        self.steps.show_steps(verdict)

    def _show_stop(self, verdict: Verdict) -> None:
        """Calm words on what to do, and no numbers."""
        head = headline(verdict, self.workspace.formats)
        self.stop_title.setText(head.title)
        reported = [fired for fired in verdict.rules if fired.rule == "R01-red-flag"]
        found = [finding(fired.rule, fired.inputs, self.workspace.formats) for fired in reported]
        told = advice(flags_of(verdict)) or (head.line,)
        self.stop_text.setText("\n\n".join([*found, *told]))

    def _show_pause(self) -> None:
        pause = pause_today(self.workspace)
        self.paused.setVisible(pause is not None)
        self.pause_button.setText(pgettext("button", "Pause") if pause is None else _("Change the pause"))
        if pause is None:
            return
        text = leading(label(pause.reason))
        if pause.to is not None:
            text = _("{reason}, until {day}").format(reason=text, day=self.workspace.formats.short_day(pause.to))
        self.paused.set_message(_("The plan is paused."), ended(text), link=_("End the pause"), icon="pause")

    def _end_pause(self) -> None:
        pause = pause_today(self.workspace)
        if pause is not None:
            end_pause(self.workspace, pause)

    def _open(self, dialog: Dialog) -> None:
        dialog.exec()

    def _stack(self) -> None:
        """Follow the width of the window."""
        self._columns.stack(self.window().width() < theme.px(_TWO_COLUMNS))

    # Qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.is_unbuilt():
            self._stack()
