"""The largest text in the smallest window: what a page is for has the room, whatever stands above or below it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from kneerehab import i18n
from kneerehab.gui.shell.frame import SMALLEST
from kneerehab.gui.welcome.page import WelcomePage
from kneerehab.paths import resources_dir
from tests.gui.dialogs_at_hand import DIALOGS
from tests.gui.everywhere import close, dialogs, settle

PAGES = ("today", "plan", "exercises", "progress", "diary", "learn", "settings")
_LEAST = 0.6
"""The part of a page's height that has to move when it is scrolled."""


def scrolled(page: QWidget) -> QScrollArea:
    """What scrolls the page up and down."""
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible() and area.verticalScrollBar().maximum()]
    return max(areas, key=lambda area: area.viewport().height())


def share(page: QWidget) -> float:
    """The part of the page's height that scrolls."""
    return scrolled(page).viewport().height() / page.height()


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt_BR"])
def test_most_of_every_page_scrolls_at_twice_the_size(program: Any, code: str) -> None:
    with i18n.speaking(resources_dir() / "locale", code):
        running = program("build-week-8")
        running.window.resize(SMALLEST)
        running.workspace.change_settings(text_scale=200)
        found = {}
        for name in PAGES:
            running.window.show_page(name)
            settle()
            found[name] = round(share(running.window.page(name)), 2)

    assert {name: part for name, part in found.items() if part < _LEAST} == {}


class Layouts(QObject):
    """Counts how often something of a window is to be laid out."""

    many = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.many += event.type() == QEvent.Type.LayoutRequest
        return False


def comes_to_rest(app: QApplication) -> bool:
    """Whether nothing is laid out for a moment, soon: else it would be for ever, and keep a processor busy."""
    layouts = Layouts()
    app.installEventFilter(layouts)
    for _turn in range(100):
        layouts.many = 0
        QTest.qWait(50)
        if not layouts.many:
            break
    app.removeEventFilter(layouts)
    return not layouts.many


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_page_comes_to_rest(program: Any, qapp: QApplication, scale: int) -> None:
    running = program("build-week-8")
    running.window.resize(SMALLEST)
    running.workspace.change_settings(text_scale=scale)
    for name in PAGES:
        running.window.show_page(name)
        assert comes_to_rest(qapp), name


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_dialog_comes_to_rest(program: Any, qapp: QApplication) -> None:
    running = program("build-week-8", first="plan")
    running.window.resize(SMALLEST)
    running.workspace.change_settings(text_scale=200)
    restless = [name for name, _dialog in dialogs(running) if not comes_to_rest(qapp)]
    assert restless == []


@pytest.mark.parametrize("name", PAGES)
def test_a_head_stays_in_sight_where_there_is_room_and_comes_back_when_there_is(program: Any, name: str) -> None:
    running = program("build-week-8", first=name)
    running.window.resize(SMALLEST)
    settle()
    page = running.window.page(name)
    title = page.frame.title
    assert not any(area.isAncestorOf(title) for area in page.findChildren(QScrollArea))
    before = title.mapTo(page, title.rect().topLeft()), title.size()

    running.workspace.change_settings(text_scale=200)
    settle()
    assert title.isVisible()
    running.workspace.change_settings(text_scale=100)
    settle()

    assert not any(area.isAncestorOf(title) for area in page.findChildren(QScrollArea))
    assert (title.mapTo(page, title.rect().topLeft()), title.size()) == before


def test_a_focused_control_of_the_head_keeps_the_focus_when_the_head_goes_along(program: Any) -> None:
    running = program("build-week-8", first="exercises")
    running.window.resize(SMALLEST)
    page = running.window.page("exercises")
    page.sets_button.setFocus(Qt.FocusReason.TabFocusReason)

    running.workspace.change_settings(text_scale=200)
    settle()

    assert scrolled(page).isAncestorOf(page.sets_button)
    assert page.sets_button.hasFocus()


@pytest.mark.parametrize("page_two", [False, True])
def test_the_first_question_is_seen_at_twice_the_size(program: Any, page_two: bool) -> None:
    running = program()
    running.window.resize(SMALLEST)
    running.workspace.change_settings(text_scale=200)
    settle()
    page = running.window.findChild(WelcomePage)
    first: QWidget = page.who.name
    if page_two:
        page.who.name.setText("Nora")
        page.go_on()
        first = page.how.last_run
    settle()

    area = scrolled(page)
    assert area.viewport().height() >= 0.7 * page.height()
    assert (
        area.viewport().rect().contains(first.rect().translated(first.mapTo(area.viewport(), first.rect().topLeft())))
    )
    button = page.start_button if page_two else page.next_button
    area.ensureWidgetVisible(button)
    assert not button.visibleRegion().isEmpty()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", ["run", "walk"])
def test_half_of_the_form_of_a_run_scrolls_at_twice_the_size(program: Any, kind: str) -> None:
    running = program("build-week-8", first="plan")
    running.window.resize(SMALLEST)
    running.workspace.change_settings(text_scale=200)
    dialog = DIALOGS[kind](running.workspace, running.window)
    dialog.show()
    settle()
    body = scrolled(dialog)

    assert body.viewport().height() >= 0.5 * dialog.height()
    for button in (dialog.quiet, dialog.import_link):
        body.ensureWidgetVisible(button)
        assert body.isAncestorOf(button)
        assert not button.visibleRegion().isEmpty()
    assert not dialog.save_button.visibleRegion().isEmpty()
    close(dialog)
