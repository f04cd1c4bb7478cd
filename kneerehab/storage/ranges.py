"""Whether what stands in a column can be what its field holds: types, lengths and ranges, a whole column at a time.

A table of SQLite takes anything into any column. Codes, lists and settings are read strictly elsewhere (`cells`); what
would pass there is caught here, in a third of the time that reading takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kneerehab.domain import fields as f
from kneerehab.storage.cells import parts_of

ColumnTest = Callable[[Sequence[Any]], bool]
_NOTHING = type(None)
_YEARS = ("2000", "2100")


def column_tests(kind: Any) -> list[ColumnTest]:
    """A test for each column of a kind, in the order of `cells.column_names`: whether all of its values make sense."""
    return [test for facet in f.facets(kind) for test in _tests(facet.name, facet.spec)]


def _tests(name: str, spec: f.Spec) -> list[ColumnTest]:
    parts = parts_of(name, spec)
    if parts is not None:
        return [test for part, inner, _known in parts for test in _tests(part, inner)]
    match spec:
        case f.Integer():
            return [partial(_numbers, {int}, spec.low, spec.high)]
        case f.Number():
            return [partial(_hundredths, spec.low, spec.high)]
        case f.Text():
            return [partial(_texts, spec.low, spec.high)]
        case f.Identifier():
            return [_ids]
        case f.Sha256():
            return [partial(_hex, 64)]
        case f.Day():
            return [partial(_dates, 10, "--")]
        case f.LocalTime():
            return [partial(_dates, 16, "--T:")]
        case f.UtcTime():
            return [partial(_dates, 20, "--T::Z")]
    return [lambda _column: True]


def _numbers(kinds: set[type], low: int, high: int, column: Sequence[Any]) -> bool:
    if not set(map(type, column)) - {_NOTHING} <= kinds:
        return False
    found = set(column)  # few different ones, and NaN is stored as NULL
    found.discard(None)
    return not found or (low <= min(found) and max(found) <= high)


def _hundredths(low: int, high: int, column: Sequence[Any]) -> bool:
    return _numbers({int, float}, low, high, column) and all(
        round(value, 2) == value for value in set(column) if value is not None
    )


def _texts(low: int, high: int, column: Sequence[Any]) -> bool:
    found = set(map(type, column)) - {_NOTHING}
    if not found:
        return True
    lengths = {len(text) for text in column if text is not None} if found == {str} else set()
    return bool(lengths) and low <= min(lengths) and max(lengths) <= high


def _ids(column: Sequence[Any]) -> bool:
    known = [text for text in column if text is not None]
    if not _texts(36, 36, known):
        return False
    together = "".join(known)
    hyphens = {together[place::36] for place in (8, 13, 18, 23)}
    return hyphens == {"-" * len(known)} and together.count("-") == 4 * len(known) and _is_hex(together, b"-")


def _hex(length: int, column: Sequence[Any]) -> bool:
    known = [text for text in column if text is not None]
    return _texts(length, length, known) and _is_hex("".join(known))


def _is_hex(text: str, more: bytes = b"") -> bool:
    return not text.encode().translate(None, b"0123456789abcdef" + more)


def _dates(length: int, signs: str, column: Sequence[Any]) -> bool:
    """Python reads other forms as well, of weeks, with zones and, since 3.14, of 24 o'clock: the `signs` are those
    between the digits of ours."""
    known = [text for text in column if text is not None] if None in column else column
    if not _texts(length, length, known):
        return False
    if not known:
        return True
    within = min(known) >= _YEARS[0] and max(known) < _YEARS[1] and max(text[11:13] for text in known) < "24"
    return within and {text[4::3] for text in known} == {signs}
