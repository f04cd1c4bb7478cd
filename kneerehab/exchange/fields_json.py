"""One field of the diary format: JSON value to domain value with its faults, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from kneerehab.domain import fields as f
from kneerehab.domain.activity import Activity
from kneerehab.domain.plan_records import REMOVABLE, Plan
from kneerehab.domain.rules import SETTINGS
from kneerehab.domain.training import Prescription

MOST_FAULTS = 100
MOST_RECORDS = 200_000

Where = tuple[Any, str | int] | None
"""A place in the document: the place of the parent, and a key or an index. `None` is the document itself."""

_DATE = r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_is_date = re.compile(_DATE, re.ASCII).fullmatch
_is_local_time = re.compile(f"{_DATE}T{_TIME}", re.ASCII).fullmatch
_is_utc_time = re.compile(f"{_DATE}T{_TIME}:[0-5]\\dZ", re.ASCII).fullmatch


class TooManyFaults(Exception):
    """The hundredth fault was found; reading stops."""


class Faults:
    """The lines that say what is wrong with a file, at most 100."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, where: Where, text: str) -> None:
        """Note a fault; raises TooManyFaults with the hundredth."""
        self.lines.append(f"{_path(where)}: {text}")
        if len(self.lines) >= MOST_FAULTS:
            raise TooManyFaults


Reader = Callable[[Any, Where, Faults], Any]
"""Turns a JSON value (never null) into a domain value, or notes a fault and returns None."""


def _path(where: Where) -> str:
    """`check_ins[3].now.left`; the document itself is `diary`."""
    parts: list[str] = []
    while where is not None:
        where, key = where
        parts.append(f"[{key}]" if isinstance(key, int) else f".{_printable(key)}")
    return "".join(reversed(parts)).removeprefix(".") or "diary"


def _printable(key: str) -> str:
    """A key as one short line that every terminal and log can take."""
    short = key if len(key) <= 100 else key[:99] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in short)


def read_object(entries: Mapping[str, tuple[str, Reader]], needed: tuple[str, ...], make: Callable[..., Any]) -> Reader:
    """A reader for an object: `entries` maps its keys to attribute and reader; `needed` keys must be there."""

    def read(value: Any, where: Where, faults: Faults) -> Any:
        if type(value) is not dict:
            return faults.add(where, "must be an object")
        found: dict[str, Any] = {}
        for key, item in value.items():
            entry = entries.get(key)
            if entry is None:
                faults.add((where, key), "unknown key")
            elif item is not None:
                found[entry[0]] = entry[1](item, (where, key), faults)
        missing = [key for key in needed if value.get(key) is None]
        for key in missing:
            faults.add((where, key), "is required")
        return None if missing else make(**found)

    return read


def read_list(read_item: Reader) -> Reader:
    """A reader for a list of records."""

    def read(value: Any, where: Where, faults: Faults) -> Any:
        if type(value) is not list:
            return faults.add(where, "must be a list")
        if len(value) > MOST_RECORDS:
            return faults.add(where, f"has more than {MOST_RECORDS} entries")
        return [read_item(item, (where, index), faults) for index, item in enumerate(value)]

    return read


def read_record(kind: Any) -> Reader:
    """A reader for an object that is a record, or another dataclass made of fields."""
    entries = {}
    for facet in f.facets(kind):
        reader = _reader(facet.spec)
        # An optional pair of scores of which none is known says no more than its absence: one form for both.
        entries[facet.key] = (facet.name, _unless_empty(reader) if _is_optional_scores(facet) else reader)
    return read_object(entries, tuple(facet.key for facet in f.facets(kind) if facet.required), kind)


def read_field(spec: f.Spec) -> Reader:
    """A reader for one value."""
    return _reader(spec)


def _is_optional_scores(facet: f.Facet) -> bool:
    return isinstance(facet.spec, f.Scores) and not facet.required


def _unless_empty(reader: Reader) -> Reader:
    def read(value: Any, where: Where, faults: Faults) -> Any:
        scores = reader(value, where, faults)
        return scores if scores is not None and scores.known() else None

    return read


def _reader(spec: f.Spec) -> Reader:
    match spec:
        case f.Integer():
            return _integer(spec)
        case f.Choice():
            return _choice(spec)
        case f.Codes():
            return _codes(spec)
        case f.Day():
            return _parsed(spec, _is_date, date.fromisoformat)
        case f.LocalTime():
            return _parsed(spec, _is_local_time, datetime.fromisoformat)
        case f.UtcTime():
            return _parsed(spec, _is_utc_time, datetime.fromisoformat)
        case f.Scores():
            score = _integer(spec.score)
            return read_object({"left": ("left", score), "right": ("right", score)}, (), f.KneeScores)
        case f.AmountField():
            parts = {"seconds": ("seconds", _integer(spec.seconds)), "metres": ("metres", _integer(spec.metres))}
            return read_object(parts, ("seconds", "metres"), f.Amount)
        case f.Nested():
            return read_record(spec.of)
        case f.SettingsPatch():
            return _settings_patch
        case _:
            return _accepted(spec)


def _integer(spec: f.Integer) -> Reader:
    low, high = spec.low, spec.high

    def read(value: Any, where: Where, faults: Faults) -> Any:
        # `type` and not `isinstance`: true is not a number.
        return value if type(value) is int and low <= value <= high else faults.add(where, spec.expectation)

    return read


def _accepted(spec: f.Spec) -> Reader:
    def read(value: Any, where: Where, faults: Faults) -> Any:
        return value if spec.accepts(value) else faults.add(where, spec.expectation)

    return read


def _choice(spec: f.Choice) -> Reader:
    codes: dict[str, StrEnum] = {code.value: code for code in spec.codes}

    def read(value: Any, where: Where, faults: Faults) -> Any:
        code = codes.get(value) if type(value) is str else None
        return faults.add(where, spec.expectation) if code is None else code

    return read


def _codes(spec: f.Codes) -> Reader:
    read_code = _choice(f.Choice(spec.codes))

    def read(value: Any, where: Where, faults: Faults) -> Any:
        if type(value) is not list:
            return faults.add(where, spec.expectation)
        if len(value) < spec.least:
            return faults.add(where, "must not be empty")
        if len(value) > spec.most:
            return faults.add(where, f"has more than {spec.most} entries")
        codes: list[StrEnum] = []
        for index, item in enumerate(value):
            code = read_code(item, (where, index), faults)
            if code in codes:
                faults.add((where, index), "is listed twice")
            elif code is not None:
                codes.append(code)
        return tuple(codes)

    return read


def _parsed(spec: f.Spec, matches: Callable[[str], Any], parse: Callable[[str], Any]) -> Reader:
    def read(value: Any, where: Where, faults: Faults) -> Any:
        if type(value) is str and matches(value):
            try:
                return parse(value)
            except ValueError:  # 30 February
                pass
        return faults.add(where, spec.expectation)

    return read


def _settings_patch(value: Any, where: Where, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(where, "must be an object")
    if not value:
        return faults.add(where, "must not be empty")
    settings: dict[str, Any] = {}
    for key, item in value.items():
        facet = SETTINGS.get(key)
        if facet is None:
            faults.add((where, key), "unknown key")
        elif item is not None:
            settings[key] = _reader(facet.spec)(item, (where, key), faults)
        elif key in REMOVABLE:
            settings[key] = None
        else:
            faults.add((where, key), facet.spec.expectation)
    return settings


def plain(value: Any) -> Any:
    """A domain value as JSON holds it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes") if value.tzinfo is None else f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple):
        return [code.value for code in value]
    if isinstance(value, f.KneeScores):
        return {knee: score for knee, score in (("left", value.left), ("right", value.right)) if score is not None}
    if isinstance(value, f.Amount):
        return {"seconds": value.seconds, "metres": value.metres}
    if isinstance(value, Mapping):
        return {key: None if item is None else plain(item) for key, item in value.items()}
    return value if isinstance(value, str | int) else plain_record(value)


def plain_record(record: Any) -> dict[str, Any]:
    """A record as a JSON object: keys in file order, unknown values left out."""
    document: dict[str, Any] = {}
    kind: Any = type(record)
    for name, key, written_empty in _written(kind, getattr(record, "cross_kind", None) is not None):
        value = getattr(record, name)
        if value is None or (value == () and not written_empty):
            continue
        if key == "load_kg":
            document[key] = float(value)
        else:
            document[key] = value if type(value) in (str, int, bool) else plain(value)
    return document


# The order in which the format's own examples write keys, where it is not that of its tables: so that a file in their
# style comes out byte for byte as it went in.
_EFFORT_FIRST = ("effort", "pain_before", "pain_during", "pain_after")
_WRITING_ORDER: dict[Any, tuple[str, ...]] = {
    Activity: ("pain_before", "pain_during", "pain_after", "form_changed", "effort", "shoes_id", "surfaces"),
    Prescription: ("sets", "days_per_week", "side", "rest_seconds", "from", "to", "reps", "hold_seconds", "load_kg"),
    Plan: ("first_rung", "growth_permille", "runs_per_week", "allow_consecutive", "walk_run_ladder"),
}


@cache
def _written(kind: Any, is_cross: bool) -> tuple[tuple[str, str, bool], ...]:
    found = {
        facet.key: (facet.name, facet.key, isinstance(facet.spec, f.Codes) and facet.spec.always_written)
        for facet in f.facets(kind)
    }
    wanted = _EFFORT_FIRST if is_cross else _WRITING_ORDER.get(kind, ())
    keys = [key for key in found if key not in wanted]
    at = min((list(found).index(key) for key in wanted), default=0)
    return tuple(found[key] for key in (*keys[:at], *wanted, *keys[at:]))
