"""Words of the care log that the card shows before any of its forms is opened."""

from __future__ import annotations

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.i18n import N_, _
from kneerehab.services.care import BreakIn

WARM_UP, COOL_DOWN = N_("Warm-up"), N_("Cool-down")


def easy_part(record: Activity) -> str | None:
    """`WARM_UP` or `COOL_DOWN` if a cross-training is one; written in English or in the user's language."""
    for name in (WARM_UP, COOL_DOWN):
        if record.kind is ActivityKind.CROSS and record.note in (name, _(name)):
            return name
    return None


def schedule_words(state: BreakIn) -> str:
    """Where the insoles' break-in stands, in a sentence or two."""
    if state.hours is not None:
        text = _("Day {day} of wear: up to {hours} h.").format(day=state.day, hours=state.hours)
    else:
        text = _("Worn in: as long as you like, sport too.")
    if state.review:
        text += " " + _("You began six weeks ago or more: a physio can say whether they still help.")
    return text
