"""The start where several runners are: Today of the last one, the caseload, or nothing of anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from kneerehab.domain.record import new_id
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.shell.nobody import NobodyPage
from kneerehab.gui.welcome.page import WelcomePage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 16, 8, 0)
NAMES = ("Maya Okafor", "Tom Brandt")


@pytest.fixture
def running(program: Any) -> Any:
    found = program("build-week-8", NOW)
    diary = found.diary
    for name in NAMES:
        runner = replace(diary.runner, id=new_id(), name=name, record_number=f"R-{name[0]}")
        found.workspace.diaries.import_diary(replace(diary, runner=runner))
    return found


def start_with(running: Any, what: str) -> Any:
    running.workspace.change_settings(start_on=what)
    running.restart()
    return running.window


def names_on(window: Any) -> set[str]:
    """Whose names stand anywhere in the window, for eyes or for a screen reader."""
    texts = [window.windowTitle(), window.sidebar.runner.accessibleName()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    known = [runner.name for runner in window.workspace.diaries.runners()]
    return {name for name in known if any(name in text for text in texts)}


def test_today_of_the_last_runner_is_the_usual_start(running: Any) -> None:
    window = start_with(running, "today")
    assert window.current_page == "today"
    assert names_on(window)


def test_the_caseload_can_be_the_start_and_a_runner_of_it_opens_on_today(running: Any, qtbot: Any) -> None:
    window = start_with(running, "caseload")
    assert window.current_page == "caseload"
    page = window.page("caseload")
    qtbot.waitUntil(lambda: not page.reading.busy)
    page.open(page.view.rows.items[0].id)
    assert window.current_page == "today"


def test_nothing_of_anybody_is_shown_before_somebody_is_chosen(running: Any, qtbot: Any) -> None:
    window = start_with(running, "nobody")
    page = window.stack.currentWidget()
    assert isinstance(page, NobodyPage)
    assert window.sidebar.isHidden()
    assert running.workspace.runner_id is None
    assert names_on(window) == set()
    for key in ("Ctrl+0", "Ctrl+1", "Ctrl+2", "Ctrl+L", "P", "T"):
        qtbot.keySequence(window, QKeySequence(key))
        assert window.stack.currentWidget() is page, key
    dialog = RunnersDialog(running.workspace, window)
    wanted = next(runner for runner in running.workspace.diaries.runners() if runner.name == "Tom Brandt")
    dialog._open(wanted.id)
    assert running.workspace.runner.name == "Tom Brandt"
    assert window.current_page == "today"
    assert not window.sidebar.isHidden()


def test_back_from_a_runner_who_was_not_added_nobody_is_shown(running: Any) -> None:
    window = start_with(running, "nobody")
    window.stack.currentWidget().add_button.click()
    welcome = window.stack.currentWidget()
    assert isinstance(welcome, WelcomePage)
    welcome.back_wanted.emit()
    assert isinstance(window.stack.currentWidget(), NobodyPage)
    assert window.sidebar.isHidden()


@pytest.mark.parametrize("what", ["caseload", "nobody"])
def test_a_single_runner_starts_on_today_whatever_was_chosen(running: Any, what: str) -> None:
    for runner in running.workspace.diaries.runners()[1:]:
        running.workspace.delete_runner(runner.id)
    window = start_with(running, what)
    assert window.current_page == "today"
    assert window.sidebar.runner.toolTip().count(" · ") == 1


def test_hidden_names_are_hidden_in_the_sidebar_and_in_the_list_of_runners(running: Any) -> None:
    tom = next(runner for runner in running.workspace.diaries.runners() if runner.name == "Tom Brandt")
    running.workspace.open_runner(tom.id)
    assert running.window.sidebar.runner.accessibleName() == "Runner: Tom Brandt"
    assert running.window.sidebar.runner.toolTip().startswith("Tom Brandt · R-T · "), "two may bear one name"
    running.window.show_page("settings")
    card = running.window.page("settings").several
    assert not card.isHidden()
    card.hide_names.click()
    assert running.window.sidebar.runner.accessibleName() == "Runner: R-T"
    assert running.window.sidebar.runner.toolTip().count("R-T") == 1
    dialog = RunnersDialog(running.workspace, running.window)
    rows = dialog.list.rows
    said = [rows.index(row).data() for row in range(rows.rowCount())]
    assert len(said) >= len(NAMES)
    assert not any(name in words for words in said for name in NAMES)
    dialog.search.setText("tom")
    assert [runner.name for runner in rows.items] == ["Tom Brandt"], "typing the name finds it all the same"


def test_the_start_is_chosen_in_settings(running: Any) -> None:
    running.window.show_page("settings")
    select = running.window.page("settings").several.start
    select.setFocus(Qt.FocusReason.TabFocusReason)
    select.setCurrentIndex(select.findData("caseload"))
    select.activated.emit(select.currentIndex())
    QApplication.processEvents()
    running.restart()
    assert running.window.current_page == "caseload"
