"""Why weeks or steps were held, and what would let them grow, in a sentence each; never a reproach."""

from __future__ import annotations

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.plan.held import Cause, Held, Remedy, runs_wished
from kneerehab.i18n import N_, Nn_, _, ngettext
from kneerehab.wording.formats import Formats

_TWICE = 2

_WEEKS = {
    Cause.FEWER_RUNS: (
        N_("You ran {runs} times a week; the plan was set to {planned}."),
        N_("So both weeks reached less than 80 %, and the plan held them. That is not your knee's doing."),
    ),
    Cause.MORE_RUNS: (
        N_("You ran {runs} times a week; the plan was set to {planned}."),
        N_("What it did not offer can't count, so it held both weeks."),
    ),
    Cause.ONE_RUN: (
        N_("Each of the last weeks had one run."),
        N_("The plan needs two runs in a week to let the next one grow."),
    ),
    Cause.LITTLE_DONE: (
        N_("Both weeks reached less than 80 % of what was planned."),
        N_(
            "From 80 % in time or in distance the next week grows. Nothing has to be made up: "
            "where the limit of a single run kept it short, that limit rises with your runs."
        ),
    ),
    Cause.DAYS_IN_A_ROW: (
        N_("You run on two days in a row; the plan is set to a rest day between."),
        N_("Runs on the second day can't count, so it held both weeks."),
    ),
    Cause.NOT_OFFERED: (
        N_("Some runs were on days on which the plan did not offer one."),
        N_("They are kept, but can't count as progress. Runs on offered days let the week grow."),
    ),
    Cause.UNANSWERED: (
        N_("Some questions about your runs are open."),
        N_("What isn't known can't count, so the plan held both weeks. Answers count from today."),
    ),
    Cause.NO_TIME: (
        N_("Your runs have no time."),
        N_("The plan needs the minutes of a run to know how far you are."),
    ),
    Cause.WRONG_LENGTH: (
        N_("Your runs were shorter or longer than the step."),
        N_("A run of about the step's length lets the plan go on."),
    ),
    Cause.PAINKILLER: (
        N_("Pain relief was taken around your runs."),
        N_("It may hide what the knee would say, so these runs can't count."),
    ),
    Cause.GROUND: (
        N_("Some runs were on ground that is not open yet."),
        N_("Runs on flat ground let the week grow. Hills and stairs come later."),
    ),
    Cause.LONG_RUN: (
        N_("A single run was longer than the limit of its day."),
        N_("The longest run grows by a tenth a week. Runs up to the limit let the week grow."),
    ),
    Cause.AMBER: (
        N_("Each of the last weeks had a run that was a bit too much."),
        N_("A week in which the knee stays quiet grows again."),
    ),
    Cause.OVER: (
        N_("Both weeks went over what was planned."),
        N_("A week up to its limit lets the next one grow."),
    ),
    Cause.FLARE: (
        N_("Each of the last weeks had a day with too much pain."),
        N_("A week without such a day grows again. A physiotherapist can help to find what sets it off."),
    ),
    Cause.OVERTRAINING: (
        N_("You ticked several signs of overtraining in both weeks."),
        N_("More rest comes first; the week grows again when they have gone."),
    ),
    Cause.DIFFERENT: (
        N_("The last weeks were held for different reasons."),
        N_("Each week's line below says why, and what would let it grow."),
    ),
}

_LAST = {
    Cause.NOT_OFFERED: (
        Nn_(
            "The last run was on a day on which the plan did not offer one.",
            "The last {n} runs were on days on which the plan did not offer one.",
        ),
        Nn_(
            "The last walk was on a day on which the plan did not offer one.",
            "The last {n} walks were on days on which the plan did not offer one.",
        ),
    ),
    Cause.UNANSWERED: (
        Nn_("Questions about the last run are open.", "Questions about the last {n} runs are open."),
        Nn_("Questions about the last walk are open.", "Questions about the last {n} walks are open."),
    ),
    Cause.NO_TIME: (
        Nn_("The last run has no time.", "The last {n} runs have no time."),
        Nn_("The last walk has no time.", "The last {n} walks have no time."),
    ),
    Cause.WRONG_LENGTH: (
        Nn_(
            "The last run was shorter or longer than the step.",
            "The last {n} runs were shorter or longer than the step.",
        ),
        Nn_(
            "The last walk was shorter or longer than the step.",
            "The last {n} walks were shorter or longer than the step.",
        ),
    ),
    Cause.PAINKILLER: (
        Nn_("Pain relief was taken around the last run.", "Pain relief was taken around the last {n} runs."),
        Nn_("Pain relief was taken around the last walk.", "Pain relief was taken around the last {n} walks."),
    ),
    Cause.GROUND: (
        Nn_(
            "The last run was on ground that is not open yet.", "The last {n} runs were on ground that is not open yet."
        ),
        Nn_(
            "The last walk was on ground that is not open yet.",
            "The last {n} walks were on ground that is not open yet.",
        ),
    ),
    Cause.DIFFERENT: (
        Nn_("The last run could not count.", "The last {n} runs could not count, for different reasons."),
        Nn_("The last walk could not count.", "The last {n} walks could not count, for different reasons."),
    ),
}
"""What was with the last runs, or walks, of a step."""

_STEPS = {
    Cause.DAYS_IN_A_ROW: N_("Runs on the second day can't count towards the next step."),
    Cause.NOT_OFFERED: N_("They are kept, but can't count towards the next step."),
    Cause.UNANSWERED: N_("What isn't known can't count towards the next step. A tap is enough."),
    Cause.NO_TIME: N_("The step is counted in minutes. With the time they can count."),
    Cause.WRONG_LENGTH: N_("The whole set, with or without the walks around it, lets the step count."),
    Cause.PAINKILLER: N_("It may hide what the knee would say, so they can't count."),
    Cause.GROUND: N_("On flat ground the step can count."),
    Cause.DIFFERENT: N_("Why? says what was missing each time."),
}
"""What follows from it."""


def title(held: Held, planned: int) -> str:
    """The reason in one sentence; `planned` is the runs a week of the settings."""
    if held.cause is Cause.FEWER_RUNS and held.runs == _TWICE:
        return _("You ran twice a week; the plan was set to {planned}.").format(planned=planned)
    cause = held.cause if held.cause in _WEEKS else Cause.DIFFERENT
    if held.steps and cause is not Cause.DAYS_IN_A_ROW:
        run, walk = _LAST.get(cause, _LAST[Cause.DIFFERENT])
        return ngettext(*(walk if held.kind is ActivityKind.WALK else run), held.count).format(n=held.count)
    return _(_WEEKS[cause][0]).format(runs=held.runs, planned=planned)


def line(held: Held) -> str:
    """What follows from it, and what would let it grow."""
    if held.steps:
        return _(_STEPS.get(held.cause, _STEPS[Cause.DIFFERENT]))
    return _(_WEEKS.get(held.cause, _WEEKS[Cause.DIFFERENT])[1])


def button(held: Held) -> str:
    """The remedy in a few words; empty without one."""
    if held.remedy is Remedy.SET_RUNS:
        return _("Set it to {runs}").format(runs=runs_wished(held))
    if held.remedy is Remedy.ALLOW_IN_A_ROW:
        return _("Allow days in a row")
    if held.remedy is Remedy.ANSWER:
        return _("Log the time") if held.cause is Cause.NO_TIME else _("Answer the questions")
    return ""


def keep(held: Held, planned: int) -> str:
    """The words of the link that leaves things as they are."""
    if held.remedy is Remedy.SET_RUNS:
        return _("Keep {planned}").format(planned=planned)
    return _("Leave it as it is") if held.remedy is not None else _("Close")


def after(held: Held, formats: Formats) -> str:
    """What was done, for the undo bar."""
    if held.remedy is Remedy.SET_RUNS:
        return _("Runs a week set to {runs}").format(runs=formats.number(runs_wished(held), 0))
    return _("Days in a row allowed")
