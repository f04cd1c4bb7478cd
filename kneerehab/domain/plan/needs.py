"""What is still needed, and what is worth telling about the day (section 11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kneerehab.domain.codes import ActivityKind, Phase, Profile
from kneerehab.domain.plan.course import Course
from kneerehab.domain.plan.days import checked, masked
from kneerehab.domain.plan.phases import CALM_DAYS, GREENS_TO_MOVE_ON
from kneerehab.domain.plan.verdict import Advice, Grade, Need
from kneerehab.domain.plan.weeks import WEEK_DAYS

_SETTLED_DAYS = 2
_SESSIONS = 2
_PERCENT = 80
_MANY_MASKED, _MASKED_SPAN = 3, 7
_CALM_SPAN = 7
_MANY_HELD = 3
_CLIMBED_BY = {Phase.RUNWALK: ActivityKind.RUN, Phase.WALK: ActivityKind.WALK}
"""Which sessions lead out of a phase."""

OFFERS = (Advice.RUN, Advice.WALK)
"""Advice that offers something."""

OFFER_DAYS = 14
"""Days without an offer, today included, after which mild pain is called background pain."""

_BACKGROUND_WORST, _BACKGROUND_CHECKED = 2, 10


def needs(course: Course, advice: Advice) -> tuple[Need, ...]:
    """What is still needed before the plan moves on, in the order of the specification."""
    if advice is Advice.STOP:
        return (Need(need="override", have=0, of=1),)
    return tuple(Need(need=need, have=have, of=of) for need, have, of in _needs(course, advice))


def _needs(course: Course, advice: Advice) -> Iterator[tuple[str, int, int]]:
    if advice is Advice.CHECK_IN:
        yield "check-in", 0, 1
    calm = course.phase is Phase.CALM
    if calm:
        yield "days-in-calm", min(CALM_DAYS, course.day - course.since), CALM_DAYS
    if calm or course.after_red is not None:
        yield "settled-days", _in_a_row(course.settled, course.day), _SETTLED_DAYS
        yield "run-free-days", _in_a_row(lambda day: not course.ran(day), course.day - 1), _SETTLED_DAYS
    if course.phase is Phase.WALK:
        yield "green-walks", course.green, GREENS_TO_MOVE_ON
    elif course.phase is Phase.RUNWALK:
        yield "green-runs", course.green, GREENS_TO_MOVE_ON
    week = course.week
    if week is not None:
        percent = max(
            week.done_seconds * 100 // week.budget.seconds,
            week.done_metres * 100 // week.budget.metres,
        )
        yield "week-days", 0 if week.start is None else min(WEEK_DAYS, course.day - week.start), WEEK_DAYS
        yield "sessions", min(_SESSIONS, week.sessions), _SESSIONS
        yield "percent-done", min(_PERCENT, percent), _PERCENT


def _in_a_row(holds: Callable[[int], bool], last: int) -> int:
    """How many days in a row ending on `last` hold, at most two."""
    if not holds(last):
        return 0
    return 2 if holds(last - 1) else 1


def tell_of_day(course: Course) -> None:
    """The notices of the day itself: steps held, painkillers, a long calm, background pain, pain at night."""
    _tell_steps_held(course)
    day, settings, by_day = course.day, course.settings, course.by_day
    if masked(course.today, settings):
        course.tell("masked-day")
        if sum(masked(by_day.on(day - back), settings) for back in range(_MASKED_SPAN)) >= _MANY_MASKED:
            course.tell("see-professional", why="masked-3-of-7")
    if course.phase is Phase.CALM and day - course.since >= _CALM_SPAN:
        course.tell("see-professional", why="calm-7-days")
    if _background_pain(course):
        course.tell("see-professional", why="background-pain")
    if day in by_day.nights:
        course.tell("see-professional", why="night-pain")


def _tell_steps_held(course: Course) -> None:
    """Tell that three sessions in a row or more could not count as progress, and the reasons that all of them share."""
    kind = _CLIMBED_BY.get(course.phase)
    if not any(session.kind is kind for _, session in course.graded):
        return
    held: list[set[str]] = []
    for session in reversed(course.sessions):
        if session.kind is kind:
            if session.grade is not Grade.UNVERIFIED or session.date.toordinal() < course.since:
                break
            held.append(set(session.reasons))
    if len(held) >= _MANY_HELD:
        course.tell("steps-held", sessions=len(held), rules=tuple(sorted(set.intersection(*held))))


def _background_pain(course: Course) -> bool:
    """Whether mild pain has stayed for two weeks in which nothing was offered: waiting will not end it (section 11)."""
    first, settings = course.day - OFFER_DAYS + 1, course.settings
    if (
        settings.profile is not Profile.PAIN_FREE
        or course.phase is Phase.REFER
        or course.pause_from is not None
        or first < course.start
        or course.last_offer >= first
    ):
        return False
    days = [course.by_day.on(day) for day in range(first, course.day + 1)]
    seen = [day for day in days if checked(day, settings)]
    return (
        len(seen) >= _BACKGROUND_CHECKED
        and all(day.worst_known <= _BACKGROUND_WORST and not (day.swollen or day.limping) for day in seen)
        and any(day.worst_known > 0 for day in seen)
    )
