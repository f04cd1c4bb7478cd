"""A runner's next weeks as an iCalendar file (RFC 5545), to be imported again and again: what is there is updated.

An entry is known by its UID, made of what it is, its day (or the visit it stands for) and the runner's id, never of a
name. Which import is the newer one is told by SEQUENCE, the whole seconds since 2000 when the file was made, and by
DTSTAMP. Written over an earlier file of the same runner, a file has a greater SEQUENCE, whatever the clock says, and
cancels what that one held for days to come and the plan no longer does; other programs would keep it for ever. The
library (icalendar, BSD) folds and escapes the lines.
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
_LAST = 2**31 - 1
"""The greatest whole number of RFC 5545; in seconds since 2000 it is reached in 2068."""


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
    before, greatest = _read(earlier, runner_id)
    sequence = min(max(int((now - _EPOCH).total_seconds()), greatest + 1), _LAST)
    for event in (*events, *_no_longer_planned(before, kept, today)):
        event.DTSTAMP = now
        event.sequence = sequence
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


def _read(earlier: bytes, runner_id: str) -> tuple[list[tuple[date, Event]], int]:
    """The entries of an earlier file that are this runner's, with their days, and the greatest SEQUENCE (-1: none)."""
    from icalendar import Calendar

    found: list[tuple[date, Event]] = []
    greatest = -1
    if not earlier:
        return found, greatest
    try:
        for event in Calendar.from_ical(earlier).events:
            if str(event["uid"]).endswith(_uid_end(runner_id)):
                begins = event.start
                greatest = max(greatest, event.sequence)
                found.append((begins.date() if isinstance(begins, datetime) else begins, event))
    except (ValueError, KeyError):  # not a calendar, or none that we wrote
        pass
    return found, greatest


def _no_longer_planned(before: Iterable[tuple[date, Event]], kept: set[str], today: date) -> Iterator[Event]:
    """Those for days to come that are not kept, as cancelled."""
    from icalendar import STATUS

    for day, event in before:
        if str(event["uid"]) not in kept and day >= today:
            event.status = STATUS.CANCELLED
            yield event


def _uid_end(runner_id: str) -> str:
    return f"-{runner_id}@kneerehab"
