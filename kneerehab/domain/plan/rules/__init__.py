"""Every rule of the plan, declared once with its words and source: a table each for R (advice), G, P and W.

What an R rule asks stands in its declaration; G, P and W rules are worked out together in `grading`, `phases` and
`weeks`, which name them by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kneerehab.domain.plan.rules.health import HEALTH_RULES
from kneerehab.domain.plan.rules.moves import MOVE_RULES
from kneerehab.domain.plan.rules.rule import AdviceRule, Rule, RuleWithQuestion
from kneerehab.domain.plan.rules.running import RUNNING_RULES
from kneerehab.domain.plan.rules.sessions import SESSION_RULES
from kneerehab.domain.plan.rules.weeks import WEEK_RULES

ADVICE_RULES: tuple[AdviceRule, ...] = (*HEALTH_RULES, *RUNNING_RULES)
"""Every R rule in the order in which they are asked; the last of each phase always applies."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in (*ADVICE_RULES, *SESSION_RULES, *MOVE_RULES, *WEEK_RULES)}
)
"""Every rule by its id, R, G, P, W, each in order."""

__all__ = ["ADVICE_RULES", "RULES", "SESSION_RULES", "AdviceRule", "Rule", "RuleWithQuestion"]
