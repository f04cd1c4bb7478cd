"""Folds the diary into one verdict a day, from the plan's first day on, or from where an earlier replay passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import compress, count
from operator import is_not
from typing import NamedTuple

from kneerehab.domain.codes import Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.course import Course, on
from kneerehab.domain.plan.days import ByDay
from kneerehab.domain.plan.grading import session_value
from kneerehab.domain.plan.morning import evening, first_evening, mornings, verdict_of
from kneerehab.domain.plan.needs import OFFER_DAYS
from kneerehab.domain.plan.projection import project
from kneerehab.domain.plan.verdict import Replay, Session, Stretch
from kneerehab.domain.record import moment

_STEP = 28
"""Days between two states that are kept: copying them takes a hundredth of a replay."""

_READ = ("plan_changes", "overrides", "pauses", "check_ins", "pain_notes", "activities", "medication")
"""The lists of a diary that the plan reads."""


def replay(diary: Diary, to: date, *, every_day: bool = False, since: date | None = None) -> Replay:
    """The plan from its first day to `to`: that day's verdict alone, those from `since` on, or with `every_day` all."""
    return Trail().replay(diary, to, since=diary.plan.start if every_day else since)


def default_on(diary: Diary) -> date:
    """The last date the diary says anything about the plan, at least its first day."""
    timed = (diary.check_ins, diary.pain_notes, diary.activities, diary.medication)
    dated = (diary.overrides, diary.plan_changes)
    times = (record.at.date() for records in timed for record in records)
    dates = (record.date for records in dated for record in records)
    return max([diary.plan.start, *times, *dates])


class _State(NamedTuple):
    """A morning that was passed, and how much of the trail's weeks, sessions and moves it had seen."""

    course: Course
    weeks: int
    sessions: int
    moves: int


class Trail:
    """States that replays passed, so that the next one need not begin on the plan's first day.

    It may be thrown away at any moment. Whatever diary is asked for, the states of the days before the first that
    differs from the diary asked for last are the same in both, as a morning looks at nothing later; only they are used.
    """

    def __init__(self) -> None:
        self._diary: Diary | None = None
        self._states: list[_State] = []
        self._far: Course | None = None

    def copy(self) -> Trail:
        """The same trail for a diary that is only supposed: this one keeps its states."""
        made = Trail()
        made.__dict__.update(self.__dict__)
        made._states = self._states.copy()
        return made

    def by_day(self, diary: Diary) -> ByDay:
        """The diary by date, not to be changed."""
        self._follow(diary)
        return self._by_day

    def course(self, diary: Diary, day: date) -> Course:
        """The state on the morning of `day` (not before the plan's first day), with all that fired that morning."""
        self._follow(diary)
        *_, course = self._walk(diary, day.toordinal(), day.toordinal())
        return course

    def replay(self, diary: Diary, to: date, *, since: date | None = None) -> Replay:
        """As the function."""
        start, last = diary.plan.start.toordinal(), to.toordinal()
        if last < start:
            return Replay(from_=None, to=None, days=(), weeks=(), sessions=(), projection=None, phases=())
        self._follow(diary)
        asked_from = last if since is None else min(last, max(start, since.toordinal()))
        days = []
        for course in self._walk(diary, last, asked_from):
            if course.day >= asked_from:
                days.append(verdict_of(course))
        return Replay(
            from_=diary.plan.start,
            to=to,
            days=tuple(days),
            weeks=tuple(course.weeks),
            sessions=_sessions(course),
            projection=project(course),
            phases=_stretches(course.moves, last),
        )

    def _follow(self, diary: Diary) -> None:
        """Forget what this diary says otherwise than the one before."""
        before, self._diary = self._diary, diary
        if before is diary:
            return
        if before is None:
            self._by_day = ByDay(diary)
        elif (first := _first_difference(before, diary)) < _NEVER:
            self._by_day = self._by_day.redone(diary, first)
            self._states = [state for state in self._states if state.course.day < first]
            for state in self._states:
                state.course.by_day = self._by_day  # one that is out of date need not stay in memory

    def _walk(self, diary: Diary, last: int, asked_from: int) -> Iterator[Course]:
        """The mornings from the last state that may be used up to `last`; states are left on the way."""
        start = diary.plan.start.toordinal()
        states = self._states
        behind = next((state for state in reversed(states) if state.course.day <= asked_from - OFFER_DAYS), None)
        if behind is None:
            course = first_evening(diary, self._by_day)
        else:
            course = self._again(behind)
            evening(course)
        known = states[-1].course.day if states else 0
        for _ in mornings(course, last, asked_from=asked_from):
            if course.day > known and (course.day - start) % _STEP == 0:
                states.append(_State(course.copy(), len(course.weeks), len(course.sessions), len(course.moves)))
                self._far = course
            yield course

    def _again(self, state: _State) -> Course:
        """A course of its own at a state that was passed."""
        far, course = self._far, state.course.copy()
        assert far is not None  # who left a state went at least as far
        course.by_day = self._by_day
        course.weeks, course.sessions = far.weeks[: state.weeks], far.sessions[: state.sessions]
        course.moves = far.moves[: state.moves]
        return course


_NEVER = 10**9
"""The first day that differs between diaries that say the same of the plan."""


def _first_difference(before: Diary, after: Diary) -> int:
    """The first day of which two diaries tell the plan something else; 0 for other settings from the start."""
    if before.plan != after.plan:
        return 0
    first = _NEVER
    for name in _READ:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            same = _shared(old, new)
            first = min(
                [first, *(moment(record).toordinal() for record in (*old[same : same + 1], *new[same : same + 1]))]
            )
    return first


def _shared(old: tuple[object, ...], new: tuple[object, ...]) -> int:
    """How many records two lists share from the first on; both are in date order."""
    shorter = min(len(old), len(new))
    same = next(compress(count(), map(is_not, old, new)), shorter)
    while same < shorter and old[same] == new[same]:  # read anew, or saved as it was
        same += 1
    return same


def _sessions(course: Course) -> tuple[Session, ...]:
    """Graded and pending sessions by date, a run before a walk."""
    pending = [session_value(session, None) for session in course.waiting]
    return (*course.sessions, *pending)


def _stretches(moves: list[tuple[Phase, int]], last: int) -> tuple[Stretch, ...]:
    ends = [day - 1 for _, day in moves[1:]] + [last]
    return tuple(Stretch(phase=phase, from_=on(day), to=on(end)) for (phase, day), end in zip(moves, ends, strict=True))
