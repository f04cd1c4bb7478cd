"""A day's milestone, if it has one: said once and calmly, gone the next day; nothing that is missed is ever counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import islice, takewhile

from kneerehab.domain.codes import ActivityKind, Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.course import TOP_RUNG
from kneerehab.domain.plan.days import ByDay, settled
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Grade, Replay, Verdict
from kneerehab.frozen import dataclass

SETTLED_DAYS = 7
"""Settled days in a row that make the first settled week, our choice."""
CALM_RUNS = 6
"""Green runs in a row that are worth a line, our choice."""
ENTRY_DAYS = 30
"""Days with an entry that make a month of entries, our choice; they need not follow each other."""


class Kind(StrEnum):
    """What was reached; of several on one day the first of these is said."""

    GOAL = "goal"
    BUILD = "build"
    STEP = "step"
    SETTLED_WEEK = "settled_week"
    CALM_RUNS = "calm_runs"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What was reached: `have` of `of`, both 0 where there is nothing to count."""

    kind: Kind
    have: int = 0
    of: int = 0


def milestone(diary: Diary, answer: Replay, by_day: ByDay) -> Milestone | None:
    """The milestone of the last day of `answer`; none on a day that is stopped, or whose run was too much.

    `by_day` is the same diary by date.
    """
    verdict = answer.verdict
    if verdict is None or verdict.advice is Advice.STOP or "done-red" in verdict.later:
        return None
    return next(_found(diary, answer, verdict, by_day), None)


def _found(diary: Diary, answer: Replay, verdict: Verdict, by_day: ByDay) -> Iterator[Milestone]:
    fired = {rule.rule: rule.inputs for rule in verdict.rules}
    first = sum(stretch.phase is verdict.phase for stretch in answer.phases) == 1
    if "P11-graduate" in fired and first:
        yield Milestone(kind=Kind.GOAL)
    if "P10-build" in fired:
        yield Milestone(kind=Kind.STEP, have=TOP_RUNG, of=TOP_RUNG)
    if "P03-walk-gate" in fired and verdict.phase is Phase.BUILD and first:
        yield Milestone(kind=Kind.BUILD)
    if "P04-rung-up" in fired:
        rung = fired["P04-rung-up"]["from"]
        assert isinstance(rung, int)
        yield Milestone(kind=Kind.STEP, have=rung, of=TOP_RUNG)
    if _is_first_settled_week(diary, verdict.date, by_day):
        yield Milestone(kind=Kind.SETTLED_WEEK, have=SETTLED_DAYS, of=SETTLED_DAYS)
    if _has_calm_runs(answer, verdict.date):
        yield Milestone(kind=Kind.CALM_RUNS, have=CALM_RUNS, of=CALM_RUNS)
    if _is_month_of_entries(diary, verdict.date):
        yield Milestone(kind=Kind.ENTRIES)


def _is_first_settled_week(diary: Diary, day: date, by_day: ByDay) -> bool:
    """Whether the seventh settled day in a row is today, and there was no such week before."""
    today, settings = day.toordinal(), settings_on(diary.plan, diary.plan_changes, day)
    if not all(settled(by_day.on(today - back), settings) for back in range(SETTLED_DAYS)):
        return False
    if settled(by_day.on(today - SETTLED_DAYS), settings):
        return False  # the usual case, told without looking through a long diary
    return next(_ends_of_settled_weeks(by_day, settings)) == today


def _ends_of_settled_weeks(by_day: ByDay, settings: PlanSettings) -> Iterator[int]:
    """Every seventh day of a row of settled days, as ordinals."""
    row, before = 0, 0
    for each in sorted(by_day.facts):
        if settled(by_day.on(each), settings):
            row = row + 1 if each == before + 1 else 1
            before = each
            if row == SETTLED_DAYS:
                yield each
        else:
            row = 0


def _has_calm_runs(answer: Replay, day: date) -> bool:
    """Whether the sixth green run in a row was graded this morning; an unverified one is no run without a reaction."""
    graded = (
        session
        for session in reversed(answer.sessions)
        if session.kind is ActivityKind.RUN and session.grade is not Grade.PENDING
    )
    last = list(islice(graded, CALM_RUNS + 1))
    row = len(list(takewhile(lambda session: session.grade is Grade.GREEN, last)))
    return row == CALM_RUNS and last[0].graded_on == day


def _is_month_of_entries(diary: Diary, day: date) -> bool:
    """Whether today's is the thirtieth day with an entry; days between may be empty."""
    lists = (
        diary.check_ins, diary.pain_notes, diary.activities, diary.exercise_sets, diary.icing, diary.care,
        diary.medication,
    )  # fmt: skip
    days: set[date] = set()
    for records in lists:  # each in order of time, so a long diary is left early
        for record in records:
            if record.at.date() <= day:
                days.add(record.at.date())
            if len(days) > ENTRY_DAYS:
                return False
    return len(days) == ENTRY_DAYS and day in days
