"""Clinic visits and outcome measures (clinical rules 1F)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kneerehab.domain.codes import Clinician, Knee, Measure
from kneerehab.domain.fields import Choice, Day, LocalTime, Number, Text, optional, required
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicVisit(Record):
    """A visit: when, who, the advice given and the next date; questions to ask live in the note."""

    at: datetime = required(LocalTime())
    who: Clinician = required(Choice(Clinician))
    name: str | None = optional(Text(1, 100))
    advice: str | None = optional(Text(1, 2000))
    next_date: date | None = optional(Day())


COUNTED = (Measure.STEP_DOWN_30S,)
"""Measures that are counted: their results are whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Record):
    """A result: PSFS 0 to 10 per own activity, step-downs in 30 s per leg, AKPS or KOOS-PF 0 to 100, UWRI 0 to 36."""

    at: datetime = required(LocalTime())
    measure: Measure = required(Choice(Measure))
    value: float = required(Number(0, 100))
    side: Knee | None = optional(Choice(Knee))
    activity: str | None = optional(Text(1, 100))
