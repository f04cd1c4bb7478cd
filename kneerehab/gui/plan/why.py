"""Why the plan says what it says: every rule that was asked that morning, its inputs and its source."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.plan.explanation import AskedRule, Explanation, GradedSession
from kneerehab.domain.plan.verdict import Grade
from kneerehab.domain.record import Record
from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.row import empty
from kneerehab.gui.look.text import Divider, Heading, Label
from kneerehab.gui.plan.rule_row import RuleRow
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.wording.chain import (
    asked_question,
    looked_at,
    override_line,
    short_grade,
    source_line,
)
from kneerehab.wording.labels import label
from kneerehab.wording.rules import finding, grade_words, notice_sentence
from kneerehab.wording.verdicts import headline, next_steps

_GRADE_LOOK = {
    Grade.GREEN: "success",
    Grade.UNVERIFIED: "quiet",
    Grade.AMBER: "caution",
    Grade.RED: "danger",
    Grade.PENDING: "outline",
}


class WhyDialog(Dialog):
    """The chain of one morning in its order; links open the diary entry, the button overrides the plan."""

    def __init__(self, workspace: Workspace, day: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Why?"), parent, subtitle=workspace.formats.day(day), width=760)
        self.workspace = workspace
        self.day = day
        self.rows: list[RuleRow] = []
        self.override_button = Button(_("Override…"), icon="edit", size="big")
        self.override_button.clicked.connect(self._override)
        self.foot_left.addWidget(self.override_button)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # read from the top, with the arrow keys
        self.first_field = self._scroll
        self.body.setSpacing(theme.px(12))
        self.refresh()

    def refresh(self) -> None:
        """Ask the plan again and show the whole chain."""
        empty(self.body)
        self.rows = []
        workspace = self.workspace
        found = workspace.planner.explain(workspace.runner_id or "", self.day)
        if found is None:
            text = _("The plan starts on {day}.").format(day=workspace.formats.day(workspace.diary.plan.start))
            self.body.addWidget(Label(text, wrap=True))
            return
        self._records = {record.id: record for record in workspace.diary.records()}
        self._show_answer(found)
        self._show_overrides()
        self._show_morning(found)
        self._section(_("What was asked, in order"), _("The first yes decides."))
        for asked in found.asked:
            self._show_asked(asked)
        self.body.addStretch(1)

    def _show_answer(self, found: Explanation) -> None:
        formats = self.workspace.formats
        head = headline(found.verdict, formats)
        self.body.addWidget(Heading(head.title, "sub_verdict", late=True))
        self._scroll.setAccessibleName(head.title)
        lines = [head.line, _("Phase: {phase}.").format(phase=label(found.verdict.phase))]
        if steps := next_steps(found.verdict):
            lines.append(_("Next: {steps}.").format(steps=", ".join(steps)))
        self.body.addWidget(Label("\n".join(lines), wrap=True))

    def _show_overrides(self) -> None:
        overrides = [record for record in self.workspace.diary.overrides if record.date <= self.day]
        if not overrides:
            return
        self._section(_("Overrides"), _("Decided by a person, and never hidden."))
        for record in reversed(overrides):
            self.body.addWidget(Label(override_line(record, self.workspace.formats), wrap=True))

    def _show_morning(self, found: Explanation) -> None:
        if found.graded or found.moved or found.verdict.notices:
            self._section(_("What this morning decided first"), "")
        for graded in found.graded:
            self._show_graded(graded)
        told = [notice for notice in found.verdict.notices if notice.notice != "graded"]  # graded ones stand above
        for notice in told:
            self.body.addWidget(Label(notice_sentence(notice, self.workspace.formats), wrap=True))
        for moved in found.moved:
            self._add(RuleRow(
                finding(moved.rule, moved.inputs, self.workspace.formats), _("Applied"), "hold", "",
                source_line(moved.rule), self._of(moved), self.workspace.formats,
            ))  # fmt: skip

    def _show_graded(self, graded: GradedSession) -> None:
        session, formats = graded.session, self.workspace.formats
        head = QHBoxLayout()
        name = _("{kind} of {day}").format(kind=label(session.kind), day=formats.short_day(session.date))
        head.addWidget(Heading(name, "body_strong"))
        head.addWidget(Label(grade_words(session.grade), "small", "muted"), 1)
        head.addWidget(Badge(short_grade(session.grade), _GRADE_LOOK[session.grade]))
        self.body.addLayout(head)
        applied = [asked for asked in graded.asked if asked.applied]
        for asked in applied:
            self._show_asked(asked)
        silent = [asked for asked in graded.asked if not asked.applied]
        words = ngettext("{n} question answered no", "{n} questions answered no", len(silent)).format(n=len(silent))
        opener = Button(words, variant="quiet", icon="chevron-down", size="small")
        opener.setCheckable(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        for asked in silent:
            self._show_asked(asked, column)
        holder.hide()
        opener.toggled.connect(holder.setVisible)
        opener.toggled.connect(lambda on: opener.set_icon_name("chevron-up" if on else "chevron-down"))
        line = QHBoxLayout()
        line.addWidget(opener)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(holder)

    def _show_asked(self, asked: AskedRule, column: QVBoxLayout | None = None) -> None:
        decides = asked.applied and asked.rule.startswith("R")
        answer = _("Yes, decides") if decides else _("Yes") if asked.applied else _("No")
        kind = "hold" if asked.applied else "quiet"
        row = RuleRow(
            asked_question(asked.rule), answer, kind, looked_at(asked, self.workspace.formats),
            source_line(asked.rule), self._of(asked), self.workspace.formats,
        )  # fmt: skip
        row.setObjectName(asked.rule)
        self._add(row, column)

    def _of(self, asked: AskedRule) -> list[Record]:
        if asked.rule == "R02-referred" and not asked.applied:
            return []  # the day of another phase's beginning says nothing here
        return [self._records[found] for found in asked.records if found in self._records]

    def _add(self, row: RuleRow, column: QVBoxLayout | None = None) -> None:
        row.record_wanted.connect(self._open_record)
        self.rows.append(row)
        (column or self.body).addWidget(row)

    def _section(self, title: str, hint: str) -> None:
        self.body.addWidget(Divider())
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Heading(title, late=True))
        head.addWidget(Label(hint, "small", "muted", late=True), 1)
        self.body.addLayout(head)

    def _open_record(self, record_id: str) -> None:
        self.accept()
        self.workspace.record_wanted.emit(record_id)

    def _override(self) -> None:
        from kneerehab.gui.plan.override import OverrideDialog

        if OverrideDialog(self.workspace, self).exec():
            self.refresh()
