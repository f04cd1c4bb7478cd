"""Exercises of one runner: their names, the plan of exercises (prescriptions), ready-made sets, and the next step up.

A change of dose holds from a day on and never rewrites the past: the dose before it ends the day before, and what was
logged keeps its own copy of the target. Functions return the records to save and to remove, for one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from kneerehab import library
from kneerehab.domain.codes import Knee, PainContext, Phase, Side, Zone
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.exercise import Dose, Exercise
from kneerehab.domain.plan.days import ByDay, checked, masked
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.record import Record, age, new_id
from kneerehab.domain.training import ExerciseSet, OwnExercise, Prescription
from kneerehab.frozen import dataclass
from kneerehab.i18n import _

Steps = tuple[tuple[Record, ...], tuple[Record, ...]]
"""The records to save, and those to remove."""

SESSIONS_TO_LEVEL_UP = 2
"""Sessions at the full dose before more is suggested (1H, our choice)."""

MOST_IN_A_SET = 6
"""Exercises of a ready-made set where several places hurt, our choice."""


# what an exercise is
def own_exercise(diary: Diary, exercise: str) -> OwnExercise | None:
    """The runner's own exercise of that id."""
    return next((own for own in diary.exercises if own.id == exercise), None)


def exercise_name(diary: Diary, exercise: str) -> str:
    """The name of a shipped exercise (slug) or of the runner's own (id); unknown ones show their text."""
    shipped = library.find(exercise)
    if shipped is not None:
        return _(shipped.name)
    own = own_exercise(diary, exercise)
    return own.name if own is not None else exercise


def every_name(diary: Diary, exercise: str) -> tuple[str, ...]:
    """Its name, and what else a shipped one is called."""
    shipped = library.find(exercise)
    others = () if shipped is None else shipped.other_names
    return exercise_name(diary, exercise), *map(_, others)


def is_per_leg(diary: Diary, exercise: str) -> bool:
    """Whether each leg does the exercise by itself."""
    shipped = library.find(exercise)
    if shipped is not None:
        return shipped.per_leg
    own = own_exercise(diary, exercise)
    return own.per_leg if own is not None else True


def is_used(diary: Diary, exercise: str) -> bool:
    """Whether the log or the plan of exercises, past or present, names it."""
    return any(done.exercise == exercise for done in diary.exercise_sets) or any(
        dose.exercise == exercise for dose in diary.prescriptions
    )


def easier_way_of(done: ExerciseSet) -> str | None:
    """The name of the easier way in which sets were done; it is their note."""
    shipped = library.find(done.exercise)
    return shipped.easier.name if shipped is not None and done.note == shipped.easier.name else None


# the plan of exercises
def prescribed(diary: Diary, day: date) -> dict[str, Prescription]:
    """Exercise → its dose on `day`; of several the one that began last, of those the one that was changed last."""
    doses = sorted(
        (dose for dose in diary.prescriptions if dose.covers(day)), key=lambda dose: (dose.from_, *age(dose))
    )
    return {dose.exercise: dose for dose in doses}


def is_doubled(diary: Diary, dose: Prescription, day: date) -> bool:
    """Whether another dose of the exercise began on the same day and holds on `day`, as in a file that was merged."""
    same = (item for item in diary.prescriptions if item.exercise == dose.exercise and item.from_ == dose.from_)
    return any(item.id != dose.id and item.covers(day) for item in same)


def planned_later(diary: Diary, exercise: str, day: date) -> Prescription | None:
    """The next dose of an exercise that begins after `day`."""
    return next((item for item in diary.prescriptions if item.exercise == exercise and item.from_ > day), None)


def starting_dose(exercise: str, start: date, *, side: Side = Side.BOTH) -> Prescription:
    """The dose to begin with from `start` on, on both legs (A8); an own exercise begins with 2 × 8, our choice."""
    shipped = library.find(exercise)
    dose = shipped.start if shipped is not None else Dose(sets=2, reps=8, rest_seconds=45, days_per_week=3)
    return Prescription(
        id=new_id(),
        exercise=exercise,
        from_=start,
        sets=dose.sets,
        reps=dose.reps,
        hold_seconds=dose.hold_seconds,
        rest_seconds=dose.rest_seconds,
        days_per_week=dose.days_per_week,
        side=side,
    )


def prescribe(diary: Diary, wanted: Prescription) -> Steps:
    """A dose from its first day on: the one before ends the day before, later plans for the exercise give way.

    A dose that began on that very day is replaced and keeps its id.
    """
    saved, removed = _ended(diary, wanted.exercise, wanted.from_)
    begun = next((old for old in removed if isinstance(old, Prescription) and old.from_ == wanted.from_), None)
    if begun is not None:
        removed = tuple(old for old in removed if old is not begun)
        wanted = replace(wanted, id=begun.id)
    return (*saved, wanted), removed


def take_out(diary: Diary, exercise: str, day: date) -> Steps:
    """The exercise is no longer planned from `day` on; days before keep it."""
    return _ended(diary, exercise, day)


def exchange(diary: Diary, old: str, wanted: Prescription) -> Steps:
    """Another exercise instead of `old` from the first day of `wanted` on."""
    saved, removed = _ended(diary, old, wanted.from_)
    more, gone = prescribe(diary, wanted)
    return (*saved, *more), (*removed, *gone)


def _ended(diary: Diary, exercise: str, day: date) -> Steps:
    """Doses of an exercise cut off before `day`: those under way end, those that would begin later are removed."""
    eve = day - timedelta(days=1)
    saved: list[Record] = []
    removed: list[Record] = []
    for old in diary.prescriptions:
        if old.exercise != exercise or (old.to is not None and old.to < day):
            continue
        if old.from_ < day:
            saved.append(replace(old, to=eve))
        else:
            removed.append(old)
    return tuple(saved), tuple(removed)


# ready-made sets
def starting_slugs(phase: Phase, zones: Iterable[Zone] = ()) -> tuple[str, ...]:
    """The exercises of the ready-made set of a phase for pain in these places; where several hurt, by turns of each.

    What one of the places wants to rest is left out, at most `MOST_IN_A_SET` remain.
    """
    sets = [protocol.set_for(phase) for protocol in library.protocols_for(zones)]
    resting = resting_slugs(phase, zones)
    by_turns = [slug for turn in zip_longest(*(one.exercises for one in sets)) for slug in turn if slug]
    return tuple(slug for slug in dict.fromkeys(by_turns) if slug not in resting)[:MOST_IN_A_SET]


def resting_slugs(phase: Phase, zones: Iterable[Zone] = ()) -> frozenset[str]:
    """The exercises that had better rest in a phase, for pain in these places (A5: no bending loads while sore)."""
    return frozenset(slug for protocol in library.protocols_for(zones) for slug in protocol.set_for(phase).rests)


def starting_set(phase: Phase, start: date, zones: Iterable[Zone] = ()) -> tuple[Prescription, ...]:
    """Prescriptions at their starting dose, both legs (A8), from `start` on."""
    return tuple(starting_dose(slug, start) for slug in starting_slugs(phase, zones))


def joined(steps: Iterable[Steps]) -> Steps:
    """Several changes as one: one step of undo."""
    steps = tuple(steps)
    return tuple(record for saved, _gone in steps for record in saved), tuple(
        record for _saved, gone in steps for record in gone
    )


# the next step up
@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A little more of an exercise, or (`wanted` None) its harder way; `days` are the two sessions that allow it."""

    prescription: Prescription
    wanted: Prescription | None
    days: tuple[date, ...]


def suggestions(diary: Diary, settings: PlanSettings, day: date) -> tuple[Suggestion, ...]:
    """What may grow by `day`: two sessions in a row at the full dose, pain within the limit, quiet next mornings.

    Unknown pain is not "no pain": a session without a score allows nothing. It is only ever suggested (1H).
    """
    found = []
    for prescription in prescribed(diary, day).values():
        shipped = library.find(prescription.exercise)
        if shipped is None:
            continue
        days = _sessions(diary, prescription, day)[-SESSIONS_TO_LEVEL_UP:]
        if len(days) < SESSIONS_TO_LEVEL_UP:
            continue
        if all(
            _is_full(diary, prescription, on, settings) and _quiet_morning_after(diary, on, settings) for on in days
        ):
            wanted = step_up(prescription, shipped, day)
            if wanted is not None or shipped.harder is not None:
                found.append(Suggestion(prescription=prescription, wanted=wanted, days=tuple(days)))
    return tuple(found)


def step_up(now: Prescription, exercise: Exercise, start: date) -> Prescription | None:
    """The next dose towards the full one, from `start` on; None at the top. The size of a step is our choice.

    Repeats (by 2) or seconds of a hold (by 10) grow first. Another set then begins with less, just above the old sum.
    """
    full = exercise.full
    # Whoever prescribed the dose before did not decide this one.
    later = replace(now, id=new_id(), from_=start, to=None, changed=None, by=None, role=None)
    top_reps, top_hold = full.most_reps or full.reps, full.most_hold_seconds or full.hold_seconds
    if now.reps is not None and top_reps is not None:
        in_set = full.reps if now.sets < full.sets and full.reps else top_reps
        if now.reps < in_set:
            return replace(later, reps=min(now.reps + 2, in_set))
        if now.sets < full.sets:
            return replace(later, sets=now.sets + 1, reps=now.sets * now.reps // (now.sets + 1) + 1)
        if now.hold_seconds is not None and top_hold is not None and now.hold_seconds < top_hold:
            return replace(later, hold_seconds=now.hold_seconds + 1)
        return None
    if now.hold_seconds is None or top_hold is None:
        return None
    if now.hold_seconds < top_hold:
        return replace(later, hold_seconds=min(now.hold_seconds + 10, top_hold))
    if now.sets < full.sets:
        held = (now.sets * now.hold_seconds // (now.sets + 1) // 5 + 1) * 5
        return replace(later, sets=now.sets + 1, hold_seconds=held)
    return None


def _sessions(diary: Diary, prescription: Prescription, day: date) -> list[date]:
    """The days before `day`, under this very dose, on which the exercise was done."""
    return sorted(
        {
            done.at.date()
            for done in between(diary.exercise_sets, prescription.from_, day - timedelta(days=1))
            if done.exercise == prescription.exercise
        }
    )


def _is_full(diary: Diary, prescription: Prescription, day: date, settings: PlanSettings) -> bool:
    """Whether every leg did all its sets in full, with a known pain within the green limit G.

    Sets done an easier way than planned are no step towards more.
    """
    done = [item for item in between(diary.exercise_sets, day, day) if item.exercise == prescription.exercise]
    if any(easier_way_of(item) not in (None, prescription.note) for item in done):
        return False
    scores = [item.pain for item in done if item.pain is not None]
    scores += [note.score for note in between(diary.pain_notes, day, day) if note.context is PainContext.EXERCISE]
    if not any(item.pain is not None for item in done) or max(scores) > settings.quiet:
        return False
    return all(_full_sets(done, prescription, knee) >= prescription.sets for knee in prescription.side.knees)


def _full_sets(done: Iterable[ExerciseSet], prescription: Prescription, knee: Knee) -> int:
    """Sets of one leg that reached the prescribed repeats and hold."""

    def reached(has: int | None, wanted: int | None) -> bool:
        return wanted is None or (has is not None and has >= wanted)

    return sum(
        item.sets
        for item in done
        if knee in item.side.knees
        and reached(item.reps, prescription.reps)
        and reached(item.hold_seconds, prescription.hold_seconds)
    )


def _quiet_morning_after(diary: Diary, day: date, settings: PlanSettings) -> bool:
    """Whether the next day was checked and quiet in the morning: no score above G, no swelling, limp or painkiller."""
    morning = day + timedelta(days=1)
    facts = ByDay(diary.around(day, morning)).on(morning.toordinal())  # no painkiller masks for longer than a day
    return (
        checked(facts, settings)
        and not masked(facts, settings)
        and not (facts.swollen or facts.limping)
        and max(facts.mornings) <= settings.quiet
    )
