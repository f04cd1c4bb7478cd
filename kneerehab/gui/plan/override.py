"""Override the plan from today on, with a reason and who decided."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.codes import Clinician, OverridePhase, Phase, Role
from kneerehab.domain.plan_records import Override
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.forms.history import history_link
from kneerehab.gui.look import theme
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.fields import Field, NoteField, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.plan.phase_choice import PhaseChoice
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.chain import answer_with
from kneerehab.wording.labels import within

_ME = "me"


class OverrideDialog(FormDialog):
    """Edits today's override if there is one: a day has at most one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        today = workspace.today()
        self._old = next((record for record in workspace.diary.overrides if record.date == today), None)
        title = _("Override the plan") if self._old is None else _("Today's override")
        super().__init__(
            workspace, title, parent, subtitle=workspace.formats.day(today), save_text=_("Save override"), width=640
        )
        self._id = self._old.id if self._old else new_id()
        self.text = Label(
            _("You or your physio decide where the plan stands from today on. You still check in every day."), wrap=True
        )
        self.choice = PhaseChoice(_("Phase from today on"), workspace.runner.shown_units)
        self.phase, self.rung, self.week = self.choice.phase, self.choice.rung, self.choice.week
        self.reason = NoteField(
            name=_("Reason"), placeholder=_("In a few words, so that it makes sense later"), lines=2
        )
        self.reason_field = Field(_("Reason"), self.reason)
        people = [
            (_ME, _("Me")),
            (Clinician.PHYSIO.value, _("My physio")),
            (Clinician.DOCTOR.value, _("My doctor")),
        ]
        self.who = SegmentedControl(_("Who decided"), people, size="field")
        self.name = TextField(placeholder=_("Name, if you like"), name=_("Name of the physio or doctor"))
        self.who_field = Field(_("Who decided"), _beside(self.who, self.name))
        self.answer = Banner("info", "")
        self.remove_button = Button(_("Remove override"), variant="danger", icon="trash", size="big")
        self._asked_again = False
        self._build_form()
        self._fill()
        self._by_before = self.by()
        self._connect_form()
        self.refresh()
        self.begin()

    def _build_form(self) -> None:
        for part in (self.text, self.choice, self.who_field, self.reason_field, self.answer):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.remove_button)
        self.remove_button.setVisible(self._old is not None)
        history_link(self, self.workspace, self._old)

    def _connect_form(self) -> None:
        self.choice.changed.connect(self._resign)
        self.choice.changed.connect(self.refresh)
        self.who.changed.connect(lambda _who: self.refresh())
        self.reason.textChanged.connect(lambda: self.reason_field.set_error(None))
        self.remove_button.clicked.connect(self._remove)

    def _fill(self) -> None:
        workspace = self.workspace
        old = self._old
        if old is not None:
            self.choice.fill(old.phase, old.rung, old.week)
            self.reason.setPlainText(old.reason)
            self._fill_who(old)
            return
        verdict = workspace.planner.verdict(workspace.runner_id or "", workspace.today())
        stands = verdict.phase if verdict is not None else Phase.CALM
        phase = OverridePhase.CALM if stands is Phase.REFER else OverridePhase(stands.value)
        self.choice.fill(phase, verdict.rung if verdict is not None else None, None)
        self._fill_at_work()

    def _fill_at_work(self) -> None:
        """Offer the clinician at work as who decides."""
        by = self.workspace.by
        if by is not None and by.kind.value in self.who.segments:
            self.who.set_value(by.kind.value)
            self.name.setText(by.name)

    def _resign(self) -> None:
        """A clinician's name stays only on what they decided: of another choice it is asked again who made it."""
        old = self._old
        if old is None or old.role is Role.RUNNER or self.who.value() == _ME or self._asked_again:
            return
        before = (old.phase, old.rung, old.week)
        if self.choice.chosen() != before and self.by() == self._by_before:
            self._asked_again = True
            self.who.set_value(None)
            self.name.clear()
            self._fill_at_work()

    def _fill_who(self, old: Override) -> None:
        """Find the stored words again; anything else is a physio's name, unless the runner decided."""
        by = old.by
        if old.role is Role.RUNNER and _ME in self.who.segments:
            self.who.set_value(_ME)
            return
        for key, segment in self.who.segments.items():
            words = segment.text().lower()
            if by.lower() == words or by.lower().startswith(f"{words} "):
                self.who.set_value(key)
                self.name.setText(by[len(words) :].strip())
                return
        self.who.set_value(Clinician.PHYSIO.value)
        self.name.setText(by)

    def refresh(self) -> None:
        """Show what belongs to the chosen phase, and what the plan would answer."""
        self.name.setVisible(self.who.value() not in (None, _ME))
        self.who_field.set_error(None)
        workspace = self.workspace
        found = workspace.planner.what_if(workspace.runner_id or "", [self._record("…", "…")], self.opened_on)
        if found.verdict is not None and found.verdict.phase is Phase.REFER:
            text = _("Today's check-in still names a warning sign. The plan goes on tomorrow at the earliest.")
            self.answer.set_message(_("One more thing."), text)
        else:
            self.answer.set_message(answer_with(found.verdict, workspace.formats))

    def by(self) -> str:
        """Who decided, as it is stored: "me", or "my physio" with a name; a runner's own words stay."""
        chosen = self.who.value()
        if chosen is None:
            return ""
        if chosen == _ME and self._old is not None and self._old.role is Role.RUNNER:
            return self._old.by
        words = within(self.who.segments[chosen].text())
        return f"{words} {self.name.text().strip()}".strip() if chosen != _ME else words

    def _role(self) -> Role | None:
        """Runner or clinician, by who was chosen."""
        chosen = self.who.value()
        return None if chosen is None else Role.RUNNER if chosen == _ME else Role.CLINICIAN

    def _record(self, reason: str, by: str) -> Override:
        phase, rung, week = self.choice.chosen()
        base = self._old or Override(id=self._id, date=self.opened_on, phase=phase, reason=reason, by=by)
        return replace(base, phase=phase, rung=rung, week=week, reason=reason[:500], by=by[:100], role=self._role())

    def state(self) -> tuple[object, ...]:
        return (*self.choice.state(), self.reason.toPlainText(), self.by())

    def _remove(self) -> None:
        if self._old is not None and self.keep(_("Override removed"), removed=(self._old,), again=self._remove):
            self.accept()

    def save(self) -> bool:
        reason = self.reason.toPlainText().strip()
        if not self.choice.check():
            return False
        self.who_field.set_error(None if self.who.value() else _("Please say who decided."))
        self.reason_field.set_error(None if reason else _("Please say why, in a few words."))
        if not self.who.value():
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.keep(_("Override saved"), self._record(reason, self.by()))


def _beside(who: QWidget, name: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    row.addWidget(who, 1)
    row.addWidget(name, 1)
    return box
