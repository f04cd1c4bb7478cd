"""What is planned from today on, worked out from a diary: for a calendar, never a promise.

Runs are those that the plan would offer if every morning is quiet, so each is worth what it says on its own morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kneerehab.domain.agenda import Planned, PlannedKind
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.measures import EVERY_WEEKS, next_due
from kneerehab.domain.plan.after_run import LOOK_AHEAD, weekdays
from kneerehab.domain.plan.outlook import outlook, quiet_morning, supposing_today
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.services.exercises import prescribed

WEEK = 7
_ACTIVITY = {Advice.RUN: ActivityKind.RUN, Advice.WALK: ActivityKind.WALK}
_PLANNED = {Advice.RUN: PlannedKind.RUN, Advice.WALK: PlannedKind.WALK}


def agenda(diary: Diary, today: date, *, measure_weeks: int = EVERY_WEEKS) -> tuple[Planned, ...]:
    """Runs and exercises of today and the two weeks after it, the next measures, and the visits that are agreed.

    Under a warning sign there are neither runs nor exercises, and none in a pause. `measure_weeks` is how often
    measures are asked for, 0 for never.
    """
    verdict = replay(diary, today).verdict
    found = [*_visits(diary, today), *_measures(diary, today, measure_weeks)]
    if verdict is None or verdict.advice is not Advice.STOP:
        found += _exercises(diary, today)
    if verdict is not None:
        found += _runs(diary, verdict)
    return tuple(sorted(found, key=lambda item: (item.moment, item.key)))


def exercise_days(days_per_week: int) -> frozenset[int]:
    """The weekdays (0 is Monday) of exercises of so many days a week, spread evenly; which ones is our choice."""
    return frozenset(number * WEEK // days_per_week for number in range(days_per_week))


def _runs(diary: Diary, verdict: Verdict) -> Iterator[Planned]:
    today, chosen = verdict.date, weekdays(diary)
    supposed = diary if verdict.later else supposing_today(diary, verdict)
    now: Verdict | None = verdict
    if verdict.advice is Advice.CHECK_IN:
        now = replay(diary.changed_by([quiet_morning(today)]), today).verdict
    if now is not None and now.advice in _ACTIVITY and not _is_done(diary, now):
        yield _run(now)
    for coming in outlook(supposed, today, LOOK_AHEAD, weekdays=chosen):
        if coming.advice is Advice.WALK or (
            coming.advice is Advice.RUN and (not chosen or coming.date.weekday() in chosen)
        ):
            yield _run(coming)


def _run(verdict: Verdict) -> Planned:
    # A walk and a run of one day share the key: the day is the same, only what the plan offers on it has changed.
    return Planned(
        kind=_PLANNED[verdict.advice], key=f"run-{verdict.date.isoformat()}", day=verdict.date, verdict=verdict
    )


def _is_done(diary: Diary, verdict: Verdict) -> bool:
    kind = _ACTIVITY[verdict.advice]
    return any(done.kind is kind for done in between(diary.activities, verdict.date, verdict.date))


def _exercises(diary: Diary, today: date) -> Iterator[Planned]:
    for number in range(LOOK_AHEAD + 1):
        day = today + timedelta(days=number)
        doses = tuple(
            dose for dose in prescribed(diary, day).values() if day.weekday() in exercise_days(dose.days_per_week)
        )
        if doses and not any(pause.covers(day) for pause in diary.pauses):
            yield Planned(kind=PlannedKind.EXERCISES, key=f"exercises-{day.isoformat()}", day=day, doses=doses)


def _measures(diary: Diary, today: date, weeks: int) -> Iterator[Planned]:
    due = next_due(diary.outcomes, weeks)
    if due is not None:
        yield Planned(kind=PlannedKind.MEASURES, key=f"measures-{due.isoformat()}", day=max(due, today))


def _visits(diary: Diary, today: date) -> Iterator[Planned]:
    taken = set()
    for visit in diary.clinic_visits:
        if visit.at.date() > today:
            taken.add(visit.at.date())
            yield Planned(
                kind=PlannedKind.VISIT, key=f"visit-{visit.id}", day=visit.at.date(), at=visit.at.time(), visit=visit
            )
    for visit in reversed(diary.clinic_visits):
        day = visit.next_date
        if day is not None and day >= today and day not in taken:
            taken.add(day)
            yield Planned(kind=PlannedKind.VISIT, key=f"next-visit-{visit.id}", day=day, visit=visit)
