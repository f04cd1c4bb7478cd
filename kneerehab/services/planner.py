"""What the plan says of a diary: verdicts, weeks, projection; a replay is kept while the diary stays the same."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import Replay, replay
from kneerehab.domain.plan.verdict import Verdict
from kneerehab.services.diary import DiaryService


class Planner:
    """Answers from a pure replay of the diary; nothing of the plan is ever stored."""

    def __init__(self, diaries: DiaryService) -> None:
        self._diaries = diaries
        self._kept: tuple[Diary, date, Replay] | None = None

    def replay(self, runner_id: str, to: date) -> Replay:
        """Every day from the start of the plan to `to`; empty before the start."""
        diary = self._diaries.diary(runner_id)
        if self._kept is None or self._kept[0] is not diary or self._kept[1] != to:
            self._kept = (diary, to, replay(diary, to, every_day=True))
        return self._kept[2]

    def verdict(self, runner_id: str, day: date) -> Verdict | None:
        """The answer for one day; None before the plan starts."""
        days = self.replay(runner_id, day).days
        return days[-1] if days else None
