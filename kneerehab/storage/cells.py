"""One field of a record in a row: the names of its columns, and values out of and into them; no SQLAlchemy here.

Start-up only reads, and reading needs no more than this: so the window need not wait for SQLAlchemy's import.
Scores, amounts and nested objects take one column per part; dates are ISO text; lists and plan settings are JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from kneerehab.domain import fields as f
from kneerehab.domain.rules import SETTINGS

FromRow = Callable[[Any], Any]
Environment = dict[str, Any]
"""The names that the expression of `reading()` uses."""


def parts_of(name: str, spec: f.Spec) -> list[tuple[str, f.Spec, bool]] | None:
    """The parts of a field that takes several columns: name, spec, and whether it is known whenever the field is."""
    match spec:
        case f.Scores():
            return [(f"{name}_left", spec.score, False), (f"{name}_right", spec.score, False)]
        case f.AmountField():
            return [(f"{name}_seconds", spec.seconds, True), (f"{name}_metres", spec.metres, True)]
        case f.Nested():
            return [(f"{name}_{part.name}", part.spec, part.required) for part in f.facets(spec.of)]
    return None


def column_names(kind: Any) -> list[str]:
    """The columns that hold a record's fields, in the order of its facets."""
    return [name for facet in f.facets(kind) for name in _names(facet.name, facet.spec)]


def _names(name: str, spec: f.Spec) -> list[str]:
    parts = parts_of(name, spec)
    return [name] if parts is None else [found for part, inner, _known in parts for found in _names(part, inner)]


def when_column(kind: Any) -> f.Facet | None:
    """The field that says when a record of a kind belongs in the diary, as `record.moment` has it."""
    by_name = {facet.name: facet for facet in f.facets(kind)}
    return next((by_name[name] for name in ("at", "date", "from_", "bought") if name in by_name), None)


def values_of(value: Any, spec: f.Spec) -> list[Any]:
    """The values of the columns that hold one field."""
    match spec:
        case f.Scores():
            return [None, None] if value is None else [value.left, value.right]
        case f.AmountField():
            return [None, None] if value is None else [value.seconds, value.metres]
        case f.Nested():
            parts = f.facets(spec.of)
            return [
                item
                for part in parts
                for item in values_of(None if value is None else getattr(value, part.name), part.spec)
            ]
        case f.Codes():
            return [json.dumps([code.value for code in value])]
        case f.SettingsPatch():
            return [json.dumps({name: _setting(item) for name, item in value.items()})]
    if value is None or type(value) in (str, int, float):
        return [value]
    if isinstance(value, StrEnum):
        return [value.value]
    if isinstance(value, datetime):
        return [f"{value:%Y-%m-%dT%H:%M:%SZ}" if value.tzinfo else value.isoformat(timespec="minutes")]
    if isinstance(value, date):
        return [value.isoformat()]
    return [int(value)]


def _setting(value: Any) -> Any:
    return {"seconds": value.seconds, "metres": value.metres} if isinstance(value, f.Amount) else value


def reading(spec: f.Spec, required: bool, index: int, env: Environment) -> tuple[str, int]:
    """A Python expression that reads a field from the row `r` at `index`, and the number of columns it takes.

    Expressions are compiled once per kind into one function: ten years of records must load while a window opens.
    They are made of these templates and column numbers alone.
    """
    cell = f"r[{index}]"

    def calling(name: str, function: Any) -> str:
        env[name] = function
        return f"{name}({cell})" if required else f"(None if {cell} is None else {name}({cell}))"

    match spec:
        case f.Flag():
            env["FLAG"] = {None: None, 0: False, 1: True}
            return f"FLAG[{cell}]", 1
        case f.Choice():
            name = f"CODES_{spec.codes.__name__}"
            env[name] = {None: None} | {code.value: code for code in spec.codes}
            return f"{name}[{cell}]", 1
        case f.Codes():
            name = f"LIST_{spec.codes.__name__}_{spec.most}"
            env[name] = _codes_reader(spec)
            return f"{name}({cell})", 1
        case f.Day():
            return calling("DAY", date.fromisoformat), 1
        case f.LocalTime():
            return calling("TIME", datetime.fromisoformat), 1
        case f.UtcTime():
            return calling("UTC_TIME", _utc_time), 1
        case f.SettingsPatch():
            return calling("SETTINGS", _settings), 1
        case f.Scores():
            env["SCORES"] = _scores
            known = f"SCORES({cell}, r[{index + 1}])"
            return known if required else f"(None if {cell} is None and r[{index + 1}] is None else {known})", 2
        case f.AmountField():
            env["AMOUNT"] = _amount
            return f"(None if {cell} is None and r[{index + 1}] is None else AMOUNT({cell}, r[{index + 1}]))", 2
        case f.Nested():
            made, width = constructing(spec.of, index, env)
            env["HALF"] = _half
            needed = " and ".join(f"r[{index + number}] is not None" for number in _needed(spec.of))
            nothing = " and ".join(f"r[{index + number}] is None" for number in range(width))
            return f"({made} if {needed} else None if {nothing} else HALF())", width
        case _:
            return cell, 1


def constructing(kind: type, index: int, env: Environment) -> tuple[str, int]:
    """An expression that makes a `kind` from the row `r` at `index`, and the number of columns it takes."""
    env[kind.__name__] = kind
    arguments = []
    first = index
    for facet in f.facets(kind):
        expression, width = reading(facet.spec, facet.required, index, env)
        arguments.append(f"{facet.name}={expression}")
        index += width
    return f"{kind.__name__}({', '.join(arguments)})", index - first


def _needed(kind: type) -> list[int]:
    """Which of the columns of a nested object are known whenever it is; all of ours take one each."""
    return [number for number, facet in enumerate(f.facets(kind)) if facet.required]


def _half() -> None:
    raise ValueError("half an object")


def _utc_time(text: str) -> datetime:
    return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)


@cache
def _scores(left: int | None, right: int | None) -> f.KneeScores:
    """Frozen and of 144 kinds: one object for each is enough."""
    return f.KneeScores(left=left, right=right)


def _amount(seconds: int | None, metres: int | None) -> f.Amount:
    if seconds is None or metres is None:
        raise ValueError("half an amount")
    return f.Amount(seconds=seconds, metres=metres)


def _codes_reader(spec: f.Codes) -> FromRow:
    @cache
    def read(text: str) -> tuple[StrEnum, ...]:
        items = json.loads(text)
        found = tuple(map(spec.codes, items))
        if type(items) is not list or not spec.accepts(found):
            raise ValueError("no list of different codes")
        return found

    return read


def _settings(text: str) -> Mapping[str, Any]:
    found = {name: _setting_from(name, item) for name, item in json.loads(text).items()}
    if not found:
        raise ValueError("no settings")
    return found


def _setting_from(name: str, item: Any) -> Any:
    spec = SETTINGS[name].spec
    if item is None:
        return None
    value = item
    if isinstance(spec, f.AmountField):
        value = f.Amount(**item)
    elif isinstance(spec, f.Choice):
        value = spec.codes(item)
    if not spec.accepts(value):
        raise ValueError("out of its range")
    return value
