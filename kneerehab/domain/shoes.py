"""Running shoes and how far they have come (E1, E2)."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.fields import Day, Integer, Shown, Text, optional, required
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_

REPLACE_AT_METRES = 643_738
"""400 miles, where both shoe sources agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shoes(Record):
    """A pair of shoes; metres already run before the diary, and metres at which to replace them."""

    name: str = required(Text(1, 100), N_("Name"))
    bought: date | None = optional(Day(), N_("Bought"))
    start_metres: int | None = optional(
        Integer(0, 5_000_000), N_("Already covered"), N_("Before this diary."), shown=Shown.DISTANCE, header="start_m"
    )
    replace_at_metres: int | None = optional(
        Integer(100_000, 5_000_000),
        N_("Replace at"),
        N_("Empty means 400 miles, 644 km."),
        shown=Shown.DISTANCE,
        header="replace_at_m",
    )
    retired: date | None = optional(Day(), N_("Retired"))

    @property
    def replace_at(self) -> int:
        """Metres at which to replace them; 400 miles unless stated."""
        return REPLACE_AT_METRES if self.replace_at_metres is None else self.replace_at_metres
