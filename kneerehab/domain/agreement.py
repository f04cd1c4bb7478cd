"""Whether the records of one diary agree with each other (diary format, section 4): one list of rules for all doors.

Files that are imported, diaries that are opened, copies that are restored and `check` ask here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kneerehab.domain.activity import Activity
from kneerehab.domain.diary import KINDS, Diary
from kneerehab.domain.rules import ONE_PER_DATE, RULES, contradictions, out_of_reach, within_reach

LISTS = (*KINDS, "deleted")
"""Every list of a diary whose entries have an id, in the order of the format."""

Place = tuple[str, int | None]
"""A list and the number of a record in it, from 0; the runner has none."""


class Disagreement(NamedTuple):
    """List and number of a record, its key ("" for the record as a whole), what is wrong, and what it clashes with."""

    name: str
    number: int
    key: str
    text: str
    other: Place | None = None


def disagrees(diary: Diary) -> bool:
    """Whether there is any disagreement within a diary; about 1 µs a record."""
    return any(True for _ in disagreements(diary.runner.id, diary.plan.start, lists_of(diary)))


def lists_of(diary: Diary) -> dict[str, Sequence[Any]]:
    """The lists of a diary by name."""
    return {name: getattr(diary, name) for name in LISTS}


def disagreements(runner_id: str, start: date, lists: Mapping[str, Sequence[Any]]) -> Iterator[Disagreement]:
    """What contradicts itself, another record, or the plan's start, where each field is sound by itself."""
    yield from _used_ids(runner_id, lists)
    shoes = {pair.id for pair in lists.get("shoes", ())}
    for name, kind in KINDS.items():
        if not (records := lists.get(name)):
            continue
        if kind in ONE_PER_DATE:
            yield from _used_dates(name, records)
        if not within_reach(kind, records, start):
            for index, record in enumerate(records):
                for key, text in out_of_reach(record, start):
                    yield Disagreement(name, index, key, text)
        if kind in RULES:
            for index, record in enumerate(records):
                for key, text in contradictions(record):
                    yield Disagreement(name, index, key, text)
        if kind is Activity:
            for index, record in enumerate(records):
                if record.shoes_id is not None and record.shoes_id not in shoes:
                    yield Disagreement(name, index, "shoes_id", "no such shoes")


def _used_ids(runner_id: str, lists: Mapping[str, Sequence[Any]]) -> Iterator[Disagreement]:
    ids = [record.id for name in LISTS for record in lists.get(name, ())]
    if len({runner_id, *ids}) == len(ids) + 1:  # as ever; no need to look where each of them stands
        return
    used: dict[str, Place] = {runner_id: ("runner", None)}
    for name in LISTS:
        for index, record in enumerate(lists.get(name, ())):
            earlier = used.setdefault(record.id, (name, index))
            if earlier != (name, index):
                yield Disagreement(name, index, "id", "is already used by", earlier)


def _used_dates(name: str, records: Sequence[Any]) -> Iterator[Disagreement]:
    dates: dict[date, int] = {}
    for index, record in enumerate(records):
        first = dates.setdefault(record.date, index)
        if first != index:
            yield Disagreement(name, index, "date", "is already used by", (name, first))
