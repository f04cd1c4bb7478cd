"""What the plan may tell of a day beside its answer, declared once with its words: notices, needs, what came later.

In braces stand the details of a notice by name, and `{session}` made of them; `{n}` is how much is still needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kneerehab.domain.plan.words import Counted, Sentence, Words
from kneerehab.i18n import N_, Nn_


def _graded(details: Mapping[str, Any]) -> Sentence:
    return N_("{session}: {grade} ({reasons})") if details["reasons"] else N_("{session}: {grade}")


def _week_closed(details: Mapping[str, Any]) -> Sentence:
    if details["next"] is None:
        return N_("The week of {start} closed: {decision}.")
    return N_("The week of {start} closed: {decision}. Now {next} a week.")


def _held_again(details: Mapping[str, Any]) -> Sentence:
    if not details["rules"]:
        return Counted(
            "weeks", Nn_("{weeks} week in a row was held.", "{weeks} weeks in a row were held, for different reasons.")
        )
    return Counted(
        "weeks", Nn_("{weeks} week in a row was held: {rules}.", "{weeks} weeks in a row were held: {rules}.")
    )


def _steps_held(details: Mapping[str, Any]) -> Sentence:
    if not details["rules"]:
        return Counted(
            "sessions",
            Nn_("{sessions} time in a row nothing could count.", "{sessions} times in a row nothing could count."),
        )
    return Counted(
        "sessions",
        Nn_(
            "{sessions} time in a row nothing could count: {rules}.",
            "{sessions} times in a row nothing could count: {rules}.",
        ),
    )


SEE_WHY: Mapping[str, Sentence] = {
    "two-reds": N_("Two runs within two weeks asked too much. A physiotherapist or doctor can look for the reason."),
    "masked-3-of-7": N_("Pain relief on 3 of 7 days: please talk to a doctor or physiotherapist about it."),
    "calm-7-days": N_("The knee has not settled after a week of rest. Please see a doctor or physiotherapist."),
    "background-pain": N_("A mild pain has stayed for two weeks. A physiotherapist can agree on another way."),
    "night-pain": N_("Pain at night is worth showing to a doctor or physiotherapist."),
}
"""Every `why` of the notice see-professional."""

NOTICES: Mapping[str, Words] = {
    "graded": _graded,
    "not-flat": N_("The run of {date} was on ground that is not open yet."),
    "over-ceiling": N_("The run of {date} went over that day's limit."),
    "week-closed": _week_closed,
    "held-again": _held_again,
    "see-professional": lambda details: SEE_WHY[details["why"]],
    "steps-held": _steps_held,
    "masked-day": N_("Pain relief was taken, so today's scores can't move the plan on."),
}
"""Every notice, in the order of the morning routine; `Course.tell` tells one (section 11)."""

NEEDS: Mapping[str, Sentence] = {
    "override": N_("the go-ahead of a professional"),
    "check-in": N_("today's check-in"),
    "days-in-calm": Counted("n", Nn_("{n} more calm day", "{n} more calm days")),
    "settled-days": Counted("n", Nn_("{n} more settled day", "{n} more settled days")),
    "run-free-days": Counted("n", Nn_("{n} more day without a run", "{n} more days without a run")),
    "green-walks": Counted("n", Nn_("{n} more quiet walk", "{n} more quiet walks")),
    "green-runs": Counted("n", Nn_("{n} more green run", "{n} more green runs")),
    "week-days": Counted("n", Nn_("{n} more day in this week", "{n} more days in this week")),
    "sessions": Counted("n", Nn_("{n} more run this week", "{n} more runs this week")),
    "percent-done": N_("{n} % more of this week's budget"),
}
"""Everything that may still be needed before the plan moves on (section 11)."""

LATER: Mapping[str, str] = {
    "done-amber": N_("Done for today: it was a bit too much, so keep the rest of the day easy."),
    "done-fine": N_("Done for today: it went fine."),
    "done-open": N_("Done for today: a question about it is open."),
    "done-red": N_("Stop for today: it was too much, so let the knee settle."),
    "painkiller-after": N_("Pain relief was taken after it, so the knee may seem quieter than it is."),
    "run-logged": N_("A run is logged."),
    "sore-after": N_("Soreness was noted after it, so it can't count as progress."),
    "walk-logged": N_("A walk is logged."),
}
"""Every code of what a day brought after its answer, in the order in which they are listed."""
