"""Bringing two diaries of one runner together by record id: the later edit wins, and deletions travel.

Whoever begins, the outcome holds the same records and marks, and merging either diary again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from kneerehab.domain.codes import Role
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import YEARS, facets
from kneerehab.domain.plan_records import Override, Plan, PlanChange
from kneerehab.domain.record import Deletion, Record, age, moment
from kneerehab.domain.runner import Runner
from kneerehab.domain.training import Prescription
from kneerehab.frozen import dataclass
from kneerehab.services.edit import Edit

_FIRST = datetime(YEARS[0], 1, 1, tzinfo=UTC)

Dated = Override | PlanChange
"""A kind of record of which each date has one."""

Decision = Dated | Prescription
"""What of one day only one counts of; of doses, one for each exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GaveWay:
    """Of two overrides, plan changes or doses of one day the one that does not count, and the one that does."""

    lost: Decision
    kept: Decision

    @property
    def by_role(self) -> bool:
        """Whether it gave way because a clinician decided otherwise, whichever came later."""
        return _rank(self.kept) > _rank(self.lost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The exact edit of a diary that takes over what another one brings, and what could not stand beside it."""

    edit: Edit
    gave_way: tuple[GaveWay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did: records added, replaced by a later edit, removed, and those that made no difference.

    `gone` are those that were removed, `gave_way` the decisions that lost against another one of their date. `undo`
    takes a merge back; a runner who was new (`created`) is deleted instead.
    """

    runner_id: str
    created: bool
    added: int
    replaced: int
    removed: int
    unchanged: int
    gone: tuple[Record, ...] = ()
    gave_way: tuple[GaveWay, ...] = ()
    undo: Edit | None = None


def merge(mine: Diary, theirs: Diary) -> Merged:
    """What `theirs` changes in `mine`; nothing if all of it is there already."""
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
            newer = known is None or (record != known and _age(record) > _age(known))
        if newer:
            records[record.id] = record
            marks.pop(record.id, None)
    _keep_worn_shoes(records, marks, mine, theirs)
    losers = [*_one_per_date(records, marks), *_earlier_doses(records, mine, theirs)]
    return Merged(edit=_difference(mine, theirs, records, marks), gave_way=_gave_way(mine, losers, records))


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


def _one_per_date(records: dict[str, Record], marks: dict[str, Deletion]) -> list[Decision]:
    """Of two overrides of one date a clinician's stays, else the later edit, as of two plan changes.

    The other leaves a mark of its own age: so it can't come back by a further merge, but by a further edit.
    """
    lost: list[Decision] = []
    for rivals in _rivals(record for record in records.values() if isinstance(record, Dated)):
        lost += sorted(rivals, key=lambda record: (_rank(record), *_age(record)))[:-1]
    for record in lost:
        del records[record.id]
        marks[record.id] = Deletion(id=record.id, changed=record.changed or _FIRST)
    return lost


def _earlier_doses(records: Mapping[str, Record], mine: Diary, theirs: Diary) -> list[Decision]:
    """Of two doses of one exercise that begin on one day, one from each side, all but the later edit, which counts.

    They stay in the diary (the format knows one a date of overrides and plan changes alone), and are told of here.
    """
    lost: list[Decision] = []
    here, there = ({dose.id for dose in diary.prescriptions} for diary in (mine, theirs))
    for rivals in _rivals(record for record in records.values() if isinstance(record, Prescription)):
        ids = {record.id for record in rivals}
        if ids - there and ids - here:
            lost += sorted(rivals, key=_age)[:-1]
    return lost


def _rivals(decisions: Iterable[Decision]) -> Iterable[list[Decision]]:
    by_place: dict[tuple[object, ...], list[Decision]] = {}
    for record in decisions:
        by_place.setdefault(place(record), []).append(record)
    return by_place.values()


def place(record: Decision) -> tuple[object, ...]:
    """What only one decision can have: the day, and of a dose the exercise."""
    if isinstance(record, Prescription):
        return Prescription, record.from_, record.exercise
    return type(record), record.date


def _gave_way(mine: Diary, losers: list[Decision], records: Mapping[str, Record]) -> tuple[GaveWay, ...]:
    """What lost now, and what stood in `mine` and lost elsewhere: it comes as a deletion, beside what was kept."""
    decisions = (record for record in records.values() if isinstance(record, Decision))
    kept = {place(record): record for record in sorted(decisions, key=_age)}
    stood: tuple[Decision, ...] = (*mine.plan_changes, *mine.overrides)
    gone = [record for record in stood if record.id not in records]
    lost: dict[str, Decision] = {record.id: record for record in (*gone, *losers)}
    pairs = (GaveWay(lost=old, kept=new) for old in lost.values() if (new := kept.get(place(old))))
    return tuple(sorted(pairs, key=lambda pair: (moment(pair.lost), pair.lost.id)))


def _difference(mine: Diary, theirs: Diary, records: dict[str, Record], marks: dict[str, Deletion]) -> Edit:
    old_marks = {mark.id: mark for mark in mine.deleted}
    before = {record.id: record for record in mine.records()}
    # The plan has no time of change of its own: it goes with its runner's.
    newer = (*_age(theirs.runner), _content(theirs.plan)) > (*_age(mine.runner), _content(mine.plan))
    runner: Runner | None = theirs.runner if newer and theirs.runner != mine.runner else None
    plan: Plan | None = theirs.plan if newer and theirs.plan != mine.plan else None
    return Edit(
        saved=tuple(record for record in records.values() if before.get(record.id) != record),
        removed=tuple(record for record in before.values() if record.id not in records),
        runner=runner,
        plan=plan,
        marks=tuple(mark for mark in marks.values() if old_marks.get(mark.id) != mark),
        unmarked=tuple(record_id for record_id in old_marks if record_id not in marks),
        exact=True,
    )


def _rank(record: Record) -> int:
    """1 for what a clinician decided, else 0."""
    return int(isinstance(record, Override) and record.role is Role.CLINICIAN)


def _when(record: Record) -> datetime:
    """The time of the last edit; a record without one is older than any with one."""
    return age(record)[0]


def _age(record: Record) -> tuple[datetime, str, str]:
    """Orders versions of a record: by the last edit, then by anything that is the same on every computer."""
    return *age(record), _content(record)


def _content(value: Any) -> str:
    """What fields hold, as text; equal for equal ones."""
    kind: Any = type(value)
    parts = ((facet.key, getattr(value, facet.name)) for facet in facets(kind))
    return repr([(key, sorted(part.items()) if isinstance(part, Mapping) else part) for key, part in parts])
