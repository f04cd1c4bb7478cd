"""Changes of the plan's settings from a day on: a day has at most one record of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kneerehab.domain.codes import Phase
from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.course import RUNNING
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Replay
from kneerehab.domain.plan_records import PlanChange, SettingValue
from kneerehab.domain.record import new_id


def plan_change(diary: Diary, day: date, settings: Mapping[str, SettingValue]) -> PlanChange:
    """These settings from `day` on, together with what that day's change says already."""
    old = next((change for change in diary.plan_changes if change.date == day), None)
    if old is not None:
        return replace(old, settings={**old.settings, **settings})
    return PlanChange(id=new_id(), date=day, settings=dict(settings))


def asks_for_goal(replay: Replay, settings: PlanSettings) -> bool:
    """Whether building goes on without anybody having said where to: then the goal is asked for once more."""
    verdict = replay.verdict
    return verdict is not None and verdict.phase is Phase.BUILD and settings.goal_is_default


def first_rung_matters(replay: Replay) -> bool:
    """Whether the ladder is still to be entered for the first time."""
    return all(stretch.phase not in RUNNING for stretch in replay.phases)
