"""What the plan answers through the services is what a fresh replay of the file says, whatever was done before."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidRecord
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.days import ByDay, settled
from kneerehab.domain.plan.explanation import explain
from kneerehab.domain.plan.replay import default_on, replay
from kneerehab.domain.record import Deletion
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService, Edit
from kneerehab.services.planner import Planner
from kneerehab.storage.database import Database
from kneerehab.storage.records import load_diary
from tests import builders
from tests.builders import check_in, plan_change, run
from tests.domain.plan.lives import life

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
STEPS = 25


class Desk:
    """A planner on a real file that two programs write to, and a clock that moves by itself and by hand."""

    def __init__(self, path: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.now = NOW
        self.database = Database.open(path)
        self.service = DiaryService(self.database, Changes(), self._tick)
        self.other_database = Database.open(path)
        self.other = DiaryService(self.other_database, Changes(), self._tick)
        self.theirs, _plan = life(seed)
        self.runner = self.service.import_diary(self.theirs).runner_id
        self.planner = Planner(self.service)
        self.undo: list[Edit] = []
        self.day = default_on(self.theirs)

    def close(self) -> None:
        self.database.close()
        self.other_database.close()

    def step(self) -> None:
        """Do one thing that somebody may do."""
        deeds: tuple[Callable[[], None], ...] = (
            self._amend, self._amend, self._delete, self._add, self._undo, self._undo, self._merge, self._plan,
            self._written_elsewhere, self._clock, self._clock,
        )  # fmt: skip
        self.chance.choice(deeds)()

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=self.chance.choice((0, 1, 60, -7)))
        return self.now

    def _apply(self, edit: Edit) -> None:
        with suppress(InvalidRecord):  # a second plan change on a date
            self.undo.append(self.service.apply(self.runner, edit))

    def _one(self, *names: str) -> list[Any]:
        diary = self.service.diary(self.runner)
        found = [record for name in names for record in getattr(diary, name)]
        late = found[-3:] if self.chance.random() < 0.5 else found
        return [self.chance.choice(late)] if late else []

    def _amend(self) -> None:
        score = KneeScores(left=self.chance.choice((0, 1, 4, None)), right=0)
        for record in self._one("check_ins"):
            self._apply(Edit(saved=(replace(record, now=score),)))
        for record in self._one("activities"):
            self._apply(Edit(saved=(replace(record, pain_after=score),)))

    def _delete(self) -> None:
        self._apply(Edit(removed=tuple(self._one("check_ins", "activities", "medication", "pauses"))))

    def _add(self) -> None:
        number = self.chance.randint(1, 60)
        new = (check_in(number), run(number, 900, 2500), plan_change(number, runs_per_week=2))
        self._apply(Edit(saved=(self.chance.choice(new),)))

    def _undo(self) -> None:
        if self.undo:
            self._apply(self.undo.pop())

    def _merge(self) -> None:
        """Another computer's copy of the diary, on which some of it was changed or deleted later."""
        mine, later = self.service.diary(self.runner), self.now + timedelta(minutes=5)
        changed = [replace(record, swelling=not record.swelling, changed=later) for record in mine.check_ins[3::9]]
        gone = self._one("activities")
        marks = tuple(Deletion(id=record.id, changed=later) for record in gone)
        copy = mine.changed_by(changed, gone)
        undo = self.service.import_diary(replace(copy, deleted=copy.deleted + marks, exported_at=None)).undo
        self.now = later
        if undo is not None:
            self.undo.append(undo)

    def _plan(self) -> None:
        plan = self.service.diary(self.runner).plan
        self._apply(Edit(plan=replace(plan, affected=self.chance.choice(tuple(Side)))))

    def _written_elsewhere(self) -> None:
        for record in self._one("check_ins"):
            self.other.apply(self.runner, Edit(saved=(replace(record, limp=not record.limp),)))

    def _clock(self) -> None:
        self.day += timedelta(days=self.chance.choice((1, 1, 2, -1, -40, 30)))

    def fresh(self) -> Diary:
        """What the file holds."""
        with self.other_database.reading() as connection:
            found = load_diary(connection, self.runner)
        assert found is not None
        return found


@pytest.mark.parametrize("seed", range(0, 60, 9))
def test_after_whatever_was_done_the_planner_answers_as_a_fresh_replay_of_the_file(seed: int, tmp_path: Path) -> None:
    with closing(Desk(tmp_path / "kneerehab.sqlite3", seed)) as desk:
        for _ in range(STEPS):
            desk.step()
            book, day, planner = desk.fresh(), desk.day, desk.planner
            assert planner.today(desk.runner, day) == replay(book, day)
            if desk.chance.random() < 0.4:
                assert planner.explain(desk.runner, day) == explain(book, day)
                by_day, settings = ByDay(book), planner.settings(desk.runner, day)
                assert (planner.settled_days(desk.runner, day) > 0) is settled(by_day.on(day.toordinal()), settings)
            verdict = planner.verdict(desk.runner, day)
            if verdict is not None and desk.chance.random() < 0.4:
                anew = Planner(desk.service)
                assert planner.coming(desk.runner, verdict) == anew.coming(desk.runner, verdict)
                supposed = [check_in(20, left=(5, 5))]
                assert planner.what_if(desk.runner, supposed, day) == anew.what_if(desk.runner, supposed, day)


def test_the_settings_in_force_are_those_of_the_diary_though_it_is_not_open(tmp_path: Path) -> None:
    book = builders.diary(plan_change(5, runs_per_week=2), plan_change(9, runs_per_week=4), runs_per_week=3)
    with Database.open(tmp_path / "diary.sqlite3") as database:
        runner_id = DiaryService(database, Changes(), lambda: NOW).import_diary(book).runner_id
        planner = Planner(DiaryService(database, Changes(), lambda: NOW))
        days = [builders.day(number) for number in (1, 5, 8, 9)]
        unopened = [planner.settings(runner_id, day) for day in days]
        assert [settings.runs_per_week for settings in unopened] == [3, 2, 2, 4]
        planner.verdict(runner_id, builders.day(3))  # opens it
        assert [planner.settings(runner_id, day) for day in days] == unopened
        with pytest.raises(LookupError):
            planner.settings("nobody", builders.day(1))
