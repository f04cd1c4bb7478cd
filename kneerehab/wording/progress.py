"""What became of the pain, in words: for the Progress page, the report and the summary."""

from __future__ import annotations

from collections.abc import Sequence

from kneerehab.domain.trends.change import PainChange, Weight
from kneerehab.i18n import _, ngettext
from kneerehab.wording.formats import Formats
from kneerehab.wording.labels import knee_name


def points(value: float, formats: Formats) -> str:
    """A mean score: "2.3", and "6" where nothing is lost."""
    tenths = round(value * 10)
    return formats.number(tenths / 10, 1 if tenths % 10 else 0)


def change_sentence(change: PainChange, period: str, formats: Formats) -> str:
    """ "Left knee pain fell from a weekly mean of 6 to 0 in 12 weeks." """
    same = _("{knee} pain stayed about the same in {period}: a weekly mean of {start}, now {now}.")
    fell = _("{knee} pain fell from a weekly mean of {start} to {now} in {period}.")
    rose = _("{knee} pain rose from a weekly mean of {start} to {now} in {period}.")
    return _told(change, formats, same, fell, rose, period=period)


def changed_since(change: PainChange, day: str, formats: Formats) -> str:
    """ "Left knee pain fell from a weekly mean of 3 to 0 since 5 Jan." """
    same = _("{knee} pain stayed about the same since {day}: a weekly mean of {start}, now {now}.")
    fell = _("{knee} pain fell from a weekly mean of {start} to {now} since {day}.")
    rose = _("{knee} pain rose from a weekly mean of {start} to {now} since {day}.")
    return _told(change, formats, same, fell, rose, day=day)


def changed_between(change: PainChange, first: str, last: str, formats: Formats) -> str:
    """ "Left knee pain fell from a weekly mean of 6 to 3 between 5 Jan 2026 and 1 Feb 2026." """
    same = _("{knee} pain stayed about the same between {first} and {last}: a weekly mean of {start}, then {now}.")
    fell = _("{knee} pain fell from a weekly mean of {start} to {now} between {first} and {last}.")
    rose = _("{knee} pain rose from a weekly mean of {start} to {now} between {first} and {last}.")
    return _told(change, formats, same, fell, rose, first=first, last=last)


def _told(change: PainChange, formats: Formats, same: str, fell: str, rose: str, **days: str) -> str:
    text = same if change.weight is Weight.SMALL else fell if change.tenths < 0 else rose
    start, now = points(change.start, formats), points(change.now, formats)
    return text.format(knee=knee_name(change.knee), start=start, now=now, **days)


def weight_words(change: PainChange, formats: Formats) -> str:
    """How much a change means: "4.2 points less: a clear change"."""
    size = points(abs(change.tenths) / 10, formats)
    if change.tenths == 0:
        return _("no change")
    less = change.tenths < 0
    texts = {
        Weight.CLEAR: _("{size} less: a clear change") if less else _("{size} more: a clear change"),
        Weight.POSSIBLE: _("{size} less: a possible change") if less else _("{size} more: a possible change"),
        Weight.SMALL: _("{size} less: too small to count") if less else _("{size} more: too small to count"),
    }
    return texts[change.weight].format(size=size)


def main_change(changes: Sequence[PainChange], affected: Sequence[str]) -> PainChange | None:
    """The knee to speak of first: an affected one, the one that changed most."""
    found = [change for change in changes if change.knee in affected] or list(changes)
    return max(found, key=lambda change: abs(change.tenths), default=None)


def period_words(days: int, formats: Formats) -> str:
    """How long a span is: "12 weeks", "1 year", "45 days"."""
    if days in (365, 366):
        return _("1 year")
    if days >= 731:
        years = round(days / 365.25)
        return ngettext("about {n} year", "about {n} years", years).format(n=formats.number(years, 0))
    if days % 7 == 0 or days > 60:
        weeks = days // 7
        return ngettext("{n} week", "{n} weeks", weeks).format(n=formats.number(weeks, 0))
    return ngettext("{n} day", "{n} days", days).format(n=formats.number(days, 0))
