"""Weeks that were held one after the other, and steps that could not count: why, and what would let them grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.course import WEEKLY
from kneerehab.domain.plan.rules.weeks import WEEK_RULES
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import ClosedWeek, Decision, Grade, Replay, Session
from kneerehab.frozen import dataclass

_MANY_WEEKS, _MANY_STEPS = 2, 3
_FEWEST_RUNS, _MOST_RUNS = 2, 4
_HOLDING = {rule.id for rule in WEEK_RULES if rule.hold}
_KIND = {Phase.RUNWALK: ActivityKind.RUN, Phase.WALK: ActivityKind.WALK}


class Cause(StrEnum):
    """What held the weeks or steps, as far as they share it."""

    FEWER_RUNS = "fewer-runs"
    MORE_RUNS = "more-runs"
    ONE_RUN = "one-run"
    LITTLE_DONE = "little-done"
    DAYS_IN_A_ROW = "days-in-a-row"
    NOT_OFFERED = "not-offered"
    UNANSWERED = "unanswered"
    NO_TIME = "no-time"
    WRONG_LENGTH = "wrong-length"
    PAINKILLER = "painkiller"
    GROUND = "ground"
    LONG_RUN = "long-run"
    AMBER = "amber"
    OVER = "over"
    FLARE = "flare"
    OVERTRAINING = "overtraining"
    DIFFERENT = "different"


class Remedy(StrEnum):
    """What one button can do about it."""

    SET_RUNS = "set-runs"
    ALLOW_IN_A_ROW = "allow-in-a-row"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`count` weeks (or sessions on the ladder or in Walk, if `steps`) in a row that were held.

    `runs` is how many run days a week the held weeks had at most, `since` the first of them, `activity` the one that
    still wants an answer or its time; `key` stays the same until another week or step is held.
    """

    steps: bool
    count: int
    rules: tuple[str, ...]
    cause: Cause
    remedy: Remedy | None
    runs: int
    since: date
    kind: ActivityKind
    activity: Activity | None
    key: str


def held(diary: Diary, replay: Replay, settings: PlanSettings) -> Held | None:
    """What is held as of the replay's last day, if it was held again; None while there is nothing to say."""
    verdict = replay.verdict
    if verdict is None:
        return None
    if verdict.phase in WEEKLY:
        return _held_weeks(diary, _trailing(replay.weeks), replay.sessions, settings)
    if verdict.phase in _KIND:
        first = replay.phases[-1].from_
        return _held_steps(diary, _open_steps(replay.sessions, _KIND[verdict.phase], first), replay.sessions, settings)
    return None


def _trailing(weeks: Sequence[ClosedWeek]) -> list[ClosedWeek]:
    """The HOLD weeks that stand at the end of the list, oldest first."""
    found: list[ClosedWeek] = []
    for week in reversed(weeks):
        if week.decision is not Decision.HOLD:
            break
        found.append(week)
    return found[::-1]


def _open_steps(sessions: Sequence[Session], kind: ActivityKind, since: date) -> list[Session]:
    """The unverified sessions of a kind at the end of the graded ones, oldest first."""
    found: list[Session] = []
    for session in reversed(sessions):
        if session.kind is not kind or session.grade is Grade.PENDING:
            continue
        if session.grade is not Grade.UNVERIFIED or session.date < since:
            break
        found.append(session)
    return found[::-1]


def _held_weeks(
    diary: Diary, weeks: list[ClosedWeek], sessions: Iterable[Session], settings: PlanSettings
) -> Held | None:
    if len(weeks) < _MANY_WEEKS:
        return None
    last_two = weeks[-_MANY_WEEKS:]
    shared = set.intersection(*(set(week.reasons) for week in last_two))
    rules = tuple(sorted(shared & _HOLDING))
    since = last_two[0].start
    ran = [session for session in sessions if since <= session.date < last_two[-1].closed]
    unverified = [session for session in ran if session.grade is Grade.UNVERIFIED]
    runs = max(week.sessions for week in last_two)
    cause, remedy = _cause_of_weeks(rules, runs, unverified, ran, settings)
    activity = _asked_about(diary, unverified) if remedy is Remedy.ANSWER else None
    return Held(
        steps=False,
        count=len(weeks),
        rules=rules,
        cause=cause,
        remedy=None if remedy is Remedy.ANSWER and activity is None else remedy,
        runs=runs,
        since=since,
        kind=ActivityKind.RUN,
        activity=activity,
        key=f"week {weeks[-1].start}",
    )


def _cause_of_weeks(
    rules: tuple[str, ...], runs: int, unverified: list[Session], ran: list[Session], settings: PlanSettings
) -> tuple[Cause, Remedy | None]:
    """The first that explains it, in the order in which something can be done about it."""
    if "W03-unverified" in rules and unverified:
        cause, remedy = _cause_of_sessions(unverified, ran, runs, settings)
        if cause is not Cause.DIFFERENT:
            return cause, remedy
    if "W08-few-sessions" in rules:
        return Cause.ONE_RUN, None
    if "W09-little-done" in rules:
        if _FEWEST_RUNS <= runs < settings.runs_per_week:
            return Cause.FEWER_RUNS, Remedy.SET_RUNS
        return Cause.LITTLE_DONE, None
    for rule, cause in (
        ("W02-amber", Cause.AMBER),
        ("W05-over-budget", Cause.OVER),
        ("W06-flare", Cause.FLARE),
        ("W07-overtraining", Cause.OVERTRAINING),
    ):
        if rule in rules:
            return cause, None
    return Cause.DIFFERENT, None


def _held_steps(
    diary: Diary, sessions: list[Session], all_sessions: Sequence[Session], settings: PlanSettings
) -> Held | None:
    if len(sessions) < _MANY_STEPS:
        return None
    cause, remedy = _cause_of_sessions(sessions, all_sessions, 0, settings)
    activity = None
    if cause is Cause.NO_TIME:
        activity = next(one for one in _activities(diary, sessions[-1]) if one.seconds is None)
    elif remedy is Remedy.ANSWER:
        activity = _asked_about(diary, sessions)
    return Held(
        steps=True,
        count=len(sessions),
        rules=_shared(sessions),
        cause=cause,
        remedy=None if remedy is Remedy.ANSWER and activity is None else remedy,
        runs=len(sessions),
        since=sessions[0].date,
        kind=sessions[0].kind,
        activity=activity,
        key=f"step {sessions[-1].date}",
    )


def _shared(sessions: Sequence[Session]) -> tuple[str, ...]:
    return tuple(sorted(set.intersection(*(set(session.reasons) for session in sessions))))


def _cause_of_sessions(
    sessions: list[Session], ran: Sequence[Session], runs: int, settings: PlanSettings
) -> tuple[Cause, Remedy | None]:
    """Why all of these sessions are unverified; `ran` are all of that time, `runs` how many a week."""
    rules = _shared(sessions)
    if "G14-wrong-length" in rules and all(session.seconds is None for session in sessions):
        return Cause.NO_TIME, Remedy.ANSWER
    if "G11-not-offered" in rules:
        if _follow_a_run(sessions, ran) and not settings.allow_consecutive:
            return Cause.DAYS_IN_A_ROW, Remedy.ALLOW_IN_A_ROW
        if settings.runs_per_week < runs <= _MOST_RUNS:
            return Cause.MORE_RUNS, Remedy.SET_RUNS
        return Cause.NOT_OFFERED, None
    if "G10-score-missing" in rules:
        return Cause.UNANSWERED, Remedy.ANSWER
    for rule, cause in (
        ("G14-wrong-length", Cause.WRONG_LENGTH),
        ("G12-masked", Cause.PAINKILLER),
        ("G13-not-flat", Cause.GROUND),
        ("G15-over-cap", Cause.LONG_RUN),
    ):
        if rule in rules:
            return cause, None
    return Cause.DIFFERENT, None


def _follow_a_run(sessions: Sequence[Session], ran: Sequence[Session]) -> bool:
    """Whether each of them was made on the day after a run."""
    days = {session.date for session in ran if session.kind is ActivityKind.RUN}
    return all(session.date - timedelta(days=1) in days for session in sessions)


def _activities(diary: Diary, session: Session) -> list[Activity]:
    ids = set(session.records)
    return [activity for activity in diary.activities if activity.id in ids]


def _asked_about(diary: Diary, sessions: Sequence[Session]) -> Activity | None:
    """The newest run or walk of these sessions with an answer missing."""
    for session in reversed(sessions):
        for activity in _activities(diary, session):
            if "G10-score-missing" in session.reasons and _is_open(activity):
                return activity
    return None


def _is_open(activity: Activity) -> bool:
    pains = (activity.pain_before, activity.pain_during, activity.pain_after)
    ground = activity.kind is ActivityKind.RUN and not activity.surfaces
    return activity.form_changed is None or ground or any(scores is None or not scores.known() for scores in pains)


def runs_wished(held_again: Held) -> int:
    """The runs a week that the remedy sets: as many as were made, 2 to 4."""
    return min(_MOST_RUNS, max(_FEWEST_RUNS, held_again.runs))
