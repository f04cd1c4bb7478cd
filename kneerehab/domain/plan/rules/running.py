"""R rules that ask whether and how far to run, once the knee allows it."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.budget import ceilings, too_small
from kneerehab.domain.plan.course import WEEKLY, Course, on
from kneerehab.domain.plan.rules.health import OTHER_PHASE, always
from kneerehab.domain.plan.rules.records import Records
from kneerehab.domain.plan.rules.rule import HAND_OUTS, TRIALS, VERYWELL, AdviceRule
from kneerehab.domain.plan.verdict import Advice, Inputs
from kneerehab.domain.plan.words import Counted
from kneerehab.i18n import N_, Nn_

_WEEK_BEFORE = 6
_FREE = N_("{amount} are free for today.")


def _recent_runs(course: Course) -> int:
    """Run days among the six days before today."""
    return course.by_day.count_runs(course.day - _WEEK_BEFORE, course.day)


def _ceilings(course: Course) -> Inputs:
    seconds, metres = ceilings(course)
    return {"seconds": seconds, "metres": metres}


RUNNING_RULES = (
    AdviceRule(
        id="R11-walk",
        advice=Advice.WALK,
        phases=(Phase.WALK,),
        applies=always,
        inputs=lambda course: {"green": course.green},
        records=Records.counted,
        title=N_("Walk 30 brisk minutes"),
        line=N_("On flat ground. Two quiet walks open the way to running."),
        question=N_("Is this the Walk phase?"),
        found=N_("Walk phase: {green} of 2 quiet 30-minute walks so far."),
        not_found=OTHER_PHASE,
        source=HAND_OUTS,
        rows=("A9",),
    ),
    AdviceRule(
        id="R12-ran-yesterday",
        advice=Advice.OFF_DAY,
        applies=lambda course: course.ran(course.day - 1) and not course.settings.allow_consecutive,
        inputs=lambda course: {"date": on(course.day - 1)},
        records=lambda records: records.runs(records.day - 1, records.day - 1),
        title=N_("Day off after a run"),
        line=N_("A planned rest day. Exercises are welcome."),
        question=N_("Was yesterday a run day?"),
        found=N_("You ran on {date}. A rest day comes between two runs."),
        not_found=N_("No run on {date} that a rest day has to follow."),
        source=TRIALS,
        rows=("A12",),
    ),
    AdviceRule(
        id="R13-week-full",
        advice=Advice.OFF_DAY,
        applies=lambda course: _recent_runs(course) >= course.settings.runs_per_week,
        inputs=lambda course: {"runs": _recent_runs(course), "limit": course.settings.runs_per_week},
        records=lambda records: records.runs(records.day - _WEEK_BEFORE, records.day - 1),
        title=N_("Day off – runs are done"),
        line=N_("A planned rest day. Exercises are welcome."),
        question=N_("Are this week's run days used?"),
        found=Counted(
            "runs",
            Nn_(
                "{runs} run day in the last 6 days; the plan allows {limit} in 7.",
                "{runs} run days in the last 6 days; the plan allows {limit} in 7.",
            ),
        ),
        not_found=None,
        source=HAND_OUTS,
        rows=("A12",),
    ),
    AdviceRule(
        id="R14-run-rung",
        advice=Advice.RUN,
        phases=(Phase.RUNWALK,),
        applies=always,
        inputs=lambda course: {"rung": course.rung},
        records=Records.counted,
        title=N_("Yes – walk and run"),
        line="",
        question=N_("Is this the Walk–run phase?"),
        found=N_("Walk–run step {rung} of 6."),
        not_found=OTHER_PHASE,
        source=TRIALS,
        rows=("A16",),
    ),
    AdviceRule(
        id="R15-budget-used",
        advice=Advice.OFF_DAY,
        phases=WEEKLY,
        applies=lambda course: too_small(*ceilings(course)),
        inputs=_ceilings,
        records=Records.open_week,
        title=N_("Day off – budget used"),
        line=N_("A planned rest day. Nothing has to be made up."),
        question=N_("Is this week's budget used?"),
        found=N_("{amount} are left this week: too little for a run."),
        not_found=_FREE,
        source=VERYWELL,
        rows=("C1",),
    ),
    AdviceRule(
        id="R16-run-budget",
        advice=Advice.RUN,
        phases=WEEKLY,
        applies=always,
        inputs=_ceilings,
        records=Records.open_week,
        title=N_("Yes – easy and flat"),
        line="",
        question=N_("Is there room for a run today?"),
        found=_FREE,
        not_found=None,
        source=VERYWELL,
        rows=("A6", "C1"),
    ),
)
"""In the order in which they are asked."""
