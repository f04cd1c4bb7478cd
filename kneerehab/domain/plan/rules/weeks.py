"""W rules: what holds or limits a week of budgets when it closes (`plan.weeks`)."""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.plan.rules.records import Ids, Records
from kneerehab.domain.plan.rules.rule import KPE, TRIALS, TWO_CAUSES, VERYWELL, Rule
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRule(Rule):
    """A W rule; `hold` says why it held the week and what would let the next one grow. Most look at the week's runs."""

    hold: str = ""
    records: Callable[[Records], Ids] = Records.closed_week


WEEK_RULES = (
    WeekRule(
        id="W01-two-ambers",
        found=N_("Week of {start}: two amber runs."),
        reason=N_("two amber runs"),
        source=TWO_CAUSES,
        rows=("A1",),
    ),
    WeekRule(
        id="W02-amber",
        found=N_("Week of {start}: one amber run."),
        reason=N_("one amber run"),
        hold=N_("One run was a bit too much; a week in which the knee stays quiet grows again."),
        source=TRIALS,
        rows=("A13",),
    ),
    WeekRule(
        id="W03-unverified",
        found=N_("Week of {start}: too little is known of a run."),
        reason=N_("too little is known of a run"),
        hold=N_("Too little is known about the runs; with their questions answered a week grows."),
    ),
    WeekRule(
        id="W05-over-budget",
        found=N_("Week of {start}: more than the budget was run."),
        reason=N_("more than the budget"),
        hold=N_("You ran more than planned; a week up to its limit lets the next one grow."),
        source=VERYWELL,
        rows=("C1",),
    ),
    WeekRule(
        id="W06-flare",
        found=N_("Week of {start}: a day with too much pain."),
        reason=N_("a day with too much pain"),
        hold=N_("One day had too much pain; a week without such a day grows again."),
        records=Records.mornings_of_closed_week,
        source="Silbernagel 2007, pain monitoring",
        rows=("B3",),
    ),
    WeekRule(
        id="W07-overtraining",
        found=N_("Week of {start}: several signs of overtraining on two days or more."),
        reason=N_("signs of overtraining"),
        hold=N_("You ticked several signs of overtraining; once they are gone, the week grows again."),
        records=Records.mornings_of_closed_week,
        source=KPE,
        rows=("E13",),
    ),
    WeekRule(
        id="W08-few-sessions",
        found=N_("Week of {start}: fewer than two runs."),
        reason=N_("fewer than two runs"),
        hold=N_("There were fewer than two runs; two runs in a week let it grow."),
    ),
    WeekRule(
        id="W09-little-done",
        found=N_("Week of {start}: less than 80 % of the budget was run."),
        reason=N_("less than 80 % of the budget"),
        hold=N_("Less than 80 % was run; from 80 % in time or in distance the next week grows."),
    ),
    WeekRule(
        id="W10-advance",
        found=N_("Week of {start}: nothing speaks against a little more."),
        reason=N_("all settled"),
        source=f"{VERYWELL}; {KPE}",
        rows=("C1", "C2"),
    ),
    WeekRule(
        id="W11-done-limit",
        found=N_("Week of {start}: at most 10 % more than you ran."),
        reason=N_("at most 10 % above what was run"),
        source=KPE,
        rows=("C2",),
    ),
    WeekRule(
        id="W14-low-weeks",
        found=N_("Week of {start}: the third in a row with little running, so the next one is smaller."),
        reason=N_("three weeks with little running"),
    ),
    WeekRule(
        id="W12-goal-limit",
        found=N_("Week of {start}: not more than the goal."),
        reason=N_("the goal is reached"),
    ),
    WeekRule(
        id="W13-minimum-week",
        found=N_("Week of {start}: not less than the smallest week."),
        reason=N_("the smallest week"),
    ),
)
"""Every W rule in the order in which they are asked."""
