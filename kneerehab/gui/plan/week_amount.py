"""Distance and minutes of a week that may already be stored: unedited amounts keep their exact seconds and metres."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.domain.codes import Units
from kneerehab.domain.fields import Amount
from kneerehab.domain.units import distance
from kneerehab.gui.look.week_fields import WeekFields


class WeekAmount(WeekFields):
    """Like the welcome's fields, filled in from a stored week."""

    def __init__(self, units: Units, parent: QWidget | None = None, *, name: str) -> None:
        super().__init__(units, parent, name=name)
        self._exact: Amount | None = None
        self._shown = ("", "")

    def set_amount(self, amount: Amount | None) -> None:
        """Show a week, or nothing."""
        self.distance.set_value(None if amount is None else distance(amount.metres, self.units))
        self.minutes.set_value(None if amount is None else amount.seconds / 60)
        self._exact, self._shown = amount, self.texts()

    def texts(self) -> tuple[str, str]:
        """Both numbers as typed."""
        return self.distance.text(), self.minutes.text()

    def amount(self) -> Amount | None:
        return self._exact if self.texts() == self._shown and self._exact else super().amount()
