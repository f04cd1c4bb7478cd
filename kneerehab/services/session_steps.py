"""What a guided session is made of: the exercises of the day as items, and the steps that lead through them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from kneerehab import library
from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.exercise import Tempo, Variant
from kneerehab.domain.training import Prescription, Target
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import exercise_name, is_per_leg
from kneerehab.services.today import ExerciseDue

GET_READY = 10
"""Seconds before the first set of an exercise."""
SWITCH = 5
"""Seconds to change the leg, and the least rest between sets."""
USUAL_REST = 30
"""Seconds between sets if the plan says nothing."""
OWN_PACE = 4
"""Seconds of a repeat without a stated pace, to estimate how long a session takes."""


class Stage(StrEnum):
    """What is going on."""

    READY = "ready"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    OVER = "over"


class Beat(StrEnum):
    """The part of a paced repeat."""

    DOWN = "down"
    HOLD = "hold"
    UP = "up"
    MOVE = "move"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One exercise of a session; `done` is the number of sets each side has behind it already.

    `easier` is the way that may be offered on a sore day; `easy` says that it was taken. `note` is the usual way.
    """

    exercise: str
    name: str
    sides: tuple[Side, ...]
    target: Target
    rest_seconds: int
    tempo: Tempo | None = None
    note: str | None = None
    done: tuple[int, ...] = ()
    easier: Variant | None = None
    easy: bool = False

    @property
    def way(self) -> str | None:
        """How it is done, if not as the library shows it."""
        return self.easier.name if self.easy and self.easier is not None else self.note

    @property
    def beats(self) -> tuple[tuple[Beat, int], ...]:
        """The parts of one repeat with their seconds; empty if everyone goes at their own pace."""
        if self.target.reps is None:
            return ()
        if self.tempo is not None:
            parts = ((Beat.DOWN, self.tempo.down), (Beat.HOLD, self.tempo.hold), (Beat.UP, self.tempo.up))
        elif self.target.hold_seconds is not None:
            parts = ((Beat.MOVE, 1), (Beat.HOLD, self.target.hold_seconds), (Beat.BACK, 1))
        else:
            return ()
        return tuple(part for part in parts if part[1])

    @property
    def per_repeat(self) -> int:
        """Seconds of one repeat, 0 at one's own pace."""
        return sum(seconds for _beat, seconds in self.beats)

    def beat_at(self, elapsed: float) -> tuple[Beat, int]:
        """The part of a repeat so many seconds into a set, and its seconds left, rounded up; it must have beats."""
        into = elapsed % self.per_repeat
        for beat, seconds in self.beats:
            if into < seconds:
                return beat, max(1, -int(-(seconds - into) // 1))
            into -= seconds
        return self.beats[-1][0], 1

    @property
    def work_seconds(self) -> int:
        """Seconds of one set on one side, 0 if its end is not a matter of time."""
        if self.target.reps is not None:
            return self.target.reps * self.per_repeat
        return self.target.hold_seconds or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stretch of the session; `seconds` is 0 where the runner says when it is over. Sets count from 1."""

    stage: Stage
    item: int
    set: int
    side: Side
    seconds: int


def item_of(diary: Diary, prescription: Prescription, due: ExerciseDue | None = None) -> Item:
    """What a session needs of a prescription; with `due`, sets that were done today are not asked for again."""
    shipped = library.find(prescription.exercise)
    per_leg = is_per_leg(diary, prescription.exercise)
    knees = prescription.side.knees
    sides = tuple(Side(knee.value) for knee in knees) if per_leg else (Side.BOTH,)
    done = tuple(0 for _ in sides)
    if due is not None:
        done = tuple(min(due.sets_done(knee) for knee in side.knees) for side in sides)
    return Item(
        exercise=prescription.exercise,
        name=exercise_name(diary, prescription.exercise),
        sides=sides,
        target=prescription.target,
        rest_seconds=USUAL_REST if prescription.rest_seconds is None else prescription.rest_seconds,
        tempo=shipped.tempo if shipped is not None else None,
        note=prescription.note,
        done=done,
        easier=_easier(prescription),
    )


def _easier(prescription: Prescription) -> Variant | None:
    """The easier way of a shipped exercise, unless it is the way it is done already."""
    shipped = library.find(prescription.exercise)
    return None if shipped is None or prescription.note == shipped.easier.name else shipped.easier


def items_due(diary: Diary, dues: Iterable[ExerciseDue]) -> tuple[Item, ...]:
    """The items of a session for a day: what is due and not complete, without the sets done already."""
    return tuple(item_of(diary, due.prescription, due) for due in dues if due.due and not due.complete)


def plan_steps(items: Iterable[Item]) -> tuple[Step, ...]:
    """Every step of a session, in order: sides take turns within a set, and rest comes after both."""
    steps: list[Step] = []
    for number, item in enumerate(items):
        before: int | None = None
        for count in range(1, item.target.sets + 1):
            for place, side in enumerate(item.sides):
                if item.done and count <= item.done[place]:
                    continue
                if before is None:
                    wait = (Stage.READY, GET_READY)
                elif before == count:
                    wait = (Stage.SWITCH, SWITCH)
                else:
                    wait = (Stage.REST, max(SWITCH, item.rest_seconds))
                for stage, seconds in (wait, (Stage.WORK, item.work_seconds)):
                    steps.append(Step(stage=stage, item=number, set=count, side=side, seconds=seconds))
                before = count
    return tuple(steps)


def seconds_of(items: tuple[Item, ...]) -> int:
    """About how long a session of these items takes."""
    return sum(about(items, step) for step in plan_steps(items))


def share_done(
    items: tuple[Item, ...], steps: tuple[Step, ...], item: int, done: Collection[int], begun: float
) -> float:
    """How much of an exercise is done, 0 to 1, with `begun` seconds of a set; what was skipped stays open."""
    mine = [n for n, step in enumerate(steps) if step.item == item and step.stage is Stage.WORK]
    whole = sum(about(items, steps[n]) for n in mine)
    behind = begun + sum(about(items, steps[n]) for n in mine if n in done)
    return min(1.0, behind / whole) if whole else 1.0


def about(items: tuple[Item, ...], step: Step) -> int:
    own_pace = step.stage is Stage.WORK and not step.seconds
    return (items[step.item].target.reps or 1) * OWN_PACE if own_pace else step.seconds
