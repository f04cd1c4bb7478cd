"""Weeks of BUILD and MAINTAIN: runs enter, and a week closes with a decision and the next budget (section 8)."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.codes import Phase
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.budget import MINIMUM_WEEK, at_least, at_most, credit, estimated, grown, share, stepped_back
from kneerehab.domain.plan.course import Course, Listed, RunWeek, Trained, on, opened_at
from kneerehab.domain.plan.days import UNKNOWN, RunDay, checked, settled
from kneerehab.domain.plan.rules.weeks import WEEK_RULES
from kneerehab.domain.plan.verdict import Advice, ClosedWeek, Decision, Grade, Grades

WEEK_DAYS = 7
MANY_SIGNS = 3
_CALM_DAYS, _CALM_CHECKED = 14, 10
_LOW_WEEKS = 2
_FEWEST_RUNS = 2
_HELD = {rule.id for rule in WEEK_RULES if rule.hold}
"""Lines that hold a week."""

_NOT_JUDGED = {"G12-masked", "G13-not-flat", "G14-wrong-length", "G15-over-cap"}
"""Reasons for which one unverified session holds the week."""


def enter(week: RunWeek, day: int, ran: RunDay) -> None:
    """Add a day's runs to the open week; an unknown amount is estimated at the budget's pace."""
    if week.start is None:
        week.start = day
    week.sessions += 1
    week.longest_seconds = max(week.longest_seconds, ran.longest_seconds)
    week.longest_metres = max(week.longest_metres, ran.longest_metres)
    for run in ran.activities:
        seconds, metres = run.seconds, run.metres
        if seconds is None or metres is None:
            amount = estimated(run, week.budget)
            seconds, metres = amount.seconds, amount.metres
        week.done_seconds += seconds
        week.done_metres += metres
    if day < week.start + WEEK_DAYS:
        week.seven_days_seconds, week.seven_days_metres = week.done_seconds, week.done_metres


def close(course: Course, week: RunWeek, start: int) -> None:
    """Close the week that is due: decide, limit, open the next, and move on if it is time (P11, P12)."""
    reasons = _holding(course, week, start)
    if "W01-two-ambers" in reasons:
        decision, following = Decision.STEP_BACK, share(week.budget, 80, 100)
    elif reasons:
        decision, following = Decision.HOLD, week.budget
    else:
        decision, following = Decision.ADVANCE, grown(week.budget, course.settings.growth_permille)
        reasons = ["W10-advance"]
    for rule, bound, limit in _limits(course, week, decision, reasons):
        passed = bound(following, limit)
        if passed is not following:
            reasons.append(rule)
            following = passed
    for rule in reasons:
        course.fire(rule, {"start": on(start)})
    before = course.previous_week
    closed = _record(course, week, start, decision, tuple(reasons), following)
    goes_on = decision is not Decision.STEP_BACK
    course.week = RunWeek(following, max(_FEWEST_RUNS, week.sessions) if goes_on else None)
    if decision is Decision.HOLD:
        _tell_held_again(course)
    elif decision is Decision.ADVANCE:
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
    ambers = sum(session.grade is Grade.AMBER for session in week.judged)
    if ambers:
        held.append("W02-amber" if ambers == 1 else "W01-two-ambers")
    if _too_little_known(week.judged):
        held.append("W03-unverified")
    budget = week.budget
    if week.seven_days_seconds * 100 > budget.seconds * 102 or week.seven_days_metres * 100 > budget.metres * 102:
        held.append("W05-over-budget")
    worst, days_with_signs = UNKNOWN, 0
    known = course.by_day.facts
    for day in range(start, course.day):
        facts = known.get(day)
        if facts is not None:
            worst = max(worst, facts.worst_known)
            days_with_signs += facts.signs >= MANY_SIGNS
    if worst > course.settings.mild:
        held.append("W06-flare")
    if days_with_signs >= 2:
        held.append("W07-overtraining")
    if week.sessions < 2:
        held.append("W08-few-sessions")
    if week.done_seconds * 100 < budget.seconds * 80 and week.done_metres * 100 < budget.metres * 80:
        held.append("W09-little-done")
    return held


def _too_little_known(judged: list[Trained]) -> bool:
    """Whether the unverified sessions of a week hold it (W03): one forgotten answer does not."""
    unverified = [session for session in judged if session.grade is Grade.UNVERIFIED]
    if not unverified:
        return False
    unasked = [session for session in unverified if session.advice is Advice.CHECK_IN]
    greens = sum(session.grade is Grade.GREEN for session in judged)
    return (
        len(unasked) >= 2
        or greens < 2
        or len(unverified) > greens
        or any(_not_judged(session) for session in unverified)
    )


def _not_judged(session: Trained) -> bool:
    reasons = session.reasons
    not_offered = "G11-not-offered" in reasons and session.advice is not Advice.CHECK_IN
    return not_offered or not _NOT_JUDGED.isdisjoint(reasons)


Limit = tuple[str, Callable[[Amount, Amount], Amount], Amount]


def _limits(course: Course, week: RunWeek, decision: Decision, reasons: list[str]) -> list[Limit]:
    """The limits W11, W14, W12 and W13 in order: rule, bound, amount."""
    limits: list[Limit] = []
    before, settings, budget = course.previous_week, course.settings, week.budget
    own = credit(_done(week), budget)
    if decision is Decision.ADVANCE and before is not None:
        larger = at_least(own, credit(before.done, before.budget))
        limits.append(("W11-done-limit", at_most, at_least(share(larger, 110, 100), budget)))
    if decision is Decision.HOLD and "W09-little-done" in reasons:
        low = course.stay_weeks[-_LOW_WEEKS:]
        if len(low) == _LOW_WEEKS and all(map(_is_low, low)):
            limits.append(("W14-low-weeks", at_most, _after_low_weeks(week, own, low)))
    goal = at_least(settings.goal, budget) if settings.goal_is_default else settings.goal
    limits.append(("W12-goal-limit", at_most, goal))
    limits.append(("W13-minimum-week", at_least, MINIMUM_WEEK))
    return limits


def _is_low(listed: Listed) -> bool:
    return listed.closed.decision is Decision.HOLD and "W09-little-done" in listed.closed.reasons


def _after_low_weeks(week: RunWeek, own: Amount, low: list[Listed]) -> Amount:
    """The most after three low weeks: 80 %, 110 % of the largest credit, or twice the longest single run (W14)."""
    best = own
    seconds, metres = week.longest_seconds, week.longest_metres
    for listed in low:
        best = at_least(best, credit(listed.closed.done, listed.closed.budget))
        seconds, metres = max(seconds, listed.longest_seconds), max(metres, listed.longest_metres)
    return at_least(
        at_least(share(week.budget, 80, 100), share(best, 110, 100)), Amount(seconds=2 * seconds, metres=2 * metres)
    )


def _done(week: RunWeek) -> Amount:
    return Amount(seconds=week.done_seconds, metres=week.done_metres)


def _record(
    course: Course, week: RunWeek, start: int, decision: Decision, reasons: tuple[str, ...], following: Amount | None
) -> ClosedWeek:
    """List the week as closed and tell it."""
    grades = [session.grade for session in week.judged]
    closed = ClosedWeek(
        start=on(start),
        closed=on(course.day),
        budget=week.budget,
        done=_done(week),
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
    course.stay_weeks.append(
        Listed(closed=closed, longest_seconds=week.longest_seconds, longest_metres=week.longest_metres)
    )
    course.tell("week-closed", start=closed.start, decision=decision, next=following)
    return closed


def _tell_held_again(course: Course) -> None:
    """Tell that weeks are held one after the other, and the reasons that the last two share."""
    held = 0
    for listed in reversed(course.stay_weeks):
        if listed.closed.decision is not Decision.HOLD:
            break
        held += 1
    if held >= 2:
        before, last = (set(listed.closed.reasons) for listed in course.stay_weeks[-2:])
        course.tell("held-again", weeks=held, rules=tuple(sorted(before & last & _HELD)))


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
    for week in last_two:
        done = week.done
        if done.seconds * 100 < goal.seconds * 95 and done.metres * 100 < goal.metres * 95:
            return False
    days = [course.by_day.on(day) for day in range(course.day - _CALM_DAYS, course.day)]
    seen = [day for day in days if checked(day, settings)]
    return len(seen) >= _CALM_CHECKED and all(settled(day, settings) for day in seen)
