"""A screen reader acts by "Toggle", which makes no click: everything that can be chosen listens to that too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from kneerehab.gui.controls.segmented import SegmentedControl
from tests.gui.test_journeys import button

NOW = datetime(2026, 2, 22, 7, 0)


def toggle(widget: QAbstractButton) -> None:
    """What Qt does for the accessibility action "Toggle" of a button."""
    widget.toggle()


def test_a_segment_tells_what_a_screen_reader_chose_and_only_once(qtbot: Any) -> None:
    control = SegmentedControl("Theme", [("light", "Light"), ("dark", "Dark")], "light")
    qtbot.addWidget(control)
    heard: list[object] = []
    control.changed.connect(heard.append)
    toggle(control.segments["dark"])
    assert heard == ["dark"]
    control.segments["light"].click()
    assert heard == ["dark", "light"]
    control.set_value("dark")
    assert heard == ["dark", "light"]


def test_a_page_opens_when_a_screen_reader_toggles_it_and_once_when_it_is_clicked(program: Any) -> None:
    running = program("build-week-8", NOW)
    heard: list[str] = []
    running.window.sidebar.chosen.connect(heard.append)
    toggle(running.window.sidebar.buttons["plan"])
    assert running.window.current_page == "plan"
    running.window.sidebar.buttons["learn"].click()
    running.window.sidebar.buttons["learn"].click()
    assert running.window.current_page == "learn"
    assert heard == ["plan", "learn", "learn"]


def test_an_ice_dot_logs_once(program: Any) -> None:
    running = program("build-week-8", NOW)
    before = len(running.diary.icing)
    toggle(button(running.window.page("today"), "Ice session 1 of 3, not done"))
    assert len(running.diary.icing) == before + 1
    button(running.window.page("today"), "Ice session 2 of 3, not done").click()
    assert len(running.diary.icing) == before + 2
