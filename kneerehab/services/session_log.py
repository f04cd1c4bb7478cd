"""What a session has done, as records of the diary: one per exercise, side and dose of a day, amended set by set."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary, between
from kneerehab.domain.record import new_id
from kneerehab.domain.training import ExerciseSet, Target
from kneerehab.services.exercises import easier_way_of
from kneerehab.services.session import Session
from kneerehab.services.session_events import SetDone

_Key = tuple[str, Side, int | None, int | None, str | None]
"""Exercise, side, repeats, seconds of a hold, and the easier way if one was taken."""


class SessionLog:
    """Remembers which records a session goes on with."""

    def __init__(self) -> None:
        self._kept: dict[_Key, ExerciseSet] = {}  # id and time of its record, and what it held before the session

    def edits(
        self, session: Session, diary: Diary, at: datetime
    ) -> tuple[tuple[ExerciseSet, ...], tuple[ExerciseSet, ...]]:
        """The records to save and to remove now; nothing if the diary has it all."""
        wanted: dict[_Key, list[SetDone]] = {}
        for done in session.results:
            key = (session.items[done.item].exercise, done.side, done.reps, done.hold_seconds, done.easier_way)
            wanted.setdefault(key, []).append(done)
        saved: list[ExerciseSet] = []
        removed: list[ExerciseSet] = []
        for key in {**self._kept, **wanted}:
            made = wanted.get(key, [])
            if key not in self._kept:
                target = session.items[made[0].item].target
                self._kept[key] = _before(diary, key, target, at)
            record = _with(self._kept[key], made)
            old = next((item for item in reversed(diary.exercise_sets) if item.id == record.id), None)
            if record.sets == 0:
                removed += [old] if old is not None else []
            elif old is None or replace(record, changed=old.changed) != old:
                saved.append(record)
        return tuple(saved), tuple(removed)


def _before(diary: Diary, key: _Key, target: Target, at: datetime) -> ExerciseSet:
    """The record of the day to go on with, or an empty one (0 sets, never saved like that)."""
    exercise, side, reps, hold_seconds, easier_way = key
    for record in between(diary.exercise_sets, at.date(), at.date()):
        same = (record.exercise, record.side, record.reps, record.hold_seconds, easier_way_of(record)) == key
        if same and record.target == target and record.load_kg == target.load_kg:
            return record
    return ExerciseSet(
        id=new_id(),
        at=at,
        exercise=exercise,
        side=side,
        sets=0,
        reps=reps,
        hold_seconds=hold_seconds,
        load_kg=target.load_kg,
        target=target,
        note=easier_way,
    )


def _with(before: ExerciseSet, made: list[SetDone]) -> ExerciseSet:
    """A record with more sets; its pain is the worst that is known."""
    scores = [score for score in (before.pain, *(done.pain for done in made)) if score is not None]
    return replace(before, sets=min(20, before.sets + len(made)), pain=max(scores, default=None))
