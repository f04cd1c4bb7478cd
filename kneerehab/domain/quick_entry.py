"""What one typed line is read against: the diary it goes to, the clock, and what the day asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickContext:
    """`now` is local; the callables answer for a day.

    `day` is meant where the line names none, and is today or earlier. `affected` are the knees that the plan follows,
    `usual_time` is when an entry for the day is dated, and `open_exercises` are the records that mark all open
    exercises of a day as done at a time.
    """

    diary: Diary
    now: datetime
    day: date
    affected: Callable[[date], Side]
    usual_time: Callable[[date], datetime]
    open_exercises: Callable[[date, datetime], tuple[Record, ...]]
