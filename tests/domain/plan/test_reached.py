"""The random lives go everywhere: every answer, rule, need and notice of the specification comes up, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from kneerehab.domain.codes import Phase
from kneerehab.domain.plan.notices import LATER, NEEDS, NOTICES, SEE_WHY
from kneerehab.domain.plan.rules import RULES
from kneerehab.domain.plan.verdict import Advice, Decision, Grade, Replay
from tests.domain.plan.lives import SEEDS, life

WHERE: dict[str, tuple[set[str], Callable[[Replay], Iterable[str]]]] = {
    "advice": (set(Advice), lambda plan: [verdict.advice for verdict in plan.days]),
    "phases": (set(Phase), lambda plan: [verdict.phase for verdict in plan.days]),
    "rules": (set(RULES), lambda plan: [fired.rule for verdict in plan.days for fired in verdict.rules]),
    "needs": (set(NEEDS), lambda plan: [need.need for verdict in plan.days for need in verdict.next]),
    "notices": (set(NOTICES), lambda plan: [told.notice for verdict in plan.days for told in verdict.notices]),
    "reasons to see someone": (
        set(SEE_WHY),
        lambda plan: [
            str(told.details["why"]) for verdict in plan.days for told in verdict.notices if "why" in told.details
        ],
    ),
    "what came later": (set(LATER), lambda plan: [code for verdict in plan.days for code in verdict.later]),
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
