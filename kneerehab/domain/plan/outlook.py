"""The coming days if every morning is quiet and what is offered is done: the engine itself, walked on past today.

Arithmetic, not a promise; each coming morning is asked for what it would answer then, with its ceilings.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.course import Course, on
from kneerehab.domain.plan.grading import WALK_SECONDS
from kneerehab.domain.plan.morning import evening, morning, verdict_of
from kneerehab.domain.plan.replay import Trail
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.record import Record

_MORNING, _EVENING = time(7, 0), time(18, 0)
_NO_PAIN = KneeScores(left=0, right=0)


def outlook(
    diary: Diary, today: date, days: int, *, weekdays: Collection[int] = (), trail: Trail | None = None
) -> tuple[Verdict, ...]:
    """What the plan would answer on each of the `days` days after `today` (not before the plan's first day).

    Runs are made to their ceilings on the days that offer one; with `weekdays` (0 is Monday) on those alone.
    """
    course = (trail or Trail()).course(diary, today)
    course.by_day = course.by_day.copy()
    found = []
    for day in range(course.day + 1, course.day + 1 + days):
        evening(course)
        course.by_day.add_check_in(quiet_morning(on(day)))
        course.asked_for = True
        morning(course, day)
        verdict = verdict_of(course)
        found.append(verdict)
        if not weekdays or verdict.date.weekday() in weekdays or verdict.advice is Advice.WALK:
            _follow(course, verdict)
    return tuple(found)


def supposing_today(diary: Diary, verdict: Verdict, trail: Trail | None = None) -> Diary:
    """A diary in which what the plan offers on a verdict's day is done; a missing check-in is a quiet one."""
    more: list[Record] = []
    if verdict.advice is Advice.CHECK_IN:
        more.append(quiet_morning(verdict.date))
        found = (trail or Trail()).replay(diary.changed_by(more), verdict.date).verdict
        assert found is not None  # its diary had a verdict for the day
        verdict = found
    offered = _offered(verdict)
    return diary.changed_by([*more, *([] if offered is None else [offered])])


def quiet_morning(day: date) -> CheckIn:
    """A check-in without pain, swelling or limp."""
    at = datetime.combine(day, _MORNING)
    return CheckIn(id=f"morning {day.toordinal()}", at=at, now=_NO_PAIN, worst_24h=_NO_PAIN, swelling=False, limp=False)


def _follow(course: Course, verdict: Verdict) -> None:
    """Do what the plan offers on a day, without any pain."""
    offered = _offered(verdict)
    if offered is not None:
        course.by_day.add_activity(offered)


def _offered(verdict: Verdict) -> Activity | None:
    """The run or test walk that a verdict offers, made to its limit; None if it offers none."""
    if verdict.ceilings is not None:
        return _done(verdict.date, ActivityKind.RUN, verdict.ceilings.seconds, verdict.ceilings.metres)
    return _done(verdict.date, ActivityKind.WALK, WALK_SECONDS, None) if verdict.advice is Advice.WALK else None


def _done(day: date, kind: ActivityKind, seconds: int, metres: int | None) -> Activity:
    return Activity(
        id=f"{kind} {day}",
        at=datetime.combine(day, _EVENING),
        kind=kind,
        seconds=seconds,
        metres=metres,
        surfaces=(Surface.FLAT_ROAD,) if kind is ActivityKind.RUN else (),
        pain_before=_NO_PAIN,
        pain_during=_NO_PAIN,
        pain_after=_NO_PAIN,
        form_changed=False,
    )
