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
from kneerehab.exchange.activities.drafts import MOST_METRES, MOST_SECONDS, Draft, Found
from kneerehab.exchange.activities.fit_frames import Frames
from kneerehab.exchange.activities.source import NoRecording, Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.exchange.activities.tracks import planned
from kneerehab.i18n import _

MOST_BYTES = 16 * 1024 * 1024
"""A day of a record a second, written with all a watch knows, is half of it."""

MOST_SESSIONS = 100

_NO_LOSS = 32
"""Bytes that may lack behind a whole session without a word: the check sum, and a last message of no interest."""

_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_FILE_ID, _SPORT, _SESSION, _ACTIVITY = 0, 12, 18, 34
_REAL_FROM = 0x10000000
"""Smaller seconds are no date but count from when the watch was switched on (Garmin's protocol)."""

_KEPT = frozenset((_FILE_ID, _SPORT, _SESSION, _ACTIVITY))


@dataclass(slots=True)
class _Found:
    """What the messages said: sessions as field names to values, and the course of the records.

    `begun` is when the watch was switched on, by the runner's clock, if its own clock counts from there. `counted` is
    the distance by the watch's own count; None if no record has one.
    """

    sessions: list[dict[str, Any]] = field(default_factory=list)
    course: Course = field(default_factory=lambda: Course(sports.TOP_SPEED[ActivityKind.RUN]))
    counted: float | None = None
    placed: bool = False
    sport: dict[str, Any] = field(default_factory=dict)
    offset: timedelta | None = None
    begun: timedelta | None = None
    planned: bool = False
    warning: str | None = None


def read(source: Source) -> Found:
    """The sessions of a FIT file and what is wrong with the rest; raises Unreadable if it is refused whole."""
    data = source.read_all()
    if data[8:12] != b".FIT":
        raise Unreadable(_("This is not a FIT file."))
    found = _Found()
    found.course.trace = source.reading.trace
    frames = Frames(data, _KEPT, source.reading.stop)
    _add_course(found, frames)
    try:
        for kind, fields in _messages(frames.rest):
            _add_message(found, kind, _named(fields))
    except _Undecoded:
        frames.damage = frames.damage or _("The file is damaged.")
    if frames.lacking <= _NO_LOSS and found.sessions:
        frames.damage = None  # Strava's app leaves out the last bytes of every file
    if found.planned and not found.sessions:
        raise Unreadable(planned())
    if frames.damage is not None:
        if not found.sessions and found.course.first is None:
            raise Unreadable(frames.damage)
        found.warning = _("{fault} Please look whether its time and distance are right.").format(fault=frames.damage)
    return _drafts(source, found)


def _add_course(found: _Found, frames: Frames) -> None:
    """Sum the records up; what a watch writes of one second in several of them belongs together."""
    course, counted = found.course, 0.0
    latest: float | None = None
    held: list[float | None] | None = None
    for record in frames.records():
        if held is not None and held[0] == record[0]:
            held = [new if old is None else old for old, new in zip(held, record, strict=True)]
        else:
            if held is not None:
                course.add(*held)  # type: ignore[arg-type]
            held = list(record)
        if record[1] is not None and record[2] is not None:
            found.placed = True
        if record[3] is not None:
            counted += max(0.0, record[3] - latest) if latest is not None else 0.0
            latest = record[3]
    if held is not None:
        course.add(*held)  # type: ignore[arg-type]
    course.pause()
    found.counted = counted or None


def _add_message(found: _Found, kind: int, fields: dict[str, Any]) -> None:
    if kind == _SESSION:
        if len(found.sessions) >= MOST_SESSIONS:
            raise Unreadable(_("It has more than {count} activities.").format(count=MOST_SESSIONS))
        found.sessions.append(fields)
    elif kind == _SPORT:
        found.sport = fields
    elif kind == _ACTIVITY:
        found.offset, found.begun = _offset(fields), _begun(fields)
    else:
        found.planned = fields.get("type") == "course"


class _Undecoded(Exception):
    """The decoder met something that is none of FIT's."""


def _messages(data: bytes) -> Iterator[tuple[int, Any]]:
    """Number and fields of each message; raises _Undecoded for whatever is wrong with one."""
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
        raise _Undecoded from None


def _named(fields: Any) -> dict[str, Any]:
    return {item.field.name: item.value for item in fields if item.field is not None}


def _offset(activity: dict[str, Any]) -> timedelta | None:
    """How far the watch's own clock was from UTC; None if the file doesn't say or it can't be."""
    utc, local = number(activity.get("timestamp"), 0, 2**32), number(activity.get("local_timestamp"), 0, 2**32)
    if utc is None or local is None or abs(local - utc) > 14 * 3600:
        return None
    return timedelta(minutes=15 * round((local - utc) / 900))


def _begun(activity: dict[str, Any]) -> timedelta | None:
    """How far the runner's clock was ahead of that of a watch that counts from when it was switched on."""
    own, local = number(activity.get("timestamp"), 0, 2**32), number(activity.get("local_timestamp"), 0, 2**32)
    if own is None or local is None or not own < _REAL_FROM <= local:
        return None
    return timedelta(seconds=local - own)


def _local(source: Source, found: _Found, seconds: float) -> datetime | None:
    """The watch's own local time if the file states it (it may have been abroad), else the computer's."""
    moment = _EPOCH + timedelta(seconds=seconds)
    if found.begun is not None:
        moment, found.offset = moment + found.begun, timedelta()
    return source.reading.local(moment, found.offset)


def _drafts(source: Source, found: _Found) -> Found:
    course = found.course
    if not found.sessions:
        if course.first is None:
            raise NoRecording(_("It holds no activity (perhaps settings, a course or a training plan)."))
        found.sessions.append({"start_time": course.first})
    drafts, faults = [], []
    alone = len(found.sessions) == 1
    for place, session in enumerate(found.sessions, start=1):
        if session.get("sport") == "transition":
            continue  # the minutes between the parts of a multisport event
        said = session if session.get("sport") else found.sport
        sport = sports.named(f"{said.get('sub_sport') or ''} {said.get('sport') or ''}")
        begin, at = _begin(source, found, session, alone=alone)
        if at is None or begin is None:
            faults.append(_("Activity {number} has no date.").format(number=place))
            continue
        indoors = sport is not None and sport.indoors
        # A damaged file may state anything of a session whose records are sound.
        longest, farthest = (1e7, 1e7) if found.warning is None else (MOST_SECONDS, MOST_METRES)
        # On a treadmill the place never moves, so only the watch's timer tells.
        seconds = None if indoors else number(session.get("total_moving_time"), 1, longest)
        seconds = seconds or number(session.get("total_timer_time"), 0, longest)
        seconds = seconds or number(session.get("total_elapsed_time"), 0, longest)
        metres = number(session.get("total_distance"), 0, farthest)
        ascent = number(session.get("total_ascent"), 0, 20_000)
        effort = number(session.get("workout_rpe"), 0, 100)
        drafts.append(
            Draft(
                at=at,
                moment=None if found.begun is not None else _EPOCH + timedelta(seconds=begin),
                sport=sport,
                # A number that is no known sport is one that came later than running.
                not_run=sport is None and said.get("sport") not in (None, "generic"),
                seconds=seconds or (course.moving if alone else None),
                metres=metres or ((found.counted or course.metres) if alone else None),
                ascent=ascent if ascent is not None or not alone or not course.has_height else course.ascent,
                placed=found.placed if alone else None,
                cadence=_cadence(session),
                effort=None if effort is None else round(effort / 10),
                place=place,
                spans=course.spans if alone else (),
                warning=found.warning,
            )
        )
    return Found(drafts=drafts, faults=faults)


def _begin(
    source: Source, found: _Found, session: dict[str, Any], *, alone: bool
) -> tuple[float | None, datetime | None]:
    """When it began, by FIT's clock and the runner's: as stated, else by its first record, else by its end."""
    end, elapsed = number(session.get("timestamp"), 0, 2**32), number(session.get("total_elapsed_time"), 0, 1e7)
    stated = number(session.get("start_time"), 0, 2**32)
    for begin in (stated, found.course.first if alone else None, None if end is None else end - (elapsed or 0)):
        at = None if begin is None else _local(source, found, begin)
        if at is not None:
            return begin, at
    return None, None


def _cadence(session: dict[str, Any]) -> float | None:
    """Steps of one leg per minute, with the fraction that is stored apart."""
    for name in ("avg_running_cadence", "avg_cadence"):
        cadence = number(session.get(name), 1, 254)
        if cadence is not None:
            return cadence + (number(session.get("avg_fractional_cadence"), 0, 1) or 0)
    return None
