"""What a row of the Diary says of a record, part by part and as one sentence for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from kneerehab.domain.record import Record, moment
from kneerehab.frozen import dataclass
from kneerehab.gui.look.calendar_dates import qt_date
from kneerehab.gui.look.locale import long_day, words_locale
from kneerehab.i18n import _
from kneerehab.services.log import is_dated, kind_code, pain_of
from kneerehab.wording.formats import Formats
from kneerehab.wording.records import details, kind_name, scores


@dataclass(frozen=True, slots=True, kw_only=True)
class RowText:
    """`year` is "" in the year of today; `left` and `right` are None when the row shows no such score."""

    day: str
    year: str
    clock: str
    kind: str
    code: str
    details: str
    note: str
    left: int | None
    right: int | None
    name: str


def row_text(record: Record, formats: Formats, exercise_name: Callable[[str], str], today: date) -> RowText:
    """The words of a row; `exercise_name` names an exercise by its slug or id."""
    at, dated = moment(record), is_dated(record)
    pain = pain_of(record)
    timed = isinstance(getattr(record, "at", None), datetime)
    kind = kind_name(record)
    said = details(record, formats, exercise_name)
    note = " ".join((record.note or "").split())
    clock = formats.clock(at.time()) if timed else ""
    year = "" if not dated or at.year == today.year else str(at.year)
    when = " ".join(part for part in (_spoken_day(at.date()), year, clock) if part) if dated else ""
    parts = (when, kind, said, scores(pain), _("note: {text}").format(text=note) if note else "")
    return RowText(
        day=formats.short_day(at.date()) if dated else "–",
        year=year,
        clock=clock,
        kind=kind,
        code=kind_code(record),
        details=said,
        note=note,
        left=pain.left if pain else None,
        right=pain.right if pain else None,
        name=", ".join(part for part in parts if part),
    )


def _spoken_day(day: date) -> str:
    """ "Thu 12 March" in the locale's order."""
    locale = words_locale()
    weekday = locale.toString(qt_date(day), "dddd")
    return long_day(day).replace(weekday, locale.toString(qt_date(day), "ddd"))
