"""A runner's next weeks as an iCalendar file (RFC 5545), to be imported again and again: what is there is updated.

An entry is known by its UID, made of what it is, its day (or the visit it stands for) and the runner's id, never of a
name. Which import is the newer one is told by SEQUENCE, the whole minutes since 2000 when the file was made, and by
DTSTAMP. Written over an earlier file of the same runner, a file cancels what that one held for days to come and the
plan no longer does; other programs would keep it for ever. The library (icalendar, BSD) folds and escapes the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneerehab.domain.agenda import Planned

if TYPE_CHECKING:
    from icalendar import Event

Words = Callable[[Planned], tuple[str, str]]
"""The title of an entry, and what is written below it ("" for nothing)."""

MOST_BYTES = 4 * 1024 * 1024
"""A larger file is none of ours, and is not read for what it planned."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def calendar_file(
    runner_id: str, planned: Iterable[Planned], words: Words, *, now: datetime, today: date, earlier: bytes = b""
) -> bytes:
    """The file; `now` is in UTC, `earlier` the file it takes the place of, if there is one."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//kneerehab//kneerehab//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    events = [_event(runner_id, item, words) for item in planned]
    kept = {str(event["uid"]) for event in events}
    for event in (*events, *_no_longer_planned(earlier, runner_id, kept, today)):
        event.DTSTAMP = now
        event.sequence = max(0, int((now - _EPOCH).total_seconds()) // 60)
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def earlier_file(file: Path) -> bytes:
    """What stands in a file that is about to be written over; nothing if it can't be read or is too large."""
    try:
        if not file.is_file():  # a device may have no end
            return b""
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        return data if len(data) <= MOST_BYTES else b""
    except OSError:
        return b""


def is_calendar_of(data: bytes, runner_id: str) -> bool:
    """Whether a file is a calendar of this runner, as far as its UIDs tell."""
    return data.startswith(b"BEGIN:VCALENDAR") and _uid_end(runner_id).encode() in data.replace(b"\r\n ", b"")


def _event(runner_id: str, planned: Planned, words: Words) -> Event:
    from icalendar import CLASS, STATUS, TRANSP, Event

    title, text = words(planned)
    made = Event.new(
        uid=f"{planned.key}{_uid_end(runner_id)}",
        summary=title,
        description=text or None,
        start=planned.moment if planned.at is not None else planned.day,
        classification=CLASS.PRIVATE,
        # A run may yet fall away, and none of it makes the day a busy one.
        status=STATUS.TENTATIVE if planned.verdict is not None else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT if planned.at is None else TRANSP.OPAQUE,
    )
    return made


def _no_longer_planned(earlier: bytes, runner_id: str, kept: set[str], today: date) -> Iterator[Event]:
    """The entries for days to come that an earlier file of this runner has and this one has not, as cancelled."""
    from icalendar import STATUS, Calendar

    if not earlier:
        return
    try:
        for event in Calendar.from_ical(earlier).events:
            begins = event.start
            day = begins.date() if isinstance(begins, datetime) else begins
            uid = str(event["uid"])
            if uid.endswith(_uid_end(runner_id)) and uid not in kept and day >= today:
                event.status = STATUS.CANCELLED
                yield event
    except (ValueError, KeyError):  # not a calendar, or none that we wrote
        return


def _uid_end(runner_id: str) -> str:
    return f"-{runner_id}@kneerehab"
