"""Where the runner stands: the state that one morning hands to the next, and what fired this morning."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypeVar

from kneerehab.domain.codes import ActivityKind, Phase, Surface
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.around_runs import first_start
from kneerehab.domain.plan.days import NOTHING, UNKNOWN, ByDay, DayFacts, RunDay, settled
from kneerehab.domain.plan.settings import PlanSettings
from kneerehab.domain.plan.verdict import (
    Advice,
    ClosedWeek,
    FiredRule,
    Grade,
    Inputs,
    InputValue,
    Intervals,
    Notice,
    Session,
)

RUNNING = (Phase.RUNWALK, Phase.BUILD, Phase.MAINTAIN)
"""Phases in which runs may be offered."""

WEEKLY = (Phase.BUILD, Phase.MAINTAIN)
"""Phases with weekly budgets."""

_LADDER = ((8, 60, 120), (6, 120, 120), (4, 240, 120), (4, 300, 60), (2, 660, 60), (1, 1440, 0))
LADDER = tuple(Intervals(times=times, run_seconds=run, walk_seconds=walk) for times, run, walk in _LADDER)
"""The six rungs of RUNWALK, 24 minutes each (section 7)."""

TOP_RUNG = len(LADDER)

FLAT = (Surface.FLAT_ROAD, Surface.TRACK, Surface.TREADMILL, Surface.FLAT_TRAIL)
_OPENED = (
    FLAT,
    (Surface.HILLY, Surface.UNEVEN),
    (Surface.DOWNHILL, Surface.STAIRS, Surface.CAMBERED),
    (Surface.SPRINT,),
)
OPEN_SURFACES = tuple(tuple(code for level in _OPENED[: top + 1] for code in level) for top in range(len(_OPENED)))
"""Per surface level all that is open, in the order of section 10; level 0 is flat ground."""


_S = TypeVar("_S", "RunWeek", "Trained", "Course")


def opened_at(level: int) -> tuple[str, ...]:
    """The codes that open with a surface level, sorted."""
    return tuple(sorted(_OPENED[level]))


class RunWeek:
    """The open week of BUILD and MAINTAIN; amounts in seconds and metres, `start` is `None` until its first run.

    `seven_days_seconds` and `seven_days_metres` leave out runs made later than seven days after its start; `longest_…`
    are of its single runs that state the amount, -1 if none does; `judged` are the sessions graded while it is open.
    `usual_runs` is among how many runs it is shared at most: those of the week before it, at least two; None after a
    step back and without one.
    """

    __slots__ = (
        "budget",
        "done_metres",
        "done_seconds",
        "judged",
        "longest_metres",
        "longest_seconds",
        "sessions",
        "seven_days_metres",
        "seven_days_seconds",
        "start",
        "usual_runs",
    )

    def __init__(self, budget: Amount, usual_runs: int | None = None) -> None:
        self.budget = budget
        self.usual_runs = usual_runs
        self.start: int | None = None
        self.done_seconds = self.done_metres = 0
        self.seven_days_seconds = self.seven_days_metres = 0
        self.longest_seconds = self.longest_metres = UNKNOWN
        self.sessions = 0
        self.judged: list[Trained] = []

    def copy(self) -> RunWeek:
        """The same week, to go on by itself."""
        made = _copied(self)
        made.judged = self.judged.copy()
        return made


class Trained:
    """A session with what the plan had said on its date (`cap` is its session cap), then its grade and closing day."""

    __slots__ = (
        "activities",
        "advice",
        "cap",
        "ceilings",
        "closing",
        "day",
        "grade",
        "kind",
        "level",
        "phase",
        "reasons",
        "totals",
    )

    def __init__(
        self,
        course: Course,
        kind: ActivityKind,
        totals: RunDay,
        advice: Advice,
        ceilings: tuple[int, int | None] | None,
        cap: tuple[int | None, int | None],
    ) -> None:
        self.day = course.day
        self.kind = kind
        self.totals = totals
        self.activities = totals.activities
        self.phase = course.phase
        self.level = course.level
        self.advice = advice
        self.ceilings = ceilings
        self.cap = cap
        self.closing: int | None = None
        self.grade = Grade.PENDING
        self.reasons: tuple[str, ...] = ()

    def copy(self) -> Trained:
        """The same session, to be graded by itself."""
        return _copied(self)


class Listed(NamedTuple):
    """A week of the present stay that is over, with its longest single runs (-1 if none states the amount)."""

    closed: ClosedWeek
    longest_seconds: int
    longest_metres: int


class Course:
    """The state of the plan on the morning of `day`; mutable, and alive only while one diary is replayed.

    What fires and is told is kept only for mornings that were `asked_for`. `last_run` is the last run day before today
    (0 if there is none), `last_offered_run` the last made before the start or on a day whose advice was RUN.
    `ceilings`, `cap` and the rule `decided` are worked out once a day, `waiting` are sessions without a grade, and
    `graded` those that got theirs this morning.

    `reached` is the highest rung of section 7, `return_percent` the share of the latest P03. Of the present stay:
    `began_by_override`, `stay_weeks` that are over, and `last_judged`, the last run session with a grade other than
    unverified. `last_offer` is the last day on which a run or walk was offered, as far as notices look back. `moves`
    are the phases with their first days; they, `weeks` and `sessions` only ever grow.
    """

    __slots__ = (
        "advances",
        "after_red",
        "amber",
        "asked_for",
        "began_by_override",
        "by_day",
        "cap",
        "ceilings",
        "day",
        "decided",
        "fired",
        "graded",
        "green",
        "has_run_phase",
        "last_judged",
        "last_offer",
        "last_offered_run",
        "last_red",
        "last_run",
        "moves",
        "notices",
        "pause_from",
        "pauses_over",
        "phase",
        "reached",
        "return_percent",
        "rung",
        "sessions",
        "settings",
        "since",
        "start",
        "stay_weeks",
        "today",
        "waiting",
        "week",
        "weeks",
    )

    def __init__(self, by_day: ByDay, settings: PlanSettings, start: int) -> None:
        self.by_day = by_day
        self.settings = settings
        self.asked_for = True
        self.start = self.day = start
        self.today: DayFacts = NOTHING
        self.phase = Phase.CALM
        self.since = start
        self.rung = 1
        self.green = 0
        self.amber = 0
        self.after_red: int | None = None
        self.last_red = 0
        self.has_run_phase = False
        self.reached = 0
        self.return_percent = 0
        self.began_by_override = False
        self.week: RunWeek | None = None
        self.stay_weeks: list[Listed] = []
        self.last_judged: Trained | None = None
        self.advances = 0
        self.pause_from: int | None = None
        self.pauses_over = 0
        self.last_run = self.last_offered_run = by_day.last_run_before(start)
        self.last_offer = 0
        self.decided: str | None = None
        self.ceilings: tuple[int, int] | None = None
        self.cap: tuple[int | None, int | None] | None = None
        self.waiting: list[Trained] = []
        self.moves: list[tuple[Phase, int]] = []
        self.weeks: list[ClosedWeek] = []
        self.sessions: list[Session] = []
        self.graded: list[tuple[Trained, Session]] = []
        self.fired: list[FiredRule] = []
        self.notices: list[Notice] = []

    def copy(self) -> Course:
        """The same state, to go on by itself, without what fired and without the lists that only ever grow."""
        made = _copied(self)
        made.week = None if self.week is None else self.week.copy()
        made.waiting = [session.copy() for session in self.waiting]
        made.stay_weeks = self.stay_weeks.copy()
        made.fired, made.notices, made.graded = [], [], []
        made.moves, made.weeks, made.sessions = [], [], []
        return made

    @property
    def level(self) -> int:
        """The surface level of the phase: 0 is flat only."""
        return min(3, 1 + self.advances // 2) if self.phase is Phase.MAINTAIN else 0

    @property
    def previous_week(self) -> ClosedWeek | None:
        """The week closed directly before the open one in this stay."""
        return self.stay_weeks[-1].closed if self.stay_weeks else None

    @property
    def first_start(self) -> int | None:
        """The minute at which the first run of today began (in WALK the first run or walk); none without one."""
        return first_start(self.by_day, self.day, walks=self.phase is Phase.WALK)

    def fire(self, rule: str, inputs: Inputs) -> None:
        """Note that a rule applied, if someone asked for this morning."""
        if self.asked_for:
            self.fired.append(FiredRule(rule=rule, inputs=inputs))

    def tell(self, notice: str, **details: InputValue | Amount) -> None:
        """Note something worth telling, if someone asked for this morning."""
        if self.asked_for:
            self.notices.append(Notice(notice=notice, details=details))

    def settled(self, day: int) -> bool:
        """Whether a day is settled, by the settings in force today."""
        facts = self.by_day.facts.get(day)
        return facts is not None and settled(facts, self.settings)

    def ran(self, day: int) -> bool:
        """Whether a day is a run day."""
        return day in self.by_day.runs

    def settle_test(self) -> bool:
        """Today and yesterday are settled, and neither yesterday nor the day before is a run day."""
        day = self.day
        return self.settled(day) and self.settled(day - 1) and not self.ran(day - 1) and not self.ran(day - 2)


def _copied(value: _S) -> _S:
    """Another object that holds the same."""
    made = object.__new__(type(value))
    for name in value.__slots__:
        setattr(made, name, getattr(value, name))
    return made


def on(day: int) -> date:
    """An ordinal as a date."""
    return date.fromordinal(day)
