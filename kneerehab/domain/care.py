"""Care besides icing, and medication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kneerehab.domain.codes import CareKind, Side
from kneerehab.domain.fields import Choice, Flag, Integer, LocalTime, Text, optional, required
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Record):
    """One kind of care, a warm-up and a cool-down among them, in minutes (for insoles the time worn)."""

    at: datetime = required(LocalTime())
    kind: CareKind = required(Choice(CareKind))
    side: Side | None = optional(Choice(Side))
    minutes: int | None = optional(Integer(1, 1440))


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication(Record):
    """A medicine taken; a painkiller masks pain scores for the plan (D8) and is never advised."""

    at: datetime = required(LocalTime())
    name: str = required(Text(1, 100))
    painkiller: bool = required(Flag())
    dose: str | None = optional(Text(1, 100))
