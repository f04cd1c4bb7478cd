"""What there is to remind of right now: pure, by the local clock; nothing is said twice a day, nor once it is done.

A reminder comes within four hours of its time and never after midnight, so that starting the program in the evening
does not bring the whole day's list (our choice). Local times have no zone: an hour that the clock repeats says nothing
again, and a time that the clock skips counts from the next minute there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind, Side
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.services.today import exercises_on

HOLDS = timedelta(hours=4)
"""How long after its time a reminder may still come."""
AFTER_RUN = timedelta(hours=1)
"""When to ask how a run was (B1: back to the level before within an hour)."""


class ReminderKind(StrEnum):
    """What can be reminded of."""

    CHECK_IN = "check_in"
    EXERCISES = "exercises"
    ICING = "icing"
    RUN_DAY = "run_day"
    HOUR_AFTER = "hour_after"


TIMED = (ReminderKind.CHECK_IN, ReminderKind.EXERCISES, ReminderKind.ICING, ReminderKind.RUN_DAY)
"""The kinds with a time of day; the hour after a run follows the run."""

USUAL_TIMES: Mapping[ReminderKind, time] = {
    ReminderKind.CHECK_IN: time(7, 30),
    ReminderKind.RUN_DAY: time(9, 0),
    ReminderKind.EXERCISES: time(18, 0),
    ReminderKind.ICING: time(20, 0),
}
"""Where the times begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to be reminded of; `count` exercises, the `activity` that wants an answer, `walk` for a test walk."""

    kind: ReminderKind
    count: int = 0
    activity: Activity | None = None
    walk: bool = False


Chosen = Mapping[ReminderKind, time]
"""The chosen reminders with their times; the time of HOUR_AFTER has no meaning."""


def times(texts: Iterable[str]) -> dict[ReminderKind, time]:
    """The time of each kind from texts like "check_in 07:30", the usual one where there is none or it is senseless."""
    found = dict(USUAL_TIMES)
    for text in texts:
        name, _space, clock = text.partition(" ")
        if name in list(TIMED):
            try:
                found[ReminderKind(name)] = time.fromisoformat(clock)
            except ValueError:
                continue
    return found


def time_texts(chosen: Chosen) -> tuple[str, ...]:
    """The times as texts, as the settings keep them."""
    return tuple(f"{kind} {chosen[kind]:%H:%M}" for kind in TIMED if kind in chosen)


def chosen(names: Collection[str], texts: Iterable[str]) -> dict[ReminderKind, time]:
    """The reminders that are on, with their times."""
    at = times(texts)
    return {kind: at.get(kind, time()) for kind in ReminderKind if kind in names}


def said(kind: ReminderKind, day: date) -> str:
    """How a reminder that came is remembered."""
    return f"{kind} {day}"


def due(
    diary: Diary, verdict: Verdict | None, settings: Chosen, now: datetime, already: Collection[str]
) -> list[Reminder]:
    """What to remind of at `now`; `verdict` is today's, `already` holds what `said` gave for reminders that came."""
    today = now.date()
    if any(pause.covers(today) for pause in diary.pauses):
        return []
    found = []
    for kind, at in settings.items():
        if said(kind, today) in already or (kind in TIMED and not _is_time(at, now)):
            continue
        reminder = _wanted(kind, diary, verdict, now)
        if reminder is not None:
            found.append(reminder)
    return found


def _is_time(at: time, now: datetime) -> bool:
    begins = datetime.combine(now.date(), at)
    return begins <= now < begins + HOLDS


def _wanted(kind: ReminderKind, diary: Diary, verdict: Verdict | None, now: datetime) -> Reminder | None:
    """The reminder of a kind unless it is done, or has no place today."""
    today = now.date()
    stopped = verdict is not None and verdict.advice is Advice.STOP
    match kind:
        case ReminderKind.CHECK_IN:
            return None if between(diary.check_ins, today, today) else Reminder(kind=kind)
        case ReminderKind.EXERCISES:
            left = sum(item.due and not item.complete for item in exercises_on(diary, today))
            return Reminder(kind=kind, count=left) if left and not stopped else None
        case ReminderKind.ICING:
            return None if stopped or between(diary.icing, today, today) else Reminder(kind=kind)
        case ReminderKind.RUN_DAY:
            return _run_day(diary, verdict, today)
        case ReminderKind.HOUR_AFTER:
            run = _unanswered(diary, now)
            return Reminder(kind=kind, activity=run, walk=run.kind is ActivityKind.WALK) if run else None


def _run_day(diary: Diary, verdict: Verdict | None, today: date) -> Reminder | None:
    wanted = {Advice.RUN: ActivityKind.RUN, Advice.WALK: ActivityKind.WALK}
    kind = wanted.get(verdict.advice) if verdict is not None else None
    if kind is None or any(done.kind is kind for done in between(diary.activities, today, today)):
        return None
    return Reminder(kind=ReminderKind.RUN_DAY, walk=kind is ActivityKind.WALK)


def _unanswered(diary: Diary, now: datetime) -> Activity | None:
    """The newest run or walk that ended an hour ago or more and has no answer yet for an affected knee."""
    for done in reversed(diary.activities):
        if done.at < now - timedelta(days=1) - HOLDS:
            return None
        if done.kind is ActivityKind.CROSS:
            continue
        asked = done.at + timedelta(seconds=done.seconds or 0) + AFTER_RUN
        affected = settings_on(diary.plan, diary.plan_changes, done.at.date()).affected
        if asked <= now < asked + HOLDS and not _answered(done, affected):
            return done
    return None


def _answered(done: Activity, affected: Side) -> bool:
    after = done.pain_after
    return after is not None and all(after.of(knee) is not None for knee in affected.knees)
