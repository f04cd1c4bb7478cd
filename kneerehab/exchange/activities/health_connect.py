"""Health Connect (Android): health_connect_export.db, an SQLite file, most often packed as "Health Connect.zip".

Sessions, distances, ascents and steps stand in tables of their own; what the same app counted while a session lasted
belongs to it. Times are in milliseconds, offsets from UTC in seconds. Kinds have the numbers of Android's
ExerciseSessionType (33 is a run), not the other ones of Google's library for apps. The file is a stranger's: it is read
in memory, and nothing in it may run, load or take long.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft, Found, dated
from kneerehab.exchange.activities.json_file import epoch, words
from kneerehab.exchange.activities.source import MIB, Source, Stopped, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

MOST_BYTES = 512 * MIB
"""Years of a pulse every few seconds."""

MOST_SESSIONS = 50_000
MOST_SECONDS = 60.0
_MOST_VALUE = 1_000_000
_MAGIC = b"SQLite format 3\0"
_JOURNAL = slice(18, 20)
"""Where the file says how it is written to; a log beside it (2) can't be had in memory, and an export has none."""

_SESSIONS = "exercise_session_record_table"
_PAUSES, _PAUSE = "exercise_segments_table", 67
_ROUTES = "exercise_route_table"
_COUNTS = {
    "metres": ("distance_record_table", "distance"),
    "ascent": ("elevation_gained_record_table", "elevation"),
    "steps": ("steps_record_table", "count"),
}
_LONGER = 60_000
"""Milliseconds that a count may last longer than its session; one of a whole day is about more than that."""

_NOTHING = 1e-300
"""Below it stands what Android writes for "unknown"."""

_NUMBERS = {
    "cycling": (4, 5), "strength": (8, 45, 55), "hiking": (21,), "pilates": (27,), "rowing": (31, 61), "running": (33,),
    "treadmill running": (34,), "swimming": (48, 49), "walking": (53,),
    "ball": (2, 3, 13, 14, 19, 22, 28, 30, 32, 41, 42, 43, 50, 51, 52, 54),
}  # fmt: skip
_KINDS = {kind: word for word, kinds in _NUMBERS.items() for kind in kinds}
_OTHERS = range(1, 62)
"""The other sports that there are; a larger number is one that we don't know yet, and 0 is none."""


@dataclass(slots=True)
class _Session:
    row: int
    app: object
    begin: float
    end: float
    offset: float | None
    kind: int
    title: str
    paused: float = 0.0
    counts: dict[str, float] = field(default_factory=dict)
    course: Course | None = None


def knows(head: bytes) -> bool:
    """Whether a file begins like any of SQLite's; its tables stand further on."""
    return head.startswith(_MAGIC)


def read(source: Source) -> Found:
    """The sessions; raises Unreadable or Stopped."""
    data = bytearray(source.read_all())
    data[_JOURNAL] = b"\1\1"
    ends = monotonic() + MOST_SECONDS
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        try:
            file.deserialize(data)
            _be_careful(file)
            file.set_progress_handler(lambda: source.reading.stop() or monotonic() > ends, 10_000)
            return _found(file, source)
        except (sqlite3.Error, UnicodeError, MemoryError):
            if source.reading.stop():
                raise Stopped from None
            raise Unreadable(_("It is no export of Health Connect, or it is damaged.")) from None


def _be_careful(file: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "temp_store=MEMORY"):
        file.execute(f"PRAGMA {pragma}")
    file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_VALUE)
    file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    file.text_factory = lambda text: text.decode("utf-8", "replace")


def _found(file: sqlite3.Connection, source: Source) -> Found:
    plain = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    tables = {name for (name,) in file.execute(plain)}
    if _SESSIONS not in tables:
        raise Unreadable(_("It is no export of Health Connect, or it is damaged."))
    sessions = list(_sessions(file))
    if len(sessions) > MOST_SESSIONS:
        raise Unreadable(_("It has more than {count} activities.").format(count=MOST_SESSIONS))
    for name, (table, column) in _COUNTS.items():
        if table in tables:
            _count(file, sessions, name, table, column)
    by_row = {session.row: session for session in sessions}
    if _PAUSES in tables:
        _pause(file, by_row)
    if _ROUTES in tables:
        _follow(file, by_row)
    return dated(_draft(session, place, source) for place, session in enumerate(sessions, start=1))


def _sessions(file: sqlite3.Connection) -> Iterator[_Session]:
    """The sessions by their start; one more than may be, if there are too many."""
    columns = "row_id, app_info_id, start_time, end_time, start_zone_offset, exercise_type, title"
    for row, app, begin, end, offset, kind, title in file.execute(
        f"SELECT {columns} FROM {_SESSIONS} ORDER BY start_time LIMIT {MOST_SESSIONS + 1}"
    ):
        yield _Session(
            row=row,
            app=app,
            begin=number(begin, 0, 1e13) or 0.0,
            end=number(end, 0, 1e13) or 0.0,
            offset=number(offset, -64_800, 64_800),
            kind=int(number(kind, 0, 1e6) or 0),
            title=words(title),
        )


def _count(file: sqlite3.Connection, sessions: Sequence[_Session], name: str, table: str, column: str) -> None:
    """Add what each session's app counted meanwhile; of a count over its edge, the part that lies within."""
    by_app: dict[Any, list[_Session]] = {}
    for session in sessions:
        by_app.setdefault(session.app, []).append(session)
    for app, *numbers in file.execute(f"SELECT app_info_id, start_time, end_time, {column} FROM {table}"):
        begin, end, amount = (number(value, 0, 1e13) for value in numbers)
        if begin is None or end is None or amount is None or end <= begin:
            continue
        own = by_app.get(app, [])
        place = bisect_left(own, end, key=lambda session: session.begin)
        for session in own[max(0, place - 2) : place]:
            within = min(end, session.end) - max(begin, session.begin)
            if within > 0 and end - begin <= session.end - session.begin + _LONGER:
                session.counts[name] = session.counts.get(name, 0.0) + amount * within / (end - begin)


def _pause(file: sqlite3.Connection, by_row: dict[int, _Session]) -> None:
    rows = file.execute(
        f"SELECT parent_key, segment_start_time, segment_end_time FROM {_PAUSES} WHERE segment_type = {_PAUSE}"
    )
    for row, *numbers in rows:
        begin, end = (number(value, 0, 1e13) for value in numbers)
        if row in by_row and begin is not None and end is not None and end > begin:
            by_row[row].paused += end - begin


def _follow(file: sqlite3.Connection, by_row: dict[int, _Session]) -> None:
    columns = "parent_key, timestamp_millis, latitude, longitude, altitude"
    for row, *numbers in file.execute(f"SELECT {columns} FROM {_ROUTES} ORDER BY parent_key, timestamp_millis"):
        at, lat, lon, height = (
            number(value, -most, most) for value, most in zip(numbers, (1e13, 90, 180, 9e3), strict=True)
        )
        session = by_row.get(row)
        if session is None or at is None or lat is None or lon is None:
            continue
        if session.course is None:
            session.course = Course(sports.TOP_SPEED[ActivityKind.RUN])
        session.course.add(at / 1000, lat, lon, None, height if height is not None and abs(height) > _NOTHING else None)


def _draft(session: _Session, place: int, source: Source) -> Draft | None:
    moment = epoch(session.begin)
    if moment is None:
        return None
    at = source.reading.local(moment, None if session.offset is None else timedelta(seconds=session.offset))
    if at is None:
        return None
    course = session.course
    if course is not None:
        course.pause()
    seconds = (session.end - session.begin - session.paused) / 1000
    steps = session.counts.get("steps")
    return Draft(
        at=at,
        moment=moment,
        sport=_sport(session.kind),
        not_run=session.kind != 0,
        seconds=seconds if seconds > 0 else None,
        metres=session.counts.get("metres") or (course.metres if course is not None else None),
        ascent=session.counts.get("ascent") or (course.ascent if course is not None and course.has_height else None),
        placed=True if course is not None else None,
        steps=steps * 60 / seconds if steps and seconds > 0 else None,
        name=session.title or None,
        place=place,
        spans=() if course is None else course.spans,
    )


def _sport(kind: int) -> sports.Sport | None:
    if kind in _KINDS:
        return sports.named(_KINDS[kind])
    return sports.Sport(kind=ActivityKind.CROSS, cross_kind=CrossKind.OTHER) if kind in _OTHERS else None
