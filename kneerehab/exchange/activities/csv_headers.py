"""Guessing how a CSV file is to be read, from its header and its first rows."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kneerehab.domain.codes import Units
from kneerehab.exchange.activities import cells, csv_names
from kneerehab.exchange.activities.csv_names import DISTANCE_UNITS, DURATION_UNITS, MOST_NAME, NAMES
from kneerehab.exchange.activities.mapping import Column, DateOrder, Decimal, DistanceUnit, DurationUnit, Mapping
from kneerehab.exchange.activities.sports import RUN_BELOW

Rows = Sequence[Sequence[str]]
_U = TypeVar("_U")

STRAVA = "Strava"
GARMIN = "Garmin Connect"
SAMSUNG = "Samsung Health"
OWN = "CSV"

_UNIT = re.compile(
    r"[\[(_\s]\s*(km|mi|miles?|mile|mm?|metres|meters|ms|s|sec|seconds|min|minutes|h|hours|ft|feet)\s*[\])]?$"
)
_RATE = re.compile(r"/|pace|speed|tempo|schnitt|\b(per|pro|por|par|je|à)\b")
_LONG_UNITS = {word: unit for word, unit in DISTANCE_UNITS.items() if unit in (DistanceUnit.KM, DistanceUnit.MILE)}
"""Metres may be a climb as well."""

_TWO_PARTS = re.compile(r"([01]?\d|2[0-3]):[0-5]\d", re.ASCII)
"""07:15 is a time of day or seven minutes."""

SAMPLE = 200
"""Rows that are looked at."""

_METRES_FROM = 200
"""A typical distance of this or more can only be metres, for nobody runs 200 km a time."""


def guess(header: Sequence[str], rows: Rows, units: Units) -> Mapping:
    """The mapping that fits best; `unsure` names what a person should look at."""
    names = [csv_names.plain(cell) for cell in header]
    if any(name in csv_names.ACTIVITY_ID for name in names) and any(name in csv_names.ACTIVITY_DATE for name in names):
        mapping = _strava(header, names, rows)
    elif any(name.startswith(csv_names.FAVOURITE) for name in names) and _named(Column.KIND, names, rows) is not None:
        mapping = _garmin(header, names, rows, units)
    else:
        mapping = _own(header, names, rows, units)
    return doubted(mapping, rows)


def doubted(mapping: Mapping, rows: Rows) -> Mapping:
    """The mapping, unsure of distance and duration where it has no column for them and another column has digits."""
    lost = [column for column in (Column.METRES, Column.SECONDS) if column not in mapping.columns]
    if Column.END in mapping.columns and Column.SECONDS in lost:
        lost.remove(Column.SECONDS)
    if not lost or not any(_has_digits(rows, place) for place in mapping.unused()):
        return mapping
    return replace(mapping, unsure=(*mapping.unsure, *(str(column) for column in lost)))


def header_place(rows: Rows) -> int:
    """Which of the first rows is the header: the first with two known names; some apps write lines before it."""
    for place, row in enumerate(rows):
        if sum(csv_names.known(csv_names.plain(_bare(cell))) for cell in row) >= 2:
            return place
    return 0


def shoes_place(header: Sequence[str]) -> int | None:
    """Where a list of shoes (Strava's shoes.csv) has their names, its first column; None for any other table."""
    names = [csv_names.plain(cell) for cell in header]
    listed = names[:1] and names[0] in csv_names.SHOE_NAME and _named(Column.DATE, names, ()) is None
    return 0 if listed else None


def _named(
    column: Column, names: Sequence[str], rows: Rows, taken: Sequence[int] = (), *, last: bool = False
) -> int | None:
    """The place of a column by its name, the most exact name first; an empty one only if there is no other."""
    places = [
        place
        for word in NAMES[column]
        for place in (reversed(range(len(names))) if last else range(len(names)))
        if names[place] == word and place not in taken
    ]
    words = column is Column.KIND  # Strava's workout_type says 3 beside a type that says Run
    filled = (p for p in places if not rows or any(not cells.empty(cell, words=words) for cell in _column(rows, p)))
    return next(filled, places[0] if places else None)


def _columns(names: Sequence[str], rows: Rows, *, last: bool = False) -> dict[Column, int]:
    columns: dict[Column, int] = {}
    for column in NAMES:
        place = _named(column, names, rows, tuple(columns.values()), last=last)
        if place is not None:
            columns[column] = place
    if Column.SECONDS in columns and names[columns[Column.SECONDS]] in csv_names.MOVING:
        others = (*csv_names.WHOLE, *csv_names.ELAPSED)
        place = next((names.index(word) for word in others if word in names), None)
        if place is not None and place not in columns.values():
            columns[Column.WHOLE] = place
    return columns


def _strava(header: Sequence[str], names: list[str], rows: Rows) -> Mapping:
    """Strava writes Distance twice, for people and in metres; the last column of a name is the exact one."""
    columns = _columns(names, rows, last=True)
    columns.pop(Column.TIME, None)
    decimal = _decimal(rows, columns.get(Column.METRES), "")
    twice = (
        [place for place, name in enumerate(names) if name == names[columns[Column.METRES]]]
        if Column.METRES in columns
        else []
    )
    # The one for people has the decimal sign of their language, the exact one a point.
    signs = [_decimal(rows, place, "") for place in twice[-2:]]
    pairs = zip(*(_column(rows, place) for place in twice[-2:]), strict=False) if len(twice) > 1 else ()
    values = [[cells.value(cell, sign, 0, 1e7) for cell, sign in zip(pair, signs, strict=True)] for pair in pairs]
    ratios = [two / one for one, two in values if one and two]
    metres = (bool(ratios) and statistics.median(ratios) > 100) or (len(twice) > 1 and not ratios)
    return Mapping(
        name=STRAVA,
        header=tuple(header),
        columns=columns,
        distance_unit=DistanceUnit.M if metres else DistanceUnit.KM,
        date_order=DateOrder.MONTH_FIRST if "activity date" in names else DateOrder.DAY_FIRST,
        decimal=decimal,
        utc=True,
        unsure=() if metres else ("distance_unit",),
    )


def _garmin(header: Sequence[str], names: list[str], rows: Rows, units: Units) -> Mapping:
    columns = _columns(names, rows)
    columns.pop(Column.TIME, None)
    return Mapping(
        name=GARMIN,
        header=tuple(header),
        columns=columns,
        # The file has the units of the person's account and doesn't say which.
        distance_unit=DistanceUnit.MILE if units is Units.MILE else DistanceUnit.KM,
        decimal=_decimal(rows, columns.get(Column.METRES), ","),
        unsure=("distance_unit",),
    )


def _own(header: Sequence[str], names: list[str], rows: Rows, units: Units) -> Mapping:
    heads = [" ".join(cell[:MOST_NAME].split()).casefold() for cell in header]
    bare = [csv_names.plain(_bare(cell)) for cell in header]
    columns = _columns(bare, rows)
    if csv_names.EXERCISE_START in bare and Column.NAME in columns:
        columns[Column.KIND] = columns.pop(Column.NAME)
    samsung = any(head.startswith("com.samsung") or head == csv_names.SAMSUNG_ID for head in heads)
    unsure = []
    if Column.METRES not in columns:
        # A column of kilometres is a distance, whatever else it is called.
        free = (p for p in range(len(heads)) if p not in columns.values() and not _RATE.search(heads[p]))
        if (place := next((place for place in free if _unit_of(heads, place, _LONG_UNITS)), None)) is not None:
            columns[Column.METRES] = place
            unsure.append(str(Column.METRES))
    decimal = _decimal(rows, columns.get(Column.METRES, columns.get(Column.SECONDS)), "")
    distance = _unit_of(heads, columns.get(Column.METRES), DISTANCE_UNITS)
    if distance is None:
        distance = DistanceUnit.MILE if units is Units.MILE else DistanceUnit.KM
        values = _values(rows, columns.get(Column.METRES), decimal)
        if samsung or (values and statistics.median(values) >= _METRES_FROM):
            distance = DistanceUnit.M
        elif Column.METRES in columns:
            unsure.append("distance_unit")
    unsure += _told_apart(columns, bare, rows, distance, decimal)
    duration = DurationUnit.MILLISECONDS if samsung else _unit_of(heads, columns.get(Column.SECONDS), DURATION_UNITS)
    if duration is None:
        texts = [cell for cell in _column(rows, columns.get(Column.SECONDS)) if not cells.empty(cell)]
        values = _values(rows, columns.get(Column.SECONDS), decimal)
        duration = DurationUnit.MINUTES if values and statistics.median(values) < 300 else DurationUnit.SECONDS
        if Column.SECONDS in columns and any(":" not in cell for cell in texts):
            unsure.append("duration_unit")
    order, sure = _date_order(_column(rows, columns.get(Column.DATE)), units)
    if not sure:
        unsure.append("date_order")
    return Mapping(
        name=SAMSUNG if samsung else OWN,
        header=tuple(header),
        columns=columns,
        distance_unit=distance,
        duration_unit=duration,
        date_order=order,
        decimal=decimal,
        utc=samsung or any(cell.strip().endswith(("Z", "UTC")) for cell in _column(rows, columns.get(Column.DATE))),
        unsure=tuple(unsure),
    )


def _told_apart(
    columns: dict[Column, int], names: Sequence[str], rows: Rows, unit: DistanceUnit, decimal: Decimal
) -> list[str]:
    """Whether "Time" is the time of day: `columns` are put right, and what is asked for is returned.

    Beside a column that can only be the duration it is. 07:15 beside a date without a time may be both. No one runs
    5 km in seven minutes; else it stays a duration.
    """
    place, day = columns.get(Column.SECONDS), columns.get(Column.DATE)
    if place is not None and Column.TIME not in columns and names[place] in csv_names.TIME_TOO:
        other = next((names.index(word) for word in (*csv_names.DURATION, *csv_names.MINUTES) if word in names), None)
        clocks = [cell for cell in _column(rows, place) if not cells.empty(cell)]
        if other is not None and clocks and all(cells.time_of_day(cell) is not None for cell in clocks):
            columns |= {Column.TIME: place, Column.SECONDS: other}
            return []
    texts = [cell.strip() for cell in _column(rows, place) if not cells.empty(cell)]
    if place is None or Column.TIME in columns or not texts or not all(_TWO_PARTS.fullmatch(text) for text in texts):
        return []
    if any(found is not None and found[1] is not None for found in _dates(rows, day)):
        return []
    speeds = []
    for row in rows:
        metres = columns.get(Column.METRES)
        if metres is None or max(metres, place) >= len(row):
            continue
        count, text = cells.value(row[metres], decimal, 0, 1e7), row[place].strip()
        taken = cells.seconds(text, DurationUnit.MINUTES, decimal) if text else None
        if count and taken:
            speeds.append(count * (1 if unit is DistanceUnit.M else 1000) / taken)
    if speeds and statistics.median(speeds) < RUN_BELOW:
        return [str(Column.SECONDS)]
    del columns[Column.SECONDS]
    columns[Column.TIME] = place
    return [str(Column.TIME)]


def _bare(cell: str) -> str:
    """A column's name without its unit."""
    name = " ".join(cell[:MOST_NAME].split()).casefold().replace("_", " ")
    return _UNIT.sub("", name).strip() or name


def _has_digits(rows: Rows, place: int) -> bool:
    return any(any(map(str.isdigit, cell)) for cell in _column(rows, place))


def _column(rows: Rows, place: int | None) -> list[str]:
    return [] if place is None else [row[place] for row in rows[:SAMPLE] if place < len(row)]


def _dates(rows: Rows, place: int | None) -> list[tuple[object, object, bool] | None]:
    return [cells.day_and_time(cell, DateOrder.DAY_FIRST) for cell in _column(rows, place)]


def _values(rows: Rows, place: int | None, decimal: Decimal) -> list[float]:
    found = (cells.value(cell, decimal, 0, 10_000_000) for cell in _column(rows, place) if ":" not in cell)
    return [value for value in found if value is not None]


def _decimal(rows: Rows, place: int | None, grouping: str) -> Decimal:
    """The decimal sign that the distances show: one with other than three digits behind it, or the last of two."""
    votes = 0
    for cell in _column(rows, place):
        point, comma = cell.rfind("."), cell.rfind(",")
        if point >= 0 and comma >= 0:
            votes += 1 if comma > point else -1
        elif comma >= 0:
            votes += 1 if len(cell.strip()) - comma != 4 and cell.count(",") == 1 else (-1 if grouping else 0)
        elif point >= 0:
            votes -= 1
    return Decimal.COMMA if votes > 0 else Decimal.POINT


def _unit_of(names: list[str], place: int | None, units: Mapping_[str, _U]) -> _U | None:
    if place is None:
        return None
    if names[place] in units:
        return units[names[place]]
    match = _UNIT.search(names[place])
    return units.get(match[1]) if match else None


def _date_order(dates: list[str], units: Units) -> tuple[DateOrder, bool]:
    pairs = [pair for pair in map(cells.first_two, dates) if pair is not None]
    if any(one > 12 for one, _two in pairs):
        return DateOrder.DAY_FIRST, True
    if any(two > 12 for _one, two in pairs):
        return DateOrder.MONTH_FIRST, True
    if not pairs or all("." in cell for cell in dates if cells.first_two(cell)):
        return DateOrder.DAY_FIRST, True
    return DateOrder.MONTH_FIRST if units is Units.MILE else DateOrder.DAY_FIRST, False
