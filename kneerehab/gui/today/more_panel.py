"""The second part of the check-in: everyday movements, symptoms, how you are, pain relief, note."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneerehab.domain.care import Medication
from kneerehab.domain.check_in import CheckIn, PainNote
from kneerehab.domain.codes import Knee, PainContext, Side, Sign, Symptom
from kneerehab.domain.record import new_id
from kneerehab.gui.look import theme
from kneerehab.gui.look.chip import ChipGroup
from kneerehab.gui.look.fields import Field, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.text import Label
from kneerehab.gui.look.times import TimeField
from kneerehab.gui.look.toggle import Toggle
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.services.today import DayView, entry_time
from kneerehab.wording.labels import label, within

_CONTEXTS = (PainContext.STAIRS, PainContext.SITTING, PainContext.SQUATTING, PainContext.NIGHT)


class MorePanel(QWidget):
    """`changed` carries the fields of the check-in that are new."""

    changed = Signal(dict)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._view: DayView | None = None
        self.knee = SegmentedControl(
            _("Pain with everyday things, which knee"),
            [("left", _("Left")), ("right", _("Right"))],
            "left",
            size="small",
        )
        self.steppers = {
            context: Stepper(
                _("Pain, {context}").format(context=within(label(context))), 0, 10, optional=True, start=0, size="small"
            )
            for context in _CONTEXTS
        }
        body = [("swelling", _("Swelling")), ("limp", _("Limp"))]
        self.symptoms = ChipGroup(_("How the knee is"), [*body, *((code.value, label(code)) for code in Symptom)])
        self.signs = ChipGroup(_("How you are"), [(code.value, label(code)) for code in Sign])
        self.relief = Toggle(_("Pain relief taken"))
        self.relief_at = TimeField(name=_("Pain relief taken at"))
        self.note = TextField(placeholder=_("Add a note"), icon="note", name=_("Note of the day"))
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.addWidget(Label(_("Pain with everyday things"), "small", "muted", late=True), 1)
        head.addWidget(self.knee)
        column.addLayout(head)
        row = FlowLayout(spacing=theme.px(10), to_top=True)
        for context, stepper in self.steppers.items():
            row.addWidget(Field(label(context), stepper))
        column.addLayout(row)
        for title, group in (
            (_("The knee"), self.symptoms),
            (_("You: tired or run down?"), self.signs),
        ):
            column.addWidget(Label(title, "small", "muted", wrap=True))
            column.addWidget(group)
        relief = FlowLayout(spacing=theme.px(10))
        relief.addWidget(self.relief)
        relief.addWidget(self.relief_at)
        column.addLayout(relief)
        column.addWidget(self.note)
        self.note.setMaxLength(2000)

    def _connect(self) -> None:
        self.knee.changed.connect(lambda _knee: self._show_notes())
        for context, stepper in self.steppers.items():
            stepper.changed.connect(lambda value, context=context: self._set_context(context, value))
        self.symptoms.changed.connect(self._set_symptoms)
        self.signs.changed.connect(self._set_signs)
        self.relief.toggled.connect(self._set_relief)
        self.relief_at.editingFinished.connect(self._set_relief_time)
        self.note.editingFinished.connect(self._set_note)

    def show_day(self, view: DayView, check: CheckIn | None, affected: Side) -> None:
        """Show what the day holds; `check` is the check-in that the card edits."""
        first_look = self._view is None
        other_day = self._view is not None and self._view.whose != view.whose
        self._view = view
        if first_look and affected is Side.RIGHT:
            self.knee.set_value("right")
        self._show_notes()
        chosen = [code.value for code in (check.symptoms if check else ())]
        chosen += ["swelling"] if check and check.swelling else []
        chosen += ["limp"] if check and check.limp else []
        self.symptoms.set_chosen(chosen)
        self.signs.set_chosen([code.value for code in (check.signs if check else ())])
        dose = self._dose()
        self.relief.blockSignals(True)
        self.relief.setChecked(dose is not None)
        self.relief.blockSignals(False)
        self.relief_at.setVisible(dose is not None)
        if dose is not None:
            self.relief_at.set_time_of_day(dose.at.time())
        if other_day or not self.note.hasFocus():
            self.note.setText((check.note or "") if check else "")

    def _dose(self) -> Medication | None:
        doses = [dose for dose in (self._view.medication if self._view else ()) if dose.painkiller]
        return doses[-1] if doses else None

    def _chosen_knee(self) -> Knee:
        return Knee(self.knee.value() or "left")

    def _show_notes(self) -> None:
        for context, stepper in self.steppers.items():
            note = self._view.note_for(context, self._chosen_knee()) if self._view else None
            stepper.set_amount(note.score if note else None)

    def _set_context(self, context: PainContext, value: int | None) -> None:
        view = self._view
        if view is None:
            return
        old = view.note_for(context, self._chosen_knee())
        text = _("Pain, {context}").format(context=within(label(context)))
        if value is None:
            if old is not None:
                self.workspace.save(text, removed=(old,), quiet=True)
        elif old is not None:
            self.workspace.save(text, replace(old, score=value), quiet=True)
        else:
            at = entry_time(view.day, self.workspace.now())
            note = PainNote(id=new_id(), at=at, side=self._chosen_knee(), score=value, context=context)
            self.workspace.save(text, note, quiet=True)

    def _set_symptoms(self, keys: tuple[str, ...]) -> None:
        codes = tuple(code for code in Symptom if code.value in keys)
        self.changed.emit({"symptoms": codes, "swelling": "swelling" in keys, "limp": "limp" in keys})

    def _set_signs(self, keys: tuple[str, ...]) -> None:
        codes = tuple(code for code in Sign if code.value in keys)
        self.changed.emit({"signs": codes})

    def _set_relief(self, on: bool) -> None:
        view, dose = self._view, self._dose()
        if view is None or on == (dose is not None):
            return
        if dose is not None:
            self.workspace.save(_("Pain relief"), removed=(dose,), quiet=True)
            return
        at = entry_time(view.day, self.workspace.now())
        taken = Medication(id=new_id(), at=at, name=_("Pain relief"), painkiller=True)
        self.workspace.save(_("Pain relief"), taken, quiet=True)

    def _set_relief_time(self) -> None:
        dose, at = self._dose(), self.relief_at.time_of_day()
        if dose is not None and dose.at.time() != at:
            moved = dose.at.replace(hour=at.hour, minute=at.minute)
            self.workspace.save(_("Pain relief"), replace(dose, at=moved), quiet=True)

    def _set_note(self) -> None:
        view = self._view
        if view is None:
            return
        text = self.note.text().strip() or None
        old = view.check_in.note if view.check_in else None
        if text != old:
            self.changed.emit({"note": text})

    def half_typed(self) -> str:
        """The note, while it is being typed and differs from what is saved."""
        text, saved = self.note.text().strip(), self._view.check_in if self._view else None
        return text if self.note.hasFocus() and text != ((saved.note if saved else None) or "") else ""

    def take_typed(self) -> None:
        """Save what is being typed: the window is about to close."""
        self._set_note()
        self._set_relief_time()
