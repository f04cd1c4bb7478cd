"""What the plan answers: the verdict of a day, closed weeks, graded sessions and the projection, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from kneerehab.domain.codes import ActivityKind, Phase, Surface
from kneerehab.domain.fields import Amount
from kneerehab.frozen import dataclass


class Advice(StrEnum):
    """Today's answer."""

    STOP = "STOP"
    PAUSED = "PAUSED"
    CHECK_IN = "CHECK_IN"
    REST = "REST"
    NO_RUN = "NO_RUN"
    WALK = "WALK"
    OFF_DAY = "OFF_DAY"
    RUN = "RUN"


class Grade(StrEnum):
    """How a session went; pending until its closing day."""

    GREEN = "green"
    UNVERIFIED = "unverified"
    AMBER = "amber"
    RED = "red"
    PENDING = "pending"


class Decision(StrEnum):
    """What a closed week leads to."""

    ADVANCE = "ADVANCE"
    HOLD = "HOLD"
    STEP_BACK = "STEP_BACK"
    ENDED = "ENDED"


InputValue = str | int | bool | dt.date | tuple[str, ...] | None
"""One number, code, date or list of codes that a rule looked at."""

Inputs = Mapping[str, InputValue]
"""Everything a rule looked at, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredRule:
    """A rule that applied, with its inputs; `rule` is an id of the table in `rules`."""

    rule: str
    inputs: Inputs


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """A rung of the ladder: so many times run and walk, in seconds."""

    times: int
    run_seconds: int
    walk_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """The most for one day; `metres` is `None` on the ladder."""

    seconds: int
    metres: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWeek:
    """The week of budgets as it stands in the morning; `start` is `None` until its first run."""

    start: dt.date | None
    budget: Amount
    done: Amount
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is still needed: `have` of `of`."""

    need: str
    have: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something worth telling that morning; never changes the advice."""

    notice: str
    details: Mapping[str, InputValue | Amount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The plan's answer for one day, with everything that led to it; the last of `rules` decided.

    `later` are codes for what the day itself brought after the answer was given, sorted; it changes nothing else.
    """

    date: dt.date
    day: int
    advice: Advice
    rule: str
    phase: Phase
    rung: int | None
    progress: int | None
    intervals: Intervals | None
    ceilings: Ceilings | None
    surfaces: tuple[Surface, ...]
    week: OpenWeek | None
    rules: tuple[FiredRule, ...]
    next: tuple[Need, ...]
    notices: tuple[Notice, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """How many sessions of a week got which grade."""

    green: int
    unverified: int
    amber: int
    red: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedWeek:
    """A week of budgets that is over; `next` is the budget that follows, `None` if the week was ended."""

    start: dt.date
    closed: dt.date
    budget: Amount
    done: Amount
    sessions: int
    grades: Grades
    decision: Decision
    reasons: tuple[str, ...]
    next: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """All runs (or test walks) of one date; sums of what is known; `records` are the ids of the activities."""

    date: dt.date
    kind: ActivityKind
    seconds: int | None
    metres: int | None
    grade: Grade
    graded_on: dt.date | None
    reasons: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """When the goal week would begin at one growth, if every week advances."""

    growth_permille: int
    weeks: int
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The way to the goal week as seen on `as_of`, at 5, 7.5 and 10 % a week."""

    as_of: dt.date
    goal: Amount
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row in one phase, both ends included."""

    phase: Phase
    from_: dt.date
    to: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The plan from its first day (`from_`) to the date asked for; both `None` and all else empty before day 1."""

    from_: dt.date | None
    to: dt.date | None
    days: tuple[Verdict, ...]
    weeks: tuple[ClosedWeek, ...]
    sessions: tuple[Session, ...]
    projection: Projection | None
    phases: tuple[Stretch, ...]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the date asked for."""
        return self.days[-1] if self.days else None
