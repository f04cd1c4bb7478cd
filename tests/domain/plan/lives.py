"""Random lives: what somebody may record who follows the plan more or less, the same for the same seed.

Hypothesis finds small diaries that break a rule; these are long enough to climb the ladder, close weeks and come back.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from kneerehab.domain.codes import Knee, OverridePhase, PainContext, Profile, RedFlag, Side, Sign, Surface
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import Amount
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Advice, Replay, Verdict
from kneerehab.domain.record import Record
from tests.builders import (
    Triple,
    check_in,
    day,
    diary,
    override,
    pain_note,
    painkiller,
    pause,
    plan_change,
    run,
    walk,
    week,
)
from tests.domain.plan.reading import plan_of

SEEDS = range(60)
CLOCKS = ("00:20", "06:59", "07:00", "07:01", "10:00", "12:30", "17:59", "18:00", "23:59")
CALM, WALK, RUNWALK, BUILD, MAINTAIN = OverridePhase
FLAT = (Surface.FLAT_ROAD, Surface.TRACK)

_T = TypeVar("_T")


class Life:
    """One runner: habits drawn once, then day after day records and a run that may follow the answer."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.pain = self._one((0, 0, 0, 0.02, 0.1, 0.3))
        self.silence = self._one((0, 0, 0, 0.05, 0.2, 0.5))
        self.oddity = self._one((0, 0, 0.005, 0.02, 0.06))
        self.unanswered = self._one((0, 0, 0, 0.1, 0.5))
        self.half_logged = self._one((0, 0, 0.1, 0.5))
        self.painkillers = self._one((0, 0, 0.05, 0.2))
        self.obedience = self._one((0.3, 0.5, 0.9, 1, 1))
        self.own_way = self._one((0, 0, 0.05, 0.2))
        self.other_than_offered = self._one((0, 0, 0.2, 0.5, 0.9))
        self.shares = self._one(((80, 102, 103, 130), (30, 40, 60)))
        self.steady = self._one((0, 0, 0, 0, 0, 1))
        self.days = self._one((15, 30, 60, 120))
        self.settings = self._settings()
        self.records: list[Record] = []

    def lived(self) -> Diary:
        """The whole diary."""
        if self._happens(0.8):
            self._override(1, self._one((BUILD, BUILD, BUILD, MAINTAIN, MAINTAIN, RUNWALK, WALK)))
        if self._happens(0.3):
            self.records.append(run(self._one((0, -1, -20)), 1500, 4000))
        for number in range(1, self.days + 1):
            self._morning(number)
            verdict = replay(diary(self.records, **self.settings), day(number)).days[0]
            self._train(number, verdict)
            self._evening(number)
        return diary(self.records, **self.settings)

    def _one(self, choices: Sequence[_T]) -> _T:
        return self.chance.choice(choices)

    def _happens(self, likely: float) -> bool:
        return self.chance.random() < likely

    def _amount(self) -> Amount:
        seconds = self.chance.randint(1800, 7200)
        return week(seconds, max(3000, seconds * 28 // 10))

    def _settings(self) -> dict[str, Any]:
        drawn = {
            "affected": self._one(tuple(Side)),
            "profile": self._one(tuple(Profile)),
            "growth_permille": self._one((50, 75, 100)),
            "runs_per_week": self._one((2, 3, 4)),
            "allow_consecutive": self._happens(0.5),
            "walk_run_ladder": self._happens(0.6),
            "session_cap": self._happens(0.7),
            "mask_hours": self._one((6, 12, 24)),
            "goal_week": self._amount(),
            "usual_week": self._amount(),
        }
        return {name: value for name, value in drawn.items() if self._happens(0.4)}

    def _override(self, number: int, phase: OverridePhase) -> None:
        rung = self._one((1, 3, 6)) if phase is RUNWALK else None
        weekly = phase in (BUILD, MAINTAIN)
        self.records.append(override(number, phase, rung=rung, budget=self._amount() if weekly else None))

    def _score(self) -> int | None:
        if self._happens(self.unanswered * 0.2):
            return None
        return self._one((1, 1, 2, 2, 3, 6)) if self._happens(self.pain) else self.steady

    def _triple(self) -> Triple:
        if self._happens(self.unanswered):
            return (None, None, None)
        return (0, self._score(), 0) if self._happens(0.7) else (self._score(), self._score(), self._score())

    def _check_in(self, number: int, clock: str) -> Record:
        return check_in(
            number,
            left=(self._score(), self._score()),
            right=(0, self._score()),
            clock=clock,
            swelling=self._happens(self.oddity),
            limp=self._happens(self.oddity),
            flags=(RedFlag.LOCKS_OR_GIVES_WAY,) if self._happens(self.oddity * 0.3) else (),
            signs=(Sign.FATIGUE, Sign.MOOD, Sign.INSOMNIA) if self._happens(self.oddity * 3) else (),
        )

    def _morning(self, number: int) -> None:
        if number > 1 and self._happens(self.oddity * 0.4):
            self._override(number, self._one(tuple(OverridePhase)))
        if self._happens(self.oddity * 0.5):
            self.records.append(pause(number, number + self._one((0, 2, 9))))
        if self._happens(self.oddity):
            self.records.append(plan_change(number, profile=self._one(tuple(Profile)), affected=self._one(tuple(Side))))
        if self._happens(self.painkillers):
            self.records.append(painkiller(number, self._one(CLOCKS)))
        if not self._happens(self.silence):
            self.records.append(self._check_in(number, "07:00" if self._happens(0.9) else self._one(CLOCKS)))

    def _train(self, number: int, verdict: Verdict) -> None:
        offered = verdict.advice in (Advice.RUN, Advice.WALK)
        if not self._happens(self.obedience if offered else self.own_way):
            return
        if verdict.advice is Advice.WALK:
            self.records.append(walk(number, left=self._triple(), clock=self._one(CLOCKS)))
            return
        seconds, metres = 1440, 3600
        if verdict.ceilings is not None:
            seconds, metres = verdict.ceilings.seconds, verdict.ceilings.metres or metres
        if self._happens(self.other_than_offered):
            share = self._one(self.shares)
            seconds, metres = seconds * share // 100, metres * share // 100
        half = self._one(("seconds", "metres")) if self._happens(self.half_logged) else None
        for _ in range(2 if self._happens(self.own_way * 0.5) else 1):
            self.records.append(
                run(
                    number,
                    None if half == "seconds" else seconds,
                    None if half == "metres" else metres,
                    left=self._triple(),
                    right=self._triple(),
                    clock=self._one(CLOCKS),
                    surfaces=() if self._happens(self.unanswered) else self._surfaces(verdict),
                    form_changed=None if self._happens(self.unanswered) else self._happens(self.pain * 0.1),
                )
            )

    def _surfaces(self, verdict: Verdict) -> tuple[Surface, ...]:
        if self._happens(self.oddity):
            return (self._one(tuple(Surface)),)
        return (self._one(verdict.surfaces or FLAT),)

    def _evening(self, number: int) -> None:
        if self._happens(self.pain * 0.3):
            self.records.append(
                pain_note(
                    number,
                    self._one((0, 1, 3)),
                    self._one(tuple(Knee)),
                    self._one((PainContext.NIGHT, PainContext.STAIRS)),
                    self._one(CLOCKS),
                )
            )
        if self._happens(self.pain * 0.2):
            self.records.append(self._check_in(number, self._one(CLOCKS)))
        if self._happens(self.painkillers * 0.5):
            self.records.append(painkiller(number, self._one(CLOCKS)))


@cache
def life(seed: int) -> tuple[Diary, Replay]:
    """The diary of a seed and the whole plan that follows from it."""
    runner = Life(seed)
    book = runner.lived()
    return book, plan_of(book, runner.days)
