"""What a stored field may hold and what it is called: one description that feeds files, tables, forms and checks.

A record is a dataclass whose fields are made with `required()` or `optional()`; from that one line come its range and
file key, its columns, its CSV header, its control in a form with label and hint, and what is said of a wrong value.
`facets(cls)` lists the fields in file order. Ranges are those of the diary format, version 2.
"""

from __future__ import annotations

from dataclasses import field, fields
from enum import StrEnum
from functools import cache
from typing import Any

from kneerehab.domain.field_kinds import (
    YEARS,
    Amount,
    AmountField,
    Choice,
    Codes,
    Day,
    Flag,
    Identifier,
    Integer,
    KneeScores,
    LocalTime,
    Number,
    Scores,
    SettingsPatch,
    Sha256,
    Text,
    UtcTime,
    within_years,
)
from kneerehab.frozen import dataclass

__all__ = [
    "YEARS",
    "Amount",
    "AmountField",
    "Choice",
    "Codes",
    "Day",
    "Facet",
    "Flag",
    "Identifier",
    "Integer",
    "KneeScores",
    "LocalTime",
    "Nested",
    "Number",
    "Scores",
    "SettingsPatch",
    "Sha256",
    "Shown",
    "Spec",
    "Text",
    "UtcTime",
    "facets",
    "field_faults",
    "optional",
    "required",
    "within_years",
]


@dataclass(frozen=True, slots=True)
class Nested:
    """An object of its own: another dataclass made of these fields."""

    of: type

    expectation = "must be an object"

    def accepts(self, value: object) -> bool:
        """Whether a value of the domain fits."""
        return isinstance(value, self.of) and not field_faults(value)


Spec = (
    Integer
    | Number
    | Flag
    | Text
    | Choice
    | Codes
    | Day
    | LocalTime
    | UtcTime
    | Identifier
    | Sha256
    | Scores
    | AmountField
    | Nested
    | SettingsPatch
)


class Shown(StrEnum):
    """How a number or text is typed and shown, where its range does not say it; the value is kept as it is."""

    SCORE = "score"
    DISTANCE = "distance"
    SPAN = "span"
    MINUTES = "minutes"
    SECONDS = "seconds"
    HOURS = "hours"
    KILOGRAMS = "kilograms"
    STEPS = "steps"
    PERMILLE = "permille"
    EXERCISE = "exercise"
    SHOES = "shoes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One field of a record: attribute name, key in files, what it may hold, and whether it must be there.

    `label`, `hint` and (of a plan setting) `source` are marked words for `_()`; `header` is its column in CSV files.
    """

    name: str
    key: str
    spec: Spec
    required: bool
    label: str = ""
    hint: str = ""
    source: str = ""
    shown: Shown | None = None
    header: str = ""


def required(
    spec: Spec, label: str = "", hint: str = "", *, key: str = "", shown: Shown | None = None, header: str = ""
) -> Any:
    """A field that every record states."""
    told = {"spec": spec, "label": label, "hint": hint, "key": key, "shown": shown, "header": header}
    return field(metadata={**told, "required": True})


def optional(
    spec: Spec,
    label: str = "",
    hint: str = "",
    *,
    key: str = "",
    default: object = None,
    shown: Shown | None = None,
    header: str = "",
    source: str = "",
) -> Any:
    """A field that may be unknown (`None`, or an empty tuple for lists of codes)."""
    told = {"spec": spec, "label": label, "hint": hint, "key": key, "shown": shown, "header": header}
    return field(default=default, metadata={**told, "source": source, "required": False})


_LAST = ("note", "changed")


@cache
def facets(cls: type) -> tuple[Facet, ...]:
    """The fields of a record class in file order: `id`, its own, `note`, `changed`."""
    found = [
        Facet(**{"name": item.name, **item.metadata, "key": item.metadata["key"] or item.name})
        for item in fields(cls)
        if "spec" in item.metadata
    ]
    return tuple(sorted(found, key=lambda facet: _LAST.index(facet.name) + 1 if facet.name in _LAST else 0))


def field_faults(record: object) -> list[str]:
    """`key: what is wrong` for each field that is out of its range; empty if the record is sound by itself."""
    faults = []
    kind: Any = type(record)
    for facet in facets(kind):
        value = getattr(record, facet.name)
        if value is None:
            if facet.required:
                faults.append(f"{facet.key}: is required")
        elif not facet.spec.accepts(value):
            faults.append(f"{facet.key}: {facet.spec.expectation}")
    return faults
