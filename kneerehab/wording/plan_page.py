"""Words of the Plan page: phases and where the runner stands in them, weeks, and the way to the goal."""

from __future__ import annotations

from kneerehab.domain.codes import Phase
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import ClosedWeek, Intervals, OpenWeek, Verdict
from kneerehab.i18n import _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import named
from kneerehab.wording.rules import need_sentence, week_sentence

PHASES = (Phase.CALM, Phase.WALK, Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN)
"""The way back, in order."""


def growth_number(permille: int, formats: Formats) -> str:
    """A growth as "5" or "7.5", for a sentence with its own sign of per cent."""
    return formats.number(permille / 10, 1 if permille % 10 else 0)


def percent(permille: int, formats: Formats) -> str:
    """A growth as "5 %" or "7.5 %"."""
    return _("{number}\u00a0%").format(number=growth_number(permille, formats))


def phase_rule(phase: Phase, settings: PlanSettings, formats: Formats) -> str:
    """What a phase is about, in a few words."""
    texts = {
        Phase.CALM: _("Rest until it settles"),
        Phase.WALK: _("Two quiet 30 min walks"),
        Phase.RUNWALK: _("Six flat steps of 24 min"),
        Phase.BUILD: _("Flat, up to +{growth} a week"),
        Phase.MAINTAIN: _("Hills and speed, one by one"),
    }
    return texts[phase].format(growth=percent(settings.growth_permille, formats))


def standing(verdict: Verdict, goal: Amount | None, formats: Formats) -> tuple[float | None, str]:
    """How much of the phase is done (0 to 1), and in words."""
    if verdict.phase is Phase.CALM:
        need = next((need for need in verdict.next if need.need == "settled-days"), None)
        if need is None:
            return None, ""
        return need.have / need.of, _("{have} of {of} settled days").format(have=need.have, of=need.of)
    if verdict.phase is Phase.WALK:
        have = verdict.progress or 0
        return have / 2, _("{have} of 2 quiet walks").format(have=have)
    if verdict.phase is Phase.RUNWALK:
        rung, have = verdict.rung or 1, verdict.progress or 0
        return ((rung - 1) * 2 + have) / 12, _("step {rung} of 6").format(rung=rung)
    if verdict.phase is Phase.BUILD and verdict.week is not None and goal is not None:
        budget = verdict.week.budget
        share = min(budget.metres / goal.metres, budget.seconds / goal.seconds)
        text = _("{now} of {goal} a week").format(now=formats.ceiling(budget.metres), goal=formats.ceiling(goal.metres))
        return min(1.0, share), text
    return None, ""


def step_words(step: Intervals, formats: Formats) -> str:
    """A rung of the ladder: "8 × 1:00 run, 2:00 walk"."""
    if not step.walk_seconds:
        return _("{run} min of easy running").format(run=step.run_seconds // 60)
    return _("{times} × {run} run, {walk} walk").format(
        times=step.times, run=formats.duration(step.run_seconds), walk=formats.duration(step.walk_seconds)
    )


def week_pair(amount: Amount, formats: Formats, *, ceiling: bool) -> tuple[str, str]:
    """Minutes and distance of a week; what is allowed is rounded down."""
    far = formats.ceiling(amount.metres) if ceiling else formats.distance(amount.metres)
    return formats.minutes(amount.seconds), far


def closed_details(week: ClosedWeek, formats: Formats) -> str:
    """Why a week led to what it led to, and what it held."""
    runs = ngettext("{n} run", "{n} runs", week.sessions).format(n=week.sessions)
    grades = week.grades
    counted = (
        (grades.green, _("{n} green")), (grades.unverified, _("{n} not judged")),
        (grades.amber, _("{n} amber")), (grades.red, _("{n} red")),
    )  # fmt: skip
    parts = [text.format(n=number) for number, text in counted if number]
    held = named(runs, f"{', '.join(parts)}.") if parts else f"{runs}."
    return f"{week_sentence(week, formats)} {held}"


def open_details(week: OpenWeek, verdict: Verdict) -> str:
    """What the open week still needs before it can close."""
    if week.start is None:
        return _("The week begins with its first run.")
    needs = ("week-days", "sessions", "percent-done")
    steps = [text for need in verdict.next if need.need in needs and (text := need_sentence(need))]
    if not steps:
        return _("It closes with the next check-in after seven days.")
    return _("Before it can lead to more: {steps}.").format(steps=", ".join(steps))


def goal_amount(goal: Amount, formats: Formats) -> str:
    """A goal week: "2 h 30 min and 25 km a week"."""
    return _("{time} and {distance} a week").format(
        time=formats.time_words(goal.seconds // 60 * 60), distance=formats.short_distance(goal.metres)
    )


def goal_title(settings: PlanSettings, formats: Formats) -> str:
    """The goal as the page names it, and that nobody chose it where that is so."""
    goal = goal_amount(settings.goal, formats)
    if settings.goal_is_default:
        return _("Goal: {goal}, unless you set one").format(goal=goal)
    return _("Goal: {goal}").format(goal=goal)


def default_goal_note() -> str:
    """That growth ends somewhere although no goal was set."""
    return _("You have not set a goal, so growth ends here.")


def projection_note(settings: PlanSettings, formats: Formats) -> str:
    """What the dates are, and what they are not."""
    return _(
        "Plain arithmetic if every week advances; held weeks and rest days move it. Your pace is {growth}."
    ).format(growth=percent(settings.growth_permille, formats))
