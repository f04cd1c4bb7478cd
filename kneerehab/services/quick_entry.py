"""What a typed line is read against, taken from one runner's diary."""

from __future__ import annotations

from datetime import date, datetime

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.settings import settings_on
from kneerehab.domain.quick_entry import QuickContext
from kneerehab.services.today import entry_time, exercises_on, mark_all


def context_of(diary: Diary, now: datetime, day: date | None = None) -> QuickContext:
    """The context of a line that is typed at `now` (local) for a day, which is today unless it is given."""
    now = now.replace(second=0, microsecond=0)
    return QuickContext(
        diary=diary,
        now=now,
        day=now.date() if day is None else day,
        affected=lambda day: settings_on(diary.plan, diary.plan_changes, day).affected,
        usual_time=lambda day: entry_time(day, now),
        open_exercises=lambda day, at: mark_all(exercises_on(diary, day), at),
    )
