"""What the plan says of a diary: verdicts, weeks, projection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan.after_run import LOOK_AHEAD, weekdays
from kneerehab.domain.plan.budget import estimated
from kneerehab.domain.plan.days import ByDay, settled
from kneerehab.domain.plan.replay import Trail
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Replay, Verdict
from kneerehab.domain.record import Record
from kneerehab.services.diary import DiaryService

if TYPE_CHECKING:
    from kneerehab.domain.plan.explanation import Explanation, GradePreview


_MOST_TRAILS = 4
"""A household switches among so many diaries without a whole replay."""

_SUPPOSED = "00000000-0000-4000-8000-000000000000"
"""The id of a check-in that is only supposed."""


class Planner:
    """Answers from a pure replay of the diary; nothing of the plan is ever stored.

    What replays passed is kept by runner, so that the next one begins near the day that changed.
    """

    def __init__(self, diaries: DiaryService) -> None:
        self._diaries = diaries
        self._trails: dict[str, Trail] = {}
        self._ahead: tuple[Diary, date, tuple[Verdict, ...]] | None = None

    def _trail(self, runner_id: str) -> Trail:
        """The trail of a runner's diary; of those not asked for lately none is kept."""
        trail = self._trails.pop(runner_id, None) or Trail()
        self._trails[runner_id] = trail
        while len(self._trails) > _MOST_TRAILS:
            del self._trails[next(iter(self._trails))]
        return trail

    def today(self, runner_id: str, day: date) -> Replay:
        """The replay up to `day` with the verdict of that day alone: what Today needs, and cheaper."""
        return self._trail(runner_id).replay(self._diaries.diary(runner_id), day)

    def by_day(self, runner_id: str) -> ByDay:
        """What the diary says by date, as the plan reads it; not to be changed."""
        return self._trail(runner_id).by_day(self._diaries.diary(runner_id))

    def coming(self, runner_id: str, verdict: Verdict) -> tuple[Verdict, ...]:
        """The two weeks after a verdict's day if the knees stay quiet and what is offered is done, that day too."""
        from kneerehab.domain.plan.outlook import outlook, supposing_today

        diary, day = self._diaries.diary(runner_id), verdict.date
        if self._ahead is None or self._ahead[0] is not diary or self._ahead[1] != day:
            trail = self._trail(runner_id).copy()
            supposed = diary if verdict.later else supposing_today(diary, verdict, trail)
            coming = outlook(supposed, day, LOOK_AHEAD, weekdays=weekdays(diary), trail=trail)
            self._ahead = (diary, day, coming)
        return self._ahead[2]

    def if_quiet(self, runner_id: str, day: date) -> Verdict | None:
        """The answer for `day` if its check-in said that nothing hurts; None before the start."""
        morning = CheckIn(
            id=_SUPPOSED,
            at=datetime.combine(day, time()),
            now=KneeScores(left=0, right=0),
            worst_24h=KneeScores(left=0, right=0),
            swelling=False,
            limp=False,
        )
        return self.what_if(runner_id, [morning], day).verdict

    def verdict(self, runner_id: str, day: date) -> Verdict | None:
        """The answer for one day; None before the plan starts."""
        return self.today(runner_id, day).verdict

    def is_stopped(self, runner_id: str, day: date) -> bool:
        """Whether a warning sign stops everything on that day: then nothing may push exercise."""
        verdict = self.verdict(runner_id, day)
        return verdict is not None and verdict.advice is Advice.STOP

    def settings(self, runner_id: str, day: date) -> PlanSettings:
        """The settings in force on `day`; a diary that is not open is not read for them."""
        return settings_on(*self._diaries.plan(runner_id), day)

    def settled_days(self, runner_id: str, day: date) -> int:
        """Settled days in a row that end on `day`, at most 365."""
        by_day, settings = self.by_day(runner_id), self.settings(runner_id, day)
        count = 0
        while count < 365 and settled(by_day.on(day.toordinal() - count), settings):
            count += 1
        return count

    def coming_runs(self, runner_id: str, day: date) -> tuple[date, ...]:
        """The days of the two weeks after `day` on which a run would be offered if the knees stay quiet; no promise."""
        verdict = self.verdict(runner_id, day)
        if verdict is None:
            return ()
        chosen = weekdays(self._diaries.diary(runner_id))
        return tuple(
            coming.date
            for coming in self.coming(runner_id, verdict)
            if coming.advice is Advice.RUN and (not chosen or coming.date.weekday() in chosen)
        )

    def explain(self, runner_id: str, day: date) -> Explanation | None:
        """Every rule that was asked that morning, with its inputs and records; None before the plan starts."""
        from kneerehab.domain.plan.explanation import explain

        return explain(self._diaries.diary(runner_id), day, self._trail(runner_id))

    def preview(self, runner_id: str, activity: Activity) -> GradePreview | None:
        """How a run or walk would fit the plan, before it is saved."""
        from kneerehab.domain.plan.explanation import grade_preview

        return grade_preview(self._diaries.diary(runner_id), activity, self._trail(runner_id).copy())

    def in_week(self, runner_id: str, activity: Activity, preview: GradePreview) -> tuple[Amount, Amount] | None:
        """What the open week holds without a run, and what the run adds; `None` where there is no open week.

        As in the plan an unknown amount is estimated at the budget's pace.
        """
        week, day = preview.verdict.week, activity.at.date()
        if week is None or activity.kind is not ActivityKind.RUN:
            return None
        others = [
            run
            for run in self._diaries.diary(runner_id).activities
            if run.kind is ActivityKind.RUN and run.at.date() == day and run.id != activity.id
        ]
        done = week.done
        for run in others:
            more = estimated(run, week.budget)
            done = Amount(seconds=done.seconds + more.seconds, metres=done.metres + more.metres)
        return done, estimated(activity, week.budget)

    def what_if(self, runner_id: str, records: Iterable[Record], to: date) -> Replay:
        """The plan up to `to` as if `records` had been saved; nothing is."""
        diary = self._diaries.diary(runner_id).changed_by([replace(record, changed=None) for record in records])
        return self._trail(runner_id).copy().replay(diary, to)
