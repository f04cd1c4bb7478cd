"""What steers the plan: its settings, changes of them from a date on, overrides and pauses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kneerehab.domain.codes import OverridePhase, PauseReason, Profile, Role, Side
from kneerehab.domain.fields import (
    Amount,
    AmountField,
    Choice,
    Day,
    Flag,
    Integer,
    SettingsPatch,
    Shown,
    Text,
    optional,
    required,
)
from kneerehab.domain.record import Record
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_

SettingValue = Side | Profile | int | bool | Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Day 1 and the settings a runner chose; `None` means the default of the plan's specification, section 2."""

    start: date = required(Day())
    affected: Side | None = optional(
        Choice(Side),
        N_("Sore knee"),
        N_("The knee whose scores the plan needs every day."),
        source=N_("Our design choice: unknown is never zero."),
    )
    profile: Profile | None = optional(
        Choice(Profile),
        N_("Pain limit"),
        N_(
            "How much pain counts as quiet: 0 of 10. "
            "Monitored, up to 2 of 10, is for those who agreed it with a physio."
        ),
        source=N_("Verywell Fit: no running until it is painless; monitored: Esculier 2018, up to 2 of 10."),
    )
    growth_permille: int | None = optional(
        Integer(50, 100),
        N_("Growth a week"),
        N_("How much more a week may bring, in time and in distance: 5 to 10 %."),
        source=N_("Verywell Fit: 5 to 10 % a week; knee-pain-explained: 5 % for those who return."),
        shown=Shown.PERMILLE,
        header="growth_per_mille",
    )
    runs_per_week: int | None = optional(
        Integer(2, 4),
        N_("Most runs a week"),
        N_("The most run days in any 7 days: 2 to 4."),
        source=N_("Return-to-running hand-outs of clinics: 3 to 4 runs a week."),
    )
    allow_consecutive: bool | None = optional(
        Flag(),
        N_("Runs on two days in a row"),
        N_("Whether a run may be offered on the day after a run."),
        source=N_("Trials 2023 protocol: a rest day between runs."),
    )
    walk_run_ladder: bool | None = optional(
        Flag(),
        N_("Walk–run steps first"),
        N_("Six steps of walking and running before weekly budgets begin."),
        source=N_("Trials 2023 protocol: walk and run intervals."),
    )
    first_rung: int | None = optional(
        Integer(1, 3),
        N_("First walk–run step"),
        N_("Where the steps begin: 3 after at most 14 days off, 2 after at most 42, else 1."),
        source=N_("Our design choice."),
    )
    session_cap: bool | None = optional(
        Flag(),
        N_("Single-run guard"),
        N_("No single run more than 10 % longer than the longest of the last 30 days."),
        source=N_(
            "Frandsen 2025: single runs more than 10 % above the longest of 30 days. The runners told of their "
            "injuries themselves, 78 % were men, and they were not in rehabilitation."
        ),
    )
    mask_hours: int | None = optional(
        Integer(6, 24),
        N_("Pain relief hides pain for"),
        N_("For how many hours after a painkiller scores don't open the way to running: 6 to 24."),
        source=N_("Our design choice: a painkiller hides the signal."),
        shown=Shown.HOURS,
        header="mask_h",
    )
    usual_week: Amount | None = optional(
        AmountField(),
        N_("Usual week before the injury"),
        N_("Time and distance of an ordinary week before it hurt."),
        source=N_("Your own."),
    )
    starting_week: Amount | None = optional(
        AmountField(),
        N_("First week without the steps"),
        N_("Time and distance of the first week when the steps are off."),
        source=N_("Your own, at least 30 min and 3 km."),
    )
    goal_week: Amount | None = optional(
        AmountField(),
        N_("Goal week"),
        N_("Time and distance of the week to return to."),
        source=N_("Your own, at least 30 min and 3 km."),
    )
    note: str | None = optional(Text(0, 2000))


REMOVABLE = ("usual_week", "starting_week", "goal_week")
"""Settings that a plan change may take away with `None`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange(Record):
    """New values of settings from a date on; `settings` maps setting names to values."""

    date: date = required(Day(), N_("From"), N_("The plan uses the new values from this day on."))
    settings: Mapping[str, SettingValue] = required(
        SettingsPatch(), N_("What changes"), N_("Tick what changes. What is not ticked stays as it is."), key="set"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Record):
    """A person's decision about the phase, with the reason and who decided."""

    date: date = required(Day(), N_("From"))
    phase: OverridePhase = required(Choice(OverridePhase), N_("Phase"))
    rung: int | None = optional(Integer(1, 6), N_("Walk–run step"), N_("1 to 6. Leave empty to begin at the first."))
    week: Amount | None = optional(
        AmountField(), N_("Week"), N_("Time and distance a week. Leave both empty to let the plan choose.")
    )
    reason: str = required(Text(1, 500), N_("Why"))
    by: str = required(Text(1, 100), N_("Who decided"))
    role: Role | None = optional(
        Choice(Role), N_("Role"), N_("When diaries are merged, a physio’s or doctor’s decision stays.")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """Days on which the plan rests; without `to` it lasts until it is edited."""

    from_: date = required(Day(), N_("First day"), key="from")
    to: date | None = optional(Day(), N_("Last day"), N_("Leave empty until you know."))
    reason: PauseReason = required(Choice(PauseReason), N_("Reason"))

    def covers(self, day: date) -> bool:
        """Whether the pause holds on `day`."""
        return self.from_ <= day and (self.to is None or day <= self.to)
