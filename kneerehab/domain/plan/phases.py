"""When the runner moves from one phase to the next, and back (sections 6 and 7)."""

from __future__ import annotations

from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.plan.budget import direct_start, ladder_start, return_start
from kneerehab.domain.plan.course import RUNNING, TOP_RUNG, WEEKLY, Course, RunWeek, Trained, on
from kneerehab.domain.plan.verdict import Grade
from kneerehab.domain.plan.weeks import end, step_back
from kneerehab.domain.plan_records import Override

CALM_DAYS = 2
GREENS_TO_MOVE_ON = 2
AMBERS_TO_STEP_DOWN = 2
TWO_REDS_DAYS = 13
GAPS = (8, 15, 22)
"""Idle days after which the plan goes one step back."""

GAP_TO_WALK = 29
"""Idle days after which running starts again from the walk gate."""

_RETURNS = ((28, 4, 60), (90, 2, 50))
"""Who was away for so many days at most comes back on so high a rung, with this share of the level (A20)."""

_LATE_RETURN = (1, 0)
_RUNGS_BACK = 2


def begin_stay(course: Course, phase: Phase, rule: str) -> None:
    """Begin a stay: end the open week because of `rule` and clear all that was counted."""
    end(course, rule)
    course.phase = phase
    course.since = course.day
    course.green = course.amber = course.advances = 0
    course.after_red = None
    course.stay_weeks = []
    course.began_by_override = False
    course.last_judged = None
    if phase in RUNNING:
        course.has_run_phase = True
    if phase in WEEKLY:
        course.reached = TOP_RUNG


def _hold(course: Course, rung: int) -> None:
    """Stand on a rung of the ladder."""
    course.rung = rung
    course.reached = max(course.reached, rung)


def override(course: Course, decided: Override) -> None:
    """Apply the override dated today (P01)."""
    kept = None if course.week is None else course.week.budget
    phase = Phase(decided.phase)
    begin_stay(course, phase, "P01-override")
    course.began_by_override = True
    course.return_percent = 0
    course.fire("P01-override", {"phase": phase, "by": decided.by, "reason": decided.reason})
    if phase is Phase.RUNWALK:
        _hold(course, decided.rung or 1)
    elif phase in WEEKLY:
        course.week = RunWeek(decided.week or kept or direct_start(course))


def refer(course: Course) -> None:
    """A red flag stops the plan until someone qualified has cleared the runner."""
    begin_stay(course, Phase.REFER, "R01-red-flag")


def consequence(course: Course, session: Trained) -> None:
    """What a grade does to the phase (section 6)."""
    phase, grade = course.phase, session.grade
    if grade is Grade.RED:
        _after_red(course, session)
    elif session.day >= course.since:
        if phase is Phase.RUNWALK:
            _climbed(course, grade)
        elif phase is Phase.WALK:
            _walked(course, grade)


def _walked(course: Course, grade: Grade) -> None:
    if grade is Grade.AMBER:
        course.green = 0
    elif grade is Grade.GREEN:
        course.green += 1
        if course.green == GREENS_TO_MOVE_ON:
            _open_walk_gate(course)


def _open_walk_gate(course: Course) -> None:
    ladder = course.settings.walk_run_ladder
    rung, percent = way_back(course)
    begin_stay(course, Phase.RUNWALK if ladder else Phase.BUILD, "P03-walk-gate")
    course.fire("P03-walk-gate", {"to": course.phase})
    course.return_percent = percent
    if ladder:
        _hold(course, rung)
    else:
        course.week = RunWeek(return_start(course, percent))


def way_back(course: Course) -> tuple[int, int]:
    """The rung on which the ladder begins if the walk gate opens now, and the share of the level in percent.

    Who comes back after a running phase starts higher the shorter the time without a run that was offered, and at
    least two rungs below the highest reached; the first time it is the first rung of the settings, and no share.
    """
    if not course.has_run_phase:
        return course.settings.first_rung, 0
    rung, percent = _LATE_RETURN
    if course.last_offered_run:
        away = course.day - course.last_offered_run
        rung, percent = next(((rung, part) for most, rung, part in _RETURNS if away <= most), _LATE_RETURN)
    return min(rung, max(1, course.reached - _RUNGS_BACK)), percent


def _climbed(course: Course, grade: Grade) -> None:
    if grade is Grade.GREEN:
        course.green += 1
        course.amber = 0
        if course.green == GREENS_TO_MOVE_ON:
            _rung_up(course)
    elif grade is Grade.AMBER:
        course.green = 0
        course.amber += 1
        if course.amber == AMBERS_TO_STEP_DOWN:
            rung = course.rung
            _rung_down(course)
            course.fire("P05-two-ambers", {"from": rung, "to": course.rung})


def _rung_up(course: Course) -> None:
    course.green = course.amber = 0
    if course.rung < TOP_RUNG:
        _hold(course, course.rung + 1)
        course.fire("P04-rung-up", {"from": course.rung - 1, "to": course.rung})
        return
    budget = ladder_start(course, course.return_percent)
    course.fire("P10-build", {"seconds": budget.seconds, "metres": budget.metres})
    course.phase = Phase.BUILD
    course.reached = TOP_RUNG
    course.week = RunWeek(budget)


def _rung_down(course: Course) -> None:
    course.rung = max(1, course.rung - 1)
    course.green = course.amber = 0


def _after_red(course: Course, session: Trained) -> None:
    """Remember a red run; the red rule; in WALK any red leads to CALM."""
    day, phase = session.day, course.phase
    another_red = course.last_red >= day - TWO_REDS_DAYS
    if session.kind is ActivityKind.RUN:
        course.last_red = day
    if day < course.since or phase in (Phase.REFER, Phase.CALM):
        return
    two_reds = another_red and phase is not Phase.WALK
    if phase is Phase.WALK or two_reds or (phase is Phase.RUNWALK and course.rung == 1):
        if phase is Phase.RUNWALK:
            course.reached = course.rung
        begin_stay(course, Phase.CALM, "P07-red-to-calm")
        course.fire("P07-red-to-calm", {"run": on(day)})
        if two_reds:
            course.tell("see-professional", why="two-reds")
        return
    course.fire("P06-red", {"run": on(day)})
    if phase is Phase.RUNWALK:
        _rung_down(course)
    else:
        step_back(course, "P06-red")
        course.phase = Phase.BUILD
    course.after_red = day


def gap(course: Course) -> None:
    """In a running phase go a step back after 8, 15 and 22 idle days, and to WALK after 29 (P08, P09)."""
    idle = course.day - max(course.since, course.last_run + 1)
    if idle in GAPS:
        course.fire("P08-gap", {"idle": idle})
        if course.phase is Phase.RUNWALK:
            _rung_down(course)
        else:
            step_back(course, "P08-gap")
    elif idle == GAP_TO_WALK:
        begin_stay(course, Phase.WALK, "P09-gap-to-walk")
        course.fire("P09-gap-to-walk", {"idle": idle})


def calm_gate(course: Course) -> None:
    """Leave CALM once the knees are settled (P02)."""
    if course.day >= course.since + CALM_DAYS and course.settle_test():
        begin_stay(course, Phase.WALK, "P02-calm-gate")
        course.fire("P02-calm-gate", {})


def red_gate(course: Course) -> None:
    """Forget a red run once the knees are settled."""
    if course.settle_test():
        course.after_red = None
