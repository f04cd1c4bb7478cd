"""What if I run … today? The grade rules that would hold, and the week as it would stand; nothing is saved."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, Surface
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.explanation import GradePreview
from kneerehab.domain.plan.verdict import Advice, OpenWeek
from kneerehab.domain.record import new_id
from kneerehab.domain.units import METRES_PER, distance, metres, shown_distance, shown_minutes
from kneerehab.gui.forms.run.fit_panel import FitPanel
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import DistanceField, SpanField
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.gui.plan.rule_row import RuleRow
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.wording.chain import asked_question, source_line
from kneerehab.wording.labels import label
from kneerehab.wording.rules import finding, grade_words


class WhatIfDialog(Dialog):
    """Everything that is not asked here is taken as answered and quiet."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("What if I run today?"), parent, subtitle=_("Nothing is saved here"), width=700)
        self.workspace = workspace
        units = workspace.runner.shown_units
        self.minutes = SpanField(minimum=1, maximum=1440, name=_("Minutes"))
        self.distance = DistanceField(
            units=units, minimum=0.1, maximum=int(200_000 / METRES_PER[units]), step=0.5, name=_("Distance")
        )
        self.ground = ChipGroup(_("Ground, one or more"), [(code.value, label(code)) for code in Surface])
        self.pain = PainScale(_("Most pain during it, sore knee"), cell_height=34, value=0)
        self.panel = FitPanel(workspace)
        self.grade = Heading("", "body_strong", late=True)
        self.week = Label("", wrap=True)
        self.rows: list[RuleRow] = []
        self._rules = QVBoxLayout()
        self._build_form()
        self._fill()
        self._connect_form()
        self.refresh()
        self.first_field = self.minutes

    def _build_form(self) -> None:
        amounts = QHBoxLayout()
        amounts.setSpacing(theme.px(12))
        amounts.addWidget(Field(_("Minutes"), self.minutes), 1, Qt.AlignmentFlag.AlignTop)
        amounts.addWidget(Field(_("Distance"), self.distance), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(amounts)
        self.body.addWidget(Field(_("Ground, one or more"), self.ground))
        self.body.addWidget(Field(_("Most pain during it, sore knee"), self.pain))
        self.body.addWidget(self.panel)
        self.body.addWidget(Divider())
        self.body.addWidget(self.grade)
        self._rules.setSpacing(theme.px(10))
        self.body.addLayout(self._rules)
        self.body.addWidget(self.week)
        self.body.addStretch(1)

    def _fill(self) -> None:
        """Begin with what the plan offers."""
        workspace = self.workspace
        verdict = workspace.planner.verdict(workspace.runner_id or "", workspace.today())
        self.ground.set_chosen([Surface.FLAT_ROAD.value])
        if verdict is not None and verdict.ceilings is not None:
            units = workspace.runner.shown_units
            self.minutes.set_value(shown_minutes(verdict.ceilings.seconds))
            if verdict.ceilings.metres is not None:
                far = metres(shown_distance(verdict.ceilings.metres, units), units)
                self.distance.set_value(distance(far, units))
        else:
            self.minutes.set_value(20)

    def _connect_form(self) -> None:
        self.minutes.changed.connect(lambda _value: self.refresh())
        self.distance.changed.connect(lambda _value: self.refresh())
        self.ground.changed.connect(lambda _keys: self.refresh())
        self.pain.value_changed.connect(lambda _score: self.refresh())

    def activity(self) -> Activity | None:
        """The run that is thought of; None without time and distance."""
        long, far, score = self.minutes.seconds(), self.distance.metres(), self.pain.value
        if self.minutes.problem() or self.distance.problem() or (long is None and far is None):
            return None
        workspace = self.workspace
        knees = workspace.planner.settings(workspace.runner_id or "", workspace.today()).affected.knees
        quiet = KneeScores(**{knee.value: 0 if knee in knees else None for knee in Knee})
        during = KneeScores(**{knee.value: score if knee in knees else None for knee in Knee})
        return Activity(
            id=new_id(),
            at=workspace.now(),
            kind=ActivityKind.RUN,
            seconds=long,
            metres=far,
            surfaces=tuple(Surface(key) for key in self.ground.chosen()),
            pain_before=quiet,
            pain_during=during if during.known() else None,
            pain_after=quiet,
            form_changed=False,
        )

    def refresh(self) -> None:
        """Ask the plan, as if the run were in the diary."""
        thought = self.activity()
        preview = self.panel.show_activity(thought)
        empty(self._rules)
        self.rows = []
        stopped = preview is not None and preview.verdict.advice is Advice.STOP
        for part in (self.grade, self.week):
            part.setVisible(preview is not None and not stopped)
        if thought is None or preview is None or stopped:
            return
        self.grade.setText(_("As it stands: {grade}").format(grade=grade_words(preview.grade)))
        self._show_rules(thought, preview)
        self._show_week(thought)

    def _show_rules(self, thought: Activity, preview: GradePreview) -> None:
        formats = self.workspace.formats
        for rule in preview.rules:
            text = finding(rule, {"date": thought.at.date(), "kind": thought.kind}, formats)
            row = RuleRow(asked_question(rule), _("Yes"), "caution", text, source_line(rule), (), formats)
            self.rows.append(row)
            self._rules.addWidget(row)
        if not preview.rules:
            words = _("No grade rule speaks against it. The next morning is asked about soreness and swelling.")
            self._rules.addWidget(Label(words, "small", "muted", wrap=True))

    def _show_week(self, thought: Activity) -> None:
        workspace = self.workspace
        tomorrow = workspace.today() + timedelta(days=1)
        then = workspace.planner.what_if(workspace.runner_id or "", [thought], tomorrow).verdict
        week = None if then is None else then.week
        self.week.setVisible(week is not None)
        if week is not None:
            self.week.setText(_week_words(week, workspace))


def _week_words(week: OpenWeek, workspace: Workspace) -> str:
    formats = workspace.formats
    runs = ngettext("{n} run", "{n} runs", week.sessions).format(n=week.sessions)
    return _("The week would then hold {runs}: {done} of {minutes}, {far} of {distance}.").format(
        runs=runs,
        done=formats.minutes(week.done.seconds),
        minutes=formats.minutes(week.budget.seconds),
        far=formats.distance(week.done.metres),
        distance=formats.ceiling(week.budget.metres),
    )
