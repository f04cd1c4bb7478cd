"""Icing sessions (clinical rules D2 to D6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.fields import Choice, Flag, Integer, LocalTime, optional, required
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class IcingSession(Record):
    """Ice on a knee: start, minutes, pain before and after, and whether the skin looked fine."""

    at: datetime = required(LocalTime())
    minutes: int = required(Integer(1, 60))
    side: Side = required(Choice(Side))
    pain_before: int | None = optional(Integer(0, 10))
    pain_after: int | None = optional(Integer(0, 10))
    skin_ok: bool | None = optional(Flag())
