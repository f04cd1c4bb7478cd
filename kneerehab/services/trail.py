"""The lines that an edit leaves in the trail of its diary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from kneerehab.domain.diary import LIST_OF, Diary
from kneerehab.domain.record import Record
from kneerehab.domain.trail import Professional, TrailLine, Way, What, kept
from kneerehab.exchange.fields_json import plain
from kneerehab.services.edit import Edit
from kneerehab.services.exercises import exercise_name
from kneerehab.storage import trail as storage
from kneerehab.storage.database import Database

RUNNER, PLAN = "runner", "plan"
"""What the trail calls changes of who the runner is, and of the settings that the plan began with."""


def lines(
    edit: Edit, before: Diary, by_id: Mapping[str, Record], *, at: datetime, way: Way, by: Professional | None
) -> list[TrailLine]:
    """What an exact edit does, record by record; what it only stamps anew is left out."""
    found = []
    for name, old, new in _pairs(edit, before, by_id):
        changes = {} if old is None else _changes(old, new)
        if old is not None and not changes:
            continue
        what = What.ADDED if old is None else What.REMOVED if new is None else What.CHANGED
        record_id = before.runner.id if name in (RUNNER, PLAN) else (new or old).id
        found.append(TrailLine(at=at, what=what, way=way, list=name, record_id=record_id, by=by, changes=changes))
    return found


def taken_in(diary: Diary, *, at: datetime, way: Way, by: Professional | None) -> TrailLine:
    """The one line for a diary that came or began whole: how many records it brought."""
    changes = {"records": (None, sum(1 for _ in diary.records()))}
    return TrailLine(
        at=at, what=What.ADDED, way=way, list=RUNNER, record_id=diary.runner.id, by=by, changes=changes
    )  # fmt: skip


def newest(database: Database, runner_id: str, record_id: str | None, most: int) -> tuple[tuple[TrailLine, ...], int]:
    """The newest lines of a trail, oldest first, and how many older ones there are; those are not read."""
    with database.reading() as connection:
        lines = storage.load(connection, runner_id, record_id, newest=most)
        return lines, storage.count(connection, runner_id, record_id) - len(lines)


def name_in(diary: Diary, key: str) -> str:
    """The name of a pair of shoes or an exercise, by the slug or id that the trail has."""
    pair = next((pair for pair in diary.shoes if pair.id == key), None)
    return pair.name if pair is not None else exercise_name(diary, key)


def _pairs(edit: Edit, before: Diary, by_id: Mapping[str, Record]) -> Iterator[tuple[str, Any, Any]]:
    if edit.runner is not None:
        yield RUNNER, before.runner, edit.runner
    if edit.plan is not None:
        yield PLAN, before.plan, edit.plan
    for record in edit.removed:
        if (there := by_id.get(record.id)) is not None:  # as it is, which another program may have changed since
            yield LIST_OF[type(there)], there, None
    for record in edit.saved:
        yield LIST_OF[type(record)], by_id.get(record.id), record


def _changes(old: Any, new: Any) -> dict[str, tuple[Any, Any] | None]:
    changes: dict[str, tuple[Any, Any] | None] = {}
    for facet, values_kept in kept(type(old)):
        was = getattr(old, facet.name)
        now = None if new is None else getattr(new, facet.name)
        if was == now or (new is None and was == ()):
            continue
        changes[facet.key] = (_plain(was), _plain(now)) if values_kept else None
    return changes


def _plain(value: Any) -> Any:
    return None if value is None else plain(value)
