"""Icing sessions (clinical rules D2 to D6)."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.fields import Choice, Flag, Integer, LocalTime, Shown, optional, required
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class IcingSession(Record):
    """Ice on a knee: start, minutes, pain before and after, and whether the skin looked fine."""

    at: datetime = required(LocalTime(), N_("Start"))
    minutes: int = required(Integer(1, 60), N_("Time"), shown=Shown.MINUTES, header="duration_min")
    side: Side = required(Choice(Side), N_("Which knee"))
    pain_before: int | None = optional(Integer(0, 10), N_("Pain before"), shown=Shown.SCORE)
    pain_after: int | None = optional(Integer(0, 10), N_("Pain after"), shown=Shown.SCORE)
    skin_ok: bool | None = optional(Flag(), N_("Was the skin fine afterwards?"))
