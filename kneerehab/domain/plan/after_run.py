"""The rest of a day on which a run or walk is logged: how it went, what is open, what is left, when the next may come.

The verdict is the morning's; what is here follows its `later` codes (section 11a of the plan).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Knee, Phase, Weekday
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan.around_runs import Unanswered, unanswered
from kneerehab.domain.plan.budget import estimated
from kneerehab.domain.plan.days import ByDay, checked
from kneerehab.domain.plan.grading import LAST_DAY, grade_alone
from kneerehab.domain.plan.outlook import outlook
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Grade, OpenWeek, Verdict
from kneerehab.frozen import dataclass

HOUR_AFTER = timedelta(hours=1)
"""When pain after a run is asked for: an hour after its end (Esculier 2018, B1)."""

ASKED_FROM = timedelta(minutes=45)
"""From when the hour-after question may be answered with one tap."""

LOOK_AHEAD = 14
"""Days that are looked ahead for the next run."""

_COMES_FIRST = "R06-swelling-limp"
_WEEKDAYS = tuple(Weekday)


class Done(StrEnum):
    """How the run or walk of a day went, as far as it is known that day."""

    FINE = "done-fine"
    OPEN = "done-open"
    AMBER = "done-amber"
    RED = "done-red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """What made a run amber or red: the rules G01 to G04 that apply, and the knee and score that they saw.

    `score` is pain during it, or before it if that alone was too high; None if neither was above the limit.
    """

    rules: tuple[str, ...]
    knee: Knee | None
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterRun:
    """The answer for the rest of a day.

    `seconds` and `metres` are sums of what is known; `left` is what the week still holds, today included; `runs_left`
    how many runs of the week that is meant for; `coming` are the verdicts of the next days if the knees stay quiet;
    `next_day` is the first of them that offers a run (in Walk a walk) on one of the runner's days.
    """

    done: Done
    activities: tuple[Activity, ...]
    seconds: int | None
    metres: int | None
    worst: Worst | None
    left: Amount | None
    painkiller_after: bool
    sore_after: bool
    coming: tuple[Verdict, ...]
    next_day: date | None
    next_budget: Amount | None

    @property
    def kind(self) -> ActivityKind:
        """Run, if there is one; else walk."""
        kinds = {activity.kind for activity in self.activities}
        return ActivityKind.RUN if ActivityKind.RUN in kinds else ActivityKind.WALK

    @property
    def last(self) -> Activity:
        """The one that began last."""
        return self.activities[-1]


def after_run(diary: Diary, verdict: Verdict, coming: Sequence[Verdict] | None = None) -> AfterRun | None:
    """The rest of the day of a verdict; None if nothing is logged, or a flag, swelling or a limp comes first.

    `coming` are the verdicts of the days after it, if they are known already.
    """
    logged = {"run-logged", "walk-logged"} & set(verdict.later)
    if not logged or verdict.advice is Advice.STOP or verdict.rule == _COMES_FIRST:
        return None
    settings = settings_on(diary.plan, diary.plan_changes, verdict.date)
    activities = tuple(sorted(_logged(diary, verdict), key=lambda activity: activity.at))
    seconds = [activity.seconds for activity in activities if activity.seconds is not None]
    metres = [activity.metres for activity in activities if activity.metres is not None]
    if coming is None:
        coming = outlook(diary, verdict.date, LOOK_AHEAD, weekdays=weekdays(diary))
    done = Done(next(code for code in verdict.later if code.startswith("done-")))
    next_week = coming[0].week if coming else None
    return AfterRun(
        done=done,
        activities=activities,
        seconds=sum(seconds) if seconds else None,
        metres=sum(metres) if metres else None,
        worst=_worst(activities, settings, done),
        left=_left(verdict.week, activities),
        painkiller_after="painkiller-after" in verdict.later,
        sore_after="sore-after" in verdict.later,
        coming=tuple(coming),
        next_day=next_day(coming, weekdays(diary)),
        next_budget=None if next_week is None or done is not Done.RED else next_week.budget,
    )


def weekdays(diary: Diary) -> tuple[int, ...]:
    """The weekdays on which the runner likes to run, 0 is Monday; empty for any."""
    return tuple(_WEEKDAYS.index(code) for code in diary.runner.run_days)


def next_day(coming: Iterable[Verdict], chosen: tuple[int, ...]) -> date | None:
    """The first day that offers a run (in Walk a walk), on one of the chosen weekdays if there are any."""
    for verdict in coming:
        if verdict.advice is Advice.WALK:
            return verdict.date
        if verdict.advice is Advice.RUN and (not chosen or verdict.date.weekday() in chosen):
            return verdict.date
    return None


def _logged(diary: Diary, verdict: Verdict) -> list[Activity]:
    """The runs of the day, and in the Walk phase its walks."""
    kinds = {ActivityKind.RUN} | ({ActivityKind.WALK} if verdict.phase is Phase.WALK else set())
    return [one for one in between(diary.activities, verdict.date, verdict.date) if one.kind in kinds]


def _worst(activities: tuple[Activity, ...], settings: PlanSettings, done: Done) -> Worst | None:
    wanted = {Done.RED: Grade.RED, Done.AMBER: Grade.AMBER}.get(done)
    for activity in activities:
        grade, rules = grade_alone(activity, settings)
        if wanted is not None and grade is wanted:
            knee, score = None, None
            if "G01-pain-during" in rules:
                knee, score = _highest(activity.pain_during)
            elif "G02-started-sore" in rules:
                knee, score = _highest(activity.pain_before)
            elif "G04-not-settled" in rules:
                knee = _risen(activity)
            return Worst(rules=rules, knee=knee, score=score)
    return None


def _highest(scores: KneeScores | None) -> tuple[Knee, int]:
    """The knee with the higher score, left on a tie; only asked where a score is known."""
    known = {knee: score for knee in Knee if scores is not None and (score := scores.of(knee)) is not None}
    knee = max(known, key=known.__getitem__)
    return knee, known[knee]


def _risen(activity: Activity) -> Knee:
    """The knee that hurt more an hour after than before, left first; only asked where one did (G04)."""
    before, after = activity.pain_before or KneeScores(), activity.pain_after or KneeScores()
    scores = ((knee, before.of(knee), after.of(knee)) for knee in Knee)
    return next(knee for knee, first, last in scores if first is not None and last is not None and last > first)


def _left(week: OpenWeek | None, activities: tuple[Activity, ...]) -> Amount | None:
    """What the open week still holds with today's runs, never below 0; unknown amounts at the budget's pace."""
    if week is None:
        return None
    seconds, metres = week.budget.seconds - week.done.seconds, week.budget.metres - week.done.metres
    for run in activities:
        ran = estimated(run, week.budget)
        seconds -= ran.seconds
        metres -= ran.metres
    return Amount(seconds=max(0, seconds), metres=max(0, metres))


def open_questions(diary: Diary, activity: Activity, today: date) -> Unanswered:
    """What is still open of a run or walk, by its own answers and by the check-ins up to `today` (G10)."""
    settings = settings_on(diary.plan, diary.plan_changes, today)
    by_day = ByDay(diary.around(activity.at.date() - timedelta(days=1), today))  # no painkiller masks for longer
    day = activity.at.toordinal()
    last = min(today.toordinal(), day + LAST_DAY - 1)
    closing = (later for later in range(day + 1, last) if checked(by_day.on(later), settings))
    return unanswered(by_day, settings, activity, next(closing, last))


def may_close(diary: Diary, activity: Activity, today: date) -> bool:
    """Whether a check-in of `today` would be the first after a run or walk, and so can answer what is open (G10)."""
    settings = settings_on(diary.plan, diary.plan_changes, today)
    by_day = ByDay(diary.around(activity.at.date(), today))
    day, now = activity.at.toordinal(), today.toordinal()
    return now < day + LAST_DAY and not any(checked(by_day.on(later), settings) for later in range(day + 1, now))


def ended(activity: Activity) -> datetime:
    """When a run or walk was over; with an unknown time when it began."""
    return activity.at + timedelta(seconds=activity.seconds or 0)


def hour_after_open(diary: Diary, activity: Activity, day: date) -> tuple[Knee, ...]:
    """The affected knees whose pain an hour after is still unknown."""
    settings = settings_on(diary.plan, diary.plan_changes, day)
    after = activity.pain_after
    return tuple(knee for knee in settings.knees if after is None or after.of(knee) is None)
