"""How the knees are: the daily check-in and single pain notes (NPRS 0 to 10)."""

from __future__ import annotations

from dataclasses import replace
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
    Shown,
    optional,
    required,
)
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """Pain now, worst and average of the last 24 h per knee, swelling, limp, warning signs and symptoms."""

    at: datetime = required(LocalTime(), N_("When"))
    now: KneeScores = required(Scores(), N_("Pain now"))
    worst_24h: KneeScores = required(Scores(), N_("Worst in the last 24 hours"))
    average_24h: KneeScores | None = optional(
        Scores(), N_("Average of the last 24 hours"), N_("If you keep track of it.")
    )
    swelling: bool = required(Flag(), N_("Swelling, new or more than before"))
    limp: bool = required(Flag(), N_("Limping"))
    red_flags: tuple[RedFlag, ...] = optional(
        Codes(RedFlag, 12, always_written=True),
        N_("Warning signs"),
        N_("These stop the plan. Each says how soon a doctor has to look."),
        default=(),
    )
    signs: tuple[Sign, ...] = optional(Codes(Sign, 8, always_written=True), N_("How you are"), default=())
    symptoms: tuple[Symptom, ...] = optional(Codes(Symptom, 5), N_("How the knee is"), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNote(Record):
    """Pain of one knee in one situation."""

    at: datetime = required(LocalTime(), N_("When"))
    side: Knee = required(Choice(Knee), N_("Which knee"))
    score: int = required(Integer(0, 10), N_("Pain"), shown=Shown.SCORE)
    context: PainContext = required(Choice(PainContext), N_("While"))
    zone: Zone | None = optional(Choice(Zone), N_("Where on the knee"))


def with_worst(check_in: CheckIn, knee: Knee, worst: int | None) -> CheckIn:
    """`check_in` with a new worst pain of 24 hours of one knee, and with what follows from it for the pain now.

    A worst of 0 leaves no other now. A now that was only known because of that 0, or that lies above the new worst, has
    not been answered: it becomes unknown and is asked again. None takes both answers back.
    """
    before, now = check_in.worst_24h.of(knee), check_in.now.of(knee)
    if worst == 0:
        now = 0
    elif worst is None or before == 0 or (now is not None and now > worst):
        now = None
    return _answered(check_in, knee, now, worst)


def with_now(check_in: CheckIn, knee: Knee, now: int | None) -> CheckIn:
    """`check_in` with a new pain now of one knee; a known worst is at least as high. An unknown worst stays unknown."""
    worst = check_in.worst_24h.of(knee)
    if now is not None and worst is not None:
        worst = max(worst, now)
    return _answered(check_in, knee, now, worst)


def _answered(check_in: CheckIn, knee: Knee, now: int | None, worst: int | None) -> CheckIn:
    return replace(
        check_in,
        now=replace(check_in.now, **{knee.value: now}),
        worst_24h=replace(check_in.worst_24h, **{knee.value: worst}),
    )
