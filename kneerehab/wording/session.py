"""Words of a guided session: what is going on, what comes next, and the doses of an exercise plan."""

from __future__ import annotations

from kneerehab.domain.codes import ExerciseKind, Side
from kneerehab.domain.training import ExerciseSet, Prescription, Target
from kneerehab.i18n import N_, _
from kneerehab.wording.records import dose

_LEGS = {Side.LEFT: N_("Left leg"), Side.RIGHT: N_("Right leg"), Side.BOTH: N_("Both legs")}
_BEATS = {"down": N_("Down"), "hold": N_("Hold"), "up": N_("Up"), "move": N_("Move"), "back": N_("Back")}
_STAGES = {"ready": N_("Get ready"), "switch": N_("Switch sides"), "rest": N_("Rest"), "over": N_("All done")}


def leg(side: Side) -> str:
    """ "Left leg", "Right leg" or "Both legs"."""
    return _(_LEGS[side])


def beat_word(beat: str) -> str:
    """What a part of a paced repeat is called out as."""
    return _(_BEATS[beat])


def stage_word(stage: str, kind: ExerciseKind | None = None) -> str:
    """What is going on; work without repeats is a hold, or rolling."""
    if stage == "work":
        return _("Roll") if kind is ExerciseKind.ROLL else _("Hold")
    return _(_STAGES[stage])


def dose_each(what: Target | ExerciseSet | Prescription, *, per_leg: bool) -> str:
    """ "3 × 12" or "4 × 30 s each leg"."""
    return _("{dose} each leg").format(dose=dose(what)) if per_leg else dose(what)


def set_words(target: Target) -> str:
    """One set of a dose: "30 s" or "8 repeats"."""
    if target.reps is not None:
        return _("{n} repeats").format(n=target.reps)
    return _("{n} s").format(n=target.hold_seconds)


def about_minutes(seconds: int) -> str:
    """ "about 8 min", at least 1."""
    return _("about {n} min").format(n=max(1, round(seconds / 60)))
