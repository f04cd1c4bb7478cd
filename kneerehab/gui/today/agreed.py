"""A physiotherapist agreed on the monitored plan: who and when, typed by the person, never filled in beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Profile
from kneerehab.domain.plan_records import PlanChange
from kneerehab.gui.forms.form_dialog import FormDialog
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.plan_changes import plan_change

_LONGEST_NAME = 100


class AgreedDialog(FormDialog):
    """Saves one plan change from today on, with who agreed and when in its note."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            workspace, _("My physio agreed"), parent,
            subtitle=_("The monitored plan, up to 2 of 10"), save_text=_("Switch the plan"), width=560,
        )  # fmt: skip
        self.who = TextField()
        self.who_field = Field(_("Who agreed?"), self.who)
        self.when = DateField(None, latest=workspace.today(), optional=True)
        self.when_field = Field(_("When?"), self.when)
        self.body.addWidget(
            Label(
                _(
                    "From today on, settled means up to 2 of 10 instead of 0, without swelling or a limp. "
                    "Pain above 5 stays too much."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(self.who_field)
        self.body.addWidget(self.when_field)
        self.body.addWidget(
            Label(_("You can go back to pain-free at any time, in Change plan."), "small", "muted", wrap=True)
        )
        self.body.addStretch(1)
        self.who.textChanged.connect(lambda: self.who_field.set_error(None))
        self.when.changed.connect(lambda _day: self.when_field.set_error(None))
        self.first_field = self.who
        self.begin()

    def state(self) -> object:
        return self.who.text(), self.when.day()

    def save(self) -> bool:
        who, day = self.who.text().strip(), self.when.day()
        if not who or len(who) > _LONGEST_NAME:
            self.who_field.set_error(_("Please give the name of who agreed, up to 100 characters."))
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if day is None or day > self.opened_on:
            self.when_field.set_error(_("Please give the day on which it was agreed, not later than today."))
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.keep(_("Monitored plan, agreed with {who}").format(who=who), self._change(who, day))

    def _change(self, who: str, day: date) -> PlanChange:
        note = _("Agreed with {who} on {day}").format(who=who, day=self.workspace.formats.day(day))
        change = plan_change(self.workspace.diary, self.opened_on, {"profile": Profile.MONITORED})
        return replace(change, note="\n".join(part for part in (change.note, note) if part))
