"""Today's answer: ordered rules, the first that applies decides (section 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kneerehab.domain.codes import Knee, Phase
from kneerehab.domain.plan.around_runs import dulled, night_pain, now_before
from kneerehab.domain.plan.budget import LADDER_SECONDS, ceilings, too_small
from kneerehab.domain.plan.course import WEEKLY, Course, on
from kneerehab.domain.plan.days import checked, missing, settled, worse_knee
from kneerehab.domain.plan.verdict import Advice, Inputs

WEEK_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRule:
    """One line of the table: its id, the advice it gives, the question it asks and what it looks at.

    A rule that belongs to `phases` applies in no other; with none it belongs to all.
    """

    id: str
    advice: Advice
    applies: Callable[[Course], bool]
    inputs: Callable[[Course], Inputs]
    phases: tuple[Phase, ...] = ()

    def asked_in(self, phase: Phase) -> bool:
        """Whether the rule can apply in a phase."""
        return not self.phases or phase in self.phases


def _flags(course: Course) -> Inputs:
    return {"flags": course.today.flags}


def _since(course: Course) -> Inputs:
    return {"since": on(course.since)}


def _paused(course: Course) -> bool:
    return course.pause_from is not None


def _pause(course: Course) -> Inputs:
    return {"from": None if course.pause_from is None else on(course.pause_from)}


def _not_checked(course: Course) -> bool:
    return not checked(course.today, course.settings)


def _missing(course: Course) -> Inputs:
    return {"missing": missing(course.today, course.settings)}


def _swelling_limp(course: Course) -> bool:
    return course.today.swollen or course.today.limping


def _swelling(course: Course) -> Inputs:
    return {"swelling": course.today.swollen, "limp": course.today.limping}


def _after_red(course: Course) -> bool:
    return course.after_red is not None


def _red_run(course: Course) -> Inputs:
    return {"run": None if course.after_red is None else on(course.after_red)}


def _night_pain(course: Course) -> bool:
    return night_pain(course.by_day, course.day, course.first_start) is not None


def _night(course: Course) -> Inputs:
    found = night_pain(course.by_day, course.day, course.first_start)
    return {} if found is None else {"knee": found[0].value, "score": found[1]}


def _sore_now(course: Course) -> bool:
    return _worse_now(course)[1] > course.settings.quiet


def _worse_now(course: Course) -> tuple[Knee, int]:
    return worse_knee(now_before(course.by_day, course.day, course.first_start))


def _now(course: Course) -> Inputs:
    knee, score = _worse_now(course)
    return {"knee": knee.value, "now": score, "limit": course.settings.quiet}


def _flare(course: Course) -> bool:
    return course.today.worst_known > course.settings.mild


def _worst(course: Course) -> Inputs:
    knee, score = worse_knee(course.today.worst)
    return {"knee": knee.value, "worst": score, "limit": course.settings.mild}


def _dulled(course: Course) -> bool:
    return dulled(course.by_day, course.day, course.first_start, course.settings)


def _hours(course: Course) -> Inputs:
    return {"hours": course.settings.mask_hours}


def _green(course: Course) -> Inputs:
    return {"green": course.green}


def _ran_yesterday(course: Course) -> bool:
    return course.ran(course.day - 1) and not course.settings.allow_consecutive


def _yesterday(course: Course) -> Inputs:
    return {"date": on(course.day - 1)}


def recent_runs(course: Course) -> int:
    """Run days among the six days before today."""
    return course.by_day.count_runs(course.day - WEEK_BEFORE, course.day)


def _week_full(course: Course) -> bool:
    return recent_runs(course) >= course.settings.runs_per_week


def _runs(course: Course) -> Inputs:
    return {"runs": recent_runs(course), "limit": course.settings.runs_per_week}


def _rung(course: Course) -> Inputs:
    return {"rung": course.rung}


def _budget_used(course: Course) -> bool:
    return too_small(*ceilings(course))


def _ceilings(course: Course) -> Inputs:
    seconds, metres = ceilings(course)
    return {"seconds": seconds, "metres": metres}


def _always(course: Course) -> bool:
    return True


def _rule(
    id: str, advice: Advice, applies: Callable[[Course], bool], inputs: Callable[[Course], Inputs], *phases: Phase
) -> AdviceRule:
    return AdviceRule(id=id, advice=advice, applies=applies, inputs=inputs, phases=phases)


ADVICE_RULES = (
    _rule("R01-red-flag", Advice.STOP, lambda course: bool(course.today.flags), _flags),
    _rule("R02-referred", Advice.STOP, _always, _since, Phase.REFER),
    _rule("R03-paused", Advice.PAUSED, _paused, _pause),
    _rule("R04-no-check-in", Advice.CHECK_IN, _not_checked, _missing),
    _rule("R05-calm", Advice.REST, _always, _since, Phase.CALM),
    _rule("R06-swelling-limp", Advice.REST, _swelling_limp, _swelling),
    _rule("R07-after-red", Advice.REST, _after_red, _red_run),
    _rule("R17-night-pain", Advice.NO_RUN, _night_pain, _night),
    _rule("R08-sore-now", Advice.NO_RUN, _sore_now, _now),
    _rule("R09-flare", Advice.NO_RUN, _flare, _worst),
    _rule("R10-masked", Advice.NO_RUN, _dulled, _hours),
    _rule("R11-walk", Advice.WALK, _always, _green, Phase.WALK),
    _rule("R12-ran-yesterday", Advice.OFF_DAY, _ran_yesterday, _yesterday),
    _rule("R13-week-full", Advice.OFF_DAY, _week_full, _runs),
    _rule("R14-run-rung", Advice.RUN, _always, _rung, Phase.RUNWALK),
    _rule("R15-budget-used", Advice.OFF_DAY, _budget_used, _ceilings, *WEEKLY),
    _rule("R16-run-budget", Advice.RUN, _always, _ceilings, *WEEKLY),
)
"""Every R rule in the order in which they are asked; the last of each phase always applies."""


_BY_ID = {rule.id: rule for rule in ADVICE_RULES}

_OF_THE_KNEES = ("R04-no-check-in", "R06-swelling-limp", "R08-sore-now", "R09-flare")
"""Rules that never apply on a settled day."""

_OF_NIGHT_AND_PILLS = ("R17-night-pain", "R10-masked")
"""Rules that never apply without a note of pain at night or a painkiller near the day."""

_ASKED_IN = {phase: tuple(rule for rule in ADVICE_RULES if rule.asked_in(phase)) for phase in Phase}
_ASKED_WHEN_SETTLED = {
    phase: tuple(rule for rule in rules if rule.id not in _OF_THE_KNEES) for phase, rules in _ASKED_IN.items()
}


_ASKED_WHEN_ALL_IS_QUIET = {
    phase: tuple(rule for rule in rules if rule.id not in _OF_NIGHT_AND_PILLS)
    for phase, rules in _ASKED_WHEN_SETTLED.items()
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
