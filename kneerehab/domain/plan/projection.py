"""When the goal week would begin if every week advanced (section 12); arithmetic, not a promise."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.budget import grown, ladder_start, return_start
from kneerehab.domain.plan.course import TOP_RUNG, Course, on
from kneerehab.domain.plan.phases import GREENS_TO_MOVE_ON, way_back
from kneerehab.domain.plan.verdict import Projection, Rate
from kneerehab.domain.plan.weeks import WEEK_DAYS

RATES = (50, 75, 100)
_CALM_AND_WALK_DAYS = 4


def project(course: Course) -> Projection | None:
    """The way to the goal as seen this morning; `None` in REFER."""
    goal = course.settings.goal
    if course.phase is Phase.REFER:
        return None
    base, budget = _base(course)
    rates = []
    for permille in RATES:
        weeks = _weeks(budget, goal, permille)
        begins = max(course.day, base + WEEK_DAYS * weeks)
        rates.append(Rate(growth_permille=permille, weeks=weeks, date=on(begins)))
    return Projection(as_of=on(course.day), goal=goal, rates=tuple(rates))


def _base(course: Course) -> tuple[int, Amount]:
    """The day from which whole weeks are counted, and the budget that grows from there."""
    day, week = course.day, course.week
    if week is not None:
        return day if week.start is None else week.start, week.budget
    if course.phase is Phase.RUNWALK:
        budget = ladder_start(course, course.return_percent)
        return day + _ladder_days(course, course.rung, course.green), budget
    day += GREENS_TO_MOVE_ON - course.green if course.phase is Phase.WALK else _CALM_AND_WALK_DAYS
    rung, percent = way_back(course)
    if not course.settings.walk_run_ladder:
        return day, return_start(course, percent)
    return day + _ladder_days(course, rung, 0), ladder_start(course, percent)


def _ladder_days(course: Course, rung: int, green: int) -> int:
    """Days until the ladder is done at the plan's runs a week, rounded up."""
    runs = 2 * (TOP_RUNG - rung) + 2 - green
    return -(-WEEK_DAYS * runs // course.settings.runs_per_week)


def _weeks(budget: Amount, goal: Amount, permille: int) -> int:
    weeks = 0
    while budget.seconds < goal.seconds or budget.metres < goal.metres:
        budget = grown(budget, permille)
        weeks += 1
    return weeks
