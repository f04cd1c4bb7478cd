"""A screen reader acts by "Toggle", which makes no click: everything that can be chosen listens to that too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication

from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.look.segmented import SegmentedControl
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

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


def test_a_page_is_told_as_one_of_several(program: Any) -> None:
    sidebar = program("build-week-8", NOW).window.sidebar
    roles = {name: QAccessible.queryAccessibleInterface(page).role() for name, page in sidebar.buttons.items()}
    assert set(roles.values()) == {QAccessible.Role.RadioButton}
    assert QAccessible.queryAccessibleInterface(sidebar.menu).role() == QAccessible.Role.Button


def test_an_ice_dot_logs_once(program: Any) -> None:
    running = program("build-week-8", NOW)
    before = len(running.diary.icing)
    toggle(button(running.window.page("today"), "Ice session 1 of 3, not done"))
    assert len(running.diary.icing) == before + 1
    button(running.window.page("today"), "Ice session 2 of 3, not done").click()
    assert len(running.diary.icing) == before + 2


def below(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that other programs are told of, from a widget down."""
    for index in range(found.childCount()):
        child = found.child(index)
        if child is not None:
            yield child
            yield from below(child)


def told(found: QAccessibleInterface, name: str) -> QAccessibleInterface:
    """The part of that name."""
    return next(part for part in below(found) if part.text(QAccessible.Text.Name) == name)


def test_the_entries_of_the_menus_can_be_found_and_chosen(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", NOW)
    window = QAccessible.queryAccessibleInterface(running.window)
    assert told(window, "Backups…").state().invisible
    running.window.sidebar.menu.click()
    assert not told(window, "File").state().invisible
    told(window, "File").actionInterface().doAction(QAccessibleActionInterface.showMenuAction())
    assert not told(window, "Backups…").state().invisible
    seen: list[object] = []

    def look(dialog: BackupsDialog) -> None:
        seen.append(QApplication.activePopupWidget())
        dialog.reject()

    in_dialog(BackupsDialog, look)
    told(window, "Backups…").actionInterface().doAction(QAccessibleActionInterface.pressAction())
    assert seen == [], "who chooses is answered before the dialog opens"
    qtbot.waitUntil(lambda: seen == [None])
    running.window.show_page("diary")
    assert told(window, "Care").state().invisible
    running.window.show_page("today")
    assert told(window, "not answered") is not None
