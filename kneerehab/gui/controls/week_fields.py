"""The fields of a week: distance and minutes, both or neither."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Units
from kneerehab.domain.fields import Amount, AmountField
from kneerehab.domain.units import distance, metres
from kneerehab.gui.controls.fields import Field, NumberField
from kneerehab.gui.controls.row import side_by_side
from kneerehab.gui.locale import number
from kneerehab.i18n import _


class WeekFields(QWidget):
    """Distance and minutes of a week, both or neither; `amount()` is None when both are empty."""

    changed = Signal()

    def __init__(self, units: Units, parent: QWidget | None = None, *, name: str) -> None:
        super().__init__(parent)
        self.units = units
        self.distance = NumberField(minimum=0, maximum=2000, decimals=1, name=_("{week}, distance").format(week=name))
        self.minutes = NumberField(
            minimum=0, maximum=6000, unit=_("min"), step=10, name=_("{week}, minutes").format(week=name)
        )
        self.field = Field("", side_by_side(self.distance, self.minutes, gap=10))
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.set_units(units)
        self.distance.changed.connect(lambda _value: self._edited())
        self.minutes.changed.connect(lambda _value: self._edited())

    def set_units(self, units: Units) -> None:
        """Show kilometres or miles; a number already typed keeps its meaning as typed."""
        self.units = units
        self.distance.set_unit(_("km") if units is Units.KM else _("mi"))

    def _edited(self) -> None:
        self.field.set_error(None)
        self.changed.emit()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.distance.text().strip() and not self.minutes.text().strip()

    def amount(self) -> Amount | None:
        """The week; None if it is empty or faulty."""
        far, long = self.distance.value(), self.minutes.value()
        if far is None or long is None:
            return None
        made = Amount(seconds=round(long * 60), metres=metres(far, self.units))
        return made if AmountField().accepts(made) else None

    def check(self) -> bool:
        """Show what is wrong, kindly; True if there is nothing wrong."""
        if self.is_empty() or self.amount() is not None:
            return True
        least = distance(AmountField.metres.low, self.units)
        self.field.set_error(
            _("Please give both: at least {distance} {unit} and 30 min a week, or leave both empty.").format(
                distance=number(least, 0 if self.units is Units.KM else 1),
                unit=_("km") if self.units is Units.KM else _("mi"),
            )
        )
        return False
