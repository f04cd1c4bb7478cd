"""The week at a glance: what was run on each day, what is planned, exercise days, and the next run; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.plan.after_run import next_day, weekdays
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.frozen import dataclass
from kneerehab.services.exercises import prescribed

WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One day: a run was `done`, or one is `planned` if the knees agree; `walk` says that it is a test walk."""

    day: date
    done: bool
    planned: bool
    walk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The week around today: run days done of those the plan allows, exercise days of those prescribed.

    `next_run` is the next day on which a run (in Walk a walk) may come, today included; None if none is in sight.
    """

    days: tuple[WeekDay, ...]
    run_days: int
    most_run_days: int
    exercise_days: int
    most_exercise_days: int
    next_run: date | None

    @property
    def next_is_walk(self) -> bool:
        """Whether what comes next is a test walk."""
        return any(day.walk for day in self.days if day.day == self.next_run)


def glance(
    diary: Diary, verdict: Verdict, coming: Sequence[Verdict], *, runs_per_week: int, first_weekday: int
) -> Glance:
    """The week of a verdict's day; `coming` are the verdicts of the days after it (empty: not known yet)."""
    today, chosen = verdict.date, weekdays(diary)
    start = today - timedelta(days=(today.weekday() - first_weekday) % WEEK)
    ahead = {verdict.date: verdict, **{day.date: day for day in coming}}
    in_walk = verdict.phase is Phase.WALK
    kinds = {ActivityKind.RUN, *((ActivityKind.WALK,) if in_walk else ())}
    this_week = between(diary.activities, start, start + timedelta(days=WEEK - 1))
    done = {activity.at.date() for activity in this_week if activity.kind in kinds}
    days = tuple(
        WeekDay(
            day=day,
            done=day in done,
            planned=day not in done and _offers(ahead.get(day), today, chosen),
            walk=day in ahead and ahead[day].phase is Phase.WALK,
        )
        for day in (start + timedelta(days=number) for number in range(WEEK))
    )
    exercised = {record.at.date() for record in between(diary.exercise_sets, start, today)}
    wanted = max((dose.days_per_week for dose in prescribed(diary, today).values()), default=0)
    offered_now = _offers(verdict, today, chosen) and today not in done
    return Glance(
        days=days,
        run_days=sum(day.done for day in days),
        most_run_days=runs_per_week,
        exercise_days=len(exercised),
        most_exercise_days=wanted,
        next_run=today if offered_now else next_day(coming, chosen),
    )


def _offers(verdict: Verdict | None, today: date, chosen: tuple[int, ...]) -> bool:
    """Whether a run may come on a day; today any day counts, later days only those that the runner likes."""
    if verdict is None:
        return False
    if verdict.date == today:
        return verdict.advice in (Advice.RUN, Advice.WALK)
    return verdict.advice is Advice.WALK or (
        verdict.advice is Advice.RUN and (not chosen or verdict.date.weekday() in chosen)
    )
