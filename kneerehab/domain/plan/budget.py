"""Amounts of time and distance in whole numbers: steps, limits, start amounts and the ceilings of a day."""

from __future__ import annotations

from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.course import Course
from kneerehab.domain.plan.days import UNKNOWN

MINIMUM_WEEK = Amount(seconds=1800, metres=3000)
SMALLEST_RUN = Amount(seconds=300, metres=500)
LADDER_SECONDS = 1440
LADDER_METRES = 3000
"""Distance of one ladder run if none of the last ones states its metres."""


def share(amount: Amount, numerator: int, denominator: int) -> Amount:
    """A fraction of both amounts, rounded down."""
    return Amount(seconds=amount.seconds * numerator // denominator, metres=amount.metres * numerator // denominator)


def at_most(amount: Amount, limit: Amount) -> Amount:
    """Both amounts, not above the limit."""
    return Amount(seconds=min(amount.seconds, limit.seconds), metres=min(amount.metres, limit.metres))


def at_least(amount: Amount, limit: Amount) -> Amount:
    """Both amounts, not below the limit."""
    return Amount(seconds=max(amount.seconds, limit.seconds), metres=max(amount.metres, limit.metres))


def stepped_back(budget: Amount) -> Amount:
    """80 % of a budget, not below the minimum week."""
    return at_least(share(budget, 80, 100), MINIMUM_WEEK)


def grown(budget: Amount, permille: int) -> Amount:
    """A budget one week of growth later."""
    return share(budget, 1000 + permille, 1000)


def direct_start(course: Course) -> Amount:
    """The first budget without the ladder."""
    settings = course.settings
    if settings.starting_week is not None:
        return _start(course, settings.starting_week)
    return _start(course, MINIMUM_WEEK if settings.usual_week is None else share(settings.usual_week, 1, 2))


def ladder_start(course: Course) -> Amount:
    """The first budget after the ladder, from the longer of the last two run days before today."""
    by_day, runs = course.by_day, course.settings.runs_per_week
    sums = [by_day.runs[day].metres for day in by_day.runs_before(course.day)[-2:]]
    longer = max((metres for metres in sums if metres is not None), default=LADDER_METRES)
    return _start(course, Amount(seconds=runs * LADDER_SECONDS, metres=runs * longer))


def _start(course: Course, amount: Amount) -> Amount:
    goal = course.settings.goal
    return at_least(amount if goal is None else at_most(amount, goal), MINIMUM_WEEK)


def session_cap(course: Course, day: int) -> tuple[int | None, int | None]:
    """Seconds and metres that a single session of `day` should not pass (C7); `None` where there is no cap."""
    if not course.settings.session_cap:
        return None, None
    seconds, metres = course.by_day.longest_run(day)
    return (
        None if seconds == UNKNOWN else max(SMALLEST_RUN.seconds, seconds * 110 // 100),
        None if metres == UNKNOWN else max(SMALLEST_RUN.metres, metres * 110 // 100),
    )


def ceilings(course: Course) -> tuple[int, int]:
    """Today's share of the open week in seconds and metres, not above the session cap; worked out once a day."""
    if course.ceilings is None:
        week = course.week
        assert week is not None  # BUILD and MAINTAIN always have an open week
        left = max(1, course.settings.runs_per_week - week.sessions)
        seconds = max(0, week.budget.seconds - week.done_seconds) // left
        metres = max(0, week.budget.metres - week.done_metres) // left
        cap_seconds, cap_metres = session_cap(course, course.day)
        course.ceilings = (
            seconds if cap_seconds is None else min(seconds, cap_seconds),
            metres if cap_metres is None else min(metres, cap_metres),
        )
    return course.ceilings


def too_small(seconds: int, metres: int) -> bool:
    """Whether a ceiling leaves less than the smallest run."""
    return seconds < SMALLEST_RUN.seconds or metres < SMALLEST_RUN.metres
