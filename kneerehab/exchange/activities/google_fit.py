"""Google Fit in Google's Takeout (Fit/All Sessions): a file for each session; recordings lie beside it as TCX."""

from __future__ import annotations

from typing import Any

from kneerehab.exchange.activities import sports
from kneerehab.exchange.activities.drafts import Draft, Found
from kneerehab.exchange.activities.json_file import whole, words
from kneerehab.exchange.activities.moments import moment
from kneerehab.exchange.activities.source import Source, Unreadable
from kneerehab.exchange.activities.texts import number
from kneerehab.i18n import _

_NO_SPORT = (b'"sleep', b'"still', b'"in_vehicle', b'"tilting')


def knows(head: bytes) -> bool:
    """Whether a file begins like a session of some sport."""
    _before, found, kind = head.partition(b'"fitnessActivity"')
    return bool(found) and not kind.lstrip(b" :\t\r\n").startswith(_NO_SPORT)


def read(source: Source) -> Found:
    """The session; raises Unreadable."""
    session = whole(source)
    begin, end = moment(words(session.get("startTime"))), moment(words(session.get("endTime")))
    at = None if begin is None else source.reading.local(begin)
    if begin is None or at is None:
        raise Unreadable(_("It has no date."))
    stated = number(words(session.get("duration")).removesuffix("s"), 1, 1e6)
    kind = words(session.get("fitnessActivity"))
    draft = Draft(
        at=at,
        moment=begin,
        sport=sports.named(kind),
        not_run=bool(kind) and kind != "unknown",
        seconds=stated or (None if end is None else (end - begin).total_seconds()),
        metres=_sum(session, "com.google.distance.delta"),
        ascent=None,
    )
    return Found(drafts=[draft])


def _sum(session: dict[str, Any], metric: str) -> float | None:
    sums = session.get("aggregate")
    for entry in sums if isinstance(sums, list) else ():
        if isinstance(entry, dict) and entry.get("metricName") == metric:
            return number(entry.get("floatValue"), 0, 1e7) or number(entry.get("intValue"), 0, 1e7)
    return None
