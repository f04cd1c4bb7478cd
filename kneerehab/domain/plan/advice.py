"""Today's answer: ordered rules, the first that applies decides (section 9)."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.budget import LADDER_SECONDS, ceilings
from kneerehab.domain.plan.course import WEEKLY, Course
from kneerehab.domain.plan.days import settled
from kneerehab.domain.plan.rules import ADVICE_RULES, AdviceRule
from kneerehab.domain.plan.verdict import Advice

_BY_ID = {rule.id: rule for rule in ADVICE_RULES}
_ASKED_IN = {phase: tuple(rule for rule in ADVICE_RULES if rule.asked_in(phase)) for phase in Phase}
_ASKED_WHEN_SETTLED = {phase: tuple(rule for rule in rules if not rule.unsettled) for phase, rules in _ASKED_IN.items()}
_ASKED_WHEN_ALL_IS_QUIET = {
    phase: tuple(rule for rule in rules if not rule.noted) for phase, rules in _ASKED_WHEN_SETTLED.items()
}


def decide(course: Course) -> AdviceRule:
    """The first rule that applies this morning, worked out once; the last of each phase always does."""
    if course.decided is None:
        table = _ASKED_IN
        if settled(course.today, course.settings):
            by_day, day = course.by_day, course.day
            noted = day in by_day.dosed or day in by_day.nights or day - 1 in by_day.nights
            table = _ASKED_WHEN_SETTLED if noted else _ASKED_WHEN_ALL_IS_QUIET
        course.decided = next(rule.id for rule in table[course.phase] if rule.applies(course))
    return _BY_ID[course.decided]


def ceilings_with(course: Course, rule: AdviceRule) -> tuple[int, int | None] | None:
    """Seconds and metres that a day on which running is offered should not pass."""
    if rule.advice is not Advice.RUN:
        return None
    return ceilings(course) if course.phase in WEEKLY else (LADDER_SECONDS, None)
