"""FIT: each session is one activity; treadmill files have no positions.

fitdecode says what a session holds. It (MIT, pure Python) was chosen over Garmin's own SDK, whose licence forbids
passing it on and any use in free software that may be modified, and over fit-tool (BSD), which decodes the same files
more slowly and whole. It gets the few messages that sum a run up; the records of the course are read by `fit_frames`,
because no limit on bytes or messages keeps a decoder in Python from being held up: a file of 16 MiB that is made for it
takes fitdecode 50 seconds, and a true one of a day five. In the tests fitdecode is the oracle for both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.course import Course
from kneerehab.exchange.activities.drafts import Draft
from kneerehab.exchange.activities.fit_frames import Frames
from kneerehab.exchange.activities.source import Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

MOST_BYTES = 16 * 1024 * 1024
"""A day of a record a second, written with all a watch knows, is half of it."""

MOST_SESSIONS = 100

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_SESSION, _ACTIVITY = 18, 34
_KEPT = frozenset((_SESSION, _ACTIVITY))


@dataclass(slots=True)
class _Found:
    """What the messages said: sessions as field names to values, and the course of the records."""

    sessions: list[dict[str, Any]] = field(default_factory=list)
    course: Course = field(default_factory=lambda: Course(sports.TOP_SPEED[ActivityKind.RUN]))
    placed: bool = False
    offset: timedelta | None = None


def read(source: Source) -> tuple[list[Draft], list[str]]:
    """The sessions of a FIT file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    data = source.read_all()
    if data[8:12] != b".FIT":
        raise Unreadable(_("This is not a FIT file."))
    found = _Found()
    frames = Frames(data, _KEPT, source.reading.stop)
    for at, lat, lon, metres, height in frames.records():
        if lat is not None and lon is not None:
            found.placed = True
        found.course.add(at, lat, lon, metres, height)
    found.course.pause()
    for kind, fields in _messages(frames.rest):
        if kind == _SESSION:
            if len(found.sessions) >= MOST_SESSIONS:
                raise Unreadable(_("It has more than {count} activities.").format(count=MOST_SESSIONS))
            found.sessions.append(_named(fields))
        else:
            found.offset = _offset(_named(fields))
    return _drafts(source, found)


def _messages(data: bytes) -> Iterator[tuple[int, Any]]:
    """Number and fields of each message; raises Unreadable for whatever is wrong with the file."""
    # Its tables take a tenth of a second to load; a start without an import doesn't need them.
    import fitdecode

    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                yield frame.def_mesg.global_mesg_num, frame.fields
    except Exception:
        # fitdecode meets broken files with many kinds of errors (KeyError, struct.error, AssertionError …).
        raise Unreadable(_("The file is damaged.")) from None


def _named(fields: Any) -> dict[str, Any]:
    return {item.field.name: item.value for item in fields if item.field is not None}


def _offset(activity: dict[str, Any]) -> timedelta | None:
    """How far the watch's own clock was from UTC; None if the file doesn't say or it can't be."""
    utc, local = number(activity.get("timestamp"), 0, 2**32), number(activity.get("local_timestamp"), 0, 2**32)
    if utc is None or local is None or abs(local - utc) > 14 * 3600:
        return None
    return timedelta(minutes=15 * round((local - utc) / 900))


def _local(source: Source, found: _Found, seconds: float) -> datetime | None:
    """The watch's own local time if the file states it (it may have been abroad), else the computer's."""
    moment = _EPOCH + timedelta(seconds=seconds)
    if found.offset is None:
        return source.reading.local(moment)
    shown = (moment + found.offset).replace(tzinfo=None, second=0, microsecond=0)
    return shown if 2000 <= shown.year <= 2099 else None


def _drafts(source: Source, found: _Found) -> tuple[list[Draft], list[str]]:
    course = found.course
    if not found.sessions:
        if course.first is None:
            raise Unreadable(_("It holds no activity (perhaps settings, a course or a training plan)."))
        found.sessions.append({"start_time": course.first})
    drafts, faults = [], []
    alone = len(found.sessions) == 1
    for place, session in enumerate(found.sessions, start=1):
        words = f"{session.get('sub_sport') or ''} {session.get('sport') or ''}"
        if session.get("sport") == "transition":
            continue  # the minutes between the parts of a multisport event
        sport = sports.named(words)
        begin = number(session.get("start_time"), 0, 2**32)
        at = _local(source, found, begin) if begin is not None else None
        if at is None or begin is None:
            faults.append(_("Activity {number} has no date.").format(number=place))
            continue
        indoors = sport is not None and sport.indoors
        # On a treadmill the place never moves, so only the watch's timer tells.
        seconds = None if indoors else number(session.get("total_moving_time"), 1, 10_000_000)
        seconds = seconds or number(session.get("total_timer_time"), 0, 10_000_000)
        seconds = seconds or number(session.get("total_elapsed_time"), 0, 10_000_000)
        metres = number(session.get("total_distance"), 0, 10_000_000)
        ascent = number(session.get("total_ascent"), 0, 20_000)
        effort = number(session.get("workout_rpe"), 0, 100)
        drafts.append(
            Draft(
                at=at,
                moment=_EPOCH + timedelta(seconds=begin),
                sport=sport,
                seconds=seconds or (course.moving if alone else None),
                metres=metres if metres is not None else (course.metres if alone else None),
                ascent=ascent if ascent is not None or not alone or not course.has_height else course.ascent,
                placed=found.placed if alone else None,
                cadence=_cadence(session),
                effort=None if effort is None else round(effort / 10),
                place=place,
            )
        )
    return drafts, faults


def _cadence(session: dict[str, Any]) -> float | None:
    """Steps of one leg per minute, with the fraction that is stored apart."""
    for name in ("avg_running_cadence", "avg_cadence"):
        cadence = number(session.get(name), 1, 254)
        if cadence is not None:
            return cadence + (number(session.get("avg_fractional_cadence"), 0, 1) or 0)
    return None
