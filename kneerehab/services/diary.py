"""The one door for writes: record, amend, delete, import, export. Used from one thread."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from kneerehab.domain.codes import Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import InvalidRecord, StorageError
from kneerehab.domain.fields import field_faults, within_years
from kneerehab.domain.plan_records import Plan, PlanChange
from kneerehab.domain.record import Record
from kneerehab.domain.runner import Runner
from kneerehab.domain.trail import Professional, TrailLine, Way
from kneerehab.services.changes import Change, Changes, change_of
from kneerehab.services.edit import Edit, applied, edit_faults, inverse, stamp, stamped
from kneerehab.services.merge import ImportResult, count, merge
from kneerehab.storage import exports, records
from kneerehab.storage import trail as trails
from kneerehab.storage.database import Database

if TYPE_CHECKING:
    from kneerehab.storage.database import Connection
    from kneerehab.storage.records import Reader

__all__ = ["DiaryService", "Edit", "ImportResult", "ready_to_save"]


class _Kept:
    """A diary in memory, and its records by id."""

    __slots__ = ("by_id", "diary")

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.by_id = {record.id: record for record in diary.records()}


class DiaryService:
    """Diaries in memory, always equal to the database; every change is saved first and then announced."""

    def __init__(self, database: Database, changes: Changes, utc_now: Callable[[], datetime]) -> None:
        self.database = database
        self.changes = changes
        self.by: Professional | None = None
        """Who is at work, for the trail; None is the runner, or nobody who was named."""
        self._utc_now = utc_now
        self._kept: dict[str, _Kept] = {}
        self._version = database.version()

    def runners(self) -> tuple[Runner, ...]:
        """Every runner, by name."""
        with self.database.reading() as connection:
            return records.load_runners(connection)

    def has_several(self) -> bool:
        """Whether there is more than one runner; they are counted without reading them."""
        with self.database.reading() as connection:
            return records.count_runners(connection) > 1

    def first(self, wished: str | None) -> str | None:
        """The id of the runner to begin with: the one that is wished, else the first by name; None without any."""
        with self.database.reading() as connection:
            if wished is not None and records.has_runner(connection, wished):
                return wished
            runners = records.load_runners(connection)
        return runners[0].id if runners else None

    def affected_knees(self) -> dict[str, Side | None]:
        """Runner's id to the sore side that they stated at first."""
        with self.database.reading() as connection:
            return {key: Side(side) if side else None for key, side in records.load_affected(connection).items()}

    def diary(self, runner_id: str) -> Diary:
        """A runner's diary, the same object until it changes; raises LookupError if there is no such runner."""
        if self._is_current(runner_id):
            return self._kept[runner_id].diary
        with self.database.reading() as connection:
            return self._load(connection, runner_id).diary

    def plan(self, runner_id: str) -> tuple[Plan, tuple[PlanChange, ...]]:
        """The plan and its changes, without reading the rest of a diary that is not open; raises LookupError."""
        if self._is_current(runner_id):
            return self._kept[runner_id].diary.plan, self._kept[runner_id].diary.plan_changes
        with self.database.reading() as connection:
            return records.load_plan(connection, runner_id)

    def trail(self, runner_id: str, record_id: str | None = None) -> tuple[TrailLine, ...]:
        """Who changed what in a runner's diary, or in one record of it, oldest first."""
        with self.database.reading() as connection:
            return trails.load(connection, runner_id, record_id)

    def apply(self, runner_id: str, edit: Edit, *, today: date | None = None) -> Edit:
        """Carry out an edit and return the one that takes it back; with `today`, what happened later is refused.

        Raises InvalidRecord or StorageError, and then nothing was saved.
        """
        with self.database.transaction() as connection:
            kept = self._load(connection, runner_id, whole=not edit.is_of_runner)
            exact = edit if edit.exact else stamped(edit, kept.diary, kept.by_id, self._now())
            way, day = (Way.BACK, None) if edit.exact else (Way.EDIT, today)
            after = self._write(connection, kept, exact, way, today=day, fixed_start=not edit.exact)
        back = inverse(exact, kept.diary, kept.by_id)
        self._keep(kept, exact, after)
        return back

    def record(self, runner_id: str, *new: Record, today: date | None = None) -> Edit:
        """Save new records; returns the edit that takes them back."""
        return self.apply(runner_id, Edit(saved=new), today=today)

    def amend(self, runner_id: str, *changed: Record, today: date | None = None) -> Edit:
        """Save new values of records; returns the edit that restores the old ones."""
        return self.apply(runner_id, Edit(saved=changed), today=today)

    def delete(self, runner_id: str, *gone: Record) -> Edit:
        """Take records out, leaving marks; returns the edit that restores the very same records."""
        return self.apply(runner_id, Edit(removed=gone))

    def amend_runner(self, runner: Runner) -> Edit:
        """Save who the runner is; returns the edit that restores the old values."""
        return self.apply(runner.id, Edit(runner=runner))

    def amend_plan(self, runner_id: str, plan: Plan) -> Edit:
        """Save the plan's settings from its start; the start itself stays once there are records."""
        return self.apply(runner_id, Edit(plan=plan))

    def create_runner(self, runner: Runner, plan: Plan, *first: Record) -> Runner:
        """Begin a diary with its `first` records; returns the runner as saved. Raises InvalidRecord or StorageError."""
        now = self._now()
        new = replace(runner, changed=stamp(now, runner.changed))
        faults = field_faults(new) + field_faults(plan) + [fault for record in first for fault in field_faults(record)]
        if faults:
            raise InvalidRecord(faults)
        with self.database.transaction() as connection:
            if records.has_runner(connection, new.id):
                raise InvalidRecord(["id: is already used by another runner"])
            begun = Diary(runner=new, plan=plan).changed_by([replace(record, changed=now) for record in first])
            records.save_whole(connection, begun)
            self._write_began(connection, begun, Way.EDIT)
        self._kept.pop(new.id, None)
        self.changes.announce(Change.ALL)
        return new

    def delete_runner(self, runner_id: str) -> None:
        """Take a runner, everything they recorded and kept recordings away for good; backups still hold the diary.

        What they had is overwritten at once; `database.compaction` gives the room back when nobody waits."""
        from kneerehab.exchange import recordings
        from kneerehab.storage.sources import own_sources

        with self.database.transaction() as connection:
            sources = own_sources(connection, runner_id)
            records.delete_runner(connection, runner_id)
        recordings.drop(self.database.path.parent, sources)
        self._kept.pop(runner_id, None)
        self.database.compaction.wanted = True
        self.changes.announce(Change.ALL)
        with suppress(StorageError):
            self.tidy()

    def tidy(self) -> bool:
        """Leave nothing in the file or beside it that was deleted; False while another program is reading.

        For moments when nobody waits. Raises StorageError; what was saved is safe all the same.
        """
        return self.database.tidy()

    def import_diary(self, theirs: Diary) -> ImportResult:
        """Take a diary in whole: as a new runner, or merged by record id; a second time nothing changes."""
        runner_id = theirs.runner.id
        with self.database.transaction() as connection:
            created = not records.has_runner(connection, runner_id)
            if created:
                records.save_whole(connection, theirs)
                if theirs.exported_at is not None:
                    exports.save_export(connection, runner_id, _export(theirs, theirs.exported_at))
                self._write_began(connection, theirs, Way.IMPORT)
            else:
                kept = self._load(connection, runner_id)
                merged = merge(kept.diary, theirs)
                edit = merged.edit
                after = self._write(connection, kept, edit, Way.MERGE, today=None, fixed_start=False)
                if theirs.exported_at is not None and replace(after, exported_at=theirs.exported_at) == theirs:
                    after = theirs
                    exports.save_export(connection, runner_id, _export(after, theirs.exported_at))
        if created:
            self._kept.pop(runner_id, None)
            self.changes.announce(Change.ALL)
            added = sum(1 for _ in theirs.records())
            return ImportResult(runner_id=runner_id, created=True, added=added, replaced=0, removed=0, unchanged=0)
        undo = inverse(edit, kept.diary, kept.by_id)
        numbers = count(edit, kept.diary, theirs)
        self._keep(kept, edit, after)
        return ImportResult(
            runner_id=runner_id, created=False, undo=undo, gone=edit.removed, gave_way=merged.gave_way, **numbers
        )

    def export(self, runner_id: str, now: datetime) -> bytes:
        """A runner's diary as a file, exported at `now` (local time); an unchanged diary gives the same bytes again.

        Those are the bytes of its last file, one that was imported among them; a change or a merge makes a new one.
        A diary in a folder that can't be written is exported all the same.
        """
        from kneerehab.exchange.diary_json import write_diary

        diary = self.diary(runner_id)
        export = _export(diary, within_years(now).replace(second=0, microsecond=0))
        with self.database.reading() as connection:
            last = exports.load_export(connection, runner_id)
        if last is not None and last.digest == export.digest:
            return write_diary(diary, last.at)
        try:
            with self.database.transaction() as connection:
                exports.save_export(connection, runner_id, export)
        except StorageError:
            return write_diary(diary, export.at)
        self._kept[runner_id].diary = replace(diary, exported_at=export.at)
        return write_diary(diary, export.at)

    def _now(self) -> datetime:
        return within_years(self._utc_now().replace(microsecond=0))

    def _is_current(self, runner_id: str) -> bool:
        """Whether the diary is in memory and no other program has written since."""
        version = self.database.version()
        if version != self._version:
            self._kept.clear()
            self._version = version
        return runner_id in self._kept

    def _load(self, connection: Reader, runner_id: str, *, whole: bool = True) -> _Kept:
        """What is in memory, else the diary read; not `whole`, the runner and the plan alone, which nobody keeps."""
        if self._is_current(runner_id):
            return self._kept[runner_id]
        diary = records.load_diary(connection, runner_id) if whole else records.load_head(connection, runner_id)
        if diary is None:
            raise LookupError(f"no runner {runner_id}")
        found = _Kept(diary)
        if whole:
            self._kept[runner_id] = found
        return found

    def _write(
        self, connection: Connection, kept: _Kept, edit: Edit, way: Way, *, today: date | None, fixed_start: bool
    ) -> Diary:
        from kneerehab.services.trail import lines  # start-up only reads

        after = applied(edit, kept.diary)
        faults = edit_faults(edit, kept.diary, after, kept.by_id, today=today, fixed_start=fixed_start)
        if faults:
            raise InvalidRecord(faults)
        runner_id = kept.diary.runner.id
        if edit.runner is not None:
            records.save_runner(connection, edit.runner)
        if edit.plan is not None:
            records.save_plan(connection, runner_id, edit.plan)
        records.remove(connection, runner_id, edit.removed)
        records.save(connection, runner_id, edit.saved)
        records.unmark(connection, runner_id, edit.touched() & {mark.id for mark in kept.diary.deleted})
        records.mark(connection, runner_id, edit.marks)
        told = lines(edit, kept.diary, kept.by_id, at=self._now(), way=way, by=self.by)
        trails.add(connection, runner_id, told)
        return after

    def _write_began(self, connection: Connection, diary: Diary, way: Way) -> None:
        from kneerehab.services.trail import taken_in

        trails.add(connection, diary.runner.id, [taken_in(diary, at=self._now(), way=way, by=self.by)])

    def _keep(self, kept: _Kept, edit: Edit, after: Diary) -> None:
        """Take over what is saved by now, and tell."""
        kept.diary = after if edit or after.exported_at != kept.diary.exported_at else kept.diary
        for record in edit.removed:
            kept.by_id.pop(record.id, None)
        kept.by_id.update((record.id, record) for record in edit.saved)
        change = change_of((*edit.saved, *edit.removed))
        if edit.runner is not None:
            change |= Change.RUNNER
        if edit.plan is not None:
            change |= Change.PLAN
        self.changes.announce(change)


def ready_to_save() -> None:
    """Do once what the first save would wait for: imports, and the statements of every kind."""
    import kneerehab.services.trail  # noqa: F401

    records.ready_to_save()


def _export(diary: Diary, at: datetime) -> exports.Export:
    from kneerehab.exchange.diary_json import write_diary  # seldom needed, and start-up is everyone's

    return exports.Export(at=at, digest=hashlib.sha256(write_diary(diary, None)).hexdigest())
