"""Words of a guided session: what is going on, what comes next, and the doses of an exercise plan."""

from __future__ import annotations

from kneerehab.domain.codes import ExerciseKind
from kneerehab.domain.exercise import Dose
from kneerehab.domain.training import ExerciseSet, Prescription, Target
from kneerehab.i18n import N_, Np_, _
from kneerehab.wording.records import dose

_BEATS = {"down": N_("Down"), "hold": N_("Hold"), "up": N_("Up"), "move": N_("Move"), "back": Np_("movement", "Back")}
_STAGES = {"ready": N_("Get ready"), "switch": N_("Switch sides"), "rest": N_("Rest"), "over": N_("All done")}


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


def full_dose(what: Dose, *, per_leg: bool) -> str:
    """The dose to grow to, with its range: "3 × 12–15" or "3 × 15, 2–5 s hold each leg"."""

    def span(least: int, most: int | None) -> str:
        return f"{least}–{most}" if most is not None and most != least else str(least)

    held = span(what.hold_seconds, what.most_hold_seconds) if what.hold_seconds is not None else ""
    if what.reps is not None:
        text = f"{what.sets} × {span(what.reps, what.most_reps)}"
        text = _("{dose}, {seconds} s hold").format(dose=text, seconds=held) if held else text
    else:
        text = _("{sets} × {seconds} s").format(sets=what.sets, seconds=held)
    return _("{dose} each leg").format(dose=text) if per_leg else text


def set_words(target: Target) -> str:
    """One set of a dose: "30 s" or "8 repeats"."""
    if target.reps is not None:
        return _("{n} repeats").format(n=target.reps)
    return _("{n} s").format(n=target.hold_seconds)


def about_minutes(seconds: int) -> str:
    """ "about 8 min", at least 1."""
    return _("about {n} min").format(n=max(1, round(seconds / 60)))
