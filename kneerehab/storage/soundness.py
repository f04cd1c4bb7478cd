"""Whether a file is a sound diary: built as ours are, whole pages, and every value in the range of its field."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kneerehab import scratch
from kneerehab.domain.diary import LIST_OF, Diary
from kneerehab.domain.errors import DamagedDatabase
from kneerehab.domain.fields import field_faults
from kneerehab.domain.record import Record
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


def value_faults(path: Path, more: Callable[[Diary, Record], list[str]] | None = None, most: int = 100) -> list[str]:
    """`place: what is wrong` lines about values, of a file whose pages are sound; they hold no notes or scores.

    `more` finds what else may be wrong with a record whose fields are in order.
    """
    found: list[str] = []
    with _up_to_date(path) as file, told_kindly(), closing(reading(file)) as connection, distrusting(connection):
        for line in _lines(connection, more):
            found.append(line)
            if len(found) == most:
                break
    return found


def _lines(connection: sqlite3.Connection, more: Callable[[Diary, Record], list[str]] | None) -> Iterator[str]:
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
    for runner in runners:
        unread: DamagedDatabase | None = None
        try:
            diary = records.load_diary(connection, runner.id)
        except DamagedDatabase as fault:
            unread = fault
            try:
                diary = records.load_diary(connection, runner.id, lenient=True)
            except DamagedDatabase:
                yield f"runner {runner.id}: {fault}"
                continue
        assert diary is not None
        try:
            trail.load(connection, runner.id)
        except DamagedDatabase as fault:
            yield f"runner {runner.id}: trail: {fault}"
        for line in _in_diary(diary, more):
            unread = None
            yield f"runner {runner.id}: {line}"
        if unread is not None:  # what is wrong is not the value, but how it is written
            yield f"runner {runner.id}: {unread}"


def _in_diary(diary: Diary, more: Callable[[Diary, Record], list[str]] | None) -> Iterator[str]:
    for value in (diary.runner, diary.plan):
        yield from field_faults(value)
    used = {diary.runner.id}
    for record in diary.records():
        lines = field_faults(record) or (more(diary, record) if more is not None else [])
        if record.id in used:
            lines = [*lines, "id: is already used"]
        used.add(record.id)
        yield from (f"{LIST_OF[type(record)]} {record.id}: {line}" for line in lines)


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
