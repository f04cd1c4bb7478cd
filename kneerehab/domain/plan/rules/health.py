"""R rules that look at the knee, and at the plan's own state, before running is thought of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kneerehab.domain.codes import Knee, Phase
from kneerehab.domain.plan.around_runs import dulled, night_pain, now_before
from kneerehab.domain.plan.course import Course, on
from kneerehab.domain.plan.days import checked
from kneerehab.domain.plan.rules.records import Ids, Records
from kneerehab.domain.plan.rules.rule import (
    DELAWARE,
    HAND_OUTS,
    KPE,
    MONITORING,
    TREAD,
    TWO_CAUSES,
    VERYWELL,
    VINCENT,
    AdviceRule,
)
from kneerehab.domain.plan.settings import KNEE_BITS
from kneerehab.domain.plan.verdict import Advice, Inputs
from kneerehab.i18n import N_

OTHER_PHASE = N_("The phase is another one.")


def always(course: Course) -> bool:
    """Of a rule that its phase alone decides."""
    return True


def _since(course: Course) -> Inputs:
    return {"since": on(course.since)}


def _swelling_words(inputs: Mapping[str, Any]) -> str:
    if inputs["swelling"] and inputs["limp"]:
        return N_("Swelling and a limp were ticked. Running waits until both have gone.")
    if inputs["swelling"]:
        return N_("Swelling was ticked. Running waits until it has gone, even when the pain is 0.")
    return N_("A limp was ticked. Running waits until it has gone.")


def _red_run(records: Records) -> Ids:
    red = records.course.after_red
    return () if red is None else records.runs(red, red)


def _night(course: Course) -> Inputs:
    found = night_pain(course.by_day, course.day, course.first_start)
    return {} if found is None else {"knee": found[0].value, "score": found[1]}


def _missing(course: Course) -> Inputs:
    """The affected knees that lack a `now` or a `worst_24h`, left first."""
    answered = course.today.answered
    return {"missing": tuple(knee.value for knee in course.settings.knees if not answered & KNEE_BITS[knee])}


def _worse_knee(scores: tuple[int, int]) -> tuple[Knee, int]:
    """The knee with the higher known score, and that score; the left one on a tie."""
    left, right = scores
    return (Knee.LEFT, left) if left >= right else (Knee.RIGHT, right)


def _worse_now(course: Course) -> tuple[Knee, int]:
    return _worse_knee(now_before(course.by_day, course.day, course.first_start))


def _now(course: Course) -> Inputs:
    knee, score = _worse_now(course)
    return {"knee": knee.value, "now": score, "limit": course.settings.quiet}


def _worst(course: Course) -> Inputs:
    knee, score = _worse_knee(course.today.worst)
    return {"knee": knee.value, "worst": score, "limit": course.settings.mild}


HEALTH_RULES = (
    AdviceRule(
        id="R01-red-flag",
        advice=Advice.STOP,
        applies=lambda course: bool(course.today.flags),
        inputs=lambda course: {"flags": course.today.flags},
        records=Records.todays_check_ins,
        title="",
        line="",
        question=N_("Was a warning sign reported today?"),
        found=N_("You reported: {flags}."),
        not_found=N_("No warning sign was ticked."),
        reason=N_("a warning sign"),
        source=f"NHS, knee pain; {KPE}",
        rows=("1G",),
    ),
    AdviceRule(
        id="R02-referred",
        advice=Advice.STOP,
        phases=(Phase.REFER,),
        applies=always,
        inputs=_since,
        records=lambda records: records.check_ins(records.course.since, records.course.since),
        title=N_("Running waits for a go-ahead"),
        line=N_("A doctor needs to look at it first. When you are cleared, confirm it here."),
        question=N_("Is the plan waiting for a professional's all-clear?"),
        found=N_("A warning sign was ticked on {since}. Running waits until someone qualified has looked at it."),
        not_found=N_("The plan waits for no one."),
    ),
    AdviceRule(
        id="R03-paused",
        advice=Advice.PAUSED,
        applies=lambda course: course.pause_from is not None,
        inputs=lambda course: {"from": None if course.pause_from is None else on(course.pause_from)},
        records=lambda records: tuple(one.id for one in records.diary.pauses if one.covers(on(records.day))),
        title=N_("Paused – take your time"),
        line=N_("Nothing has to be made up afterwards."),
        question=N_("Is the plan paused?"),
        found=N_("The plan has been paused since {from}."),
        not_found=N_("No pause covers this day."),
    ),
    AdviceRule(
        id="R04-no-check-in",
        advice=Advice.CHECK_IN,
        unsettled=True,
        applies=lambda course: not checked(course.today, course.settings),
        inputs=_missing,
        records=Records.todays_check_ins,
        title=N_("How are your knees today?"),
        line=N_("Check in first, then the plan can answer."),
        question=N_("Is something missing in today's check-in?"),
        found=N_("Still open in today's check-in: {missing}."),
        not_found=N_("All scores that the plan needs are there."),
    ),
    AdviceRule(
        id="R05-calm",
        advice=Advice.REST,
        phases=(Phase.CALM,),
        applies=always,
        inputs=_since,
        records=Records.none,
        title=N_("Not yet – let it settle"),
        line="",
        question=N_("Is this the Calm phase?"),
        found=N_("Calm phase since {since}: the knee rests before anything is tested."),
        not_found=OTHER_PHASE,
        source=f"{TWO_CAUSES}; {VERYWELL}",
        rows=("A1", "A2"),
    ),
    AdviceRule(
        id="R06-swelling-limp",
        advice=Advice.REST,
        unsettled=True,
        applies=lambda course: course.today.swollen or course.today.limping,
        inputs=lambda course: {"swelling": course.today.swollen, "limp": course.today.limping},
        records=Records.todays_check_ins,
        title=N_("Not today – rest the knee"),
        line=N_("No run and no test walk until it has gone."),
        question=N_("Is there swelling or a limp?"),
        found=_swelling_words,
        not_found=N_("Neither was ticked."),
        source=f"{VINCENT}; {HAND_OUTS}",
        rows=("A14", "B5"),
    ),
    AdviceRule(
        id="R07-after-red",
        advice=Advice.REST,
        applies=lambda course: course.after_red is not None,
        inputs=lambda course: {"run": None if course.after_red is None else on(course.after_red)},
        records=_red_run,
        title=N_("Not yet – let it settle"),
        line="",
        question=N_("Did the last run ask too much of the knee?"),
        found=N_("The run of {run} asked too much. Settled days without a run come first."),
        not_found=N_("No red run has to settle."),
        source=DELAWARE,
        rows=("A15",),
    ),
    AdviceRule(
        id="R17-night-pain",
        advice=Advice.NO_RUN,
        noted=True,
        applies=lambda course: night_pain(course.by_day, course.day, course.first_start) is not None,
        inputs=_night,
        records=lambda records: records.pain_notes(records.day - 1) + records.pain_notes(records.day),
        title=N_("Not today – pain at night"),
        line=N_("No run and no test walk. Pain that wakes means rest."),
        question=N_("Was there pain at night?"),
        found=N_("{knee}: {score} of 10 at night. Pain that wakes means rest."),
        not_found=N_("No pain at night was noted."),
        source="Soreness rules: pain that wakes means rest",
        rows=("B7",),
    ),
    AdviceRule(
        id="R08-sore-now",
        advice=Advice.NO_RUN,
        unsettled=True,
        applies=lambda course: _worse_now(course)[1] > course.settings.quiet,
        inputs=_now,
        records=Records.todays_scores,
        title=N_("Not today – sore knee"),
        line=N_("No run and no test walk. Gentle care helps more today."),
        question=N_("Is a knee sore now?"),
        found=N_("{knee}: {now} of 10 now, the limit is {limit}."),
        not_found=None,
        source=f"{TREAD}; {VERYWELL}",
        rows=("A3",),
    ),
    AdviceRule(
        id="R09-flare",
        advice=Advice.NO_RUN,
        unsettled=True,
        applies=lambda course: course.today.worst_known > course.settings.mild,
        inputs=_worst,
        records=Records.todays_scores,
        title=N_("Not today – flare-up"),
        line=N_("No run and no test walk. Gentle care helps more today."),
        question=N_("Was the pain of the last 24 hours too high?"),
        found=N_("{knee}: worst {worst} of 10 today, the limit is {limit}."),
        not_found=None,
        source=MONITORING,
        rows=("B3",),
    ),
    AdviceRule(
        id="R10-masked",
        advice=Advice.NO_RUN,
        noted=True,
        applies=lambda course: dulled(course.by_day, course.day, course.first_start, course.settings),
        inputs=lambda course: {"hours": course.settings.mask_hours},
        records=lambda records: records.todays_check_ins() + records.painkillers(),
        title=N_("Not today – pain relief"),
        line=N_("The plan looks again when the medicine has worn off."),
        question=N_("May a painkiller hide the pain?"),
        found=N_(
            "Pain relief taken within {hours} hours before the check-in, or after it, may hide what the knee would say."
        ),
        not_found=N_("No pain relief within {hours} hours before a check-in."),
        rows=("D8",),
    ),
)
"""In the order in which they are asked."""
