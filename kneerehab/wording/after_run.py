"""The answer after a run or walk in words: what it was, why, when the next may come (section 11a of the plan)."""

from __future__ import annotations

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.after_run import AfterRun, Done, Worst
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_name


def title(after: AfterRun, formats: Formats) -> str:
    """The first line: done with what was done, or stop."""
    if after.done is Done.RED:
        return _("Stop for today – let the knee settle")
    if after.done is Done.AMBER:
        return _("Done – keep the rest of today easy")
    return _("Done for today – {amount}").format(amount=amount(after, formats))


def amount(after: AfterRun, formats: Formats) -> str:
    """What was done today: time and distance, as far as they are known."""
    if after.seconds is None:
        return formats.distance(after.metres or 0)
    if after.metres is None:
        return formats.minutes(after.seconds)
    return _("{minutes}, {distance}").format(
        minutes=formats.minutes(after.seconds), distance=formats.distance(after.metres)
    )


_RUN = {
    ("during", "form"): N_("{knee}: {score} of 10 during the run, and your way of running changed."),
    ("during", ""): N_("{knee}: {score} of 10 during the run."),
    ("before", ""): N_("{knee}: {score} of 10 before the run began."),
    ("before", "form"): N_("{knee}: {score} of 10 before the run began, and your way of running changed."),
    ("after", ""): N_("{knee}: more pain an hour after the run than before it."),
    ("after", "form"): N_("{knee}: more pain an hour after the run than before it, and your way of running changed."),
    ("", "form"): N_("Your way of running changed because of pain."),
}
_WALK = {
    ("during", "form"): N_("{knee}: {score} of 10 during the walk, and your way of walking changed."),
    ("during", ""): N_("{knee}: {score} of 10 during the walk."),
    ("before", ""): N_("{knee}: {score} of 10 before the walk began."),
    ("before", "form"): N_("{knee}: {score} of 10 before the walk began, and your way of walking changed."),
    ("after", ""): N_("{knee}: more pain an hour after the walk than before it."),
    ("after", "form"): N_("{knee}: more pain an hour after the walk than before it, and your way of walking changed."),
    ("", "form"): N_("Your way of walking changed because of pain."),
}


def why(after: AfterRun) -> str:
    """What made it red or amber, in one sentence; empty if nothing did."""
    worst = after.worst
    if worst is None:
        return ""
    texts = _RUN if after.kind is ActivityKind.RUN else _WALK
    text = _(texts[_what(worst), "form" if "G03-form-changed" in worst.rules else ""])
    return text.format(knee="" if worst.knee is None else knee_name(worst.knee), score=worst.score)


def _what(worst: Worst) -> str:
    for rule, what in (("G01-pain-during", "during"), ("G02-started-sore", "before"), ("G04-not-settled", "after")):
        if rule in worst.rules:
            return what
    return ""


def judgement(after: AfterRun) -> str:
    """What it means for the rest of the day."""
    if after.done is Done.RED:
        return _("That was too much for the knee.")
    if after.done is Done.AMBER:
        return _("That was a bit too much for the knee.")
    return ""


def next_line(after: AfterRun, formats: Formats) -> str:
    """When the next run (in Walk the next walk) may come if the knees stay quiet."""
    if after.next_day is None:
        return _("The plan looks again every morning.")
    verdict = next(day for day in after.coming if day.date == after.next_day)
    day = formats.day(after.next_day)
    if verdict.advice is Advice.WALK:
        return _("Next walk: {day}").format(day=day)
    if after.done is Done.RED:
        return _("Earliest next run: {day}").format(day=day)
    return _("Next run: {day}").format(day=day)


def why_then(after: AfterRun) -> str:
    """Why the days until then are without a run, in one sentence; empty if the next day offers one."""
    before = [day for day in after.coming if after.next_day is None or day.date < after.next_day]
    if after.done is Done.RED:
        return _("Two settled days without a run come first.")
    if not before:
        return ""
    rules = {day.rule: day for day in before}
    if "R13-week-full" in rules:
        runs = rules["R13-week-full"].rules[-1].inputs["runs"]
        return ngettext(
            "{runs} run in seven days is what the plan allows, so quiet days come first.",
            "{runs} runs in seven days are what the plan allows, so quiet days come first.",
            int(str(runs)),
        ).format(runs=runs)
    if "R15-budget-used" in rules:
        return _("This week's running is done, so the knee gets quiet days first.")
    if "R12-ran-yesterday" in rules:
        return _("A rest day comes between two runs.")
    return ""


def left_line(after: AfterRun, formats: Formats) -> str:
    """What the week still holds, today included; empty outside the weekly phases."""
    if after.left is None or after.done is Done.RED:
        return ""
    if after.left.seconds == 0 and after.left.metres == 0:
        return _("This week's running is done.")
    return _("{minutes} and {distance} left this week").format(
        minutes=formats.minutes(after.left.seconds), distance=formats.ceiling(after.left.metres)
    )


def added(after: AfterRun) -> tuple[str, ...]:
    """What came after the run: pain relief, soreness that was noted."""
    walked = after.kind is ActivityKind.WALK
    found = []
    if after.painkiller_after:
        found.append(
            _("You took pain relief after the walk, so the knee may seem quieter than it is.")
            if walked
            else _("You took pain relief after the run, so the knee may seem quieter than it is.")
        )
    if after.sore_after:
        found.append(
            _("You noted soreness after the walk, so it can't count as progress.")
            if walked
            else _("You noted soreness after the run, so it can't count as progress.")
        )
    return tuple(found)


def question(after: AfterRun) -> str:
    """What is still open, asked kindly; empty if nothing is."""
    if after.done is not Done.OPEN:
        return ""
    if after.kind is ActivityKind.WALK:
        return _("How was the knee on the walk? Then it can count.")
    return _("How was the knee on the run? Then it can count.")


def smaller_week(after: AfterRun, formats: Formats) -> str:
    """What follows a red run in the weekly phases: the smaller budget; empty elsewhere."""
    budget = after.next_budget
    if budget is None:
        return ""
    return _("One step back, to {minutes} and {distance}").format(
        minutes=formats.minutes(budget.seconds), distance=formats.ceiling(budget.metres)
    )


def day_line(verdict: Verdict, formats: Formats) -> str:
    """What a coming day would bring, if the knees stay quiet."""
    if verdict.advice is Advice.RUN:
        ceilings = verdict.ceilings
        if ceilings is None or ceilings.metres is None:
            return _("walk and run, step {rung}").format(rung=verdict.rung)
        return _("up to {minutes} / {distance}").format(
            minutes=formats.minutes(ceilings.seconds), distance=formats.ceiling(ceilings.metres)
        )
    if verdict.advice is Advice.WALK:
        return _("30 brisk minutes")
    if verdict.advice is Advice.REST:
        return _("let the knee settle")
    return _("exercises are welcome")


def day_kind(verdict: Verdict) -> str:
    """A coming day in a word or two."""
    if verdict.advice is Advice.RUN:
        return _("Run")
    return _("Walk") if verdict.advice is Advice.WALK else _("Rest day")
