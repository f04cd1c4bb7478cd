"""Care besides icing, and medication."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.codes import CareKind, Side
from kneerehab.domain.fields import Choice, Flag, Integer, LocalTime, Shown, Text, optional, required
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Record):
    """One kind of care, a warm-up and a cool-down among them, in minutes (for insoles the time worn)."""

    at: datetime = required(LocalTime(), N_("When"))
    kind: CareKind = required(Choice(CareKind), N_("What"))
    side: Side | None = optional(Choice(Side), N_("Which knee"))
    minutes: int | None = optional(
        Integer(1, 1440), N_("Time"), N_("For insoles the time worn."), shown=Shown.MINUTES, header="duration_min"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication(Record):
    """A medicine taken; a painkiller masks pain scores for the plan (D8) and is never advised."""

    at: datetime = required(LocalTime(), N_("Taken"))
    name: str = required(Text(1, 100), N_("Medicine"))
    painkiller: bool = required(
        Flag(), N_("It is a painkiller"), N_("A painkiller can hide pain, so the plan waits for scores without.")
    )
    dose: str | None = optional(Text(1, 100), N_("How much"))
