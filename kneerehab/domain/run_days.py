"""Whether the weekdays a runner would like to run on go together with the plan (R12, R13 of its specification)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from kneerehab.domain.codes import Weekday

WEEK = tuple(Weekday)
_MOST_WITH_REST = 3
"""Of seven days, which repeat, at most three can lie apart."""


class Wish(StrEnum):
    """What the plan makes of a wish for runs a week and weekdays."""

    OPEN = "open"  # no weekday is named
    FITS = "fits"
    IN_A_ROW = "in_a_row"  # two named days lie next to each other, which the plan does not offer
    NO_REST = "no_rest"  # so many runs leave no rest day between them
    TOO_MANY = "too_many"  # more days than runs
    TOO_FEW = "too_few"  # fewer days than runs


def neighbours(days: Collection[Weekday]) -> tuple[Weekday, Weekday] | None:
    """The first two of these days that follow each other, Sunday and Monday too; None if there are none."""
    for place, day in enumerate(WEEK):
        after = WEEK[(place + 1) % len(WEEK)]
        if day in days and after in days:
            return day, after
    return None


def wish(days: Collection[Weekday], runs_per_week: int, *, consecutive: bool) -> Wish:
    """How the wish stands; `consecutive` says whether runs on two days in a row may be offered."""
    if not consecutive and runs_per_week > _MOST_WITH_REST:
        return Wish.NO_REST
    if not days:
        return Wish.OPEN
    if not consecutive and neighbours(days) is not None:
        return Wish.IN_A_ROW
    if len(days) > runs_per_week:
        return Wish.TOO_MANY
    return Wish.TOO_FEW if len(days) < runs_per_week else Wish.FITS


def suggested_rung(days_off: int) -> int:
    """The rung to begin the ladder on after so many days without a run (plan settings, section 2)."""
    return 3 if days_off <= 14 else 2 if days_off <= 42 else 1
