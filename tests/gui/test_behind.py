"""Behind a modal dialog nothing can be acted on through assistive technology; afterwards all of it can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from kneerehab.gui.look import choosing
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell import errors
from kneerehab.gui.shell.keys import KeysDialog
from kneerehab.gui.shell.navigation import ENTRIES
from tests.gui.modal import drop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def below(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything that a screen reader can reach from here, but no dialog."""
    yield part
    for index in range(part.childCount()):
        child = part.child(index)
        if child is not None and not isinstance(child.object(), QDialog):
            yield from below(child)


def acted_on(window: QWidget) -> list[str]:
    """What of a window still says that it can be acted on; and do every action of every part."""
    found = []
    for part in list(below(QAccessible.queryAccessibleInterface(window)))[1:]:  # the window can be come to, no more
        actions = part.actionInterface()
        if actions is None or part.state().invisible:
            continue
        if not part.state().disabled and not part.parent().state().disabled:  # a list speaks for its rows
            found.append(f"{part.role().name} {part.text(QAccessible.Text.Name)!r}")
        for name in actions.actionNames():
            actions.doAction(name)
    QApplication.processEvents()
    return found


@pytest.mark.parametrize("page", ENTRIES)
def test_nothing_behind_a_dialog_can_be_acted_on(program: Any, page: str) -> None:
    running = program("build-week-8", first=page)
    window = running.window
    QApplication.processEvents()
    before = running.workspace.diaries.database.path.read_bytes()
    focus = window.focusWidget()
    dialog = KeysDialog(window)
    dialog.open()
    QApplication.processEvents()
    assert acted_on(window) == []
    assert window.current_page == page
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == [dialog]
    assert dialog.close_button.isEnabled()
    assert running.workspace.diaries.database.path.read_bytes() == before
    dialog.reject()
    QApplication.processEvents()
    assert window.focusWidget() is focus
    assert window.sidebar.isEnabled()


def test_no_entry_of_the_menu_acts_behind_a_dialog(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", first="learn")
    window = running.window
    dialog = KeysDialog(window)
    dialog.open()
    QApplication.processEvents()
    opened: list[str] = []

    def look() -> None:
        over = QApplication.activeModalWidget()
        if over is not dialog and isinstance(over, QDialog):
            opened.append(over.windowTitle())
            drop(over)

    watch = QTimer(interval=10)
    watch.timeout.connect(look)
    watch.start()
    for action in window.actions():
        if action is not window.commands.menu.actions()[-1]:  # the last one quits
            action.trigger()
            qtbot.wait(20)
    watch.stop()
    assert opened == []
    assert window.isVisible()
    assert window.current_page == "learn"
    dialog.reject()
    next(action for action in window.actions() if action.text() == "Diary").trigger()
    assert window.current_page == "diary"


def test_a_dialog_behind_a_question_waits_for_the_answer(program: Any) -> None:
    running = program("build-week-8", first="learn")
    dialog = Dialog("Below", running.window, save_text="Save")
    dialog.open()
    question = Question(dialog, "Sure?", "It can be undone.", stay="Stay", go="Go")
    question.open()
    QApplication.processEvents()
    assert acted_on(dialog) == []
    assert dialog.isVisible()
    assert question.isVisible()
    question.reject()
    QApplication.processEvents()
    assert dialog.save_button.isEnabled()
    assert not running.window.sidebar.isEnabled()
    dialog.reject()
    QApplication.processEvents()
    assert running.window.sidebar.isEnabled()


def test_nothing_behind_the_file_dialog_of_qt_can_be_acted_on(program: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    running = program("build-week-8")
    window = running.window
    focus = window.focusWidget()
    found: list[list[str]] = []

    def look(parent: QWidget, *_asked: Any) -> tuple[str, str]:
        dialog = QFileDialog(parent)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.open()
        QApplication.processEvents()
        assert dialog.isEnabled()
        found.append(acted_on(window))
        dialog.reject()
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", look)
    assert choosing.file_to_write(running.window.page("today"), "Export", "diary.json", "Diaries (*.json)") == ""
    QApplication.processEvents()
    assert found == [[]]
    assert window.sidebar.isEnabled()
    assert window.focusWidget() is focus


def test_nothing_behind_the_report_of_a_fault_can_be_acted_on(program: Any) -> None:
    window = program("build-week-8").window
    errors.show_report(window, "what went wrong")
    QApplication.processEvents()
    assert acted_on(window) == []
    box = QApplication.activeModalWidget()
    assert isinstance(box, QDialog)
    box.reject()
    QApplication.processEvents()
    assert window.sidebar.isEnabled()
