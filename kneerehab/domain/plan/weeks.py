"""Weeks of BUILD and MAINTAIN: runs enter, and a week closes with a decision and the next budget (section 8)."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.codes import Phase
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.budget import MINIMUM_WEEK, stepped_back
from kneerehab.domain.plan.course import Course, RunWeek, on, opened_at
from kneerehab.domain.plan.days import UNKNOWN, RunDay, checked, settled
from kneerehab.domain.plan.verdict import ClosedWeek, Decision, Grade, Grades

WEEK_DAYS = 7
MANY_SIGNS = 3
_CALM_DAYS, _CALM_CHECKED = 14, 10


def enter(week: RunWeek, day: int, ran: RunDay) -> None:
    """Add a day's runs to the open week; an unknown amount is estimated at the budget's pace."""
    if week.start is None:
        week.start = day
    week.sessions += 1
    budget = week.budget
    for run in ran.activities:
        seconds, metres = run.seconds, run.metres
        if seconds is None:
            assert metres is not None  # a run states at least one of the two
            week.amount_missing = True
            seconds = metres * budget.seconds // budget.metres
        elif metres is None:
            week.amount_missing = True
            metres = seconds * budget.metres // budget.seconds
        week.done_seconds += seconds
        week.done_metres += metres


def close(course: Course, week: RunWeek, start: int) -> None:
    """Close the week that is due: decide, limit, open the next, and move on if it is time (P11, P12)."""
    reasons = _holding(course, week, start)
    if "W01-two-ambers" in reasons:
        decision, numerator, denominator = Decision.STEP_BACK, 80, 100
    elif reasons:
        decision, numerator, denominator = Decision.HOLD, 1, 1
    else:
        decision, numerator, denominator = Decision.ADVANCE, 1000 + course.settings.growth_permille, 1000
        reasons = ["W10-advance"]
    seconds = week.budget.seconds * numerator // denominator
    metres = week.budget.metres * numerator // denominator
    for rule, bound, limit_seconds, limit_metres in _limits(course, week):
        passed = bound(seconds, limit_seconds), bound(metres, limit_metres)
        if passed != (seconds, metres):
            reasons.append(rule)
            seconds, metres = passed
    following = Amount(seconds=seconds, metres=metres)
    for rule in reasons:
        course.fire(rule, {"start": on(start)})
    before = course.previous_week
    closed = _record(course, week, start, decision, tuple(reasons), following)
    course.week = RunWeek(following)
    if decision is Decision.ADVANCE:
        _move_on(course, closed, before)


def step_back(course: Course, rule: str) -> None:
    """Lower the budget at once (P06, P08); a week that has started closes with it."""
    week = course.week
    assert week is not None  # only called in BUILD and MAINTAIN
    budget = stepped_back(week.budget)
    if week.start is not None:
        _record(course, week, week.start, Decision.STEP_BACK, (rule,), budget)
    course.week = RunWeek(budget)


def end(course: Course, rule: str) -> None:
    """A new stay begins: a week that has started is ended by `rule`."""
    week = course.week
    if week is not None and week.start is not None:
        _record(course, week, week.start, Decision.ENDED, (rule,), None)
    course.week = None


def _holding(course: Course, week: RunWeek, start: int) -> list[str]:
    """Ids of the lines W01 to W09 that hold."""
    held = []
    ambers = week.grades.count(Grade.AMBER)
    if ambers:
        held.append("W02-amber" if ambers == 1 else "W01-two-ambers")
    if Grade.UNVERIFIED in week.grades:
        held.append("W03-unverified")
    if week.amount_missing:
        held.append("W04-amount-missing")
    budget = week.budget
    seconds, metres = week.done_seconds * 100, week.done_metres * 100
    if seconds > budget.seconds * 102 or metres > budget.metres * 102:
        held.append("W05-over-budget")
    worst, days_with_signs = UNKNOWN, 0
    for day in range(start, course.day):
        facts = course.by_day.on(day)
        worst = max(worst, facts.worst_known)
        days_with_signs += facts.signs >= MANY_SIGNS
    if worst > course.settings.mild:
        held.append("W06-flare")
    if days_with_signs >= 2:
        held.append("W07-overtraining")
    if week.sessions < 2:
        held.append("W08-few-sessions")
    if seconds < budget.seconds * 80 and metres < budget.metres * 80:
        held.append("W09-little-done")
    return held


Limit = tuple[str, Callable[[int, int], int], int, int]


def _limits(course: Course, week: RunWeek) -> list[Limit]:
    """The limits W11 to W13 in order: rule, bound, seconds and metres."""
    limits: list[Limit] = []
    before, goal, budget = course.previous_week, course.settings.goal, week.budget
    if before is not None:
        seconds = max(min(week.done_seconds, budget.seconds), min(before.done.seconds, before.budget.seconds))
        metres = max(min(week.done_metres, budget.metres), min(before.done.metres, before.budget.metres))
        limits.append(("W11-done-limit", min, seconds * 110 // 100, metres * 110 // 100))
    if goal is not None:
        limits.append(("W12-goal-limit", min, goal.seconds, goal.metres))
    limits.append(("W13-minimum-week", max, MINIMUM_WEEK.seconds, MINIMUM_WEEK.metres))
    return limits


def _record(
    course: Course, week: RunWeek, start: int, decision: Decision, reasons: tuple[str, ...], following: Amount | None
) -> ClosedWeek:
    """List the week as closed and tell it."""
    grades = week.grades
    closed = ClosedWeek(
        start=on(start),
        closed=on(course.day),
        budget=week.budget,
        done=Amount(seconds=week.done_seconds, metres=week.done_metres),
        sessions=week.sessions,
        grades=Grades(
            green=grades.count(Grade.GREEN),
            unverified=grades.count(Grade.UNVERIFIED),
            amber=grades.count(Grade.AMBER),
            red=grades.count(Grade.RED),
        ),
        decision=decision,
        reasons=reasons,
        next=following,
    )
    course.weeks.append(closed)
    course.previous_week = closed
    course.tell("week-closed", start=closed.start, decision=decision, next=following)
    return closed


def _move_on(course: Course, closed: ClosedWeek, before: ClosedWeek | None) -> None:
    """After a week that advances: graduate from BUILD (P11), or open new surfaces in MAINTAIN (P12)."""
    if course.phase is Phase.MAINTAIN:
        level = course.level
        course.advances += 1
        if course.level > level:
            course.fire("P12-surfaces", {"opened": opened_at(course.level)})
    elif before is not None and before.decision is Decision.ADVANCE and _graduates(course, (before, closed)):
        course.fire("P11-graduate", {})
        course.phase = Phase.MAINTAIN
        course.advances = 0


def _graduates(course: Course, last_two: tuple[ClosedWeek, ClosedWeek]) -> bool:
    """Both weeks came near the goal, and the last 14 days were quiet and nearly all checked."""
    goal, settings = course.settings.goal, course.settings
    if goal is None:
        return False
    for week in last_two:
        done = week.done
        if done.seconds * 100 < goal.seconds * 95 and done.metres * 100 < goal.metres * 95:
            return False
    days = [course.by_day.on(day) for day in range(course.day - _CALM_DAYS, course.day)]
    seen = [day for day in days if checked(day, settings)]
    return len(seen) >= _CALM_CHECKED and all(settled(day, settings) for day in seen)
