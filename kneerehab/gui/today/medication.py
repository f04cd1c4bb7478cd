"""Log a medicine: its name, whether it is a painkiller, and the dose; recorded for the plan and never advised (D8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.care import Medication
from kneerehab.domain.record import new_id
from kneerehab.gui.forms.entry_dialog import EntryDialog
from kneerehab.gui.look import theme
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.care import known_medicines
from kneerehab.wording.records import list_name


class MedicationDialog(EntryDialog):
    """One dose; what was logged before can be filled in with one click."""

    def __init__(self, workspace: Workspace, record: Medication | None = None, parent: QWidget | None = None) -> None:
        hours = workspace.planner.settings(workspace.runner_id or "", workspace.day).mask_hours
        hint = _(
            "This is a record and no advice. A painkiller can hide pain, so the plan doesn’t count scores from the "
            "{hours} h after it as progress."
        ).format(hours=hours)
        super().__init__(workspace, list_name("medication"), hint, record, parent)
        self.name = TextField(record.name if record else "", name=_("Name of the medicine"))
        self.dose = TextField((record.dose or "") if record else "", placeholder=_("as on the pack"))
        for field in (self.name, self.dose):
            field.setMaxLength(100)
        self.painkiller = SegmentedControl(
            _("Is it a painkiller?"),
            [("yes", _("Yes")), ("no", _("No"))],
            None if record is None else "yes" if record.painkiller else "no",
            size="field",
        )
        self.name_field = Field(_("Name"), self.name)
        self.painkiller_field = Field(_("Is it a painkiller?"), self.painkiller)
        self.known: list[Button] = []
        if record is None:
            self._offer_known()
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.name_field, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Field(_("Dose, if you like"), self.dose), 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self.painkiller_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.begin()
        self.name.edited.connect(lambda _text: self.name_field.set_error(None))
        self.painkiller.changed.connect(lambda _value: self.painkiller_field.set_error(None))
        self.first_field = self.known[0] if self.known else self.name

    def _offer_known(self) -> None:
        medicines = known_medicines(self.workspace.diary)
        if not medicines:
            return
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        column.addWidget(Label(_("Logged before"), "small", "muted"))
        box = QWidget()
        flow = FlowLayout(box, spacing=theme.px(8))
        for medicine in medicines:
            words = medicine.name if medicine.dose is None else f"{medicine.name}, {medicine.dose}"
            button = Button(words.replace("&", "&&"), size="small")
            button.setAccessibleName(_("Fill in {medicine}").format(medicine=words))
            button.clicked.connect(lambda _checked=False, medicine=medicine: self._fill(medicine))
            self.known.append(button)
            flow.addWidget(button)
        column.addWidget(box)
        self.body.addLayout(column)

    def _fill(self, medicine: Medication) -> None:
        self.name.setText(medicine.name)
        self.dose.setText(medicine.dose or "")
        self.painkiller.set_value("yes" if medicine.painkiller else "no")
        for field in (self.name_field, self.painkiller_field):
            field.set_error(None)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> tuple[object, ...]:
        return (self.name.text(), self.dose.text(), self.painkiller.value())

    def problem(self) -> bool:
        unnamed = None if self.name.text().strip() else _("Please type its name.")
        unanswered = None if self.painkiller.value() else _("Please answer; the plan needs to know.")
        self.name_field.set_error(unnamed)
        self.painkiller_field.set_error(unanswered)
        if unnamed:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif unanswered:
            self.painkiller.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(unnamed or unanswered)

    def record(self, at: datetime, note: str | None) -> Medication:
        name, painkiller = self.name.text().strip(), self.painkiller.value() == "yes"
        dose = self.dose.text().strip() or None
        base = self._record or Medication(id=new_id(), at=at, name=name, painkiller=painkiller)
        return replace(base, at=at, name=name, painkiller=painkiller, dose=dose, note=note)
