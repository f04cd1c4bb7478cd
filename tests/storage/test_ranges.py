"""What may stand in a column, to the last value: a whole column makes sense or none of it is read."""

from __future__ import annotations

from typing import Any

import pytest

from kneerehab.domain import fields as f
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Side
from kneerehab.domain.diary import KINDS
from kneerehab.storage.cells import column_names
from kneerehab.storage.ranges import _tests, column_tests

UUID = "0b6f1c6e-6a35-4c8a-9a0b-5d1f5f7f0001"
CASES: list[tuple[f.Spec, list[Any], list[Any]]] = [
    (f.Integer(1, 10), [1, 10, 5], [0, 11, 5.0, "5", b"5", -1]),
    (f.Number(0, 300), [0, 300, 2.5, 0.0], [-0.5, 300.5, "2", b"2", float("inf")]),
    (f.Text(1, 5), ["a", "abcde", "äöüßé"], ["", "abcdef", 1, b"abc", 1.5]),
    (f.Text(0, 5), ["", "abcde"], ["abcdef", b""]),
    (f.Identifier(), [UUID], [UUID[:-1], UUID + "0", b"x" * 36, 36]),
    (f.Sha256(), ["0" * 64], ["0" * 63, "0" * 65]),
    (
        f.Day(),
        ["2000-01-01", "2099-12-31"],
        ["1999-12-31", "2100-01-01", "2026-1-1", "2026-01-01T07:00", b"2026-01-01"],
    ),
    (f.LocalTime(), ["2000-01-01T00:00", "2099-12-31T23:59"], ["1999-12-31T23:59", "2100-01-01T00:00", "2026-01-01"]),
    (f.LocalTime(), ["2026-01-01T07:00"], ["2026-01-01T07:00+02:00", "2026-01-01T07:00:00"]),
    (f.UtcTime(), ["2026-01-01T07:00:00Z"], ["2026-01-01T07:00:00", "2026-01-01T07:00Z", "1999-01-01T07:00:00Z"]),
    (f.Choice(Side), ["left"], []),
]


@pytest.mark.parametrize(("spec", "good", "bad"), CASES, ids=lambda value: type(value).__name__)
def test_a_column_makes_sense_if_every_value_does(spec: f.Spec, good: list[Any], bad: list[Any]) -> None:
    (test,) = _tests("x", spec)
    for value in good:
        assert test([value])
        assert test([None, value, None])
    assert test(good)
    assert test([])
    assert test([None, None])
    for value in bad:
        assert not test([value]), value
        assert not test([*good, value]), value
        assert not test([None, value, good[0]]), value


def test_there_is_one_test_for_each_column_of_each_kind() -> None:
    for kind in KINDS.values():
        assert len(column_tests(kind)) == len(column_names(kind))


def test_the_parts_of_scores_are_looked_at_each() -> None:
    tests = dict(zip(column_names(CheckIn), column_tests(CheckIn), strict=True))
    for name in ("now_left", "now_right", "worst_24h_left", "average_24h_right"):
        assert tests[name]([0, 10, None])
        assert not tests[name]([11])
