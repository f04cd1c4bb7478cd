"""What a typed line is read against, taken from one runner's diary."""

from __future__ import annotations

from datetime import datetime

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.quick_entry import QuickContext
from kneerehab.services.today import entry_time, exercises_on, mark_all


def context_of(diary: Diary, now: datetime) -> QuickContext:
    """The context of a line that is typed at `now` (local)."""
    now = now.replace(second=0, microsecond=0)
    return QuickContext(
        diary=diary,
        now=now,
        affected=lambda day: settings_on(diary.plan, diary.plan_changes, day).affected,
        usual_time=lambda day: entry_time(day, now),
        open_exercises=lambda day, at: mark_all(exercises_on(diary, day), at),
    )
