"""Guessing how a CSV file is to be read, from its header and its first rows."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kneerehab.domain.codes import Units
from kneerehab.exchange.activities import cells
from kneerehab.exchange.activities.mapping import Column, DateOrder, Decimal, DistanceUnit, DurationUnit, Mapping
from kneerehab.exchange.activities.texts import tidy
from kneerehab.i18n import N_, _

Rows = Sequence[Sequence[str]]
_U = TypeVar("_U")

STRAVA = "Strava"
GARMIN = "Garmin Connect"
OWN = "CSV"

_STRAVA = {
    Column.DATE: "activity date",
    Column.KIND: "activity type",
    Column.NAME: "activity name",
    Column.SECONDS: "moving time",
    Column.METRES: "distance",
    Column.ASCENT: "elevation gain",
    Column.CADENCE: "average cadence",
    Column.EFFORT: "perceived exertion",
}
"""Strava writes Distance twice, for people and in metres; the last column of a name is the exact one."""

_GARMIN = {
    Column.DATE: ("date", "datum"),
    Column.KIND: ("activity type", "aktivitätstyp"),
    Column.NAME: ("title", "titel"),
    Column.SECONDS: ("moving time", "zeit in bewegung", "time", "zeit"),
    Column.METRES: ("distance", "distanz"),
    Column.ASCENT: ("total ascent", "elev gain", "anstieg gesamt", "positiver höhenunterschied"),
    Column.CADENCE: ("avg run cadence", "ø schrittfrequenz (laufen)"),
}

_ANY = {
    Column.DATE: (
        "date", "start", "start time", "started", "when", "day", "datum", "tag", "startzeit", "timestamp",
        "fecha", "data", "jour",
    ),
    Column.TIME: ("time of day", "clock", "start time", "startzeit", "uhrzeit", "hora", "heure"),
    Column.KIND: ("type", "activity type", "sport", "activity", "kind", "sportart", "art", "aktivität"),
    Column.SECONDS: (
        "moving time", "duration", "time", "elapsed time", "minutes", "seconds", "min", "dauer", "zeit", "minuten",
        "laufzeit", "duración", "tiempo", "durée", "temps", "durata", "duur", "tijd",
    ),
    Column.METRES: (
        "distance", "total distance", "km", "kilometres", "kilometers", "miles", "metres", "meters", "length",
        "distanz", "strecke", "länge", "entfernung", "laufstrecke", "streckenlänge", "kilometer",
        "distancia", "longueur", "kilomètres", "distanza", "afstand", "kilómetros",
    ),
    Column.ASCENT: ("ascent", "elevation gain", "total ascent", "climb", "anstieg", "höhenmeter"),
    Column.CADENCE: ("cadence", "average cadence", "steps per minute", "spm", "avg run cadence", "schrittfrequenz"),
    Column.EFFORT: ("effort", "rpe", "perceived exertion", "anstrengung"),
    Column.NAME: ("name", "title", "activity name", "titel", "notes", "note", "notiz", "comment"),
}  # fmt: skip

_UNIT = re.compile(r"[\[(_\s]\s*(km|mi|miles?|mile|m|metres|meters|s|sec|seconds|min|minutes|h|hours)\s*[\])]?$")
_DISTANCE_UNITS = {
    "km": DistanceUnit.KM, "kilometres": DistanceUnit.KM, "kilometers": DistanceUnit.KM,
    "kilometer": DistanceUnit.KM, "kilomètres": DistanceUnit.KM, "kilómetros": DistanceUnit.KM,
    "mi": DistanceUnit.MILE, "mile": DistanceUnit.MILE, "miles": DistanceUnit.MILE,
    "m": DistanceUnit.M, "metres": DistanceUnit.M, "meters": DistanceUnit.M,
}  # fmt: skip
_DURATION_UNITS = {
    "s": DurationUnit.SECONDS, "sec": DurationUnit.SECONDS, "seconds": DurationUnit.SECONDS,
    "min": DurationUnit.MINUTES, "minutes": DurationUnit.MINUTES, "minuten": DurationUnit.MINUTES,
    "h": DurationUnit.HOURS, "hours": DurationUnit.HOURS,
}  # fmt: skip

_RATE = re.compile(r"/|pace|speed|tempo|schnitt|\b(per|pro|por|par|je|à)\b")
_LONG_UNITS = {word: unit for word, unit in _DISTANCE_UNITS.items() if unit is not DistanceUnit.M}
"""Metres may be a climb as well."""

MOST_NAME = 100
"""Characters of a column's name that are looked at."""

_MOST_NAMED = 20
"""Columns that are named as not read."""

_LOST = {
    Column.METRES: N_("No column was recognised as the distance."),
    Column.SECONDS: N_("No column was recognised as the duration."),
}

SAMPLE = 200
"""Rows that are looked at."""

_METRES_FROM = 200
"""A typical distance of this or more can only be metres, for nobody runs 200 km a time."""


def guess(header: Sequence[str], rows: Rows, units: Units) -> Mapping:
    """The mapping that fits best; `unsure` names what a person should look at."""
    # Cut: looking for a unit in a hundred thousand blanks takes minutes.
    names = [" ".join(cell[:MOST_NAME].split()).casefold() for cell in header]
    if "activity id" in names and "activity date" in names:
        mapping = _strava(header, names)
    elif ("date" in names and "activity type" in names and "favorite" in names) or (
        "datum" in names and "aktivitätstyp" in names
    ):
        mapping = _garmin(header, names, rows, units)
    else:
        mapping = _own(header, names, rows, units)
    return doubted(mapping, rows)


def doubted(mapping: Mapping, rows: Rows) -> Mapping:
    """The mapping, unsure of distance and duration where it has no column for them and another column has digits."""
    lost = [column for column in (Column.METRES, Column.SECONDS) if column not in mapping.columns]
    if not lost or not any(_has_digits(rows, place) for place in mapping.unused()):
        return mapping
    return replace(mapping, unsure=(*mapping.unsure, *(str(column) for column in lost)))


def _strava(header: Sequence[str], names: list[str]) -> Mapping:
    last = {name: place for place, name in enumerate(names)}
    columns = {column: last[name] for column, name in _STRAVA.items() if name in last}
    if Column.SECONDS not in columns and "elapsed time" in last:
        columns[Column.SECONDS] = last["elapsed time"]
    twice = names.count("distance") > 1
    return Mapping(
        name=STRAVA,
        header=tuple(header),
        columns=columns,
        distance_unit=DistanceUnit.M if twice else DistanceUnit.KM,
        date_order=DateOrder.MONTH_FIRST,
        utc=True,
        unsure=() if twice else ("distance_unit",),
    )


def _garmin(header: Sequence[str], names: list[str], rows: Rows, units: Units) -> Mapping:
    columns = {}
    for column, words in _GARMIN.items():
        place = next((names.index(word) for word in words if word in names), None)
        if place is not None:
            columns[column] = place
    # Some exports leave the moving time empty; then the time column is the one to read.
    moving = columns.get(Column.SECONDS)
    if moving is not None and all(cells.empty(cell) for cell in _column(rows, moving)):
        columns[Column.SECONDS] = next((names.index(word) for word in ("time", "zeit") if word in names), moving)
    decimal = _decimal(rows, columns.get(Column.METRES), ",")
    return Mapping(
        name=GARMIN,
        header=tuple(header),
        columns=columns,
        # The file has the units of the person's account and doesn't say which.
        distance_unit=DistanceUnit.MILE if units is Units.MILE else DistanceUnit.KM,
        decimal=decimal,
        unsure=("distance_unit",),
    )


def _own(header: Sequence[str], names: list[str], rows: Rows, units: Units) -> Mapping:
    bare = [_UNIT.sub("", name.replace("_", " ")).strip() or name for name in names]
    columns: dict[Column, int] = {}
    for column, words in _ANY.items():
        for word in words:
            place = next((p for p, name in enumerate(bare) if name == word and p not in columns.values()), None)
            if place is not None:
                columns[column] = place
                break
    unsure = []
    if Column.METRES not in columns:
        # A column of kilometres is a distance, whatever else it is called.
        free = (
            place for place in range(len(names)) if place not in columns.values() and not _RATE.search(names[place])
        )
        if (place := next((place for place in free if _unit_of(names, place, _LONG_UNITS)), None)) is not None:
            columns[Column.METRES] = place
            unsure.append(str(Column.METRES))
    decimal = _decimal(rows, columns.get(Column.METRES, columns.get(Column.SECONDS)), "")
    distance = _unit_of(names, columns.get(Column.METRES), _DISTANCE_UNITS)
    if distance is None:
        distance = DistanceUnit.MILE if units is Units.MILE else DistanceUnit.KM
        values = _values(rows, columns.get(Column.METRES), decimal)
        if values and statistics.median(values) >= _METRES_FROM:
            distance = DistanceUnit.M
        elif Column.METRES in columns:
            unsure.append("distance_unit")
    duration = _unit_of(names, columns.get(Column.SECONDS), _DURATION_UNITS)
    if duration is None:
        texts = [cell for cell in _column(rows, columns.get(Column.SECONDS)) if not cells.empty(cell)]
        plain = any(":" not in cell for cell in texts)
        values = _values(rows, columns.get(Column.SECONDS), decimal)
        duration = DurationUnit.MINUTES if values and statistics.median(values) < 300 else DurationUnit.SECONDS
        if plain and Column.SECONDS in columns:
            unsure.append("duration_unit")
    order, sure = _date_order(_column(rows, columns.get(Column.DATE)), units)
    if not sure:
        unsure.append("date_order")
    return Mapping(
        name=OWN,
        header=tuple(header),
        columns=columns,
        distance_unit=distance,
        duration_unit=duration,
        date_order=order,
        decimal=decimal,
        utc=any(cell.strip().endswith(("Z", "UTC")) for cell in _column(rows, columns.get(Column.DATE))),
        unsure=tuple(unsure),
    )


def lost(mapping: Mapping) -> str:
    """Which of distance and duration no column was recognised for, and the columns that are not read; "" if none."""
    missing = [column for column in (Column.METRES, Column.SECONDS) if column not in mapping.columns]
    lines = [_LOST[column] for column in missing if column in mapping.unsure]
    if not lines:
        return ""
    heads = [tidy(mapping.header[place], 40) or str(place + 1) for place in mapping.unused()[:_MOST_NAMED]]
    more = ["…"] if len(mapping.unused()) > _MOST_NAMED else []
    return " ".join([*map(_, lines), _("Not read: {columns}.").format(columns=", ".join([*heads, *more]))])


def _of_kilometres(names: list[str], used: set[int]) -> int | None:
    free = (place for place in range(len(names)) if place not in used and not _RATE.search(names[place]))
    return next((place for place in free if _unit_of(names, place, _LONG_UNITS)), None)


def _has_digits(rows: Rows, place: int) -> bool:
    return any(any(map(str.isdigit, cell)) for cell in _column(rows, place))


def _column(rows: Rows, place: int | None) -> list[str]:
    return [] if place is None else [row[place] for row in rows[:SAMPLE] if place < len(row)]


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
