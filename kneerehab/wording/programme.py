"""Words of the home programme: doses for paper, what to do when it hurts, the running rule, and when to get help."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.domain.codes import Profile, Side, Weekday
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.training import Prescription
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label
from kneerehab.wording.plan_page import growth_number
from kneerehab.wording.verdicts import headline

_LEGS = {
    Side.LEFT: N_("left leg"),
    Side.RIGHT: N_("right leg"),
    Side.BOTH: N_("each leg"),
}

HURTS = N_("0 is no pain, 10 the worst you can imagine")
LATER = N_("Worse an hour later or next morning: do less next time.")
EVERY_TIME = N_("Walk 5 minutes first. A missed day is never made up.")
BOTH_LEGS = N_("**Both legs, every time,** also the one that doesn’t hurt.")
"""What stands between stars is printed bold."""
EACH_MORNING = N_("Each morning: the worst pain of the last 24 hours, and the pain now.")
LEAVE_EMPTY = N_("0 is no pain, 10 the worst you can imagine. Leave empty what you don’t know.")
HELP = (
    N_("Get emergency help now for a hot, red knee, fever with it, a painful or swollen calf, or a pop in an injury."),
    N_("Short of breath with it: call an ambulance."),
    N_("See a doctor the same day if the leg can’t take your weight."),
    N_("So too if the knee is badly swollen, can’t be moved, gets stuck or gives way."),
)
"""The signs of the two most urgent levels of `wording.red_flags`, short enough for a sheet."""


def legs_and_days(dose: Prescription, *, per_leg: bool) -> str:
    """On which leg, and how often: "each leg  ·  3 days a week"."""
    leg = _(_LEGS[dose.side]) if per_leg or dose.side is not Side.BOTH else _("both legs together")
    return f"{leg}  ·  {how_often(dose)}"


def how_often(dose: Prescription) -> str:
    """ "every day" or "3 days a week"."""
    if dose.days_per_week == 7:
        return _("every day")
    return ngettext("{n} day a week", "{n} days a week", dose.days_per_week).format(n=dose.days_per_week)


def when_it_hurts(settings: PlanSettings) -> tuple[tuple[str, str], ...]:
    """Scores and what to do, by the plan's limits for pain in an exercise (clinical rules 1H, B1 to B3)."""
    quiet, mild = settings.quiet, settings.mild
    fine = "0" if not quiet else f"0 – {quiet}"
    some = str(mild) if mild == quiet + 1 else f"{quiet + 1} – {mild}"
    return (
        (fine, _("Go on, and slowly is fine")),
        (some, _("Make it easier: smaller, fewer, or the easier way")),
        (f"{mild + 1} – 10", _("Stop this exercise for today")),
    )


def running_rule(settings: PlanSettings, formats: Formats) -> str:
    """The heart of the plan, with the limit of its profile and the growth that was chosen."""
    growth = growth_number(settings.growth_permille, formats)
    if settings.profile is Profile.PAIN_FREE:
        words = _("Run only when pain-free, then on flat ground, and let time and distance grow by {growth} % a week.")
    else:
        words = _(
            "Run only while pain stays at {limit} of 10 or less, on flat ground. Let time and distance grow by "
            "{growth} % a week."
        )
    return words.format(growth=growth, limit=settings.quiet)


def running_lines(verdict: Verdict | None, run_days: Iterable[Weekday], formats: Formats) -> list[tuple[str, str]]:
    """The plan's answer of the day as short lines: a strong word, and what it means."""
    lines: list[tuple[str, str]] = []
    if verdict is None:
        return [(_("Today:"), _("The plan has not begun yet."))]
    said = headline(verdict, formats)
    if verdict.advice is not Advice.RUN:
        lines.append((_("Today:"), said.title))
    if verdict.advice is Advice.STOP:
        return [*lines, ("", said.line)]
    if verdict.week is not None:
        budget = verdict.week.budget
        amounts = {"minutes": formats.minutes(budget.seconds), "distance": formats.ceiling(budget.metres)}
        lines.append((_("A week:"), _("up to {minutes} and {distance} in all").format(**amounts)))
    if verdict.ceilings is not None or verdict.intervals is not None:
        lines.append((_("Each run:"), said.line))
    elif verdict.week is None:
        lines.append(("", said.line))
    if days := ", ".join(label(day) for day in run_days):
        lines.append((_("Days:"), days))
    lines.append((_("Any pain while running:"), _("stop, walk home, and ice for 15 min")))
    return lines
