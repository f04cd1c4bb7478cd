"""How amounts are written: one rounding for the screen, the command line and the report."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from kneerehab.domain.codes import Units
from kneerehab.domain.units import metres, shown_distance
from kneerehab.gui.look import locale
from kneerehab.wording.formats import plain


@pytest.mark.parametrize(
    ("covered", "told"), [(4250, "4.2"), (2250, "2.2"), (4299, "4.2"), (4300, "4.3"), (999, "0.99"), (0, "0.00")]
)
def test_screen_and_command_line_round_a_distance_alike_and_down(covered: int, told: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    try:
        assert locale.formats_for(Units.KM).distance(covered) == plain().distance(covered) == f"{told}\u00a0km"
    finally:
        QLocale.setDefault(before)


def test_what_was_covered_reads_like_what_is_allowed() -> None:
    for units in Units:
        formats = plain(units)
        assert all(formats.distance(far) == formats.ceiling(far) for far in range(2000, 40_000, 7))


def test_miles_come_back_as_they_were_typed() -> None:
    assert all(shown_distance(metres(tenths / 10, Units.MILE), Units.MILE) == tenths / 10 for tenths in range(2000))
    assert plain(Units.MILE).distance(metres(6, Units.MILE)) == "6.0\u00a0mi"


def test_no_ceiling_is_shown_as_more_than_it_is() -> None:
    assert all(metres(shown_distance(far, units), units) <= far for units in Units for far in range(20_000))
