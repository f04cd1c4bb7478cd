"""The plan's settings: defaults, limits and sources, and which values are in force on a day (section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from kneerehab.domain.codes import Knee, Profile, Side
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan_records import Plan, PlanChange, SettingValue
from kneerehab.frozen import dataclass

LIMITS: Mapping[Profile, tuple[int, int]] = MappingProxyType({Profile.PAIN_FREE: (0, 2), Profile.MONITORED: (2, 5)})
"""Per profile the highest score that counts as quiet (G) and as mild (A)."""

DEFAULT_GOAL = Amount(seconds=10800, metres=30000)
"""The week to return to where the runner stated neither a goal nor a usual week: growth always ends somewhere."""

KNEE_BITS: Mapping[Knee, int] = MappingProxyType({Knee.LEFT: 1, Knee.RIGHT: 2})
"""One bit a knee, so that the knees of a day are compared as numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """The settings in force on one day; amounts are weeks, `None` where the runner stated none."""

    start: date
    affected: Side = Side.BOTH
    profile: Profile = Profile.PAIN_FREE
    growth_permille: int = 50
    runs_per_week: int = 3
    allow_consecutive: bool = False
    walk_run_ladder: bool = True
    first_rung: int = 1
    session_cap: bool = True
    mask_hours: int = 12
    usual_week: Amount | None = None
    starting_week: Amount | None = None
    goal_week: Amount | None = None

    # Worked out once, because every day asks for them.
    quiet: int = field(init=False, compare=False)
    """G: the highest score that counts as quiet."""
    mild: int = field(init=False, compare=False)
    """A: the highest score that counts as mild."""
    mask_minutes: int = field(init=False, compare=False)
    """How many minutes a painkiller masks scores."""
    knees: tuple[Knee, ...] = field(init=False, compare=False)
    """The knees whose scores are required, left first."""
    required: int = field(init=False, compare=False)
    """The same as a sum of `KNEE_BITS`."""
    goal: Amount = field(init=False, compare=False)
    """The week to return to: the goal, else the usual week, else the default goal."""
    goal_is_default: bool = field(init=False, compare=False)
    """Whether the runner stated neither a goal nor a usual week."""

    def __post_init__(self) -> None:
        quiet, mild = LIMITS[self.profile]
        object.__setattr__(self, "quiet", quiet)
        object.__setattr__(self, "mild", mild)
        object.__setattr__(self, "mask_minutes", self.mask_hours * 60)
        object.__setattr__(self, "knees", self.affected.knees)
        object.__setattr__(self, "required", sum(KNEE_BITS[knee] for knee in self.affected.knees))
        stated = self.goal_week or self.usual_week
        object.__setattr__(self, "goal", stated or DEFAULT_GOAL)
        object.__setattr__(self, "goal_is_default", stated is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingInfo:
    """A setting's default, range and origin; `rows` are rows of the clinical rules, none means our design choice."""

    default: SettingValue
    low: int | None = None
    high: int | None = None
    source: str = "design choice"
    rows: tuple[str, ...] = ()


SETTINGS: Mapping[str, SettingInfo] = MappingProxyType(
    {
        "affected": SettingInfo(default=Side.BOTH),
        "profile": SettingInfo(
            default=Profile.PAIN_FREE,
            source="Tread Labs; Verywell Fit; Esculier 2018; Thomeé 1997",
            rows=("A3", "B1", "B3"),
        ),
        "growth_permille": SettingInfo(
            default=50, low=50, high=100, source="Verywell Fit; knee-pain-explained", rows=("C1", "C2")
        ),
        "runs_per_week": SettingInfo(default=3, low=2, high=4, source="return-to-running hand-outs", rows=("A12",)),
        "allow_consecutive": SettingInfo(default=False, source="Trials 2023 protocol", rows=("A12",)),
        "walk_run_ladder": SettingInfo(default=True, source="Trials 2023 protocol", rows=("A13", "A16")),
        "first_rung": SettingInfo(default=1, low=1, high=3),
        "session_cap": SettingInfo(default=True, source="Frandsen 2025", rows=("C7",)),
        "mask_hours": SettingInfo(default=12, low=6, high=24),
        "usual_week": SettingInfo(default=None),
        "starting_week": SettingInfo(default=None),
        "goal_week": SettingInfo(default=None),
    }
)
"""Every setting but `start`, in the order of the specification."""

_NAMES = tuple(item.name for item in fields(PlanSettings) if item.init)


def chosen(plan: Plan) -> PlanSettings:
    """The settings of the plan record, with defaults where the runner chose none."""
    stated: dict[str, Any] = {name: getattr(plan, name) for name in _NAMES}
    return PlanSettings(**{name: value for name, value in stated.items() if value is not None})


def changed(settings: PlanSettings, change: PlanChange) -> PlanSettings:
    """Settings after a plan change."""
    values: dict[str, Any] = dict(change.settings)
    return replace(settings, **values)


def settings_on(plan: Plan, changes: Iterable[PlanChange], day: date) -> PlanSettings:
    """The settings in force on `day`: the plan's own, then every change dated up to it."""
    settings = chosen(plan)
    for change in sorted(changes, key=lambda change: change.date):
        if change.date <= day:
            settings = changed(settings, change)
    return settings
