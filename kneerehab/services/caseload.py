"""Everybody of a file on one line each: out of the summaries that are kept, or anew from the diaries.

A summary is believed on its own day and in its own edition alone, and only while the diary is as it was: the storage
takes it away with whatever is written. What can't be read of one is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from kneerehab import __version__
from kneerehab.domain.caseload import EDITION, PAIN_DAYS, CaseloadRow, Note, caseload_row
from kneerehab.domain.codes import Phase, RedFlag, Side
from kneerehab.domain.diary import Diary
from kneerehab.domain.errors import StorageError
from kneerehab.domain.folding import folded
from kneerehab.storage import records, summaries
from kneerehab.storage.backup import reading
from kneerehab.storage.database import Database
from kneerehab.storage.faults import told_kindly
from kneerehab.storage.migrations import SHIPPED
from kneerehab.storage.summaries import Listed as Listed
from kneerehab.storage.summaries import Summary as Summary

MADE_BY = f"{__version__} {SHIPPED.newest} {EDITION}"
"""Who makes the summaries of now: another version of the program, of the file or of a row makes others."""

_NO_STATE = ""
"""Of a diary without a row for its summary, as in a file that was mended by hand: it is listed, and nothing is kept."""

_AT_ONCE = 100
_MOST = 100_000
_SCORES = {"0123456789X"[score]: score for score in range(11)} | {"-": None}
"""A score as a sign, X for ten: a thousand rows are read at once."""
_SIGNS = {score: sign for sign, score in _SCORES.items()}
_OF_RUNNER = ("runner_id", "name", "birth_year", "record_number")


def listed(database: Database) -> list[Listed]:
    """Every runner, by name, and what is kept of them; no diary is read. Raises a StorageError."""
    with database.reading() as connection:
        return sorted(summaries.listed(connection), key=lambda one: (folded(one.name), one.id))


def told(runners: Iterable[Listed], today: date) -> tuple[dict[str, CaseloadRow], dict[str, date]]:
    """The rows that are kept of these runners, by id; and of those that are not of today, which day they are of."""
    rows, old, as_of = dict[str, CaseloadRow](), dict[str, date](), today.isoformat()
    for one in runners:
        if one.told is None or one.day is None or one.made_by != MADE_BY:
            continue
        try:
            row = _row(one)
            if one.day != as_of:
                old[one.id] = date.fromisoformat(one.day)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
            continue
        rows[one.id] = row
    return rows, old


def caseload(database: Database, today: date, *, keep: bool) -> Iterator[CaseloadRow]:
    """One row after the other, by name; with `keep` what had to be made anew is kept for the next time.

    A diary is read if need be, and none is held. Runners who are gone are left out.
    """
    everybody = listed(database)
    rows, old = told(everybody, today)
    made: list[Summary] = []
    for runner in everybody:
        if runner.id in rows and runner.id not in old:
            yield rows[runner.id]
            continue
        with database.reading() as connection:
            state = summaries.state_of(connection, runner.id)
            diary = records.load_diary(connection, runner.id)
        if diary is None:
            continue
        row = caseload_row(diary, today)
        made.append(summary_of(row, state or _NO_STATE, today))
        yield row
        if keep and len(made) == _AT_ONCE:
            keep_summaries(database, made)
            made = []
    if keep:
        keep_summaries(database, made)


def rows_of(file: Path, runner_ids: Iterable[str], today: date) -> list[tuple[CaseloadRow, Summary]]:
    """Rows made from the diaries over a connection of its own, for another thread than the one that saves.

    Raises a StorageError.
    """
    found = []
    with told_kindly(), closing(reading(file)) as connection:
        for runner_id in runner_ids:
            connection.execute("BEGIN")
            try:
                state = summaries.state_of(connection, runner_id)
                diary = records.load_diary(connection, runner_id)
            finally:
                connection.execute("ROLLBACK")
            if diary is not None:
                row = caseload_row(diary, today)
                found.append((row, summary_of(row, state or _NO_STATE, today)))
    return found


def summed_up(diary: Diary, state: str, today: date) -> Summary:
    """The summary of a diary that was in this state when it was read, or later."""
    return summary_of(caseload_row(diary, today), state, today)


def state_of(database: Database, runner_id: str) -> str | None:
    """The state that a diary is in: asked for before the diary is, a summary is never of an older one."""
    with database.reading() as connection:
        return summaries.state_of(connection, runner_id)


def summary_of(row: CaseloadRow, state: str, today: date) -> Summary:
    """What is kept of a row."""
    values = {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _OF_RUNNER}
    values["pain"] = "".join(_SIGNS[score] for score in row.pain)
    text = json.dumps(values, default=lambda value: value.isoformat(), separators=(",", ":"))
    return Summary(runner_id=row.runner_id, state=state, day=today.isoformat(), made_by=MADE_BY, told=text)


def keep_summaries(database: Database, made: Iterable[Summary]) -> None:
    """Keep what was made, unless its diary has changed meanwhile; if it can't be written, it is made again later."""
    found = tuple(made)
    if found:
        with suppress(StorageError), database.jotting() as connection:
            summaries.keep(connection, found)


def _row(one: Listed) -> CaseloadRow:
    """The row that a summary holds; raises ValueError and the like for what no row says."""
    return CaseloadRow(
        runner_id=one.id,
        name=one.name,
        birth_year=one.birth_year,
        record_number=one.record_number,
        **_values(one.told or ""),
    )


@lru_cache(maxsize=2_000)  # between two looks at the list few diaries change; nobody's name is in it
def _values(text: str) -> dict[str, Any]:
    """The fields of a row that a summary holds, to be read only."""
    values: dict[str, Any] = json.loads(text)
    pain = tuple(map(_SCORES.__getitem__, values.pop("pain")))
    if len(pain) != PAIN_DAYS:
        raise ValueError("pain")
    phase, last, on = values.pop("phase"), values.pop("last_entry"), values.pop("on")
    made = {
        "affected": Side(values.pop("affected")),
        "phase": None if phase is None else Phase(phase),
        "rung": _number(values.pop("rung")),
        "week": _number(values.pop("week")),
        "pain": pain,
        "exercise_days": _number(values.pop("exercise_days")),
        "planned_days": _number(values.pop("planned_days")) or 0,
        "last_entry": None if last is None else _local(last),
        "note": Note(values.pop("note")),
        "flags": tuple(RedFlag(flag) for flag in values.pop("flags")),
        "days": _number(values.pop("days")) or 0,
        "count": _number(values.pop("count")) or 0,
        "on": None if on is None else date.fromisoformat(on),
    }
    if values:
        raise ValueError("more than a row")
    return made


def _local(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError("no time of a diary")
    return at


def _number(value: Any) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= _MOST):
        raise ValueError("no number of a row")
    return value
