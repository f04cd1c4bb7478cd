"""CSV: one activity a row. Strava's and Garmin's tables are known; others are guessed, and the guess can be changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import chain, islice, pairwise
from statistics import median

from kneerehab.domain.codes import CrossKind
from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities import cells, csv_headers, csv_names, csv_sets, csv_table, sports
from kneerehab.exchange.activities.drafts import MOST_METRES, Draft, Found
from kneerehab.exchange.activities.mapping import METRES_PER, Column, Decimal, DistanceUnit, Mapping
from kneerehab.exchange.activities.source import Reading, Source, Stopped, Unreadable
from kneerehab.exchange.activities.texts import tidy
from kneerehab.i18n import _

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 20_000
MOST_FAULTS = 100

METRES_PER_FOOT = 0.3048
_FEET = re.compile(r"(?:\b|_)(ft|feet|fuß|pieds|pies|piedi|voet|pés)\b")
_MOST_ASCENT = 20_000
_MOST_BEFORE = 12
"""Lines before the header, as some apps write."""

_LEAST_POINTS = 20
_NOON = time(12)

_Ahead = tuple[timedelta, bool] | None
"""What a row says of its clock: how far it was ahead of UTC, and whether its times are in UTC."""


class _Fault(Exception):
    """One row can't be read; the text says why."""


def read(source: Source) -> Found:
    """The activities of a table, what is wrong with other rows, and how the columns were read; raises Unreadable."""
    rows = csv_table.rows(csv_table.decoded(source.read_all()), MOST_ROWS)
    head = list(islice(rows, _MOST_BEFORE + csv_headers.SAMPLE))
    if not head:
        raise Unreadable(_("The file is empty."))
    place = csv_headers.header_place([row for _line, row in head[:_MOST_BEFORE]])
    header, sample = [cell.strip() for cell in head[place][1]], head[place + 1 :]
    _refuse_samples(header)
    if (place_of_name := csv_headers.shoes_place(header)) is not None:
        names = (row[place_of_name].strip() for _line, row in chain(sample, rows) if place_of_name < len(row))
        return Found(shoes=[name for name in names if name])
    reading = source.reading
    mapping = reading.mapping or _found(header, [row for _line, row in sample], reading)
    missing = _missing(mapping)
    if missing:
        return Found(faults=[missing], mapping=mapping)
    drafts: list[Draft] = []
    lines: list[str] = []
    faults = 0
    strength = csv_sets.is_log(header)
    for count, (line, row) in enumerate(chain(sample, rows)):
        if count % 1024 == 0 and reading.stop():
            raise Stopped
        if drafts and _is_header(row, mapping):
            break  # the points of the run follow, as in Polar Flow's tables
        try:
            drafts.append(_draft(row, line, mapping, source))
        except _Fault as fault:
            faults += 1
            if faults <= MOST_FAULTS:
                lines.append(_("Line {line}: {fault}").format(line=line, fault=fault))
    if faults > MOST_FAULTS:
        lines.append(_("{count} more lines can’t be read.").format(count=faults - MOST_FAULTS))
    if strength:
        drafts = csv_sets.sessions(drafts)
    elif _are_points(drafts):
        raise Unreadable(_points())
    return Found(drafts=drafts, faults=lines, mapping=mapping)


def _refuse_samples(header: Sequence[str]) -> None:
    """A table of the points of one run would be a fault a line, or a run a line; raises Unreadable."""
    names = [csv_names.plain(cell) for cell in header]
    if any(name in csv_names.SAMPLES for name in names):
        raise Unreadable(_points())


def _are_points(drafts: Sequence[Draft]) -> bool:
    """Whether the rows follow each other within a minute, as no activities do."""
    timed = [draft.at for draft in drafts if draft.time_known]
    apart = [abs((two - one).total_seconds()) for one, two in pairwise(timed)]
    return len(apart) >= _LEAST_POINTS and median(apart) <= 60


def _points() -> str:
    return _("It lists the points of one run, not runs. Please export the run as FIT, TCX or GPX.")


def _is_header(row: Sequence[str], mapping: Mapping) -> bool:
    """Whether another table begins: a row of names without a date."""
    day = mapping.columns[Column.DATE]
    texts = [cell.strip() for cell in row if cell.strip()]
    if day < len(row) and cells.day_and_time(row[day], mapping.date_order) is not None:
        return False
    return len(texts) >= 3 and not any(text[:1].isdigit() for text in texts)


def _found(header: Sequence[str], sample: csv_headers.Rows, reading: Reading) -> Mapping:
    """The mapping that was kept for this header, else a guess; what is missing is asked for every time."""
    kept = next((kept for kept in reading.remembered if kept.fits(header)), None)
    return csv_headers.guess(header, sample, reading.units) if kept is None else csv_headers.doubted(kept, sample)


def _missing(mapping: Mapping) -> str | None:
    """What the table lacks to be read at all."""
    if Column.DATE not in mapping.columns:
        return _("No column was recognised as the date. Please choose the columns.")
    if Column.SECONDS not in mapping.columns and Column.METRES not in mapping.columns:
        return _("No column was recognised as time or distance. Please choose the columns.")
    return None


def _draft(row: Sequence[str], line: int, mapping: Mapping, source: Source) -> Draft:
    def cell(column: Column) -> str | None:
        place = mapping.columns.get(column)
        if place is None or place >= len(row) or cells.empty(row[place]):
            return None
        return row[place]

    ahead = cells.offset(cell(Column.OFFSET) or "")
    at, time_known, moment = _start(cell(Column.DATE), cell(Column.TIME), mapping, source, ahead)
    kind = cell(Column.KIND)
    sport = sports.named(_kind_words(kind, mapping)) if kind else None
    metres = None
    distance = cell(Column.METRES)
    # Garmin writes 00:00:00 for a moving time that it doesn't know.
    seconds = _seconds(cell(Column.SECONDS), mapping) or _seconds(cell(Column.WHOLE), mapping)
    seconds = seconds or _until(cell(Column.END), at, mapping, source, ahead)
    if distance is not None:
        count = cells.value(distance, mapping.decimal, 0, 10_000_000)
        if count is None:
            raise _Fault(_("“{text}” is not a distance.").format(text=tidy(distance, 40)))
        metres = count * METRES_PER[mapping.distance_unit]
        if metres > MOST_METRES and _in_metres(sport, count, seconds):
            metres = count
    return Draft(
        at=at,
        time_known=time_known,
        moment=moment,
        sport=sport,
        seconds=seconds,
        metres=metres,
        ascent=_ascent(cell(Column.ASCENT), mapping),
        cadence=_optional(cell(Column.CADENCE), mapping.decimal, 1, 260),
        effort=_effort(cell(Column.EFFORT), mapping.decimal),
        name=cell(Column.NAME),
        gear=cell(Column.GEAR),
        recording=_base(cell(Column.FILE)),
        place=line,
    )


def _in_metres(sport: sports.Sport | None, count: float, seconds: float | None) -> bool:
    """Garmin counts swims, and runs on a track, in metres, in the column that holds kilometres otherwise."""
    if sport is None or sport.cross_kind is CrossKind.SWIM:
        return sport is not None
    return sport.cross_kind is None and seconds is not None and 0.5 * seconds <= count <= 8 * seconds


def _kind_words(kind: str, mapping: Mapping) -> str:
    return csv_names.SAMSUNG_KINDS.get(kind.strip(), kind) if mapping.name == csv_headers.SAMSUNG else kind


def _seconds(cell: str | None, mapping: Mapping) -> float | None:
    """A duration; raises _Fault if it is none."""
    if cell is None:
        return None
    seconds = cells.seconds(cell, mapping.duration_unit, mapping.decimal)
    if seconds is None:
        raise _Fault(_("“{text}” is not a time.").format(text=tidy(cell, 40)))
    return seconds


def _until(cell: str | None, at: datetime, mapping: Mapping, source: Source, ahead: _Ahead) -> float | None:
    """Seconds to the end that a row states, where it states no duration."""
    if cell is None:
        return None
    try:
        end, known, _moment = _start(cell, None, mapping, source, ahead)
    except _Fault:
        return None
    return (end - at).total_seconds() if known and end > at else None


def _ascent(cell: str | None, mapping: Mapping) -> float | None:
    """Metres up; Garmin writes feet for whoever has miles, other tables say so in the column's name."""
    if cell is None:
        return None
    head = next(iter(mapping.header[mapping.columns[Column.ASCENT] :]), "").casefold()
    feet = mapping.name == csv_headers.GARMIN and mapping.distance_unit is DistanceUnit.MILE
    unit = METRES_PER_FOOT if feet or _FEET.search(head) else 0.001 if head.endswith("_mm") else 1.0
    found = _optional(cell, mapping.decimal, 0, _MOST_ASCENT / unit)
    return None if found is None else found * unit


def _base(path: str | None) -> str | None:
    return None if path is None else path.replace("\\", "/").rpartition("/")[2].casefold()


def _start(
    day: str | None, clock: str | None, mapping: Mapping, source: Source, ahead: _Ahead
) -> tuple[datetime, bool, datetime | None]:
    """Local start, whether the time of day is known (else noon), and the start in UTC if the table tells it."""
    if day is None:
        raise _Fault(_("It has no date."))
    found = cells.day_and_time(day, mapping.date_order)
    if found is None:
        raise _Fault(_("“{text}” is not a date.").format(text=tidy(day, 40)))
    date_, time_, zoned = found
    if time_ is None and clock is not None:
        time_ = cells.time_of_day(clock)
    if not YEARS[0] <= date_.year <= YEARS[1]:
        raise _Fault(_("Its date lies outside the years 2000 to 2099."))
    moment = datetime.combine(date_, time_ or _NOON)
    if zoned or (mapping.utc and time_ is not None):
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC if ahead is None or ahead[1] else timezone(ahead[0]))
        shown = source.reading.local(moment, None if ahead is None else ahead[0])
        if shown is None:
            raise _Fault(_("Its date lies outside the years 2000 to 2099."))
        return shown, True, moment
    return moment.replace(second=0, microsecond=0), time_ is not None, None


def _optional(cell: str | None, decimal: Decimal, low: float, high: float) -> float | None:
    return None if cell is None else cells.value(cell, decimal, low, high)


def _effort(cell: str | None, decimal: Decimal) -> int | None:
    found = _optional(cell, decimal, 0, 10)
    return None if found is None else round(found)
