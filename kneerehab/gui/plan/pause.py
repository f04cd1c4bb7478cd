"""Pause the plan while ill or away, and end a pause; nothing has to be made up afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import PauseReason
from kneerehab.domain.plan_records import Pause
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.shared_lines import SharedLines
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.labels import label, leading


def pause_today(workspace: Workspace) -> Pause | None:
    """The pause that covers today, the one that began first."""
    today = workspace.today()
    return next((pause for pause in workspace.diary.pauses if pause.covers(today)), None)


def end_pause(workspace: Workspace, pause: Pause) -> bool:
    """Let the plan go on today: the pause ends yesterday, or goes altogether if it only began today."""
    yesterday = workspace.today() - timedelta(days=1)
    if pause.from_ > yesterday:
        return workspace.save(_("Pause ended"), removed=(pause,))
    return workspace.save(_("Pause ended"), replace(pause, to=yesterday))


class PauseDialog(FormDialog):
    """A new pause, or the one that covers today."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self._old = pause_today(workspace)
        title = _("Pause the plan") if self._old is None else _("The plan is paused")
        super().__init__(workspace, title, parent, save_text=_("Save pause"), width=560)
        self._id = self._old.id if self._old else new_id()
        self.text = Label(
            _("No run is offered on these days, and nothing has to be made up afterwards."),
            wrap=True,
        )  # fmt: skip
        self.reason = SegmentedControl(
            _("Reason"), [(reason.value, leading(label(reason))) for reason in PauseReason], size="field"
        )
        self.first = DateField(workspace.today(), name=_("First day"))
        self.last = DateField(None, optional=True, today=workspace.today(), name=_("Last day"))
        self.note = TextField(placeholder=_("Add a note"), icon="note", name=_("Note"))
        self.reason_field = Field(_("Reason"), self.reason)
        self.last_field = Field(_("Last day"), self.last, hint=_("Leave it empty to end the pause later."))
        self.end_button = Button(_("End the pause"), icon="play", size="big")
        self._build_form()
        self._fill()
        self.begin(self.first)
        self.end_button.clicked.connect(self._end)
        self.last.changed.connect(lambda _day: self.last_field.set_error(None))
        self.reason.changed.connect(lambda _reason: self.reason_field.set_error(None))

    def _build_form(self) -> None:
        days = SharedLines(gap=theme.px(12), line_gap=theme.px(12))
        days.add(Field(_("First day"), self.first))
        days.add(self.last_field)
        self.body.addWidget(self.text)
        self.body.addWidget(self.reason_field)
        self.body.addLayout(days)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.foot_left.addWidget(self.end_button)
        self.end_button.setVisible(self._old is not None)

    def _fill(self) -> None:
        if self._old is not None:
            self.reason.set_value(self._old.reason.value)
            self.first.set_day(self._old.from_)
            self.last.set_day(self._old.to)
            self.note.setText(self._old.note or "")

    def state(self) -> tuple[object, ...]:
        return (self.reason.value(), self.first.day(), self.last.day(), self.note.text())

    def _end(self) -> None:
        if self._old is not None and end_pause(self.workspace, self._old):
            self.accept()

    def save(self) -> bool:
        first, last = self.first.day(), self.last.day()
        if self.reason.value() is None:
            self.reason_field.set_error(_("Please choose a reason."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if first is None or (last is not None and last < first):
            self.last_field.set_error(_("The last day can't come before the first."))
            self.last.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        reason = PauseReason(self.reason.value() or "other")
        base = self._old or Pause(id=self._id, from_=first, reason=reason)
        record = replace(base, from_=first, to=last, reason=reason, note=self.note.text().strip() or None)
        return self.keep(_("Pause saved"), record)
