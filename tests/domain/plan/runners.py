"""Runners who live by the plan, day after day, more or less: they read the day's verdict before they run."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kneerehab.domain.diary import Diary
from kneerehab.domain.plan.replay import replay
from kneerehab.domain.plan.verdict import Advice, Verdict
from kneerehab.domain.record import Record
from tests.builders import QUIET, Pair, Triple, check_in, day, diary, run, walk

YEAR = 365
WHOLE_WEEK = range(7)


@dataclass(frozen=True, kw_only=True)
class Runner:
    """How someone lives with the plan; quiet, complete and obedient unless told otherwise. Days are plan days."""

    opening: Sequence[Record] = ()
    run_days: Collection[int] = WHOLE_WEEK  # weekdays with time for it; 0 is Monday, as day 1 of the plan is
    keeps: float = 1  # share of those days on which the answer is followed
    forgets: float = 0  # share of the mornings without a check-in
    silent: Collection[int] = ()  # days without one for certain
    leaves_out: str | None = None  # "seconds" or "metres": never logged
    pace: int = 360  # seconds a kilometre
    aches: Mapping[int, Triple] = field(default_factory=dict)  # pain of the left knee in a run of that day
    mornings: Mapping[int, Pair] = field(default_factory=dict)
    usual_morning: Pair = QUIET
    usual_ache: Triple = (0, 0, 0)
    away: Collection[int] = ()  # days without runs or walks
    settings: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 1

    def live(self, days: int = YEAR) -> Diary:
        """The diary after so many days, the same every time."""
        chance = random.Random(self.seed)
        records: list[Record] = list(self.opening)
        for number in range(1, days + 1):
            if chance.random() >= self.forgets and number not in self.silent:
                records.append(check_in(number, left=self.mornings.get(number, self.usual_morning)))
            keeps = chance.random() < self.keeps
            if not keeps or number in self.away or (number - 1) % 7 not in self.run_days:
                continue
            book = diary(records, **self.settings)
            verdict = replay(book, day(number)).days[0]
            if verdict.advice is Advice.WALK:
                records.append(walk(number, left=self.aches.get(number, self.usual_ache)))
            elif verdict.advice is Advice.RUN:
                records.append(self._run(number, verdict))
        return diary(records, **self.settings)

    def _run(self, number: int, verdict: Verdict) -> Record:
        """The whole ceiling at the runner's pace: of what is logged, whichever is reached first."""
        assert verdict.ceilings is not None
        seconds, metres = verdict.ceilings.seconds, verdict.ceilings.metres
        if metres is None or self.leaves_out == "metres":
            metres = seconds * 1000 // self.pace
        elif self.leaves_out == "seconds":
            seconds = metres * self.pace // 1000
        seconds, metres = min(seconds, metres * self.pace // 1000), min(metres, seconds * 1000 // self.pace)
        return run(
            number,
            None if self.leaves_out == "seconds" else seconds,
            None if self.leaves_out == "metres" else metres,
            left=self.aches.get(number, self.usual_ache),
        )
