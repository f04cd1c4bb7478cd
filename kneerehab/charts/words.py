"""Sentences and cells that several charts share."""

from __future__ import annotations

from datetime import date

from kneerehab.charts.style import Locale
from kneerehab.domain.codes import Knee
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.trends.span import Span
from kneerehab.i18n import _, ngettext, semicolon

UNKNOWN = "–"


def period(span: Span, locale: Locale) -> str:
    """How long a span is, or which: "12 weeks", "1 year", "from 3 Jan 2025 to 5 Mar 2026"."""
    if span.days in (365, 366):
        return _("1 year")
    if span.days % 7 == 0 and span.days <= 26 * 7:
        return ngettext("{count} week", "{count} weeks", span.days // 7).format(count=locale.number(span.days // 7))
    if span.days <= 60:
        return ngettext("{count} day", "{count} days", span.days).format(count=locale.number(span.days))
    return _("from {first} to {last}").format(first=locale.day(span.first), last=locale.day(span.last))


def logged(count: int, span: Span, locale: Locale) -> str:
    """ "26 of 28 days logged"."""
    return ngettext("{count} of {days} day logged", "{count} of {days} days logged", span.days).format(
        count=locale.number(count), days=locale.number(span.days)
    )


def runs(count: int, locale: Locale) -> str:
    """ "24 runs"."""
    return ngettext("{count} run", "{count} runs", count).format(count=locale.number(count))


def cell(value: float | None, locale: Locale, decimals: int = 0) -> str:
    """A number in a table; a dash if it is unknown."""
    return UNKNOWN if value is None else locale.number(value, decimals)


def scores(scores: KneeScores, locale: Locale) -> str:
    """ "left 2, right 0"; unknown knees are left out; empty if none is known."""
    parts = []
    for knee in Knee:
        score = scores.of(knee)
        if score is not None:
            name = _("left") if knee is Knee.LEFT else _("right")
            parts.append(_("{knee} {score}").format(knee=name, score=locale.number(score)))
    return ", ".join(parts)


def readout(day: date, days: int, parts: list[str], locale: Locale) -> str:
    """A line on one day or week: its date, then what is known, or "no entry"."""
    when = locale.heading(day) if days == 1 else _("Week of {day}").format(day=locale.day(day))
    return _("{when}: {what}").format(when=when, what=semicolon().join(parts) if parts else _("no entry"))
