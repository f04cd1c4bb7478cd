"""What a day brought after the answer was given, so that nobody is told to run again (section 11)."""

from __future__ import annotations

from collections.abc import Sequence

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.around_runs import noted_after, taken_between
from kneerehab.domain.plan.course import Course
from kneerehab.domain.plan.grading import grade_alone
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Grade

_END_OF_DAY = 24 * 60 - 1


def later(course: Course) -> tuple[str, ...]:
    """The codes of today, sorted; without a run (in WALK a run or walk) there are none."""
    start = course.first_start
    if start is None:
        return ()
    by_day, day, settings = course.by_day, course.day, course.settings
    logged: list[Activity] = []
    codes = []
    if day in by_day.runs:
        codes.append("run-logged")
        logged += by_day.runs[day].activities
    if course.phase is Phase.WALK and day in by_day.walks:
        codes.append("walk-logged")
        logged += by_day.walks[day].activities
    codes.append(_done(logged, settings))
    if taken_between(by_day, start, day * 24 * 60 + _END_OF_DAY):
        codes.append("painkiller-after")
    if noted_after(by_day, day, start, settings.quiet):
        codes.append("sore-after")
    return tuple(sorted(codes))


def _done(logged: Sequence[Activity], settings: PlanSettings) -> str:
    grades = {grade_alone(activity, settings)[0] for activity in logged}
    if Grade.RED in grades:
        return "done-red"
    if Grade.AMBER in grades:
        return "done-amber"
    return "done-open" if any(_is_open(activity, settings) for activity in logged) else "done-fine"


def _is_open(activity: Activity, settings: PlanSettings) -> bool:
    """Whether pain during it of an affected knee, or whether form changed, is unknown."""
    during = activity.pain_during
    return activity.form_changed is None or during is None or any(during.of(knee) is None for knee in settings.knees)
