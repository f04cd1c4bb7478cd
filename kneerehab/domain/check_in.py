"""How the knees are: the daily check-in and single pain notes (NPRS 0 to 10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kneerehab.domain.codes import Knee, PainContext, RedFlag, Sign, Symptom, Zone
from kneerehab.domain.fields import (
    Choice,
    Codes,
    Flag,
    Integer,
    KneeScores,
    LocalTime,
    Scores,
    optional,
    required,
)
from kneerehab.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """Pain now, worst and average of the last 24 h per knee, swelling, limp, warning signs and symptoms."""

    at: datetime = required(LocalTime())
    now: KneeScores = required(Scores())
    worst_24h: KneeScores = required(Scores())
    average_24h: KneeScores | None = optional(Scores())
    swelling: bool = required(Flag())
    limp: bool = required(Flag())
    red_flags: tuple[RedFlag, ...] = optional(Codes(RedFlag, 12, always_written=True), default=())
    signs: tuple[Sign, ...] = optional(Codes(Sign, 8, always_written=True), default=())
    symptoms: tuple[Symptom, ...] = optional(Codes(Symptom, 5), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNote(Record):
    """Pain of one knee in one situation."""

    at: datetime = required(LocalTime())
    side: Knee = required(Choice(Knee))
    score: int = required(Integer(0, 10))
    context: PainContext = required(Choice(PainContext))
    zone: Zone | None = optional(Choice(Zone))
