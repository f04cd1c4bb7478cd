"""The return-to-running plan: a pure function of the diary and a date, in whole numbers, without a clock.

`replay` folds the diary into one verdict a day; `explain` and `grade_preview` say why. On each morning `replay` calls
`phases` (overrides, red flags, gates, gaps), `grading` (sessions), `weeks` (budgets) and `advice` (today's answer).
`days` holds what the diary says about one date, `course` what one morning hands to the next.
"""

from __future__ import annotations

from kneerehab.domain.plan.replay import default_on, replay
from kneerehab.domain.plan.settings import settings_on

__all__ = ["default_on", "replay", "settings_on"]
