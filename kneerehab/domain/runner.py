"""The runner whose diary it is."""

from __future__ import annotations

from kneerehab.domain.codes import Units, Weekday, Zone
from kneerehab.domain.fields import Choice, Codes, Integer, Number, Text, optional, required
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner(Record):
    """Who: name, year of birth, the clinic's number, height in cm, weight in kg, units to show, where it hurt at first.

    `run_days` are the weekdays they like to run on: for calendars and reminders, the plan never reads them.
    """

    name: str = required(Text(1, 100))
    birth_year: int | None = optional(Integer(1900, 2099))
    record_number: str | None = optional(Text(1, 40))
    run_days: tuple[Weekday, ...] = optional(Codes(Weekday, 7), default=())
    height_cm: int | None = optional(Integer(50, 250))
    weight_kg: float | None = optional(Number(20, 300))
    units: Units | None = optional(Choice(Units))
    zones: tuple[Zone, ...] = optional(Codes(Zone, 5), default=())

    @property
    def shown_units(self) -> Units:
        """The units to show; kilometres if the runner never chose."""
        return self.units or Units.KM

    def is_called(self, text: object) -> bool:
        """Whether a text is the runner's name, however it is written."""
        return isinstance(text, str) and text.strip().casefold() == self.name.strip().casefold()
