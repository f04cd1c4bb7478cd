"""Amounts of time and distance in whole numbers: steps, limits, start amounts and the ceilings of a day."""

from __future__ import annotations

from kneerehab.domain.activity import Activity
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.course import Course, Trained
from kneerehab.domain.plan.days import UNKNOWN, RunDay
from kneerehab.domain.plan.verdict import Grade

MINIMUM_WEEK = Amount(seconds=1800, metres=3000)
SMALLEST_RUN = Amount(seconds=300, metres=500)
LADDER_SECONDS = 1440
LADDER_METRES = 3000
"""Distance of one ladder run if none of the last ones states its metres."""

FIRST_RUN = Amount(seconds=1800, metres=5000)
"""The session cap without any run in 30 days (design choice)."""

CAP_DAYS = 30
"""How far back a single run counts for the session cap (C7)."""

_LEVEL_WEEKS, _LEVEL_DAYS = 4, 90


def share(amount: Amount, numerator: int, denominator: int) -> Amount:
    """A fraction of both amounts, rounded down."""
    return Amount(seconds=amount.seconds * numerator // denominator, metres=amount.metres * numerator // denominator)


def at_most(amount: Amount, limit: Amount) -> Amount:
    """Both amounts, not above the limit; the very same amount if it is not."""
    if amount.seconds <= limit.seconds and amount.metres <= limit.metres:
        return amount
    return Amount(seconds=min(amount.seconds, limit.seconds), metres=min(amount.metres, limit.metres))


def at_least(amount: Amount, limit: Amount) -> Amount:
    """Both amounts, not below the limit; the very same amount if it is not."""
    if amount.seconds >= limit.seconds and amount.metres >= limit.metres:
        return amount
    return Amount(seconds=max(amount.seconds, limit.seconds), metres=max(amount.metres, limit.metres))


def estimated(run: Activity, budget: Amount) -> Amount:
    """Seconds and metres of a run; an unknown one is estimated from the other at the budget's pace (section 8)."""
    seconds, metres = run.seconds, run.metres
    if seconds is None:
        seconds = (metres or 0) * budget.seconds // budget.metres
    if metres is None:
        metres = seconds * budget.metres // budget.seconds
    return Amount(seconds=seconds, metres=metres)


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


def ladder_start(course: Course, percent: int) -> Amount:
    """The first budget after the ladder, from the longer of the last two run days before today.

    After a return it is at least `percent` of the level; 0 is no return (P10).
    """
    by_day, runs = course.by_day, course.settings.runs_per_week
    ladder_runs = [_of_one_ladder_run(by_day.runs[day]) for day in by_day.runs_before(course.day)[-2:]]
    longer = max((metres for metres in ladder_runs if metres is not None), default=LADDER_METRES)
    amount = Amount(seconds=runs * LADDER_SECONDS, metres=runs * longer)
    returned = _of_level(course, percent)
    return _start(course, amount if returned is None else at_least(amount, returned))


def return_start(course: Course, percent: int) -> Amount:
    """The first budget when the walk gate opens again without the ladder: `percent` of the level, else direct."""
    returned = _of_level(course, percent)
    return direct_start(course) if returned is None else _start(course, returned)


def _of_one_ladder_run(ran: RunDay) -> int | None:
    """Metres of a run day, scaled down to 24 minutes if it was longer."""
    if ran.metres is None or ran.seconds is None or ran.seconds <= LADDER_SECONDS:
        return ran.metres
    return ran.metres * LADDER_SECONDS // ran.seconds


def _of_level(course: Course, percent: int) -> Amount | None:
    known = level(course) if percent else None
    return None if known is None else share(known, percent, 100)


def level(course: Course) -> Amount | None:
    """The largest credits of the last four weeks closed, whatever became of them; none after 90 days without one."""
    weeks = course.weeks[-_LEVEL_WEEKS:]
    if not weeks or course.day - weeks[-1].closed.toordinal() > _LEVEL_DAYS:
        return None
    credits = [credit(week.done, week.budget) for week in weeks]
    return Amount(seconds=max(each.seconds for each in credits), metres=max(each.metres for each in credits))


def credit(done: Amount, budget: Amount) -> Amount:
    """What of a week counts for the next: what was done, not above its budget."""
    return at_most(done, budget)


def _start(course: Course, amount: Amount) -> Amount:
    return at_least(at_most(amount, course.settings.goal), MINIMUM_WEEK)


def session_cap(course: Course) -> tuple[int | None, int | None]:
    """Seconds and metres that a single run of today should not pass (C7); `None` where there is no cap.

    The longest single run of the 30 days before, without those of the open week, plus a tenth; worked out once a day.
    """
    if course.cap is None:
        course.cap = _session_cap(course)
    return course.cap


def _session_cap(course: Course) -> tuple[int | None, int | None]:
    if not course.settings.session_cap:
        return None, None
    by_day, day, first = course.by_day, course.day, course.day - CAP_DAYS
    if not by_day.count_runs(first, day):
        return (None, None) if course.began_by_override else (FIRST_RUN.seconds, FIRST_RUN.metres)
    week_start = None if course.week is None else course.week.start
    seconds, metres = by_day.longest_run(first, day if week_start is None else week_start)
    if week_start is not None and (seconds == UNKNOWN or metres == UNKNOWN):
        with_the_week = by_day.longest_run(first, day)
        seconds = with_the_week[0] if seconds == UNKNOWN else seconds
        metres = with_the_week[1] if metres == UNKNOWN else metres
    return (
        None if seconds == UNKNOWN else max(SMALLEST_RUN.seconds, seconds * 110 // 100),
        None if metres == UNKNOWN else max(SMALLEST_RUN.metres, metres * 110 // 100),
    )


def ceilings(course: Course) -> tuple[int, int]:
    """Today's share of the open week in seconds and metres, not above the session cap; worked out once a day."""
    if course.ceilings is None:
        week = course.week
        assert week is not None  # BUILD and MAINTAIN always have an open week
        runs = course.settings.runs_per_week
        left = max(1, (runs if week.usual_runs is None else min(runs, week.usual_runs)) - week.sessions)
        seconds = max(0, week.budget.seconds - week.done_seconds) // left
        metres = max(0, week.budget.metres - week.done_metres) // left
        seconds, metres = _within(seconds, metres, session_cap(course))
        last = course.last_judged
        if last is not None and last.grade is Grade.RED:
            seconds, metres = _within(seconds, metres, _red_run_limit(last))
        course.ceilings = seconds, metres
    return course.ceilings


def _within(seconds: int, metres: int, limit: tuple[int | None, int | None]) -> tuple[int, int]:
    most_seconds, most_metres = limit
    return (
        seconds if most_seconds is None or seconds < most_seconds else most_seconds,
        metres if most_metres is None or metres < most_metres else most_metres,
    )


def _red_run_limit(last: Trained) -> tuple[int | None, int | None]:
    """While the last run that could be judged was red: the ceilings of its day, else what was run, per amount."""
    if last.ceilings is not None:
        return last.ceilings
    seconds, metres = last.totals.seconds, last.totals.metres
    return (
        None if seconds is None else max(SMALLEST_RUN.seconds, seconds),
        None if metres is None else max(SMALLEST_RUN.metres, metres),
    )


def too_small(seconds: int, metres: int) -> bool:
    """Whether a ceiling leaves less than the smallest run."""
    return seconds < SMALLEST_RUN.seconds or metres < SMALLEST_RUN.metres
