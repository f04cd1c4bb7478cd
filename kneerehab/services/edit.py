"""One step of editing a diary: what it does to the diary, what is wrong with it, and the step that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from kneerehab.domain.activity import Activity
from kneerehab.domain.diary import LIST_OF, Diary, marks_in_order
from kneerehab.domain.fields import field_faults, within_years
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import Deletion, Record, moment
from kneerehab.domain.rules import ONE_PER_DATE, Fault, contradictions, in_future, out_of_reach, tidy
from kneerehab.domain.runner import Runner
from kneerehab.domain.shoes import Shoes
from kneerehab.frozen import dataclass

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Records to save and to remove, and new values of the runner or the plan.

    An `exact` edit (an inverse, a merge) stamps nothing; `marks` and `unmarked` are the marks of deletions that it
    leaves and takes away.
    """

    saved: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    runner: Runner | None = None
    plan: Plan | None = None
    marks: tuple[Deletion, ...] = ()
    unmarked: tuple[str, ...] = ()
    exact: bool = False

    def __bool__(self) -> bool:
        """Whether it does anything."""
        return bool(self.saved or self.removed or self.runner or self.plan or self.marks or self.unmarked)

    @property
    def is_of_runner(self) -> bool:
        """Whether it changes who the runner is, and nothing else."""
        return self.runner is not None and self == Edit(runner=self.runner, exact=self.exact)

    def touched(self) -> set[str]:
        """The ids whose marks of deletion it decides."""
        return {record.id for record in (*self.saved, *self.removed)} | set(self.unmarked)


def stamp(now: datetime, before: datetime | None) -> datetime:
    """The time of an edit, after the one before even if the clock was set back: in a merge the later edit wins."""
    return now if before is None or now > before else within_years(before + timedelta(seconds=1))


def stamped(edit: Edit, diary: Diary, by_id: Mapping[str, Record], now: datetime) -> Edit:
    """The exact edit to carry out at `now`: stamped, with marks for what is removed, without what changes nothing."""
    saved = []
    for record in edit.saved:
        old, new = by_id.get(record.id), tidy(record)
        if old is None or replace(new, changed=old.changed) != old:
            saved.append(_stamped(new, old, now))
    removed = tuple(by_id[record.id] for record in edit.removed if record.id in by_id)
    runner, plan = edit.runner, edit.plan if edit.plan != diary.plan else None
    if runner is not None and replace(runner, changed=diary.runner.changed) == diary.runner:
        runner = None
    if runner is not None or plan is not None:
        # The plan travels with the runner's time of change; it has none of its own.
        runner = _stamped(runner or diary.runner, diary.runner, now)
    marks = tuple(Deletion(id=record.id, changed=stamp(now, record.changed)) for record in removed)
    return Edit(saved=tuple(saved), removed=removed, runner=runner, plan=plan, marks=marks, exact=True)


def applied(edit: Edit, diary: Diary) -> Diary:
    """The diary after an exact edit."""
    after = diary.changed_by(edit.saved, edit.removed)
    touched = edit.touched()
    marks = {mark.id: mark for mark in diary.deleted if mark.id not in touched} | {mark.id: mark for mark in edit.marks}
    deleted = marks_in_order(marks.values())
    return replace(after, runner=edit.runner or after.runner, plan=edit.plan or after.plan, deleted=deleted)


def inverse(edit: Edit, diary: Diary, by_id: Mapping[str, Record]) -> Edit:
    """The edit that leads from the diary after an exact edit back to the very same diary as before."""
    decided = edit.touched() | {mark.id for mark in edit.marks}
    return Edit(
        saved=tuple(by_id[record.id] for record in (*edit.saved, *edit.removed) if record.id in by_id),
        removed=tuple(record for record in edit.saved if record.id not in by_id),
        runner=diary.runner if edit.runner is not None else None,
        plan=diary.plan if edit.plan is not None else None,
        marks=tuple(mark for mark in diary.deleted if mark.id in decided),
        unmarked=tuple(mark.id for mark in edit.marks),
        exact=True,
    )


def edit_faults(
    edit: Edit, before: Diary, after: Diary, by_id: Mapping[str, Record], *, today: date | None, fixed_start: bool
) -> list[str]:
    """`key: what is wrong` for everything that would make the diary unsound, or that lies after `today`."""
    faults: list[str] = []
    shoes = {record.id for record in after.shoes}
    for record in edit.saved:
        wrong = field_faults(record)
        if not wrong:
            wrong = _lines(contradictions(record)) + _lines(out_of_reach(record, after.plan.start))
            wrong += _lines(_clashes(record, after, by_id, shoes))
            if today is not None and _moved(record, by_id):
                wrong += _lines(in_future(record, today))
        faults += wrong
    gone = {record.id for record in edit.removed if isinstance(record, Shoes)}
    worn = sum(1 for activity in after.activities if activity.shoes_id in gone) if gone else 0
    if worn:
        faults.append(f"shoes: are named by {worn} activities; retire them instead")
    if edit.runner is not None:
        faults += field_faults(edit.runner)
    if edit.plan is not None:
        faults += field_faults(edit.plan) or _plan_faults(edit.plan, before, after, fixed_start)
    return faults


def _clashes(record: Record, after: Diary, by_id: Mapping[str, Record], shoes: set[str]) -> list[Fault]:
    faults = []
    old = by_id.get(record.id)
    if record.id == after.runner.id or (old is not None and type(old) is not type(record)):
        faults.append(("id", "is already used by another record"))
    if isinstance(record, ONE_PER_DATE):
        same_day: Iterable[Record] = getattr(after, LIST_OF[type(record)])
        if any(other.id != record.id and other.date == record.date for other in same_day):  # type: ignore[attr-defined]
            faults.append(("date", "is already used by another record"))
    if isinstance(record, Activity) and record.shoes_id is not None and record.shoes_id not in shoes:
        faults.append(("shoes_id", "no such shoes"))
    return faults


def _moved(record: Record, by_id: Mapping[str, Record]) -> bool:
    """Whether it is new or now stands at another time: a note on an imported record of tomorrow is no fault."""
    old = by_id.get(record.id)
    return old is None or moment(old) != moment(record)


def _plan_faults(plan: Plan, before: Diary, after: Diary, fixed_start: bool) -> list[str]:
    if plan.start == before.plan.start:
        return []
    if fixed_start and any(True for _ in before.records()):
        return ["start: can't change once the diary has records"]
    return next((_lines(faults) for record in after.records() if (faults := out_of_reach(record, plan.start))), [])


def _lines(faults: Iterable[Fault]) -> list[str]:
    return [f"{key}: {text}" if key else text for key, text in faults]


def _stamped(record: _R, old: Record | None, now: datetime) -> _R:
    return replace(record, changed=stamp(now, record.changed if old is None else old.changed))
