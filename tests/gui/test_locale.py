"""Dates and numbers as other languages write them, inside our sentences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, QLocale

from kneerehab.domain.codes import Units
from kneerehab.gui.chart.reading import chart_locale
from kneerehab.gui.look import locale
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.day_text import read_day
from kneerehab.gui.look.short_dates import short_date, span
from kneerehab.i18n import _


@pytest.mark.parametrize(
    ("name", "texts", "text"),
    [
        ("en_GB", "en", "Sun 22 Nov"),
        ("de_DE", "de", "So. 22. Nov."),
        ("fr_FR", "fr", "dim. 22 nov."),
        ("es_ES", "es", "dom 22 de nov"),
        ("pt_BR", "pt-BR", "dom. 22 de nov."),
    ],
)
def test_a_short_day_keeps_the_dot_of_its_month_and_can_end_a_sentence(
    name: str, texts: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "language", lambda: texts)
    QLocale.setDefault(QLocale(name))
    day = date(2026, 11, 22)
    assert locale.short_day(day) == text
    end = _("The plan has been paused since {from}.").format(**{"from": locale.short_day(day)})
    assert end.endswith(f" {text.removesuffix('.')}.")
    assert not end.endswith("..")


@pytest.mark.parametrize(
    ("name", "texts", "text"),
    [
        ("en_GB", "en", "Sun 22 Nov 2026"),
        ("en_US", "en", "Sun Nov 22, 2026"),
        ("de_DE", "de", "So. 22. Nov. 2026"),
        ("es_ES", "es", "dom 22 de nov de 2026"),
        ("pt_BR", "pt-BR", "dom. 22 de nov. de 2026"),
    ],
)
def test_a_short_day_with_its_year_is_written_as_the_language_writes_it(
    name: str, texts: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "language", lambda: texts)
    QLocale.setDefault(QLocale(name))
    assert locale.day_and_year(date(2026, 11, 22)) == text


@pytest.mark.parametrize("name", ["de_DE", "fr_FR", "sv_SE", "cs_CZ"])
def test_no_foreign_month_or_weekday_stands_in_an_english_sentence(name: str) -> None:
    QLocale.setDefault(QLocale(name))
    day = date(2026, 12, 22)
    assert locale.long_day(day) == "Tuesday 22 December"
    assert locale.short_day(day) == "Tue 22 Dec"
    assert locale.month_and_year(day) == "December 2026"
    assert (locale.weekday(day), locale.weekday_long(2), locale.weekday_short(2)) == ("Tue", "Tuesday", "Tue")
    assert short_date(day, year=True) == "22 Dec 2026"
    assert chart_locale(Units.KM).formats.short_day(day) == "Tue 22 Dec 2026"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there the language is no variable")
@pytest.mark.parametrize(
    ("variables", "text"),
    [
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"}, "Tuesday 22 December"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, "Tuesday 22 December"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "ja_JP.UTF-8"}, "Tuesday December 22"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en"}, "Tuesday 22 December"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de"}, "Dienstag, 22. Dezember"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "de"}, "Dienstag, 22. Dezember"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "mardi 22 décembre"),
    ],
)
def test_a_system_that_names_its_days_in_another_language_than_it_speaks_is_spoken_to_in_one(
    variables: dict[str, str], text: str
) -> None:
    code = (
        "from datetime import date; from kneerehab import i18n; from kneerehab.gui.look import locale; "
        "from kneerehab.paths import resources_dir; i18n.install(resources_dir() / 'locale'); "
        "print(locale.long_day(date(2026, 12, 22)))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-X", "utf8", "-c", code]
    told = subprocess.run(command, env=kept | variables, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout == f"{text}\n"


@pytest.mark.parametrize(
    ("name", "texts", "day", "days"),
    [
        ("de_DE", "de", "22. Dez.", "9.–22. Dez."),
        ("en_GB", "en", "22 Dec", "9–22 Dec"),
        ("en_US", "en", "Dec 22", "Dec 9–22"),
        ("fr_FR", "fr", "22 déc.", "9–22 déc."),
    ],
)
def test_a_day_bears_the_full_stop_of_its_language(
    name: str, texts: str, day: str, days: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "language", lambda: texts)
    QLocale.setDefault(QLocale(name))
    assert short_date(date(2026, 12, 22)) == day
    assert span(date(2026, 12, 9), date(2026, 12, 22)) == days


def test_an_american_keeps_the_american_order() -> None:
    QLocale.setDefault(QLocale("en_US"))
    assert locale.long_day(date(2026, 12, 22)) == "Tuesday December 22"


def test_a_day_field_shows_and_reads_the_language_of_the_sentences(qtbot: Any) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    field = DateField()
    qtbot.addWidget(field)
    field.setDate(QDate(2026, 12, 22))
    assert field.lineEdit().text() == "Tue 22 Dec 2026"
    assert read_day("22. Dezember", date(2026, 1, 1)) == date(2026, 12, 22)
    assert read_day("22 December", date(2026, 1, 1)) == date(2026, 12, 22)


def test_names_of_days_and_months_are_written_in_one_place() -> None:
    """Qt's own locale names them in the system's language, so only one file may ask it."""
    package = Path(locale.__file__).parent
    asked = re.compile(r"QLocale\(\)\.(toString\(|standalone(Day|Month)Name|dayName|monthName)")
    found = {
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if asked.search(line) and "_short_format" not in line
    }
    assert found == {"locale.py"}  # numbers, times of day and short dates


def test_a_german_number_has_a_comma() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert locale.number(1234.5, 1) == "1234,5"
