"""Whether a file is a sound diary: built as ours are, whole pages, and every value in the range of its field."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kneerehab import scratch
from kneerehab.domain.agreement import disagreements, lists_of
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.domain.fields import field_faults
from kneerehab.storage import records, summaries, trail
from kneerehab.storage.backup import copy_database, faults, reading
from kneerehab.storage.contents import contents
from kneerehab.storage.faults import told_kindly
from kneerehab.storage.migrations import SHIPPED
from kneerehab.storage.shape import distrusting


def is_sound(path: Path) -> bool:
    """Whether a file is a diary without faults (an older one counts).

    Raises Busy, ReadOnly, NewerDatabase, Locked, LockAbsent.
    """
    try:
        contents(path)
    except DamagedDatabase:
        return False
    return not faults(path) and not value_faults(path, most=1)


def value_faults(path: Path, most: int = 100) -> list[str]:
    """`place: what is wrong` lines about values, of a file whose pages are sound; they hold no notes or scores.

    A diary that can be opened has none: what is wrong is looked for where it can't.
    """
    found: list[str] = []
    with _up_to_date(path) as file, told_kindly(), closing(reading(file)) as connection, distrusting(connection):
        for line in _lines(connection):
            found.append(line)
            if len(found) == most:
                break
    return found


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        runners = records.load_runners(connection)
    except DamagedDatabase as fault:
        yield f"runners: {fault}"
        return
    try:
        trail.load_clinicians(connection)
    except DamagedDatabase as fault:
        yield f"clinicians: {fault}"
    try:
        with told_kindly():
            summaries.listed(connection)  # nothing of them is believed unseen, but they have to be readable
    except DamagedDatabase as fault:
        yield f"summaries: {fault}"
    held, followed = records.lists_held(connection), trail.followed(connection)
    for runner in runners:
        try:
            records.load_diary(connection, runner.id, lists=held.get(runner.id, ()))
        except DamagedDatabase as fault:
            yield from (f"runner {runner.id}: {line}" for line in _in_unread(connection, runner.id) or [str(fault)])
        try:
            if runner.id in followed:
                trail.load(connection, runner.id)
        except DamagedDatabase as fault:
            yield f"runner {runner.id}: trail: {fault}"


def _in_unread(connection: sqlite3.Connection, runner_id: str) -> list[str]:
    """What is wrong within a diary; nothing where it is not a value, but how it is written."""
    try:
        diary = records.load_diary(connection, runner_id, lenient=True)
    except DamagedDatabase:
        return []
    assert diary is not None
    found = [*field_faults(diary.runner), *field_faults(diary.plan)]
    for name, entries in lists_of(diary).items():
        found += [f"{name} {entry.id}: {line}" for entry in entries for line in field_faults(entry)]
    return found or [*_in_disagreement(diary)]


def _in_disagreement(diary: Diary) -> Iterator[str]:
    lists = lists_of(diary)
    for name, index, key, text, other in disagreements(diary.runner.id, diary.plan.start, lists):
        said = text if other is None else f"{text} {other[0]}"
        yield f"{name} {lists[name][index].id}: {f'{key}: ' if key else ''}{said}"


@contextmanager
def _up_to_date(path: Path) -> Iterator[Path]:
    """The file, or a copy of an older one brought up to date, which must not happen to the file itself."""
    if contents(path).revision == SHIPPED.newest:
        yield path
        return
    from kneerehab.storage.database import Database

    with scratch.folder("check") as folder:
        copy = folder / "copy.sqlite3"
        copy_database(path, copy)
        Database.open(copy).close()
        yield copy
