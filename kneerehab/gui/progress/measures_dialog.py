"""This time's outcome measures: as many as one likes, the rest stays empty and unknown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.clinic import Outcome
from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import HIGHEST, own_activities
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.its_day import ItsDay
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, NumberField, TextField
from kneerehab.gui.look.question import confirm_discard
from kneerehab.gui.look.scroll_page import show_in_scroll_area
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.text import Heading, Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _, ngettext
from kneerehab.wording.measures import measure_label, measure_line, measure_source

_MOST_ACTIVITIES = 5
_AT_FIRST = 3
_SCORES = (Measure.AKPS, Measure.KOOS_PF, Measure.UWRI)
"""Sums of forms that are filled in at the clinic; their questions are not ours to show (F4, F5, N2)."""


class MeasuresDialog(Dialog):
    """Own activities 0 to 10, step-downs per leg, and the scores a physio asked for; saved as one step."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Measures"),
            parent,
            subtitle=_("Fill in what you like; the rest stays unknown."),
            save_text=_("Save"),
            width=640,
        )
        self.workspace = workspace
        self.activities: list[_ActivityRow] = []
        self.more = Button(_("Add activity"), variant="quiet", icon="plus", size="small")
        self.step_downs = {
            knee: NumberField(
                maximum=100, name=_("Step-downs, left leg") if knee is Knee.LEFT else _("Step-downs, right leg")
            )
            for knee in Knee
        }
        self.scores = {
            measure: NumberField(maximum=HIGHEST[measure], decimals=1, name=measure_label(measure))
            for measure in _SCORES
        }
        self._opened_at = workspace.now()
        self.its_day = ItsDay(workspace, lambda: self._opened_at.date())
        self._fields: list[tuple[NumberField, Field]] = []
        self._rows = QVBoxLayout()
        self._arrange()
        known = own_activities(workspace.diary.outcomes)
        for name in known or [""] * _AT_FIRST:
            self._add_activity(name)
        self.more.clicked.connect(lambda: self._add_activity("").name.setFocus())
        self.first_field = self.activities[0].score if known else self.activities[0].name

    def _arrange(self) -> None:
        self._rows.setSpacing(theme.px(8))
        self.body.addWidget(self.its_day)
        self._section(
            _("Own activities"),
            _("Things that matter to you and that the knee makes hard. 0: can’t do it. 10: as before."),
            Measure.PSFS,
        )
        self.body.addLayout(self._rows)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._section(
            _("Step-downs in 30 seconds"),
            _("How often each leg steps down from a 20 cm step and back in 30 seconds."),
            Measure.STEP_DOWN_30S,
        )
        self._line([(_("Left leg"), self.step_downs[Knee.LEFT]), (_("Right leg"), self.step_downs[Knee.RIGHT])])
        self._section(
            _("Scores from your physio"),
            _("If you filled in one of these forms at the clinic, type its result."),
            *_SCORES,
        )
        self._line([(measure_label(measure), field) for measure, field in self.scores.items()])
        self.body.addStretch(1)

    def _section(self, title: str, words: str, *measures: Measure) -> None:
        part = QVBoxLayout()
        part.setSpacing(theme.px(4))
        part.addWidget(Heading(title))
        part.addWidget(Label(words, "small", "text", wrap=True))
        for measure in measures:
            line = _("{line} Source: {source}.").format(line=measure_line(measure), source=measure_source(measure))
            if measure in _SCORES:
                line = _("{name}: {line}").format(name=measure_label(measure), line=line)
            part.addWidget(Label(line, "small", "muted", wrap=True))
        self.body.addLayout(part)

    def _line(self, parts: list[tuple[str, NumberField]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for column, (text, control) in enumerate(parts):
            name = control.accessibleName()
            field = Field(text, control)
            control.setAccessibleName(name)
            self._fields.append((control, field))
            grid.addWidget(field, 0, column)
        self.body.addLayout(grid)

    def _add_activity(self, name: str) -> _ActivityRow:
        row = _ActivityRow(name, len(self.activities) + 1)
        self.activities.append(row)
        self._rows.addWidget(row)
        self.more.setVisible(len(self.activities) < _MOST_ACTIVITIES)
        return row

    def outcomes(self) -> list[Outcome]:
        """What was filled in, as records of now; of when the form was opened, if that was on another day."""
        now, found = self.workspace.now(), []
        at = now if now.date() == self._opened_at.date() else self._opened_at
        for row in self.activities:
            name, score = row.name.text().strip(), row.score.amount()
            if name and score is not None:
                found.append(Outcome(id=new_id(), at=at, measure=Measure.PSFS, value=score, activity=name))
        for knee, field in self.step_downs.items():
            if (count := field.value()) is not None:
                found.append(Outcome(id=new_id(), at=at, measure=Measure.STEP_DOWN_30S, value=int(count), side=knee))
        for measure, field in self.scores.items():
            if (points := field.value()) is not None:
                found.append(Outcome(id=new_id(), at=at, measure=measure, value=points))
        return found

    def save(self) -> bool:
        wrong: list[QWidget] = []
        for control, field in self._fields:
            problem = control.problem(whole=control in self.step_downs.values())
            field.set_error(problem)
            wrong += [control] if problem else []
        unnamed: list[QWidget] = []
        for row in self.activities:
            missing = row.score.amount() is not None and not row.name.text().strip()
            row.field.set_error(_("Please name the activity.") if missing else None)
            unnamed += [row.name] if missing else []
        if unnamed or wrong:
            first = [*unnamed, *wrong][0]
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            show_in_scroll_area(first.parentWidget() or first)
            return False
        found = self.outcomes()
        if not found:
            return True
        text = ngettext("{n} measure saved", "{n} measures saved", len(found)).format(n=len(found))
        return self.workspace.save(text, *found)

    def on_close_guard(self) -> bool:
        return not self.outcomes() or confirm_discard(self)


class _ActivityRow(QWidget):
    """One activity and how well it goes."""

    def __init__(self, name: str, number: int) -> None:
        super().__init__()
        self.name = TextField(name, placeholder=_("For example: walk down the stairs at the station"))
        self.name.setMaxLength(100)
        self.name.setAccessibleName(_("Activity {n}").format(n=number))
        self.score = Stepper(
            _("Activity {n}, 0 to 10").format(n=number), 0, 10, None, optional=True, start=5, size="field"
        )
        self.field = Field("", self.name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self.field, 1)
        row.addWidget(self.score, 0, Qt.AlignmentFlag.AlignTop)
