"""Milestones in one calm line each: what was reached, without praise, blame or a count of days in a row to keep."""

from __future__ import annotations

from kneerehab.domain.plan.milestones import Kind, Milestone
from kneerehab.i18n import _


def milestone_line(found: Milestone) -> str:
    """The line of a milestone."""
    match found.kind:
        case Kind.GOAL:
            return _("The goal is reached: full return")
        case Kind.BUILD:
            return _("Building begins")
        case Kind.STEP if found.have == found.of:
            return _("Step {n} of {of} is done, and building begins").format(n=found.have, of=found.of)
        case Kind.STEP:
            return _("Step {n} of {of} is done").format(n=found.have, of=found.of)
        case Kind.SETTLED_WEEK:
            return _("The first settled week: seven quiet days")
        case Kind.CALM_RUNS:
            return _("Six runs in a row without a reaction")
        case _:
            return _("Thirty days of entries in the diary")
