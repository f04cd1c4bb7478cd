"""Every rule of the plan: its id, a short title, its source, and the rows of the clinical rules it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; without `source` it is our own design choice, and so are the numbers of `own_numbers` rules."""

    id: str
    title: str
    source: str | None = None
    rows: tuple[str, ...] = ()
    own_numbers: bool = False

    @property
    def design_choice(self) -> bool:
        """Whether the rule has no published source."""
        return self.source is None


_TWO_CAUSES = "Two causes of knee pain from running"
_VERYWELL = "Verywell Fit, Runner’s knee"
_KPE = "knee-pain-explained, Knee pain from running"
_TREAD = "Tread Labs, Relief for runner’s knee"
_HAND_OUTS = "Return-to-running hand-outs of clinics"
_TRIALS = "Trials 2023, protocol of a return-to-run study"
_ESCULIER = "Esculier 2018, running with kneecap pain"
_VINCENT = "Vincent 2017, pain rules for runners"
_MONITORING = "Thomeé 1997 and Silbernagel 2007, pain monitoring"
_DELAWARE = "University of Delaware, soreness rules"
_FRANDSEN = "Frandsen 2025, single long runs"
_LAY_OFF = "Coaching practice after a lay-off"

_TABLE = (
    Rule(id="R01-red-flag", title="A warning sign was reported", source=f"NHS, knee pain; {_KPE}", rows=("1G",)),
    Rule(id="R02-referred", title="Waiting for a professional’s clearance"),
    Rule(id="R03-paused", title="The plan is paused"),
    Rule(id="R04-no-check-in", title="A check-in is missing"),
    Rule(id="R05-calm", title="Calm phase: rest comes first", source=f"{_TWO_CAUSES}; {_VERYWELL}", rows=("A1", "A2")),
    Rule(id="R06-swelling-limp", title="Swelling or a limp", source=f"{_VINCENT}; {_HAND_OUTS}", rows=("A14", "B5")),
    Rule(id="R07-after-red", title="Rest after a red run", source=_DELAWARE, rows=("A15",)),
    Rule(id="R17-night-pain", title="Pain at night", source="Soreness rules: pain that wakes means rest", rows=("B7",)),
    Rule(id="R08-sore-now", title="Sore now", source=f"{_TREAD}; {_VERYWELL}", rows=("A3",)),
    Rule(id="R09-flare", title="Too sore in the last 24 hours", source=_MONITORING, rows=("B3",)),
    Rule(id="R10-masked", title="A painkiller may hide the signal", rows=("D8",)),
    Rule(id="R11-walk", title="A brisk walk first", source=_HAND_OUTS, rows=("A9",)),
    Rule(id="R12-ran-yesterday", title="A rest day between runs", source=_TRIALS, rows=("A12",)),
    Rule(id="R13-week-full", title="Enough runs in seven days", source=_HAND_OUTS, rows=("A12",)),
    Rule(id="R14-run-rung", title="Walk and run intervals", source=_TRIALS, rows=("A16",)),
    Rule(id="R15-budget-used", title="This week’s budget is used", source=_VERYWELL, rows=("C1",)),
    Rule(id="R16-run-budget", title="A run within the week’s budget", source=_VERYWELL, rows=("A6", "C1")),
    Rule(id="G01-pain-during", title="Pain during the run", source=f"{_TWO_CAUSES}; {_ESCULIER}", rows=("A1", "B1")),
    Rule(id="G02-started-sore", title="Started sore", source=_VINCENT, rows=("B5",)),
    Rule(id="G03-form-changed", title="Pain changed the form", source=_VERYWELL, rows=("A4",)),
    Rule(id="G04-not-settled", title="Not settled an hour later", source=_ESCULIER, rows=("B1",)),
    Rule(
        id="G05-worse-next-morning",
        title="Worse the next morning",
        source="Esculier 2018; Thomeé 1997",
        rows=("B1", "B3"),
    ),
    Rule(id="G06-swelling-after", title="Swelling or a limp afterwards", source=_HAND_OUTS, rows=("A14",)),
    Rule(id="G10-score-missing", title="A score is missing"),
    Rule(id="G11-not-offered", title="Not offered that day"),
    Rule(id="G12-masked", title="A painkiller may have hidden the signal", rows=("D8",)),
    Rule(
        id="G13-not-flat",
        title="A surface that was not open yet",
        source=f"{_VERYWELL}; {_KPE}; {_TRIALS}",
        rows=("A6", "A16"),
    ),
    Rule(id="G14-wrong-length", title="Not the length of the step", source=_TRIALS, rows=("A13",), own_numbers=True),
    Rule(id="G15-over-cap", title="Longer than the single-run guard", source=_FRANDSEN, rows=("C7",)),
    Rule(id="P01-override", title="A person decided"),
    Rule(id="P02-calm-gate", title="Settled: on to walking", source=_VERYWELL, rows=("A2", "A3")),
    Rule(id="P03-walk-gate", title="Two good walks: on to running", source=_HAND_OUTS, rows=("A9",)),
    Rule(id="P04-rung-up", title="One rung up", source=_TRIALS, rows=("A13",)),
    Rule(id="P05-two-ambers", title="Two amber runs: one rung down", source=_DELAWARE, rows=("A14",), own_numbers=True),
    Rule(id="P06-red", title="A red run: one step back", source=_DELAWARE, rows=("A15",)),
    Rule(id="P07-red-to-calm", title="A red session: back to calm"),
    Rule(id="P08-gap", title="Some days off: one step back", source=_LAY_OFF, rows=("A20",), own_numbers=True),
    Rule(id="P09-gap-to-walk", title="Four weeks off: back to walking", source=_LAY_OFF, rows=("A20",)),
    Rule(id="P10-build", title="The ladder is done"),
    Rule(id="P11-graduate", title="The goal is reached"),
    Rule(id="P12-surfaces", title="More surfaces open", source=_ESCULIER, rows=("A17",)),
    Rule(id="W01-two-ambers", title="Two or more amber runs", source=_TWO_CAUSES, rows=("A1",)),
    Rule(id="W02-amber", title="One amber run", source=_TRIALS, rows=("A13",)),
    Rule(id="W03-unverified", title="An unverified run"),
    Rule(id="W05-over-budget", title="More than the budget", source=_VERYWELL, rows=("C1",)),
    Rule(id="W06-flare", title="Too sore during the week", source="Silbernagel 2007, pain monitoring", rows=("B3",)),
    Rule(id="W07-overtraining", title="Signs of overtraining", source=_KPE, rows=("E13",)),
    Rule(id="W08-few-sessions", title="Fewer than two runs"),
    Rule(id="W09-little-done", title="Well below the budget"),
    Rule(id="W10-advance", title="A good week: on to more", source=f"{_VERYWELL}; {_KPE}", rows=("C1", "C2")),
    Rule(id="W11-done-limit", title="At most 10 % above what was done", source=_KPE, rows=("C2",)),
    Rule(id="W14-low-weeks", title="Three weeks of little: a smaller week"),
    Rule(id="W12-goal-limit", title="Not above the goal"),
    Rule(id="W13-minimum-week", title="Not below the smallest week"),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _TABLE})
"""Every rule by its id, R, G, P, W, each in order."""
