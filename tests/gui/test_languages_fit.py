"""Each language in the smallest window with the largest text: days and names are whole, and nothing is too wide."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea

from kneerehab import i18n, library
from kneerehab.domain.codes import Side
from kneerehab.domain.training import Prescription
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.paths import resources_dir
from tests import builders
from tests.gui.clipping import clipped_at_rest
from tests.gui.everywhere import settle

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support")]

LOCALE = resources_dir() / "locale"
START = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 30, 7, 42)  # as long as a day is called in Portuguese


@pytest.mark.parametrize("code", i18n.shipped(LOCALE))
def test_every_page_is_as_wide_as_the_window_and_cuts_no_word(program: Any, code: str) -> None:
    doses = [
        Prescription(id=builders.an_id(), exercise=name, side=Side.BOTH, sets=3, reps=10, days_per_week=7, from_=START)
        for name in library.exercises()
    ]
    with i18n.speaking(LOCALE, code):
        running = program(builders.diary(doses, start=START, affected=Side.LEFT), now=MONDAY)
        running.workspace.change_settings(text_scale=200)
        running.window.resize(960, 640)
        found = {}
        for entry in PAGES:
            running.window.show_page(entry.name)
            settle()
            areas = running.window.page(entry.name).findChildren(QScrollArea)
            wide = [area.horizontalScrollBar().maximum() for area in areas if area.isVisible()]
            found[entry.name] = clipped_at_rest(running.window) + [f"{more} too wide" for more in wide if more > 0]
    assert {name: faults for name, faults in found.items() if faults} == {}
