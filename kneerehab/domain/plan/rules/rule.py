"""What a rule of the plan is: its words, where it comes from, and the diary records it looks at.

The words are marked here (`N_`) and translated where they are shown (`wording.rules`). In braces stand the inputs of
the rule by name, and `{session}` and `{amount}` made of them.
"""

from __future__ import annotations

from collections.abc import Callable

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.course import Course
from kneerehab.domain.plan.rules.records import Ids, Records
from kneerehab.domain.plan.verdict import Advice, Inputs
from kneerehab.domain.plan.words import Words
from kneerehab.frozen import dataclass

TWO_CAUSES = "Two causes of knee pain from running"
VERYWELL = "Verywell Fit, Runner’s knee"
KPE = "knee-pain-explained, Knee pain from running"
TREAD = "Tread Labs, Relief for runner’s knee"
HAND_OUTS = "Return-to-running hand-outs of clinics"
TRIALS = "Trials 2023, protocol of a return-to-run study"
ESCULIER = "Esculier 2018, running with kneecap pain"
VINCENT = "Vincent 2017, pain rules for runners"
MONITORING = "Thomeé 1997 and Silbernagel 2007, pain monitoring"
DELAWARE = "University of Delaware, soreness rules"
FRANDSEN = "Frandsen 2025, single long runs"
LAY_OFF = "Coaching practice after a lay-off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the plan.

    `found` says what it found, with its numbers; `reason` the same in a few words, where grades, weeks or phases name
    it as theirs. Without `source` it is our own design choice, and so are the numbers of `own_numbers` rules; `rows`
    are those of the clinical rules it rests on.
    """

    id: str
    found: Words
    reason: str
    records: Callable[[Records], Ids]
    source: str | None = None
    rows: tuple[str, ...] = ()
    own_numbers: bool = False

    @property
    def design_choice(self) -> bool:
        """Whether the rule has no published source."""
        return self.source is None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWithQuestion(Rule):
    """A rule that "Why?" shows with its question, whether it applied or not.

    `not_found` says what it saw where it did not apply: "" is silence, None the words of `found` with its numbers.
    """

    question: str
    not_found: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRule(RuleWithQuestion):
    """An R rule: the advice it gives, in which phases it is asked (none given: in all), and the card of that answer.

    `title` and `line` head the day it decides; "" where `wording.verdicts` makes them of the day's own numbers.
    `unsettled` rules never apply on a settled day, `noted` ones never without pain at night or a painkiller near it.
    """

    advice: Advice
    applies: Callable[[Course], bool]
    inputs: Callable[[Course], Inputs]
    title: str
    line: str
    reason: str = ""
    phases: tuple[Phase, ...] = ()
    unsettled: bool = False
    noted: bool = False

    def asked_in(self, phase: Phase) -> bool:
        """Whether the rule can apply in a phase."""
        return not self.phases or phase in self.phases
