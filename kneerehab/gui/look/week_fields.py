"""The fields of a week: time and distance, both or neither."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.codes import Units
from kneerehab.domain.fields import Amount, AmountField
from kneerehab.domain.units import distance
from kneerehab.gui.look.amount_fields import DistanceField, SpanField
from kneerehab.gui.look.fields import Field
from kneerehab.gui.look.row import side_by_side
from kneerehab.i18n import _
from kneerehab.wording.fields import both_amounts
from kneerehab.wording.typed import WEEK


def week_time(name: str) -> SpanField:
    """The field for the time of a week; `name` says which week."""
    low, high = AmountField.seconds.low // 60, AmountField.seconds.high // 60
    title = _("{week}, time").format(week=name)
    return SpanField(kind=WEEK, minimum=low, maximum=high, step=10, as_clock=True, name=title)


def week_distance(name: str, units: Units) -> DistanceField:
    """The field for the distance of a week; `name` says which week."""
    low, high = distance(AmountField.metres.low, units), distance(AmountField.metres.high, units)
    title = _("{week}, distance").format(week=name)
    return DistanceField(units=units, minimum=ceil(low * 10) / 10, maximum=int(high), name=title)


class WeekFields(QWidget):
    """Time and distance of a week, both or neither; `amount()` is None when both are empty."""

    changed = Signal()

    def __init__(self, units: Units, parent: QWidget | None = None, *, name: str) -> None:
        super().__init__(parent)
        self.units = units
        self.minutes = week_time(name)
        self.distance = week_distance(name, units)
        holder = side_by_side(self.minutes, self.distance, gap=10)
        holder.setFocusProxy(self.minutes)
        self.field = Field("", holder)
        self.setFocusProxy(self.minutes)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.distance.changed.connect(lambda _value: self._edited())
        self.minutes.changed.connect(lambda _value: self._edited())

    def set_units(self, units: Units) -> None:
        """Show kilometres or miles; a number already typed keeps its meaning as typed."""
        self.units = units
        self.distance.set_units(units)

    def _edited(self) -> None:
        self.field.set_error(None)
        self.changed.emit()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.distance.text().strip() and not self.minutes.text().strip()

    def amount(self) -> Amount | None:
        """The week; None if it is empty or faulty."""
        seconds, far = self.minutes.seconds(), self.distance.metres()
        if seconds is None or far is None:
            return None
        made = Amount(seconds=seconds, metres=far)
        return made if AmountField().accepts(made) else None

    def check(self) -> bool:
        """Show what is wrong and put the keyboard there; True if there is nothing wrong."""
        if self.is_empty() or self.amount() is not None:
            return True
        for control in (self.minutes, self.distance):
            if problem := control.problem():
                self._tell(problem, control)
                return False
        self._tell(both_amounts(), self.distance if self.minutes.text().strip() else self.minutes)
        return False

    def _tell(self, problem: str, control: QWidget) -> None:
        self.field.set_error(problem)
        control.setFocus(Qt.FocusReason.OtherFocusReason)
