"""P rules: what moves the plan from one step or phase to another (`plan.phases`; P11 and P12 in `plan.weeks`)."""

from __future__ import annotations

from kneerehab.domain.plan.rules.records import Ids, Records
from kneerehab.domain.plan.rules.rule import DELAWARE, ESCULIER, HAND_OUTS, LAY_OFF, TRIALS, VERYWELL, Rule
from kneerehab.i18n import N_

_TWO_WEEKS = 14


def _two_weeks(records: Records) -> Ids:
    return records.runs(records.day - _TWO_WEEKS, records.day - 1)


MOVE_RULES = (
    Rule(
        id="P01-override",
        found=N_("Override to {phase}, decided by {by}: {reason}"),
        reason=N_("an override"),
        records=Records.overrides,
    ),
    Rule(
        id="P02-calm-gate",
        found=N_("Two settled days without a run: the Walk phase begins."),
        reason=N_("two settled days"),
        records=lambda records: records.check_ins(records.day - 1, records.day),
        source=VERYWELL,
        rows=("A2", "A3"),
    ),
    Rule(
        id="P03-walk-gate",
        found=N_("Two quiet walks: {to} begins."),
        reason=N_("two quiet walks"),
        records=Records.graded,
        source=HAND_OUTS,
        rows=("A9",),
    ),
    Rule(
        id="P04-rung-up",
        found=N_("Two green runs: from step {from} to step {to}."),
        reason=N_("two green runs"),
        records=Records.graded,
        source=TRIALS,
        rows=("A13",),
    ),
    Rule(
        id="P05-two-ambers",
        found=N_("Two amber runs: from step {from} to step {to}."),
        reason=N_("two amber runs"),
        records=Records.graded,
        source=DELAWARE,
        rows=("A14",),
        own_numbers=True,
    ),
    Rule(
        id="P06-red",
        found=N_("The run of {run} was red: one step back."),
        reason=N_("a red run"),
        records=Records.red_run,
        source=DELAWARE,
        rows=("A15",),
    ),
    Rule(
        id="P07-red-to-calm",
        found=N_("What you did on {run} was red: back to the Calm phase."),
        reason=N_("red, back to Calm"),
        records=Records.red_run,
    ),
    Rule(
        id="P08-gap",
        found=N_("{idle} days without a run: one step back, to be kind to the knee."),
        reason=N_("a gap in running"),
        records=Records.last_run,
        source=LAY_OFF,
        rows=("A20",),
        own_numbers=True,
    ),
    Rule(
        id="P09-gap-to-walk",
        found=N_("{idle} days without a run: the way back begins with a walk."),
        reason=N_("a long gap in running"),
        records=Records.last_run,
        source=LAY_OFF,
        rows=("A20",),
    ),
    Rule(
        id="P10-build",
        found=N_("Two green runs on step 6: Build begins with {amount} a week."),
        reason=N_("the ladder is done"),
        records=Records.graded,
    ),
    Rule(
        id="P11-graduate",
        found=N_("Two good weeks at the goal: Full return begins."),
        reason=N_("two good weeks at the goal"),
        records=_two_weeks,
    ),
    Rule(
        id="P12-surfaces",
        found=N_("New ground is open: {opened}."),
        reason=N_("two good weeks"),
        records=_two_weeks,
        source=ESCULIER,
        rows=("A17",),
    ),
)
