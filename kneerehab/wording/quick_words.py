"""The words of quick entry.

A translation gives the words of its language, parted by commas; a phrase may have several words.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from kneerehab.domain.codes import ActivityKind, CareKind, CrossKind, Side, Surface
from kneerehab.domain.folding import spellings
from kneerehab.i18n import N_, Np_, _


class Subject(StrEnum):
    """What a statement is about, where no code of the diary says it."""

    CHECK_IN = "check_in"
    ICE = "ice"
    EXERCISES = "exercises"
    EXERCISE = "exercise"
    MEDICINE = "medicine"


class Moment(StrEnum):
    """When a pain was felt: around a run, or for the check-in."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    WORST = "worst"
    NOW = "now"


NO_PAIN = N_("no pain, without pain, pain free, pain-free, painless")
PAIN = N_("pain")
NOTE = N_("note, note:")
AT = N_("at, @")
TODAY = N_("today")
YESTERDAY = N_("yesterday")
EFFORT = N_("effort, rpe")
DONE = N_("done, all done, all")
FILLERS = N_("and, in, for, on, with, a, an, the, of, was, knee, knees, i, my, it, did")
FORM_USUAL = N_("as usual, moved as usual, form fine, form ok, form as usual, form unchanged")
FORM_CHANGED = N_("form changed, limped, limping")
SWELLING = N_("swelling, swollen")
NO_SWELLING = N_("no swelling, not swollen")
LIMP = N_("limp, limping")
NO_LIMP = N_("no limp, not limping")
PAINKILLER = N_("painkiller, a painkiller")
TIMES = N_("x, times")
SETS = N_("sets, set")
REPS = N_("repeats, repeat, reps, rep, repetitions, repetition, times")
HOLD = N_("hold, held, each")
KILOGRAMS = N_("kg, kilos, kilo")
NO_PAINKILLER = N_("not a painkiller, no painkiller")
KNOWN_PAINKILLERS = N_("ibuprofen, naproxen, paracetamol")
"""Those that the plan's window for painkillers was made for (D9)."""

SUBJECTS: Mapping[StrEnum, str] = {
    ActivityKind.RUN: N_("run, ran, running, jog, jogged"),
    ActivityKind.WALK: N_("walk, walked, walking"),
    CrossKind.SWIM: N_("swim, swam, swimming"),
    CrossKind.CYCLE: N_("cycle, cycled, cycling, bike, biked"),
    CrossKind.ROW: N_("row, rowed, rowing"),
    CrossKind.PILATES: N_("pilates"),
    CrossKind.STRENGTH: N_("strength, strength training, gym"),
    Subject.CHECK_IN: N_("check-in, check in"),
    Subject.ICE: N_("ice, iced, icing"),
    Subject.EXERCISES: N_("exercises, all exercises, exercise"),
    Subject.MEDICINE: N_("took, medicine, medication"),
    CareKind.REST: N_("rest, rested"),
    CareKind.COMPRESSION: N_("compression"),
    CareKind.ELEVATION: N_("elevation, leg up, legs up"),
    CareKind.BRACE: N_("brace"),
    CareKind.TAPE: N_("tape, taped"),
    CareKind.INSOLES: N_("insoles"),
    CareKind.WARM_UP: N_("warm-up, warm up, warmup"),
    CareKind.COOL_DOWN: N_("cool-down, cool down, cooldown"),
}
SIDES: Mapping[Side, str] = {
    Side.LEFT: N_("left, l, left knee, left leg"),
    Side.RIGHT: N_("right, r, right knee, right leg"),
    Side.BOTH: N_("both, both knees, both legs"),
}
AROUND_RUNS: Mapping[Moment, str] = {
    Moment.BEFORE: N_("before"),
    Moment.DURING: N_("during"),
    Moment.AFTER: N_("after"),
}
IN_CHECK_IN: Mapping[Moment, str] = {
    Moment.WORST: Np_("typed", "worst"),
    Moment.NOW: Np_("typed", "now"),
}
SURFACES: Mapping[Surface, str] = {
    Surface.FLAT_ROAD: N_("flat, flat road"),
    Surface.TRACK: N_("track"),
    Surface.TREADMILL: N_("treadmill"),
    Surface.FLAT_TRAIL: N_("flat trail"),
    Surface.HILLY: N_("hills, hilly"),
    Surface.UNEVEN: N_("uneven, uneven ground"),
    Surface.DOWNHILL: N_("downhill"),
    Surface.STAIRS: N_("stairs"),
    Surface.CAMBERED: N_("cambered, sloping road edge"),
    Surface.SPRINT: N_("sprint, sprints"),
}


def phrases_of(phrases: str) -> tuple[list[str], ...]:
    """The phrases of a text in the user's language, the longest first."""
    return _parted(_(phrases))


@cache
def _parted(translated: str) -> tuple[list[str], ...]:
    found = [spelt.split() for phrase in translated.split(",") for spelt in spellings(phrase)]
    return tuple(sorted((phrase for phrase in found if phrase), key=len, reverse=True))


def first(phrases: str) -> str:
    """The phrase that the program itself writes: the first of the translated ones."""
    return _(phrases).split(",")[0].strip()
