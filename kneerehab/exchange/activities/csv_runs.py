"""CSV: one activity a row. Strava's and Garmin's tables are known; others are guessed, and the guess can be changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import chain, islice

from kneerehab.domain.codes import CrossKind
from kneerehab.domain.fields import YEARS
from kneerehab.exchange.activities import cells, csv_headers, sports
from kneerehab.exchange.activities.drafts import MOST_METRES, Draft
from kneerehab.exchange.activities.mapping import METRES_PER, MOST_COLUMNS, Column, Decimal, Mapping
from kneerehab.exchange.activities.source import Reading, Source, Stopped, Unreadable
from kneerehab.exchange.activities.texts import tidy
from kneerehab.i18n import _

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 20_000
MOST_LINES = 10 * MOST_ROWS
"""Lines, for blank ones and line breaks within cells."""

MOST_FAULTS = 100

_NOON = time(12)


class _Fault(Exception):
    """One row can't be read; the text says why."""


def read(source: Source) -> tuple[list[Draft], list[str], Mapping]:
    """The activities of a table, what is wrong with other rows, and how the columns were read; raises Unreadable."""
    rows = _rows(_decoded(source.read_all()))
    first = next(rows, None)
    if first is None:
        raise Unreadable(_("The file is empty."))
    header = [cell.strip() for cell in first[1]]
    sample = list(islice(rows, csv_headers.SAMPLE))
    reading = source.reading
    mapping = reading.mapping or _found(header, [row for _line, row in sample], reading)
    missing = _missing(mapping)
    if missing:
        return [], [missing], mapping
    drafts, faults = [], 0
    lines: list[str] = []
    for count, (line, row) in enumerate(chain(sample, rows)):
        if count % 1024 == 0 and reading.stop():
            raise Stopped
        try:
            drafts.append(_draft(row, line, mapping, source))
        except _Fault as fault:
            faults += 1
            if faults <= MOST_FAULTS:
                lines.append(_("Line {line}: {fault}").format(line=line, fault=fault))
    if faults > MOST_FAULTS:
        lines.append(_("{count} more lines can’t be read.").format(count=faults - MOST_FAULTS))
    return drafts, lines, mapping


def _found(header: Sequence[str], sample: csv_headers.Rows, reading: Reading) -> Mapping:
    """The mapping that was kept for this header, else a guess; what is missing is asked for every time."""
    kept = next((kept for kept in reading.remembered if kept.fits(header)), None)
    return csv_headers.guess(header, sample, reading.units) if kept is None else csv_headers.doubted(kept, sample)


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 if it is marked or valid, else the usual code of older spreadsheets."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines and cells of the header and the rows, one by one; blank rows are left out; raises Unreadable."""
    first = text.lstrip()[:10_000].partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = 0
    try:
        for row in reader:
            if found > MOST_ROWS or reader.line_num > MOST_LINES:
                raise Unreadable(_("It has more than {count} rows.").format(count=MOST_ROWS))
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > MOST_COLUMNS:
                raise Unreadable(_("It has more than {count} columns.").format(count=MOST_COLUMNS))
            found += 1
            yield reader.line_num, row
    except csv.Error:
        raise Unreadable(_("Line {line} is not a line of a table.").format(line=reader.line_num)) from None


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

    at, time_known, moment = _start(cell(Column.DATE), cell(Column.TIME), mapping, source)
    kind = cell(Column.KIND)
    sport = sports.named(kind) if kind else None
    seconds = metres = None
    duration, distance = cell(Column.SECONDS), cell(Column.METRES)
    if duration is not None:
        seconds = cells.seconds(duration, mapping.duration_unit, mapping.decimal)
        if seconds is None:
            raise _Fault(_("“{text}” is not a time.").format(text=tidy(duration, 40)))
    if distance is not None:
        count = cells.value(distance, mapping.decimal, 0, 10_000_000)
        if count is None:
            raise _Fault(_("“{text}” is not a distance.").format(text=tidy(distance, 40)))
        metres = count * METRES_PER[mapping.distance_unit]
        if metres > MOST_METRES and sport is not None and sport.cross_kind is CrossKind.SWIM:
            metres = count  # Garmin counts swims in metres, in the column that holds kilometres otherwise
    return Draft(
        at=at,
        time_known=time_known,
        moment=moment,
        sport=sport,
        seconds=seconds,
        metres=metres,
        ascent=_optional(cell(Column.ASCENT), mapping.decimal, 0, 20_000),
        cadence=_optional(cell(Column.CADENCE), mapping.decimal, 1, 260),
        effort=_effort(cell(Column.EFFORT), mapping.decimal),
        name=cell(Column.NAME),
        place=line,
    )


def _start(
    day: str | None, clock: str | None, mapping: Mapping, source: Source
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
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        shown = source.reading.local(moment)
        if shown is None:
            raise _Fault(_("Its date lies outside the years 2000 to 2099."))
        return shown, True, moment
    return moment.replace(second=0, microsecond=0), time_ is not None, None


def _optional(cell: str | None, decimal: Decimal, low: float, high: float) -> float | None:
    return None if cell is None else cells.value(cell, decimal, low, high)


def _effort(cell: str | None, decimal: Decimal) -> int | None:
    found = _optional(cell, decimal, 0, 10)
    return None if found is None else round(found)
