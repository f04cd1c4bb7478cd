"""The card of shoe limits on the Settings page, in the runner's units."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneerehab.domain.units import distance, metres
from kneerehab.gui.look import theme
from kneerehab.gui.look.amount_fields import DistanceField
from kneerehab.gui.look.button import Button
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.host import request
from kneerehab.gui.shell.workspace import Workspace
from kneerehab.i18n import _
from kneerehab.settings import SHOE_METRES
from kneerehab.wording.fields import distance_range


class ShoeSettings(Card):
    """From how far a pair wants a look, and from how far it is overdue; each pair has its own time to replace."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(_("Shoes"), "", parent)
        self.workspace = workspace
        least, most = SHOE_METRES[0] / 1609.344, SHOE_METRES[1] / 1000
        limits: dict[str, Any] = {
            "units": workspace.runner.shown_units,
            "minimum": round(least) + 1,
            "maximum": most,
            "decimals": 0,
            "step": 10.0,
            "required": True,
        }
        self.inspect = DistanceField(name=_("Have a look from"), **limits)
        self.overdue = DistanceField(name=_("Overdue from"), **limits)
        self.controls = {"shoe_inspect_metres": self.inspect, "shoe_overdue_metres": self.overdue}
        self.fields = {name: Field(control.accessibleName(), control) for name, control in self.controls.items()}
        self.hint = Label(
            _("When to replace a pair is set with the pair; 644 km (400 miles) unless you change it."),
            "small",
            "muted",
            wrap=True,
        )
        self.pairs_button = Button(_("Shoes…"), variant="soft", icon="run")
        self._build_card()
        for name, control in self.controls.items():
            control.editingFinished.connect(lambda name=name: self._set(name))
        self.pairs_button.clicked.connect(self._open)

    def _build_card(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        for field in self.fields.values():
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.pairs_button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Show what is kept; a number that is being typed stays."""
        units = self.workspace.runner.shown_units
        for name, control in self.controls.items():
            control.set_units(units)
            if not control.hasFocus() and not self.fields[name].error():
                control.set_value(distance(getattr(self.workspace.settings, name), units))

    def _set(self, name: str) -> None:
        field, units = self.fields[name], self.workspace.runner.shown_units
        control, kept = self.controls[name], getattr(self.workspace.settings, name)
        value = control.value()
        problem = control.problem()
        if not problem and value is not None and not SHOE_METRES[0] <= metres(value, units) <= SHOE_METRES[1]:
            low, high = (f"{distance(limit, units):.0f}" for limit in SHOE_METRES)
            problem = distance_range(low, f"{high}\u00a0{self.workspace.formats.unit}")
        field.set_error(problem)
        if problem or value is None or value == round(distance(kept, units)):
            return  # what is shown is rounded: leaving the field must not round what is kept
        self.workspace.change_settings(**{name: metres(value, units)})

    def _open(self) -> None:
        request(self, Command.SHOES)
