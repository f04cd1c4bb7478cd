"""How the columns of a CSV file are read: which column is what, in which unit and format; plain, so it can be kept."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any

from kneerehab.exchange.activities.texts import tidy
from kneerehab.frozen import dataclass
from kneerehab.i18n import N_, _


class Column(StrEnum):
    """What a column can hold; WHOLE is a time with its pauses, for rows that don't know the moving one (SECONDS).

    OFFSET is how far the clock was ahead of UTC.
    """

    DATE = "date"
    TIME = "time"
    OFFSET = "offset"
    KIND = "kind"
    SECONDS = "seconds"
    WHOLE = "whole"
    END = "end"
    METRES = "metres"
    ASCENT = "ascent"
    CADENCE = "cadence"
    EFFORT = "effort"
    NAME = "name"
    GEAR = "gear"
    FILE = "file"


class DistanceUnit(StrEnum):
    """The unit of a distance column."""

    M = "m"
    KM = "km"
    MILE = "mile"
    MM = "mm"


class DurationUnit(StrEnum):
    """The unit of a duration that is a plain number; 31:40 and 1:02:03 are understood in any case."""

    SECONDS = "s"
    MINUTES = "min"
    HOURS = "h"
    MILLISECONDS = "ms"


class DateOrder(StrEnum):
    """The order of day and month in dates of digits; dates that begin with the year are understood in any case."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Decimal(StrEnum):
    """The sign before the decimals; the other one groups thousands."""

    POINT = "."
    COMMA = ","


METRES_PER = {DistanceUnit.M: 1.0, DistanceUnit.KM: 1000.0, DistanceUnit.MILE: 1609.344, DistanceUnit.MM: 0.001}
SECONDS_PER = {
    DurationUnit.SECONDS: 1,
    DurationUnit.MINUTES: 60,
    DurationUnit.HOURS: 3600,
    DurationUnit.MILLISECONDS: 0.001,
}
MOST_COLUMNS = 500

_MOST_NAMED = 20
"""Columns that are named as not read."""

_LOST = {
    Column.METRES: N_("No column was recognised as the distance."),
    Column.SECONDS: N_("No column was recognised as the duration."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One way to read one header. `columns` maps what is known to the column's place, counted from 0.

    `utc` says that times are UTC (Strava) and not the runner's clock. `unsure` names the fields that were guessed
    from the values and deserve a question, and "metres" or "seconds" where no column was recognised as such though
    one is left; what was guessed is sure once a person has confirmed it, what is missing never is.
    """

    name: str
    header: tuple[str, ...]
    columns: Plain[Column, int] = field(default_factory=dict)
    distance_unit: DistanceUnit = DistanceUnit.KM
    duration_unit: DurationUnit = DurationUnit.SECONDS
    date_order: DateOrder = DateOrder.DAY_FIRST
    decimal: Decimal = Decimal.POINT
    utc: bool = False
    unsure: tuple[str, ...] = ()

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a file has this header."""
        return self.header == tuple(header)

    def unused(self) -> tuple[int, ...]:
        """The places of the columns that nothing is read from."""
        used = set(self.columns.values())
        return tuple(place for place in range(len(self.header)) if place not in used)


def remembered(mapping: Mapping) -> dict[str, Any]:
    """A confirmed mapping as plain JSON values, to keep in the settings of this computer."""
    return {
        "name": mapping.name,
        "header": list(mapping.header),
        "columns": {str(column): place for column, place in mapping.columns.items()},
        "distance_unit": str(mapping.distance_unit),
        "duration_unit": str(mapping.duration_unit),
        "date_order": str(mapping.date_order),
        "decimal": str(mapping.decimal),
        "utc": mapping.utc,
    }


def recalled(kept: object) -> Mapping | None:
    """The mapping that was kept; None if it can't be understood (edited by hand, from another version)."""
    if not isinstance(kept, dict):
        return None
    header, columns = kept.get("header"), kept.get("columns")
    if not isinstance(header, list) or not isinstance(columns, dict) or len(header) > MOST_COLUMNS:
        return None
    if not all(isinstance(cell, str) for cell in header):
        return None
    try:
        places = {Column(name): place for name, place in columns.items()}
        if not all(type(place) is int and 0 <= place < len(header) for place in places.values()):
            return None
        return Mapping(
            name=str(kept.get("name", "")),
            header=tuple(header),
            columns=places,
            distance_unit=DistanceUnit(str(kept.get("distance_unit"))),
            duration_unit=DurationUnit(str(kept.get("duration_unit"))),
            date_order=DateOrder(str(kept.get("date_order"))),
            decimal=Decimal(str(kept.get("decimal"))),
            utc=kept.get("utc") is True,
        )
    except (ValueError, TypeError):
        return None


def lost(mapping: Mapping) -> str:
    """Which of distance and duration no column was recognised for, and the columns that are not read; "" if none."""
    missing = [column for column in (Column.METRES, Column.SECONDS) if column not in mapping.columns]
    lines = [_LOST[column] for column in missing if column in mapping.unsure]
    if not lines:
        return ""
    heads = [tidy(mapping.header[place], 40) or str(place + 1) for place in mapping.unused()[:_MOST_NAMED]]
    more = ["…"] if len(mapping.unused()) > _MOST_NAMED else []
    return " ".join([*map(_, lines), _("Not read: {columns}.").format(columns=", ".join([*heads, *more]))])
