"""Columns and kinds as a person writes them on the command line: `distance=Strecke`, `durations=min`, `swim`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from kneerehab.domain.codes import ActivityKind, CrossKind
from kneerehab.exchange.activities.candidate import Candidate, as_kind
from kneerehab.exchange.activities.csv_names import plain
from kneerehab.exchange.activities.mapping import Column, DateOrder, Decimal, DistanceUnit, DurationUnit, Mapping
from kneerehab.i18n import _

COLUMNS = {
    "date": Column.DATE,
    "time": Column.TIME,
    "kind": Column.KIND,
    "duration": Column.SECONDS,
    "distance": Column.METRES,
    "ascent": Column.ASCENT,
    "cadence": Column.CADENCE,
    "effort": Column.EFFORT,
    "title": Column.NAME,
    "shoes": Column.GEAR,
}
UNITS: dict[str, tuple[str, type[StrEnum]]] = {
    "distances": ("distance_unit", DistanceUnit),
    "durations": ("duration_unit", DurationUnit),
    "dates": ("date_order", DateOrder),
    "decimals": ("decimal", Decimal),
}
KINDS = {
    **{str(kind): (kind, None) for kind in (ActivityKind.RUN, ActivityKind.WALK)},
    **{str(kind): (ActivityKind.CROSS, kind) for kind in CrossKind},
}
"""What can be said of an activity whose kind is a guess."""


def chosen(mapping: Mapping, wishes: Sequence[str]) -> Mapping:
    """The mapping with what was wished, each `what=column`, by its name or its number from 1; raises ValueError."""
    columns, formats = dict(mapping.columns), {}
    for wish in wishes:
        what, sign, value = (part.strip() for part in wish.partition("="))
        if what in UNITS and sign:
            name, codes = UNITS[what]
            if value not in list(codes):
                words = _("{what} can be {values}.")
                raise ValueError(words.format(what=what, values=", ".join(codes)))
            formats[name] = codes(value)
        elif what in COLUMNS and sign:
            columns = {column: place for column, place in columns.items() if column is not COLUMNS[what]}
            if value:
                columns = {column: place for column, place in columns.items() if place != _place(mapping, value)}
                columns[COLUMNS[what]] = _place(mapping, value)
        else:
            words = _("“{wish}” is not understood. Please write what=column, where what is one of {values}.")
            raise ValueError(words.format(wish=wish, values=", ".join([*COLUMNS, *UNITS])))
    return replace(mapping, columns=columns, unsure=(), **formats)  # type: ignore[arg-type]


def guesses(mapping: Mapping) -> list[str]:
    """What of it is a guess, as it would be wished."""
    columns = [
        f"{what}={mapping.header[mapping.columns[column]]}"
        for what, column in COLUMNS.items()
        if column in mapping.unsure and column in mapping.columns
    ]
    return columns + [
        f"{what}={getattr(mapping, name)}" for what, (name, _codes) in UNITS.items() if name in mapping.unsure
    ]


def _place(mapping: Mapping, value: str) -> int:
    if value.isascii() and value.isdigit() and 1 <= int(value) <= len(mapping.header):
        return int(value) - 1
    names = [plain(head) for head in mapping.header]
    for same in (mapping.header, tuple(names)):
        wanted = value if same is mapping.header else plain(value)
        if wanted in same:
            return same.index(wanted)
    raise ValueError(
        _("The table has no column “{name}”. It has {columns}.").format(
            name=value, columns=", ".join(head for head in mapping.header if head)
        )
    )


def settled(candidate: Candidate, kind: str) -> Candidate:
    """The candidate as that kind (one of KINDS), if its own was only guessed."""
    return as_kind(candidate, *KINDS[kind]) if candidate.kind_guessed else candidate
