"""Whether the knee is sore on a day: what exercises ask before they offer an easier way, and sets before they grow."""

from __future__ import annotations

from datetime import date

from kneerehab.domain.diary import Diary, between
from kneerehab.domain.plan.days import NEVER, DayFacts
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Verdict

SORE_RULES = ("R06-swelling-limp", "R07-after-red", "R08-sore-now", "R09-flare", "R17-night-pain")
"""The rules by which the plan says not to run because the knee is sore, or still settles after a red run."""


def is_sore(diary: Diary, settings: PlanSettings, verdict: Verdict | None, day: date) -> bool:
    """Whether a score of `day` is above the quiet limit, the knee is swollen or limps, or the verdict says so.

    A day without a score is not known to be sore, and not known to be quiet either.
    """
    facts = DayFacts(between(diary.check_ins, day, day), between(diary.pain_notes, day, day), NEVER)
    if facts.worst_known > settings.quiet or facts.swollen or facts.limping:
        return True
    return verdict is not None and verdict.rule in SORE_RULES
