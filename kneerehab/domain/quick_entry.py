"""What one typed line is read against: the diary it goes to, the clock, and what the day asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from kneerehab.domain.training import ExerciseSet, Prescription
from kneerehab.frozen import dataclass

MadeSets = tuple[ExerciseSet, ...]
"""Sets that the line has said before, and that the diary does not hold yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickExercise:
    """An exercise as a line may name it: as it is shown (`name`), or as it is called besides.

    `by_time` is one that is held or rolled, so that a number alone could be seconds or repeats.
    """

    id: str
    name: str
    others: tuple[str, ...]
    per_leg: bool
    by_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickContext:
    """`now` is local; the callables answer for a day.

    `day` is meant where the line names none, and is today or earlier. `affected` are the knees that the plan follows,
    `usual_time` is when an entry for the day is dated, and `open_exercises` are the records that mark all open
    exercises of a day as done at a time. `exercises` are those a line may name, `planned` is the dose of one on a day,
    and `tick` marks what is open of it on these legs as done.
    """

    diary: Diary
    now: datetime
    day: date
    affected: Callable[[date], Side]
    usual_time: Callable[[date], datetime]
    open_exercises: Callable[[date, datetime, MadeSets], tuple[Record, ...]]
    exercises: Callable[[], tuple[QuickExercise, ...]]
    planned: Callable[[str, date], Prescription | None]
    tick: Callable[[str, Side, datetime, MadeSets], MadeSets]
