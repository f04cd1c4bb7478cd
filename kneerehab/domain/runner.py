"""The runner whose diary it is."""

from __future__ import annotations

from dataclasses import dataclass

from kneerehab.domain.codes import Units, Zone
from kneerehab.domain.fields import Choice, Codes, Integer, Number, Text, optional, required
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner(Record):
    """Who: name, year of birth, height in cm, weight in kg, units to show, and where it hurt at the start."""

    name: str = required(Text(1, 100))
    birth_year: int | None = optional(Integer(1900, 2099))
    height_cm: int | None = optional(Integer(50, 250))
    weight_kg: float | None = optional(Number(20, 300))
    units: Units | None = optional(Choice(Units))
    zones: tuple[Zone, ...] = optional(Codes(Zone, 5), default=())

    @property
    def shown_units(self) -> Units:
        """The units to show; kilometres if the runner never chose."""
        return self.units or Units.KM
