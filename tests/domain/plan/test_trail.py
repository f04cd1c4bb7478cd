"""What replays passed is a cache: whatever happens to a diary, the answers are those of a replay from the first day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import KINDS, Diary, in_order
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan import morning
from kneerehab.domain.plan.course import Course
from kneerehab.domain.plan.days import ByDay
from kneerehab.domain.plan.explanation import explain, grade_preview
from kneerehab.domain.plan.outlook import outlook, supposing_today
from kneerehab.domain.plan.replay import Trail, default_on, replay
from kneerehab.domain.record import Record
from tests import builders
from tests.domain.plan.lives import SEEDS, life

STEPS = 12
TIMED = ("check_ins", "pain_notes", "activities", "medication")
READ = (*TIMED, "overrides", "pauses", "plan_changes")


class Editor:
    """Changes a diary at random, the same for the same seed; what was taken out may come back."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.diary, _plan = life(seed)
        self.other, _plan = life((seed + 7) % len(SEEDS))
        self.before = [self.diary]

    def edit(self) -> None:
        """One edit, merge or undo."""
        deeds: tuple[Callable[[], Diary], ...] = (
            self._remove, self._move, self._move, self._amend, self._amend, self._merge, self._undo, self._undo,
            self._read_anew, self._other_settings, self._end_pause, self._exercise,
        )  # fmt: skip
        after = self.chance.choice(deeds)()
        self.before.append(self.diary)
        self.diary = after

    def _records(self, names: tuple[str, ...]) -> list[Any]:
        return [record for name in names for record in getattr(self.diary, name)]

    def _some(self, names: tuple[str, ...] = READ) -> list[Any]:
        """One record, or most often one of the last."""
        found = self._records(names)
        if not found:
            return []
        late = sorted(found, key=lambda record: str(getattr(record, "at", getattr(record, "date", ""))))[-4:]
        return [self.chance.choice(late if self.chance.random() < 0.6 else found)]

    def _remove(self) -> Diary:
        return self.diary.changed_by((), self._some())

    def _move(self) -> Diary:
        by = timedelta(days=self.chance.randint(-9, 9), minutes=self.chance.randint(-300, 300))
        return self.diary.changed_by([replace(record, at=record.at + by) for record in self._some(TIMED)])

    def _amend(self) -> Diary:
        score = self.chance.choice((0, 0, 1, 3, 6, None))
        scores = KneeScores(left=score, right=0)
        changed: list[Record] = []
        for record in self._some(("check_ins", "activities")):
            name = "now" if record in self.diary.check_ins else "pain_during"
            changed.append(replace(record, **{name: scores}))
        return self.diary.changed_by(changed)

    def _merge(self) -> Diary:
        lists = {name: in_order({*getattr(self.diary, name), *getattr(self.other, name)[::3]}) for name in TIMED}
        return replace(self.diary, **lists)

    def _undo(self) -> Diary:
        return self.chance.choice(self.before[-4:])

    def _read_anew(self) -> Diary:
        """As after another program has written: every record is another object."""
        return replace(
            self.diary,
            plan=replace(self.diary.plan),
            **{name: tuple(replace(record) for record in getattr(self.diary, name)) for name in KINDS},  # type: ignore[arg-type]
        )

    def _other_settings(self) -> Diary:
        return replace(self.diary, plan=replace(self.diary.plan, runs_per_week=self.chance.choice((2, 3, 4))))

    def _end_pause(self) -> Diary:
        return self.diary.changed_by([replace(pause, to=None) for pause in self._some(("pauses",))])

    def _exercise(self) -> Diary:
        return self.diary.changed_by([builders.exercise_set(self.chance.randint(1, 30))])


def day_asked_for(editor: Editor) -> date:
    """Mostly about the diary's last day; at times any, as when an earlier day is looked at or the clock is set."""
    last, start = default_on(editor.diary), editor.diary.plan.start
    if editor.chance.random() < 0.6:
        return last + timedelta(days=editor.chance.randint(-2, 2))
    return start + timedelta(days=editor.chance.randint(-2, (last - start).days + 40))


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_a_replay_that_goes_on_answers_as_one_from_the_first_day(seed: int) -> None:
    editor, trail = Editor(seed), Trail()
    for _ in range(STEPS):
        if editor.chance.random() < 0.8:
            editor.edit()
        book, day = editor.diary, day_asked_for(editor)
        since = day - timedelta(days=editor.chance.choice((3, 20, 200))) if editor.chance.random() < 0.5 else None
        assert trail.replay(book, day, since=since) == replay(book, day, since=since)
        whole = replay(book, day, every_day=True).days
        assert replay(book, day, since=since).days == tuple(
            verdict for verdict in whole if verdict.date >= (day if since is None else since)
        )
        if editor.chance.random() < 0.3:
            supposed = replay(book, day).verdict
            if supposed is not None:
                later = trail.copy()
                offered = supposing_today(book, supposed, later)
                assert offered.activities == supposing_today(book, supposed).activities
                assert outlook(offered, day, 20, trail=later) == outlook(offered, day, 20)
                assert explain(book, day, trail) == explain(book, day)
        if editor.chance.random() < 0.2 and book.activities:
            ran = editor.chance.choice(book.activities)
            assert grade_preview(book, ran, trail.copy()) == grade_preview(book, ran)


@pytest.mark.parametrize("seed", SEEDS[1::6])
def test_a_diary_by_date_that_is_read_again_from_a_day_on_is_as_one_read_whole(seed: int) -> None:
    editor, trail = Editor(seed), Trail()
    for _ in range(STEPS):
        editor.edit()
        assert said(trail.by_day(editor.diary)) == said(ByDay(editor.diary))


def test_an_earlier_day_looks_back_at_offers_that_no_replay_before_has_asked_for() -> None:
    book = builders.diary(
        builders.override(1, OverridePhase.BUILD, budget=builders.week(4320, 12000)),
        [builders.check_in(number, left=(int(number > 24), int(number > 24))) for number in range(1, 70)],
    )
    trail = Trail()
    trail.replay(book, builders.day(69))
    for number in (36, 37, 38):  # the last offer is that of day 24
        answer = trail.replay(book, builders.day(number))
        assert answer == replay(book, builders.day(number))
        told = [notice.details.get("why") for notice in answer.days[0].notices]
        assert ("background-pain" in told) is (number == 38)


@pytest.mark.parametrize("changed", range(4))
def test_of_a_diary_that_was_read_anew_the_first_entry_that_differs_is_found(changed: int) -> None:
    book, trail = builders.diary(builders.quiet_days(1, 6)), Trail()
    trail.replay(book, builders.day(6))
    anew = [replace(check_in) for check_in in book.check_ins]
    anew[changed] = replace(anew[changed], limp=True)
    other = replace(book, check_ins=tuple(anew))
    answer = trail.replay(other, builders.day(6), since=builders.day(1))
    assert answer == replay(other, builders.day(6), since=builders.day(1))


def test_after_a_late_edit_weeks_are_walked_and_not_years(monkeypatch: pytest.MonkeyPatch) -> None:
    book = builders.diary([builders.check_in(number) for number in range(1, 1001)])
    trail, today = Trail(), builders.day(1000)
    walked: list[int] = []

    def counted(course: Course, day: int, real: Callable[[Course, int], None] = morning.morning) -> None:
        walked.append(day)
        real(course, day)

    monkeypatch.setattr(morning, "morning", counted)
    trail.replay(book, today)
    assert len(walked) == 1000
    for place, most in ((-1, 42), (-3, 42), (500, 528)):
        walked.clear()
        book = book.changed_by([replace(book.check_ins[place], limp=True)])
        trail.replay(book, today)
        assert len(walked) <= most


def said(by_day: ByDay) -> dict[str, Any]:
    """All that it holds but which days share an object, facts and sessions as values."""
    parts = {name: part for name, part in vars(by_day).items() if name != "_alike"}
    for name in ("facts", "runs", "walks"):
        parts[name] = {
            day: [getattr(found, slot) for slot in found.__slots__] for day, found in getattr(by_day, name).items()
        }
    return parts
