"""How a way back would begin: the plan itself, asked for the earliest days of someone whose knee stays quiet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Phase, Weekday
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount, KneeScores
from kneerehab.domain.plan.outlook import outlook
from kneerehab.domain.plan.settings import PlanSettings, settings_on
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.run_days import WEEK
from kneerehab.domain.runner import Runner
from kneerehab.frozen import dataclass

_LONGEST = 120
"""Days to look ahead: the whole ladder at one run a week and a half, with calm and walks before it."""
_QUIET = KneeScores(left=0, right=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """The earliest first day of each phase, `None` where it lies further off, and with what building would begin."""

    settings: PlanSettings
    begins: dict[Phase, date | None]
    first_week: Amount | None


def way_back(plan: Plan, run_days: Collection[Weekday] = ()) -> WayBack:
    """The earliest way of a new plan if every morning is quiet from its first day on; never a promise.

    Walk–run begins with the first run, on one of the weekdays that are wished for.
    """
    quiet = CheckIn(
        id="first morning",
        at=datetime.combine(plan.start, time(7, 0)),
        now=_QUIET,
        worst_24h=_QUIET,
        swelling=False,
        limp=False,
    )
    diary = Diary(runner=Runner(id="nobody", name="-"), plan=plan, check_ins=(quiet,))
    numbers = [WEEK.index(day) for day in run_days]
    coming = outlook(diary, plan.start, _LONGEST, weekdays=numbers)
    build = _first(coming, Phase.BUILD)
    begins = {
        Phase.CALM: plan.start,
        Phase.WALK: _day(_first(coming, Phase.WALK)),
        Phase.RUNWALK: _day(_first(coming, Phase.RUNWALK, numbers)),
        Phase.BUILD: _day(build),
    }
    week = None if build is None or build.week is None else build.week.budget
    return WayBack(settings=settings_on(plan, (), plan.start), begins=begins, first_week=week)


def _first(coming: tuple[Verdict, ...], phase: Phase, weekdays: Collection[int] | None = None) -> Verdict | None:
    """The first day in a phase; with `weekdays` the first of its runs on one of them, or on any if none is named."""
    for verdict in coming:
        if verdict.phase is phase and (
            weekdays is None or (verdict.advice is Advice.RUN and (not weekdays or verdict.date.weekday() in weekdays))
        ):
            return verdict
    return None


def _day(verdict: Verdict | None) -> date | None:
    return None if verdict is None else verdict.date
