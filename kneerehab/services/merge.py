"""Bringing two diaries of one runner together by record id: the later edit wins, and deletions travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kneerehab.domain.diary import Diary
from kneerehab.domain.record import Deletion, Record
from kneerehab.domain.rules import ONE_PER_DATE
from kneerehab.domain.runner import Runner
from kneerehab.services.edit import Edit

_EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did: records added, replaced by a later edit, removed, and those that made no difference.

    `undo` takes a merge back; a runner who was new (`created`) is deleted instead.
    """

    runner_id: str
    created: bool
    added: int
    replaced: int
    removed: int
    unchanged: int
    undo: Edit | None = None


def merge(mine: Diary, theirs: Diary, now: datetime) -> Edit:
    """The exact edit of `mine` that takes over what is newer in `theirs`; merging the same again changes nothing."""
    records = {record.id: record for record in mine.records()}
    marks = {mark.id: mark for mark in mine.deleted}
    for mark in theirs.deleted:
        known = records.get(mark.id)
        if known is not None and mark.changed >= _when(known):
            del records[mark.id]
        if mark.id not in records and (mark.id not in marks or mark.changed > marks[mark.id].changed):
            marks[mark.id] = mark
    for record in theirs.records():
        known = records.get(record.id)
        if record.id in marks:
            newer = _when(record) > marks[record.id].changed
        else:
            newer = known is None or (_when(record) > _when(known) and record != known)
        if newer:
            records[record.id] = record
            marks.pop(record.id, None)
    _keep_worn_shoes(records, marks, mine, theirs)
    _one_per_date(records, marks, now)
    return _difference(mine, theirs, records, marks)


def count(edit: Edit, mine: Diary, theirs: Diary) -> dict[str, int]:
    """The numbers of an `ImportResult`."""
    known = {record.id for record in mine.records()}
    added = sum(1 for record in edit.saved if record.id not in known)
    return {
        "added": added,
        "replaced": len(edit.saved) - added,
        "removed": len(edit.removed),
        "unchanged": sum(1 for _ in theirs.records()) - len(edit.saved),
    }


def _keep_worn_shoes(records: dict[str, Record], marks: dict[str, Deletion], mine: Diary, theirs: Diary) -> None:
    """Shoes that one side deleted while the other ran in them stay: a run must not lose what it was run in."""
    shoes = {pair.id: pair for pair in (*theirs.shoes, *mine.shoes)}
    for record in tuple(records.values()):
        worn: str | None = getattr(record, "shoes_id", None)
        if worn is not None and worn not in records and worn in shoes:
            records[worn] = shoes[worn]
            marks.pop(worn, None)


def _one_per_date(records: dict[str, Record], marks: dict[str, Deletion], now: datetime) -> None:
    """Of two overrides (or plan changes) of one date the later edit stays; the other leaves a mark."""
    for kind in ONE_PER_DATE:
        by_date: dict[date, list[Any]] = {}
        for record in records.values():
            if isinstance(record, kind):
                entry: Any = record
                by_date.setdefault(entry.date, []).append(entry)
        for rivals in by_date.values():
            *losers, winner = sorted(rivals, key=lambda record: (_when(record), record.id))
            for loser in losers:
                del records[loser.id]
                marks[loser.id] = Deletion(id=loser.id, changed=winner.changed or now)


def _difference(mine: Diary, theirs: Diary, records: dict[str, Record], marks: dict[str, Deletion]) -> Edit:
    old_marks = {mark.id: mark for mark in mine.deleted}
    before = {record.id: record for record in mine.records()}
    newer_runner = _when(theirs.runner) > _when(mine.runner)
    runner: Runner | None = theirs.runner if newer_runner and theirs.runner != mine.runner else None
    return Edit(
        saved=tuple(record for record in records.values() if before.get(record.id) != record),
        removed=tuple(record for record in before.values() if record.id not in records),
        runner=runner,
        plan=theirs.plan if newer_runner and theirs.plan != mine.plan else None,
        marks=tuple(mark for mark in marks.values() if old_marks.get(mark.id) != mark),
        unmarked=tuple(record_id for record_id in old_marks if record_id not in marks),
        exact=True,
    )


def _when(record: Record) -> datetime:
    """The time of the last edit; a record without one is older than any with one."""
    return record.changed or _EVER
