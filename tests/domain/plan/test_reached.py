"""The random lives go everywhere: every answer, rule, need and notice of the specification comes up, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.later import LATER_CODES
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.verdict import Advice, Decision, Grade, Replay
from tests.domain.plan.lives import SEEDS, life

NEEDS = {
    "override", "check-in", "days-in-calm", "settled-days", "run-free-days", "green-walks", "green-runs",
    "week-days", "sessions", "percent-done",
}  # fmt: skip
NOTICES = {
    "graded",
    "not-flat",
    "over-ceiling",
    "week-closed",
    "held-again",
    "see-professional",
    "steps-held",
    "masked-day",
}
REASONS_TO_SEE_SOMEONE = {"two-reds", "masked-3-of-7", "calm-7-days", "background-pain", "night-pain"}

WHERE: dict[str, tuple[set[str], Callable[[Replay], Iterable[str]]]] = {
    "advice": (set(Advice), lambda plan: [verdict.advice for verdict in plan.days]),
    "phases": (set(Phase), lambda plan: [verdict.phase for verdict in plan.days]),
    "rules": (set(RULES), lambda plan: [fired.rule for verdict in plan.days for fired in verdict.rules]),
    "needs": (NEEDS, lambda plan: [need.need for verdict in plan.days for need in verdict.next]),
    "notices": (NOTICES, lambda plan: [told.notice for verdict in plan.days for told in verdict.notices]),
    "reasons to see someone": (
        REASONS_TO_SEE_SOMEONE,
        lambda plan: [
            str(told.details["why"]) for verdict in plan.days for told in verdict.notices if "why" in told.details
        ],
    ),
    "what came later": (set(LATER_CODES), lambda plan: [code for verdict in plan.days for code in verdict.later]),
    "grades": (
        set(Grade) - {Grade.PENDING},
        lambda plan: [session.grade for session in plan.sessions if session.graded_on is not None],
    ),
    "decisions": (set(Decision), lambda plan: [closed.decision for closed in plan.weeks]),
}


@pytest.mark.parametrize("kind", WHERE)
def test_the_lives_reach_all_of(kind: str) -> None:
    all_of_it, said = WHERE[kind]
    assert {code for seed in SEEDS for code in said(life(seed)[1])} == all_of_it
