"""Clinic visits and outcome measures (clinical rules 1F)."""

from __future__ import annotations

from datetime import date, datetime

from kneerehab.domain.codes import Clinician, Knee, Measure
from kneerehab.domain.fields import Choice, Day, LocalTime, Number, Text, optional, required
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicVisit(Record):
    """A visit: when, who, the advice given and the next date; questions to ask live in the note."""

    at: datetime = required(LocalTime(), N_("When"))
    who: Clinician = required(Choice(Clinician), N_("Who"))
    name: str | None = optional(Text(1, 100), N_("Name"))
    advice: str | None = optional(Text(1, 2000), N_("Advice"))
    next_date: date | None = optional(Day(), N_("Next visit"))
    note: str | None = optional(Text(0, 2000), N_("Questions and notes for the visit"))


COUNTED = (Measure.STEP_DOWN_30S,)
"""Measures that are counted: their results are whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """A result: PSFS 0 to 10 per own activity, step-downs in 30 s per leg, AKPS or KOOS-PF 0 to 100, UWRI 0 to 36."""

    at: datetime = required(LocalTime(), N_("When"))
    measure: Measure = required(Choice(Measure), N_("Test"))
    value: float = required(Number(0, 100), N_("Result"))
    side: Knee | None = optional(Choice(Knee), N_("Which knee"))
    activity: str | None = optional(
        Text(1, 100), N_("Your activity"), N_("Something you want to do again, such as long stairs.")
    )
