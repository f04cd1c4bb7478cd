"""Dates and numbers as other languages write them, inside our sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from kneerehab.gui import locale


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "text"), [("en_GB", "Sun 22 Nov"), ("de_DE", "So. 22. Nov"), ("fr_FR", "dim. 22 nov")]
)
def test_a_short_day_can_end_a_sentence(name: str, text: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert locale.short_day(date(2026, 11, 22)) == text


def test_a_german_number_has_a_comma() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert locale.number(1234.5, 1) == "1234,5"
