"""Outcome measures in words: names, the change that counts and where that comes from (clinical rules F2 to F7, N2)."""

from __future__ import annotations

from collections.abc import Iterable

from kneerehab.domain.codes import Knee, Measure
from kneerehab.domain.measures import MeasureTrend
from kneerehab.domain.trends.change import PainChange
from kneerehab.i18n import N_, _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import named
from kneerehab.wording.progress import weight_words

_NAMES = {
    Measure.PSFS: N_("Own activities, mean"),
    Measure.STEP_DOWN_30S: N_("Step-downs in 30 s"),
    Measure.AKPS: N_("AKPS"),
    Measure.KOOS_PF: N_("KOOS-PF"),
    Measure.UWRI: N_("UWRI"),
}

_LINES = {
    Measure.PSFS: N_("0 unable to 10 as before. 2 points in the mean count, 3 in a single activity."),
    Measure.STEP_DOWN_30S: N_("From a 20 cm step. About 18 in healthy knees, about 14 with pain around the kneecap."),
    Measure.AKPS: N_("0 to 100, higher is better. 10 points count."),
    Measure.KOOS_PF: N_("0 to 100, higher is better. 16.4 points count."),
    Measure.UWRI: N_("0 to 36, higher is better. 5 points count, 8 are a difference that matters clinically."),
}

_SOURCES = {
    Measure.PSFS: N_("Shirley Ryan AbilityLab"),
    Measure.STEP_DOWN_30S: N_("Cambie Physiotherapy; no agreed line for change"),
    Measure.AKPS: N_("Crossley 2004"),
    Measure.KOOS_PF: N_("Crossley 2018"),
    Measure.UWRI: N_("Nelson 2020"),
}


def measure_label(measure: Measure) -> str:
    """The measure alone."""
    return _(_NAMES[measure])


def measure_name(trend: MeasureTrend) -> str:
    """The measure, with its leg or activity."""
    if trend.activity:
        return trend.activity
    name = measure_label(trend.measure)
    if trend.side is None:
        return name
    return _("{name}, left").format(name=name) if trend.side is Knee.LEFT else _("{name}, right").format(name=name)


def measure_line(measure: Measure) -> str:
    """Its scale and the change that counts."""
    return _(_LINES[measure])


def measure_lines(trends: Iterable[MeasureTrend]) -> list[str]:
    """The line of each measure among them, with its name."""
    found = dict.fromkeys(trend.measure for trend in trends)
    return [named(measure_label(measure), measure_line(measure)) for measure in found]


def measure_source(measure: Measure) -> str:
    """Who says so."""
    return _(_SOURCES[measure])


def measure_change(trend: MeasureTrend, formats: Formats) -> str:
    """ "from 62 to 74, 12 more: counts" """
    first, last = _number(trend.first, formats), _number(trend.last, formats)
    if trend.results < 2:
        return last
    size = _number(abs(trend.change), formats)
    if not trend.change:
        return _("{first}, unchanged").format(first=first)
    text = _("{first} → {last}, {size} more") if trend.change > 0 else _("{first} → {last}, {size} less")
    text = text.format(first=first, last=last, size=size)
    if trend.line is None:
        return text
    return (
        _("{change}: counts").format(change=text)
        if trend.counts
        else _("{change}: too little to count").format(change=text)
    )


def measure_dates(trend: MeasureTrend, formats: Formats) -> str:
    """When the first and the last result were found, or the only one."""
    last = formats.day(trend.last_day)
    if trend.results < 2:
        return _("Only once, on {day}").format(day=last)
    return _("{first} → {last}").format(first=formats.day(trend.first_day), last=last)


def measure_between(trend: MeasureTrend, formats: Formats) -> str:
    """How far it went between its first and last result, if it was lower or higher then; else ""."""
    parts = []
    if trend.lowest < min(trend.first, trend.last):
        parts.append((_("lowest {value} on {day}"), trend.lowest, trend.lowest_day))
    if trend.highest > max(trend.first, trend.last):
        parts.append((_("highest {value} on {day}"), trend.highest, trend.highest_day))
    told = [text.format(value=_number(value, formats), day=formats.day(day)) for text, value, day in parts]
    return _("in between {ends}").format(ends=", ".join(told)) if told else ""


def _number(value: float, formats: Formats) -> str:
    tenths = round(value * 10)
    return formats.number(tenths / 10, 1 if tenths % 10 else 0)


def pain_line() -> str:
    """The scale of pain and the change that counts (F2)."""
    return _("Mean of the worst of each day, first and last week. 2 points are a clear change, 1 a possible one.")


def pain_source() -> str:
    """Who says so (F2)."""
    return _("Limber Health; around the kneecap Piva 2009")


def pain_change(change: PainChange, formats: Formats) -> str:
    """ "6 → 2, 4 less: a clear change" """
    first, last = _number(change.start, formats), _number(change.now, formats)
    return _("{first} → {last}, {change}").format(first=first, last=last, change=weight_words(change, formats))


def every_weeks(weeks: int) -> str:
    """How often measures are asked for; 0 is never."""
    if not weeks:
        return _("Don’t ask")
    return ngettext("Ask every week", "Ask every {n} weeks", weeks).format(n=weeks)
