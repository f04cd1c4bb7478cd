"""What there is to remind of right now: pure, by the local clock; nothing is said twice a day, nor once it is done.

A reminder comes within four hours of its time and never after midnight, so that starting the program in the evening
does not bring the whole day's list; there are two a day at most, one at a time, and none in the quiet hours (our
choices). Local times have no zone: an hour that the clock repeats says nothing again, and a time that the clock skips
counts from the next minute there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kneerehab.domain.activity import Activity
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.plan.after_run import ASKED_FROM, HOUR_AFTER, ended, hour_after_open
from kneerehab.domain.plan.days import NEVER, DayFacts, checked
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.frozen import dataclass
from kneerehab.services.today import exercises_on

HOLDS = timedelta(hours=4)
"""How long after its time a reminder may still come."""
MOST_A_DAY = 2
"""Reminders a day, of whatever kind."""


class ReminderKind(StrEnum):
    """What can be reminded of."""

    CHECK_IN = "check_in"
    EXERCISES = "exercises"
    ICING = "icing"
    RUN_DAY = "run_day"
    HOUR_AFTER = "hour_after"


URGENCY = (
    ReminderKind.CHECK_IN, ReminderKind.HOUR_AFTER, ReminderKind.RUN_DAY, ReminderKind.EXERCISES, ReminderKind.ICING,
)  # fmt: skip
"""Which one comes where there is room for one: what the plan waits for goes first."""

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


def quiet(hours: tuple[str, str], now: datetime) -> bool:
    """Whether `now` is in the quiet hours: from the first time up to the second, over midnight too; equal is never."""
    from_, until = (time.fromisoformat(text) for text in hours)
    clock = now.time()
    return from_ <= clock < until if from_ <= until else clock >= from_ or clock < until


def may_come(settings: Chosen, now: datetime, already: Collection[str], hours: tuple[str, str]) -> Chosen:
    """The chosen reminders whose time it is; `already` holds what `said` gave for those that came.

    None in the quiet `hours`, nor after the second one of a day.
    """
    today = now.date()
    if quiet(hours, now) or sum(said(kind, today) in already for kind in ReminderKind) >= MOST_A_DAY:
        return {}
    return {kind: at for kind, at in settings.items() if said(kind, today) not in already and _is_time(kind, at, now)}


def open_at(diary: Diary, verdict: Verdict | None, settings: Chosen, now: datetime) -> list[Reminder]:
    """What is left to do of the chosen reminders whose time it is, the most urgent first; `verdict` is today's."""
    if any(pause.covers(now.date()) for pause in diary.pauses):
        return []
    wanted = [kind for kind in URGENCY if kind in settings and _is_time(kind, settings[kind], now)]
    return [found for kind in wanted if (found := _wanted(kind, diary, verdict, now)) is not None]


def hour_after_due(diary: Diary, now: datetime, wait: timedelta = ASKED_FROM) -> Activity | None:
    """The newest run or walk that ended `wait` ago or some hours more, with pain an hour after unanswered."""
    for done in reversed(diary.activities):
        if done.at < now - timedelta(days=1) - HOLDS:
            return None
        if done.kind is ActivityKind.CROSS:
            continue
        asked = ended(done) + wait
        if asked <= now < asked + HOLDS and hour_after_open(diary, done, done.at.date()):
            return done
    return None


def is_checked_in(diary: Diary, day: date) -> bool:
    """Whether the check-ins of a day answer what the plan asks for; a half-answered one does not."""
    facts = DayFacts(between(diary.check_ins, day, day), (), NEVER)
    return checked(facts, settings_on(diary.plan, diary.plan_changes, day))


def _is_time(kind: ReminderKind, at: time, now: datetime) -> bool:
    if kind not in TIMED:
        return True
    begins = datetime.combine(now.date(), at)
    return begins <= now < begins + HOLDS


def _wanted(kind: ReminderKind, diary: Diary, verdict: Verdict | None, now: datetime) -> Reminder | None:
    """The reminder of a kind unless it is done, or has no place today."""
    today = now.date()
    stopped = verdict is not None and verdict.advice is Advice.STOP
    match kind:
        case ReminderKind.CHECK_IN:
            return None if is_checked_in(diary, today) else Reminder(kind=kind)
        case ReminderKind.EXERCISES:
            left = sum(item.due and not item.complete for item in exercises_on(diary, today))
            return Reminder(kind=kind, count=left) if left and not stopped else None
        case ReminderKind.ICING:
            return None if stopped or between(diary.icing, today, today) else Reminder(kind=kind)
        case ReminderKind.RUN_DAY:
            return _run_day(diary, verdict, today)
        case ReminderKind.HOUR_AFTER:
            run = hour_after_due(diary, now, HOUR_AFTER)
            return Reminder(kind=kind, activity=run, walk=run.kind is ActivityKind.WALK) if run else None


def _run_day(diary: Diary, verdict: Verdict | None, today: date) -> Reminder | None:
    wanted = {Advice.RUN: ActivityKind.RUN, Advice.WALK: ActivityKind.WALK}
    kind = wanted.get(verdict.advice) if verdict is not None else None
    if kind is None or any(done.kind is kind for done in between(diary.activities, today, today)):
        return None
    return Reminder(kind=ReminderKind.RUN_DAY, walk=kind is ActivityKind.WALK)
