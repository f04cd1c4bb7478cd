"""Steppers for a dose: sets, repeats or a hold, rest, days a week, and the legs; and who decided it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Role, Side
from kneerehab.domain.training import Prescription
from kneerehab.gui.look import theme
from kneerehab.gui.look.fields import Field, NumberField, TextField
from kneerehab.gui.look.flow import FlowLayout
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.text import Label
from kneerehab.i18n import _, pgettext

_REPEATS, _SECONDS = "repeats", "seconds"


class DoseEditor(QWidget):
    """`changed` after every step; `dose()` is the shown prescription with the values of the steppers."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: Prescription | None = None
        self.measure = SegmentedControl(
            _("Count in"), [(_REPEATS, _("Repeats")), (_SECONDS, _("Seconds"))], _REPEATS, size="small"
        )
        self.sets = Stepper(_("Sets"), 1, 20, 1)
        self.reps = Stepper(_("Repeats"), 1, 200, 8)
        self.hold = Stepper(_("Hold"), 1, 600, 30, suffix=_("s"))
        self.rest = Stepper(_("Rest"), 0, 600, 30, step=5, suffix=_("s"))
        self.days = Stepper(_("Days a week"), 1, 7, 3)
        self.load = NumberField(unit=_("kg"), minimum=0, maximum=300, decimals=2, step=1, name=_("Weight"))
        self.side = SegmentedControl(
            _("Legs"),
            [("both", _("Both legs")), ("left", pgettext("leg", "Left")), ("right", pgettext("leg", "Right"))],
            "both",
            size="small",
        )
        self.side_why = Label("", "small", "muted", wrap=True)
        self.by = TextField(placeholder=_("The runner’s own choice"), name=_("Who decided this dose"))
        self.by.setMaxLength(100)
        self._at_work = self._shown_by = ""
        self._by_typed, self._planned = False, True
        self._build()
        for stepper in (self.sets, self.reps, self.hold, self.rest, self.days):
            stepper.changed.connect(lambda _value: self.changed.emit())
        self.load.changed.connect(lambda _value: self._load_changed())
        self.side.changed.connect(lambda _value: self._side_changed())
        self.measure.changed.connect(lambda _value: self._measure_changed())
        self.changed.connect(self._sign)
        self.by.edited.connect(self._by_edited)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.measure_field = Field(_("Count in"), self.measure)
        self.reps_field = Field(_("Repeats"), self.reps)
        self.hold_field = Field(_("Hold"), self.hold)
        self.load_field = Field(_("Weight"), self.load)
        steppers = QWidget()
        flow = FlowLayout(steppers, spacing=theme.px(12), line_spacing=theme.px(10))
        for field in (
            self.measure_field,
            Field(_("Sets"), self.sets),
            self.reps_field,
            self.hold_field,
            Field(_("Rest"), self.rest),
            Field(_("Days a week"), self.days),
            self.load_field,
        ):
            flow.addWidget(field)
        column.addWidget(steppers)
        legs = QWidget()
        line = FlowLayout(legs, spacing=theme.px(12), line_spacing=theme.px(6))
        line.addWidget(self.side)
        self.legs = legs
        column.addWidget(legs)
        column.addWidget(self.side_why)
        column.addWidget(Field(_("Who decided this dose"), self.by, hint=_("Leave it empty if nobody prescribed it.")))

    def show_dose(
        self,
        dose: Prescription,
        *,
        per_leg: bool,
        own: bool,
        weighted: bool = False,
        planned: bool = True,
        at_work: str = "",
    ) -> None:
        """Show a dose; only an own exercise may change between repeats and seconds, `weighted` ones have a weight.

        `at_work` is the clinician who decides what is new or changed here, unless another name is typed.
        """
        self._base = dose
        self._at_work, self._by_typed = at_work, False
        self._planned = planned
        self._shown_by = (dose.by or "") if dose.is_professional else ""
        self.measure_field.setVisible(own)
        self.measure.set_value(_REPEATS if dose.reps is not None else _SECONDS)
        self.sets.set_amount(dose.sets)
        self.reps.set_amount(dose.reps or 8)
        self.hold.set_amount(dose.hold_seconds or 30)
        self.hold.setSingleStep(5 if dose.reps is None else 1)
        self.rest.set_amount(30 if dose.rest_seconds is None else dose.rest_seconds)
        self.days.set_amount(dose.days_per_week)
        self.load.set_value(dose.load_kg)
        self.load_field.set_error(None)
        self.load_field.setVisible(weighted or bool(dose.load_kg))
        self.side.set_value(dose.side.value)
        self.legs.setVisible(per_leg)
        self.reps_field.set_label(_("Repeats each leg") if per_leg else _("Repeats"))
        self.hold_field.set_label(_("Hold each leg") if per_leg else _("Hold"))
        self._show_measure(own)
        self._show_why(per_leg)
        self._sign()

    def dose(self) -> Prescription:
        """The dose as edited, with everything else as it was; a changed one is by who is named, else by the runner."""
        made, by = self._amounts(), self.by.text().strip()
        if made == self._base and by == self._shown_by:
            return made
        return replace(made, by=by or None, role=Role.CLINICIAN if by else Role.RUNNER)

    def _amounts(self) -> Prescription:
        base = self._base
        assert base is not None
        in_repeats = self.measure.value() == _REPEATS
        held = self.hold_field.isVisibleTo(self)
        rest: int | None = self.rest.value()
        if base.rest_seconds is None and rest == 30:
            rest = None
        return replace(
            base,
            sets=self.sets.value(),
            reps=self.reps.value() if in_repeats else None,
            hold_seconds=self.hold.value() if held else None,
            rest_seconds=rest,
            days_per_week=self.days.value(),
            load_kg=self._load(),
            side=Side(self.side.value() or "both"),
        )

    def check(self) -> bool:
        """Say what is wrong with the weight; True if nothing is."""
        problem = self.load.problem()
        self.load_field.set_error(problem)
        if problem:
            self.load.setFocus(Qt.FocusReason.OtherFocusReason)
        return problem is None

    def _load(self) -> float | None:
        """The weight; nothing typed and 0 are no weight."""
        base = self._base.load_kg if self._base is not None else None
        value = self.load.value() or None
        return base if value is not None and base is not None and value == base else value

    def _load_changed(self) -> None:
        self.load_field.set_error(None)
        self.changed.emit()

    def is_changed(self) -> bool:
        """Whether it differs from what was shown."""
        return self._base is not None and self.dose() != self._base

    def _sign(self) -> None:
        """Whoever decided the dose before did not decide another: the name goes with the amounts until one is typed."""
        if not self._by_typed:
            same = self._base is None or (self._planned and self._amounts() == self._base)
            self.by.setText(self._shown_by if same else self._at_work)

    def _by_edited(self) -> None:
        self._by_typed = True
        self.changed.emit()

    def _show_measure(self, own: bool) -> None:
        in_repeats = self.measure.value() == _REPEATS
        self.reps_field.setVisible(in_repeats)
        held = self._base is not None and self._base.hold_seconds is not None
        self.hold_field.setVisible(not in_repeats or (held and not own))

    def _measure_changed(self) -> None:
        self._show_measure(True)
        self.changed.emit()

    def _side_changed(self) -> None:
        self._show_why(True)
        self.changed.emit()

    def _show_why(self, per_leg: bool) -> None:
        both = self.side.value() == "both"
        self.side_why.setText(
            _("Both legs get the same, even if one knee hurts: that keeps them even.")
            if both
            else _("One leg only. The sources train both legs alike, even if one knee hurts.")
        )
        self.side_why.setVisible(per_leg)
