"""Dialogs of the Exercises page: an own exercise, and the day on which a change starts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import ExerciseKind
from kneerehab.domain.record import new_id
from kneerehab.domain.training import OwnExercise
from kneerehab.gui.exercises.picture_choice import PictureChoice
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import Field, NoteField, TextField
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.wording.labels import label


class OwnExerciseDialog(Dialog):
    """Name, kind, legs and instructions; `made` is the record after saving."""

    def __init__(self, workspace: Workspace, own: OwnExercise | None = None, parent: QWidget | None = None) -> None:
        title = _("Your own exercise") if own is None else _("Change exercise")
        super().__init__(title, parent, save_text=_("Save"), width=560)
        self.workspace = workspace
        self.made = own
        self._own = own
        self.name = TextField(own.name if own else "", name=_("Name"))
        self.name.setMaxLength(100)
        self.name_field = Field(_("Name"), self.name)
        self.kind = SegmentedControl(
            _("Kind"),
            [(kind.value, label(kind)) for kind in ExerciseKind],
            (own.kind if own else ExerciseKind.STRENGTH),
        )
        self.per_leg = CheckBox(_("Each leg by itself, both legs the same"))
        self.per_leg.setChecked(own.per_leg if own else True)
        self.how = NoteField(
            (own.instructions or "") if own else "", name=_("How to do it"), lines=5, placeholder=_("How to do it")
        )
        self.how_field = Field(_("How to do it (if you like)"), self.how)
        self.picture = PictureChoice(own.id if own else "", self)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field(_("Kind"), self.kind), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.per_leg)
        self.body.addWidget(self.how_field)
        self.body.addWidget(self.picture)
        self.first_field = self.name
        self.name.textChanged.connect(lambda _text: self.name_field.set_error(None))

    def save(self) -> bool:
        name, how = self.name.text().strip(), self.how.toPlainText().strip()
        if not name:
            self.name_field.set_error(_("Please give the exercise a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if len(how) > 4000:
            self.how_field.set_error(_("Please shorten this to 4000 characters."))
            self.how.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        made = OwnExercise(
            id=self._own.id if self._own else new_id(),
            name=name,
            kind=ExerciseKind(self.kind.value() or "strength"),
            per_leg=self.per_leg.isChecked(),
            instructions=how or None,
            note=self._own.note if self._own else None,
        )
        if not self.picture.keep(made.id):
            return False
        if not self.workspace.save(_("Exercise: {name}").format(name=name), made):
            return False
        self.made = made
        return True


class StartDayDialog(Dialog):
    """Asks on which day a change starts; `day` is the answer."""

    def __init__(
        self, title: str, lines: list[str], today: date, save_text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, save_text=save_text, width=520)
        for line in lines:
            self.body.addWidget(Label(line, "body", wrap=True))
        self.start = DateField(today, earliest=today)
        self.body.addWidget(
            Field(_("From which day?"), self.start, hint=_("Days before it stay as they were.")),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        self._today = today
        self.first_field = self.start

    @property
    def day(self) -> date:
        """The first day of the change."""
        return self.start.day() or self._today
