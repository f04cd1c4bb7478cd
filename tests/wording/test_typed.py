"""What people type for numbers, times and distances is understood, and what is not is never guessed at."""

from __future__ import annotations

import pytest

from kneerehab.domain.codes import Units
from kneerehab.wording.typed import RUN, WEEK, WORN, distance_in, number_in, seconds_in

HOUR = 3600


@pytest.mark.parametrize(
    ("typed", "point", "number"),
    [
        ("3.5", ".", 3.5),
        ("3,5", ".", 3.5),
        ("3,5", ",", 3.5),
        ("3.5", ",", 3.5),
        (" 12,5 ", ".", 12.5),
        (".5", ".", 0.5),
        ("5,", ".", 5),
        ("0,500", ".", 0.5),
        ("1,250", ".", 1250),
        ("1.250", ".", 1.25),
        ("1.250", ",", 1250),
        ("1,250", ",", 1.25),
        ("1.234,5", ".", 1234.5),
        ("1,234.5", ",", 1234.5),
        ("1.234.567", ".", 1234567),
        ("1\u202f250", ",", 1250),
        ("1 250", ".", 1250),
        ("-5", ".", -5),
        ("−5", ".", -5),
        ("٣٫٥", "٫", 3.5),
    ],
)
def test_a_number_is_read_with_either_decimal_sign(typed: str, point: str, number: float) -> None:
    assert number_in(typed, point) == number


@pytest.mark.parametrize(
    "typed", ["", " ", "ten", "12 or so", "1,2,3", "1.2.3,4", "inf", "nan", "1e3", "--5", "5-", ".", "1" * 30, "1:30"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "run", "week"),
    [
        ("90", 90 * 60, 90 * 60),
        ("24", 24 * 60, 24 * 60),
        ("3", 3 * 60, 3 * HOUR),
        ("2,5", 150, 2 * HOUR + 1800),
        ("1:30", HOUR + 1800, HOUR + 1800),
        ("5:00", 5 * HOUR, 5 * HOUR),
        ("6:30", 390, 6 * HOUR + 1800),
        ("24:00", 24 * 60, 24 * HOUR),
        ("90:00", 90 * 60, 90 * 60),
        ("0:24", 24 * 60, 24 * 60),
        ("1:02:30", 3750, 3750),
        ("1h30", HOUR + 1800, HOUR + 1800),
        ("1 h 30 min", HOUR + 1800, HOUR + 1800),
        ("1H30M20S", HOUR + 1820, HOUR + 1820),
        ("1.5 h", HOUR + 1800, HOUR + 1800),
        ("1,5h", HOUR + 1800, HOUR + 1800),
        ("2 hours", 2 * HOUR, 2 * HOUR),
        ("90 min", 90 * 60, 90 * 60),
        ("90min", 90 * 60, 90 * 60),
        ("24'30\"", 24 * 60 + 30, 24 * 60 + 30),
        ("45 s", 45, 45),
    ],
)
def test_a_time_is_read_as_a_runner_means_it(typed: str, run: int, week: int) -> None:
    assert (seconds_in(typed, RUN), seconds_in(typed, WEEK)) == (run, week)


@pytest.mark.parametrize(("typed", "hours"), [("8", 8), ("1,5", 1.5), ("8:30", 8.5), ("24:00", 24), ("90 min", 1.5)])
def test_where_hours_are_asked_a_bare_number_is_hours(typed: str, hours: float) -> None:
    assert seconds_in(typed, WORN) == hours * HOUR


@pytest.mark.parametrize(
    "typed", ["", "h", "abc", "12 or so", "1:5", "1:75", "1:30:99", "1h90", "2 min 1 h", "1h 2h", "1:30 h", "ten min"]
)
def test_what_is_no_time_is_none(typed: str) -> None:
    assert seconds_in(typed) is None


@pytest.mark.parametrize(
    ("typed", "units", "distance"),
    [
        ("3,5", Units.KM, 3.5),
        ("12.5", Units.MILE, 12.5),
        ("3,5 km", Units.KM, 3.5),
        ("5k", Units.KM, 5),
        ("3500 m", Units.KM, 3.5),
        ("2 mi", Units.KM, 3.218688),
        ("2 miles", Units.MILE, 2),
        ("1.609344 km", Units.MILE, 1),
    ],
)
def test_a_distance_may_name_its_unit(typed: str, units: Units, distance: float) -> None:
    assert distance_in(typed, units) == pytest.approx(distance)


@pytest.mark.parametrize("typed", ["", "km", "5 parsecs", "5 km or so", "far", "1:30"])
def test_what_is_no_distance_is_none(typed: str) -> None:
    assert distance_in(typed, Units.KM) is None
