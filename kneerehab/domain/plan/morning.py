"""One day of the plan: the morning routine (section 4), what is trained on the day, and the answer as a value."""

from __future__ import annotations

from collections.abc import Iterator

from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.advice import ceilings_with, decide
from kneerehab.domain.plan.budget import session_cap
from kneerehab.domain.plan.course import LADDER, OPEN_SURFACES, RUNNING, WEEKLY, Course, Trained, on
from kneerehab.domain.plan.days import NOTHING, ByDay, checked
from kneerehab.domain.plan.grading import grade_due
from kneerehab.domain.plan.later import later
from kneerehab.domain.plan.needs import OFFER_DAYS, OFFERS, needs, tell_of_day
from kneerehab.domain.plan.phases import GAPS, calm_gate, consequence, gap, override, red_gate, refer
from kneerehab.domain.plan.settings import changed, settings_on
from kneerehab.domain.plan.verdict import Advice, Ceilings, OpenWeek, Verdict
from kneerehab.domain.plan.weeks import WEEK_DAYS, close, enter


def first_evening(diary: Diary, by_day: ByDay) -> Course:
    """The state on the evening before the plan's first day."""
    start = diary.plan.start
    course = Course(by_day, settings_on(diary.plan, diary.plan_changes, start), start.toordinal())
    course.day -= 1
    return course


def mornings(course: Course, last: int, *, asked_from: int) -> Iterator[Course]:
    """The state on every morning after its day up to `last`: one course, that moves on between two steps.

    What fires is kept from `asked_from` on. Its notices look `OFFER_DAYS` back at what was offered, so the course must
    stand at least as many days before.
    """
    for day in range(course.day + 1, last + 1):
        course.asked_for = day >= asked_from
        morning(course, day)
        if day > asked_from - OFFER_DAYS and decide(course).advice in OFFERS:
            course.last_offer = day
        yield course
        if day < last:
            evening(course)


def morning(course: Course, day: int) -> None:
    """Steps 1 to 7 of the morning of `day`."""
    by_day = course.by_day
    course.day = day
    course.today = by_day.facts.get(day, NOTHING)
    course.ceilings = course.cap = course.decided = None
    if course.asked_for:
        course.fired, course.notices, course.graded = [], [], []
    if day in by_day.changes:
        course.settings = changed(course.settings, by_day.changes[day])
    if by_day.pauses:
        _pauses(course)
    if day - 1 in by_day.runs:
        course.last_run = day - 1
        if course.week is not None:
            enter(course.week, day - 1, by_day.runs[day - 1])
    if day in by_day.overrides:
        override(course, by_day.overrides[day])
    if course.today.flags and course.phase is not Phase.REFER:
        refer(course)
    if course.waiting:
        for session in grade_due(course):
            consequence(course, session)
    week = course.week
    start = None if week is None else week.start
    if week is not None and start is not None and day >= start + WEEK_DAYS and checked(course.today, course.settings):
        close(course, week, start)
    if day - course.last_run > GAPS[0] and course.phase in RUNNING:  # fewer days can't make a gap
        gap(course)
    if course.phase is Phase.CALM:
        calm_gate(course)
    elif course.after_red is not None:
        red_gate(course)
    if not course.moves or course.phase is not course.moves[-1][0]:
        course.moves.append((course.phase, day))


def evening(course: Course) -> None:
    """What the day leaves behind: its sessions wait for their grade."""
    by_day, day = course.by_day, course.day
    if day in by_day.runs or (course.phase is Phase.WALK and day in by_day.walks):
        course.waiting += trained_today(course)


def trained_today(course: Course) -> list[Trained]:
    """The sessions of today with what the plan said today; walks count in WALK only."""
    day, by_day = course.day, course.by_day
    rule = decide(course)
    ceilings = ceilings_with(course, rule)
    found = []
    if day in by_day.runs:
        cap = session_cap(course) if course.phase in WEEKLY else (None, None)
        found.append(Trained(course, ActivityKind.RUN, by_day.runs[day], rule.advice, ceilings, cap))
        if rule.advice is Advice.RUN:
            course.last_offered_run = day
    if course.phase is Phase.WALK and day in by_day.walks:
        found.append(Trained(course, ActivityKind.WALK, by_day.walks[day], rule.advice, ceilings, (None, None)))
    return found


def _pauses(course: Course) -> None:
    """Find the pause that covers today and began first."""
    pauses = course.by_day.pauses
    while course.pauses_over < len(pauses) and pauses[course.pauses_over][1] < course.day:
        course.pauses_over += 1
    course.pause_from = None
    if course.pauses_over < len(pauses) and pauses[course.pauses_over][0] <= course.day:
        course.pause_from = pauses[course.pauses_over][0]


def verdict_of(course: Course) -> Verdict:
    """The verdict of this morning, with all that fired; to be asked once."""
    rule = decide(course)
    course.fire(rule.id, rule.inputs(course))
    tell_of_day(course)
    phase, advice = course.phase, rule.advice
    ladder = phase is Phase.RUNWALK
    offered = advice is Advice.RUN
    ceilings = ceilings_with(course, rule)
    week = course.week
    return Verdict(
        date=on(course.day),
        day=course.day - course.start + 1,
        advice=advice,
        rule=rule.id,
        phase=phase,
        rung=course.rung if ladder else None,
        progress=course.green if ladder or phase is Phase.WALK else None,
        intervals=LADDER[course.rung - 1] if ladder and offered else None,
        ceilings=None if ceilings is None else Ceilings(seconds=ceilings[0], metres=ceilings[1]),
        surfaces=OPEN_SURFACES[course.level] if offered or advice is Advice.WALK else (),
        week=None
        if week is None
        else OpenWeek(
            start=None if week.start is None else on(week.start),
            budget=week.budget,
            done=Amount(seconds=week.done_seconds, metres=week.done_metres),
            sessions=week.sessions,
        ),
        rules=tuple(course.fired),
        next=needs(course, advice),
        notices=tuple(course.notices),
        later=later(course),
    )
