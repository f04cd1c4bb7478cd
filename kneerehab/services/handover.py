"""What taking in a diary would do, before it is done; the arithmetic is that of the merge itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kneerehab.domain.diary import KINDS, LIST_OF, Diary
from kneerehab.domain.folding import same_name
from kneerehab.domain.record import Record, moment
from kneerehab.domain.runner import Runner
from kneerehab.frozen import dataclass
from kneerehab.services.diary import DiaryService
from kneerehab.services.merge import GaveWay, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """Records of one kind: in the file, and how many of them are new, newer, or to be deleted here."""

    there: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPreview:
    """What would happen: `created` for a runner who isn't here yet, `same_name` if another one is called the same.

    `counts` has every list of the diary; the records stand in date order. `gave_way` are the decisions, here or in the
    file, that another one of their date would leave no room.
    """

    theirs: Diary
    created: bool
    same_name: bool
    counts: Mapping[str, KindCount]
    added: tuple[Record, ...]
    replaced: tuple[Record, ...]
    removed: tuple[Record, ...]
    gave_way: tuple[GaveWay, ...]
    runner_changed: bool
    plan_changed: bool
    last_day: date | None

    @property
    def nothing(self) -> bool:
        """Whether everything is here already."""
        changes = self.added or self.replaced or self.removed or self.gave_way
        return not (self.created or changes or self.runner_changed or self.plan_changed)


def preview(diaries: DiaryService, theirs: Diary) -> HandoverPreview:
    """Compare a diary with what is here; raises StorageError."""
    runners, runner = diaries.runners(), theirs.runner
    here = any(known.id == runner.id for known in runners)
    return compared(theirs, runners, diaries.diary(runner.id) if here else None)


def compared(theirs: Diary, runners: Iterable[Runner], mine: Diary | None) -> HandoverPreview:
    """The same beside the runners who are here, and the diary of this one if it is."""
    runner = theirs.runner
    namesake = any(known.id != runner.id and same_name(known.name) == same_name(runner.name) for known in runners)
    added: list[Record]
    replaced: list[Record] = []
    removed: list[Record] = []
    gave_way: tuple[GaveWay, ...] = ()
    runner_changed = plan_changed = False
    if mine is None:
        added = list(theirs.records())
    else:
        merged = merge(mine, theirs)
        edit, gave_way = merged.edit, merged.gave_way
        known_ids = {record.id for record in mine.records()}
        added = [record for record in edit.saved if record.id not in known_ids]
        replaced = [record for record in edit.saved if record.id in known_ids]
        removed = list(edit.removed)
        runner_changed, plan_changed = edit.runner is not None, edit.plan is not None
    days = theirs.days_with_entries()
    return HandoverPreview(
        theirs=theirs,
        created=mine is None,
        same_name=namesake,
        counts=_counts(theirs, added, replaced, removed),
        added=_by_day(added),
        replaced=_by_day(replaced),
        removed=_by_day(removed),
        gave_way=gave_way,
        runner_changed=runner_changed,
        plan_changed=plan_changed,
        last_day=max(days, default=None),
    )


def _by_day(records: list[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: (moment(record), record.id)))


def _counts(
    theirs: Diary, added: list[Record], replaced: list[Record], removed: list[Record]
) -> Mapping[str, KindCount]:
    def of(name: str, records: list[Record]) -> int:
        return sum(1 for record in records if LIST_OF[type(record)] == name)

    return {
        name: KindCount(
            there=len(getattr(theirs, name)),
            added=of(name, added),
            replaced=of(name, replaced),
            removed=of(name, removed),
        )
        for name in KINDS
    }
