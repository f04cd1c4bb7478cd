"""What the list of exercises shows: a card each, those in the plan first, and what the plan comes to."""

from __future__ import annotations

from datetime import date

from kneerehab import library
from kneerehab.domain.codes import ExerciseKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.training import Prescription
from kneerehab.gui.exercises.grid import CardInfo
from kneerehab.i18n import _
from kneerehab.services.exercises import Suggestion, exercise_name, is_per_leg, own_exercise, starting_dose
from kneerehab.services.session_steps import item_of, seconds_of
from kneerehab.wording.labels import label
from kneerehab.wording.records import dose as dose_words
from kneerehab.wording.session import about_minutes, dose_each


def all_exercises(diary: Diary) -> list[str]:
    """The library, then the runner's own."""
    return [*library.exercises(), *(own.id for own in diary.exercises)]


def subtitle(diary: Diary, plan: dict[str, Prescription], ready: int) -> str:
    """How many are in the plan and how long they take; `ready` of them could do a little more."""
    if not plan:
        return _("None in your plan yet")
    seconds = seconds_of(tuple(item_of(diary, dose) for dose in plan.values()))
    words = _("{n} in your plan, {time}").format(n=len(plan), time=about_minutes(seconds))
    return words + ("  ·  " + _("{n} ready for a little more").format(n=ready) if ready else "")


def cards(
    diary: Diary,
    today: date,
    plan: dict[str, Prescription],
    ready: dict[str, Suggestion],
    hidden: set[str],
    *,
    wanted: str,
    show_hidden: bool,
) -> list[CardInfo]:
    """Those in the plan first, then the library, then the runner's own; `wanted` is a kind, or all."""
    found = []
    for exercise in all_exercises(diary):
        kind = _kind(diary, exercise)
        if wanted not in ("all", kind.value):
            continue
        if exercise in hidden and exercise not in plan and not show_hidden:
            continue
        dose = plan.get(exercise) or starting_dose(exercise, today)
        name = exercise_name(diary, exercise)
        found.append(
            CardInfo(
                exercise=exercise,
                name=_(name) if library.find(exercise) else name,
                short_dose=dose_words(dose),
                dose=dose_each(dose, per_leg=is_per_leg(diary, exercise)),
                kind=label(kind),
                in_plan=exercise in plan,
                ready=exercise in ready,
                hidden=exercise in hidden and exercise not in plan,
            )
        )
    return sorted(found, key=lambda card: not card.in_plan)


def _kind(diary: Diary, exercise: str) -> ExerciseKind:
    shipped, own = library.find(exercise), own_exercise(diary, exercise)
    return shipped.kind if shipped else own.kind if own else ExerciseKind.STRENGTH
