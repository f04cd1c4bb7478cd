"""How a way back would begin, in words: phases, the first rung and its reason, the goal and where it comes from."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.settings import DEFAULT_GOAL, PlanSettings
from kneerehab.i18n import _
from kneerehab.wording.formats import Formats
from kneerehab.wording.plan_page import goal_amount, percent


def phase_begins(phase: Phase, settings: PlanSettings, first_week: Amount | None, formats: Formats) -> str:
    """What a phase of the way back is about, with what this runner said."""
    match phase:
        case Phase.CALM:
            return _("2 days or more, until the knee is quiet")
        case Phase.WALK:
            return _("Two quiet walks of 30 min")
        case Phase.RUNWALK:
            return _("From step {rung} of 6, always 24 min, flat").format(rung=settings.first_rung)
        case Phase.BUILD:
            growth = percent(settings.growth_permille, formats)
            if first_week is None:
                return _("Weeks that grow by {growth}").format(growth=growth)
            return _("From {time} a week, then +{growth} a week").format(
                time=formats.minutes(first_week.seconds), growth=growth
            )
        case _:
            return goal_line(settings, formats)


def goal_line(settings: PlanSettings, formats: Formats) -> str:
    """Where growth ends, and that nobody chose it where it is the default goal."""
    if settings.goal_is_default:
        return _("If you say nothing, growth ends at {goal}.").format(goal=goal_amount(DEFAULT_GOAL, formats))
    return goal_amount(settings.goal, formats)


def why_rung(days_off: str | None) -> tuple[str, str]:
    """Why the ladder begins where it does; `days_off` is "short", "weeks", "long" or None where it was not said."""
    match days_off:
        case "short":
            return _("Why step 3?"), _("Your last run was at most two weeks ago. After longer it would be step 2 or 1.")
        case "weeks":
            return (
                _("Why step 2?"),
                _("Your last run was 2 to 6 weeks ago. After at most 2 weeks it would be step 3, after longer step 1."),
            )
        case "long":
            return _("Why step 1?"), _(
                "Your last run was more than 6 weeks ago. After 2 to 6 it would be step 2, after less step 3."
            )
        case _:
            return _("Why step 1?"), _("It isn’t known when you last ran, so the way begins with the shortest runs.")


def no_promise() -> str:
    """What the dates are and what they are not."""
    return _("The days are the earliest the plan could offer. A sore morning moves them.")
