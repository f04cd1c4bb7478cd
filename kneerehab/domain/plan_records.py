"""What steers the plan: its settings, changes of them from a date on, overrides and pauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    Text,
    optional,
    required,
)
from kneerehab.domain.record import Record

SettingValue = Side | Profile | int | bool | Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Day 1 and the settings a runner chose; `None` means the default of the plan's specification, section 2."""

    start: date = required(Day())
    affected: Side | None = optional(Choice(Side))
    profile: Profile | None = optional(Choice(Profile))
    growth_permille: int | None = optional(Integer(50, 100))
    runs_per_week: int | None = optional(Integer(2, 4))
    allow_consecutive: bool | None = optional(Flag())
    walk_run_ladder: bool | None = optional(Flag())
    first_rung: int | None = optional(Integer(1, 3))
    session_cap: bool | None = optional(Flag())
    mask_hours: int | None = optional(Integer(6, 24))
    usual_week: Amount | None = optional(AmountField())
    starting_week: Amount | None = optional(AmountField())
    goal_week: Amount | None = optional(AmountField())
    note: str | None = optional(Text(0, 2000))


REMOVABLE = ("usual_week", "starting_week", "goal_week")
"""Settings that a plan change may take away with `None`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange(Record):
    """New values of settings from a date on; `settings` maps setting names to values."""

    date: date = required(Day())
    settings: Mapping[str, SettingValue] = required(SettingsPatch(), key="set")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Record):
    """A person's decision about the phase, with the reason and who decided."""

    date: date = required(Day())
    phase: OverridePhase = required(Choice(OverridePhase))
    rung: int | None = optional(Integer(1, 6))
    week: Amount | None = optional(AmountField())
    reason: str = required(Text(1, 500))
    by: str = required(Text(1, 100))
    role: Role | None = optional(Choice(Role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """Days on which the plan rests; without `to` it lasts until it is edited."""

    from_: date = required(Day(), key="from")
    to: date | None = optional(Day())
    reason: PauseReason = required(Choice(PauseReason))

    def covers(self, day: date) -> bool:
        """Whether the pause holds on `day`."""
        return self.from_ <= day and (self.to is None or day <= self.to)
