"""Someone qualified has cleared the runner after a warning sign: who and when are typed, never filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import OverridePhase, Role
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, NoteField, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.plan.phase_choice import PhaseChoice
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.alarms import flags_on, goes_on_from, last_flagged
from kneerehab.wording.chain import answer_with
from kneerehab.wording.red_flags import reported_on

_DOCTOR, _PHYSIO, _OTHER = "doctor", "physio", "other"


class ClearanceDialog(FormDialog):
    """Saves an override for the day from which the plan may go on; what is missing is asked for kindly."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace,
            _("Cleared after a warning sign"),
            parent,
            subtitle=workspace.formats.day(workspace.today()),
            save_text=_("Save clearance"),
            width=640,
        )
        self._id = new_id()
        self._flagged = last_flagged(workspace.diary, workspace.today())
        self.text = Label(self._sign_words(), wrap=True)
        self.name = TextField()
        self.name_field = Field(_("Who has looked at it and cleared you? Name"), self.name)
        people = [(_DOCTOR, _("A doctor")), (_PHYSIO, _("A physio")), (_OTHER, _("Someone else"))]
        self.who = SegmentedControl(_("That person is"), people, size="field", optional=True)
        self.who_field = Field(_("That person is"), self.who)
        today = workspace.today()
        self.when = DateField(None, latest=today, today=today, optional=True)
        self.when_field = Field(_("When was that?"), self.when)
        self.choice = PhaseChoice(_("The plan goes on with"), workspace.runner.shown_units)
        self.reason = NoteField(name=_("What was said, if you like"), placeholder="", lines=2)
        self.answer = Banner("info", "")
        self._build_form()
        self.choice.fill(OverridePhase.CALM, None, None)
        self._fill_at_work()
        self._connect_form()
        self.refresh()
        self.begin()
        self.first_field = self.name

    def _build_form(self) -> None:
        said = Field(_("What was said, if you like"), self.reason)
        parts = (self.text, self.name_field, self.who_field, self.when_field, said, self.choice, self.answer)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _connect_form(self) -> None:
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))
        self.who.changed.connect(lambda _who: self.refresh())
        self.when.changed.connect(lambda _day: self.refresh())
        self.when.refused.connect(lambda problem: self.when_field.set_error(problem or None))
        self.choice.changed.connect(self.refresh)

    def _fill_at_work(self) -> None:
        by = self.workspace.by
        if by is not None:
            self.name.setText(by.name)
            self.who.set_value(by.kind.value)

    def _sign_words(self) -> str:
        text = _("Someone qualified has looked at it and says that you may go on.")
        if self._flagged is None:
            return text
        flags = flags_on(self.workspace.diary, self._flagged)
        return f"{reported_on(flags, self._flagged, self.workspace.formats)} {text}"

    def refresh(self) -> None:
        """Say from when the plan goes on, and with what."""
        self.who_field.set_error(None)
        self.when_field.set_error(None)
        workspace = self.workspace
        when = self.when.day()
        record = self._record("…", when or self.opened_on)
        if self.who.value() == _OTHER:
            text = _("A warning sign is for a doctor to clear. This will be saved as your own decision.")
            self.answer.set_message(_("Please be sure."), text, kind="caution")
        elif record.date > self.opened_on:
            text = _("A warning sign is ticked today, so the plan goes on tomorrow at the earliest.")
            self.answer.set_message(_("One more thing."), text, kind="info")
        else:
            found = workspace.planner.what_if(workspace.runner_id or "", [record], self.opened_on)
            self.answer.set_message(answer_with(found.verdict, workspace.formats), kind="info")

    def _role(self) -> Role | None:
        chosen = self.who.value()
        return None if chosen is None else Role.RUNNER if chosen == _OTHER else Role.CLINICIAN

    def _by(self) -> str:
        name = self.name.text().strip()
        if self.who.value() == _DOCTOR:
            return _("{name}, doctor").format(name=name)
        return _("{name}, physio").format(name=name) if self.who.value() == _PHYSIO else name

    def _record(self, by: str, when: date) -> Override:
        phase, rung, week = self.choice.chosen()
        day = goes_on_from(self.workspace.diary, when, self.opened_on)
        old = next((record for record in self.workspace.diary.overrides if record.date == day), None)
        reason = self.reason.toPlainText().strip()
        if not reason:
            reason = _("Cleared after a warning sign")
        base = old or Override(id=self._id, date=day, phase=phase, reason=reason, by=by)
        return replace(base, phase=phase, rung=rung, week=week, reason=reason[:500], by=by[:100], role=self._role())

    def state(self) -> tuple[object, ...]:
        return (
            *self.choice.state(), self.name.text(), self.who.value(), self.when.day(), self.reason.toPlainText(),
        )  # fmt: skip

    def _when_problem(self, when: date | None) -> str | None:
        if when is None:
            return _("Please say on which day that was.")
        if self._flagged is not None and when < self._flagged:
            text = _("The sign was ticked on {day}. Please give the day on which someone looked at it since.")
            return text.format(day=self.workspace.formats.short_day(self._flagged))
        return None

    def save(self) -> bool:
        when = self.when.day()
        problems = (
            (self.name_field, self.name, None if self.name.text().strip() else _("Please give the name.")),
            (self.who_field, self.who, None if self.who.value() else _("Please say who that is.")),
            (self.when_field, self.when, self._when_problem(when)),
        )
        for field, _control, problem in problems:
            field.set_error(problem)
        wrong = next((control for _field, control, problem in problems if problem), None)
        if wrong is not None or when is None:
            if wrong is not None:
                wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.choice.check() and self.keep(_("Clearance saved"), self._record(self._by(), when))
