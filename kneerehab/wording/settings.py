"""Plan settings in words: names, values, what they mean and where their range comes from (plan engine, section 2)."""

from __future__ import annotations

from kneerehab.domain.fields import Amount
from kneerehab.domain.plan_records import SettingValue
from kneerehab.i18n import N_, _
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import label

_NAMES = {
    "affected": N_("Sore knee"),
    "profile": N_("Pain limit"),
    "growth_permille": N_("Growth a week"),
    "runs_per_week": N_("Most runs a week"),
    "allow_consecutive": N_("Runs on two days in a row"),
    "walk_run_ladder": N_("Walk–run steps first"),
    "first_rung": N_("First walk–run step"),
    "session_cap": N_("Single-run guard"),
    "mask_hours": N_("Pain relief hides pain for"),
    "usual_week": N_("Usual week before the injury"),
    "starting_week": N_("First week without the steps"),
    "goal_week": N_("Goal week"),
}

_MEANINGS = {
    "affected": N_("The knee whose scores the plan needs every day."),
    "profile": N_(
        "How much pain counts as quiet: 0 of 10. Monitored, up to 2 of 10, is for those who agreed it with a physio."
    ),
    "growth_permille": N_("How much more a week may bring, in time and in distance: 5 to 10 %."),
    "runs_per_week": N_("The most run days in any 7 days: 2 to 4."),
    "allow_consecutive": N_("Whether a run may be offered on the day after a run."),
    "walk_run_ladder": N_("Six steps of walking and running before weekly budgets begin."),
    "first_rung": N_("Where the steps begin: 3 after at most 14 days off, 2 after at most 42, else 1."),
    "session_cap": N_("No single run more than 10 % longer than the longest of the last 30 days."),
    "mask_hours": N_("For how many hours after a painkiller scores don't open the way to running: 6 to 24."),
    "usual_week": N_("Time and distance of an ordinary week before it hurt."),
    "starting_week": N_("Time and distance of the first week when the steps are off."),
    "goal_week": N_("Time and distance of the week to return to."),
}

# Rows of the clinical rules, in this order: –, A3 and B1, C1 and C2, A12, A12, A16, –, C7 with N3, D8.
_SOURCES = {
    "affected": N_("Our design choice: unknown is never zero."),
    "profile": N_("Verywell Fit: no running until it is painless; monitored: Esculier 2018, up to 2 of 10."),
    "growth_permille": N_("Verywell Fit: 5 to 10 % a week; knee-pain-explained: 5 % for those who return."),
    "runs_per_week": N_("Return-to-running hand-outs of clinics: 3 to 4 runs a week."),
    "allow_consecutive": N_("Trials 2023 protocol: a rest day between runs."),
    "walk_run_ladder": N_("Trials 2023 protocol: walk and run intervals."),
    "first_rung": N_("Our design choice."),
    "session_cap": N_(
        "Frandsen 2025: single runs more than 10 % above the longest of 30 days. The runners told of their injuries "
        "themselves, 78 % were men, and they were not in rehabilitation."
    ),
    "mask_hours": N_("Our design choice: a painkiller hides the signal."),
    "usual_week": N_("Your own."),
    "starting_week": N_("Your own, at least 30 min and 3 km."),
    "goal_week": N_("Your own, at least 30 min and 3 km."),
}


def setting_name(name: str) -> str:
    """What a setting is called."""
    return _(_NAMES[name])


def setting_meaning(name: str) -> str:
    """What a setting does and its range, in a sentence."""
    return _(_MEANINGS[name])


def setting_source(name: str) -> str:
    """Where a setting's range or default comes from."""
    return _(_SOURCES[name])


def setting_value(value: SettingValue, formats: Formats, name: str = "") -> str:
    """A setting's value in words."""
    if value is None:
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Amount):
        return f"{formats.minutes(value.seconds)} / {formats.distance(value.metres)}"
    if isinstance(value, int):
        if name == "growth_permille":
            return f"{formats.number(value / 10, 1 if value % 10 else 0)}\u00a0%"
        return _("{hours} h").format(hours=value) if name == "mask_hours" else str(value)
    return label(value)
