"""What Today asks about the runs and test walks of the days before, and what a check-in has answered of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from kneerehab.domain.activity import Activity, tells_of_pain, without_pain
from kneerehab.domain.codes import Knee
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.after_run import Done, hour_after_open, may_close, open_questions
from kneerehab.domain.plan.around_runs import Unanswered
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.plan.verdict import Session, Verdict
from kneerehab.frozen import dataclass

ASKED_FOR = timedelta(days=3)
"""How long Today asks about a run or walk whose questions are open; the plan grades it by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """A run or walk that lacks answers: which, and what is left to ask."""

    activity: Activity
    left: Unanswered
    by_check_in: bool
    """Whether the check-in of the day can still answer it."""

    @property
    def one_tap(self) -> bool:
        """Whether "no pain, moved as usual" can answer it: nothing that was said speaks against it."""
        return (bool(self.left.knees) or self.left.form) and not tells_of_pain(self.activity)


def to_ask_about(diary: Diary, sessions: Sequence[Session], day: date, waved: Collection[str] = ()) -> OpenRun | None:
    """The newest run or walk before `day` that lacks answers; None without one.

    `sessions` are those of the plan up to `day`, so that a walk is asked about where the plan grades it; `waved` are
    ids that shall not be asked about.
    """
    for activity in _graded_lately(diary, sessions, day):
        left = open_questions(diary, activity, day)
        if left and activity.id not in waved:
            return OpenRun(activity=activity, left=left, by_check_in=may_close(diary, activity, day))
    return None


def answered_by_check_in(diary: Diary, sessions: Sequence[Session], day: date) -> Activity | None:
    """The newest run or walk that was graded on `day` and of which that check-in answered all that was open."""
    graded_today = [session for session in sessions if session.graded_on == day]
    for activity in _graded_lately(diary, graded_today, day):
        left = open_questions(diary, activity, day)
        if not left and (left.covered or left.form_covered):
            return activity
    return None


def no_pain(diary: Diary, activity: Activity) -> Activity:
    """The run or walk with "no pain, moved as usual" for the knees that the plan asks about."""
    return without_pain(activity, settings_on(diary.plan, diary.plan_changes, activity.at.date()).knees)


def one_tap_after(diary: Diary, activity: Activity, verdict: Verdict | None) -> bool:
    """Whether "no pain" may answer the hour after in one tap: nothing is answered yet, and the run was not red."""
    day = activity.at.date()
    red = verdict is not None and Done.RED in verdict.later
    knees = settings_on(diary.plan, diary.plan_changes, day).knees
    return not red and len(hour_after_open(diary, activity, day)) == len(knees)


def no_pain_after(diary: Diary, activity: Activity) -> Activity:
    """The run or walk with no pain an hour after, for the knees that the plan asks about."""
    knees = settings_on(diary.plan, diary.plan_changes, activity.at.date()).knees
    known = activity.pain_after or KneeScores()
    answers = {knee.value: 0 if knee in knees else known.of(knee) for knee in Knee}
    return replace(activity, pain_after=KneeScores(**answers))


def _graded_lately(diary: Diary, sessions: Sequence[Session], day: date) -> Iterator[Activity]:
    """The runs and walks of sessions of the days before `day`, newest first."""
    late = takewhile(lambda session: session.date >= day - ASKED_FOR, reversed(sessions))
    ids = {record for session in late if session.date < day for record in session.records}
    lately = between(diary.activities, day - ASKED_FOR, day)
    return (activity for activity in reversed(lately) if activity.id in ids)
