"""A locked diary that nobody looks after: covered, with all that was typed still there, and nothing to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QWidget

from kneerehab import app
from kneerehab.domain.codes import ActivityKind, Clinician
from kneerehab.domain.trail import Professional
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.lock.cover import open_dialogs
from kneerehab.gui.lock.idle import Idle
from kneerehab.gui.lock.unlock import UnlockPage
from kneerehab.gui.lock.watch import LockWatch
from kneerehab.gui.look import everywhere
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.dialog_parts import Scrim
from kneerehab.gui.look.question import Question
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.shell import clipboard
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.tray import Tray
from kneerehab.services import locking
from kneerehab.services.exercises import starting_dose
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.conftest import file as file
from tests.faults.conftest import start as start

pytest.importorskip("sqlcipher3", reason="the optional part `lock` is not installed")
pytestmark = [
    pytest.mark.usefixtures("nothing_unlocked"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]

PHRASE = "slow and steady feet"
NAME = "Mira Unverwechselbar"
NOTE = "a note that nobody else may read"
SQUAT = starting_dose("prisoner-squat", builders.at(1).date())
BOOK = builders.diary(builders.quiet_days(1, 10), SQUAT, name=NAME)


@pytest.fixture
def window(start: Starter, file: Path) -> Iterator[MainWindow]:
    """The window on a diary that is locked, and open."""
    write(file, BOOK)
    locking.lock(file, PHRASE, datetime(2026, 3, 10, 12))
    window = start()
    window.shut_wanted.connect(partial(app.shut, window, file.parent))
    assert window.workspace is not None
    yield window
    assert not curtain.drawn


def watch(window: MainWindow) -> LockWatch:
    found = window.findChildren(LockWatch)
    assert len(found) == 1
    return found[0]


def page(window: MainWindow) -> UnlockPage:
    found = window.centralWidget()
    assert isinstance(found, UnlockPage)
    return found


def give(window: MainWindow, qtbot: Any, passphrase: str = PHRASE) -> None:
    page(window).field.control.setText(passphrase)
    page(window).open_button.click()
    qtbot.waitUntil(lambda: not curtain.drawn or bool(page(window).field.error()))


def spoken() -> str:
    """All that a screen reader can come by, from the program down: names, values, descriptions."""
    said: list[str] = []

    def walk(part: Any) -> None:
        said.extend(part.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
        said.append(part.text(QAccessible.Text.Description))
        for number in range(part.childCount()):
            if (child := part.child(number)) is not None:
                walk(child)

    walk(QAccessible.queryAccessibleInterface(QApplication.instance()))
    return "\n".join(said)


def outside() -> str:
    """What the desktop shows of the program: the titles of its windows."""
    return "\n".join(one.title() for one in everywhere.native_windows())


def later(wrong: list[BaseException], act: Callable[[], object], *dialogs: Dialog) -> None:
    """Act in a moment, in whatever event loop is running then; if that fails, nothing may wait for ever."""

    def run() -> None:
        try:
            act()
        except BaseException as fault:
            wrong.append(fault)
            curtain.draw(False)
            for dialog in reversed(dialogs):
                QDialog.hide(dialog)
                dialog.done(0)

    QTimer.singleShot(50, run)


def opened(window: MainWindow) -> LogRunDialog:
    """The form of a run, with a note, and a question over it; both wait for an answer in their own event loops."""
    assert window.workspace is not None
    dialog = LogRunDialog(window.workspace, ActivityKind.RUN, parent=window)
    dialog.setWindowTitle(f"Run of {NAME}")
    dialog.note.setText(NOTE)
    return dialog


def test_what_is_covered_is_read_by_nobody_and_all_of_it_comes_back(window: MainWindow, qtbot: Any) -> None:
    seen: list[str] = []
    wrong: list[BaseException] = []
    dialog = opened(window)
    question = Question(dialog, f"Does {NAME} run?", "", stay="No", go="Yes")

    def over() -> None:
        later(wrong, cover, dialog, question)
        seen.append(f"question {question.exec()}")

    def cover() -> None:
        assert NAME in spoken()
        assert NAME in outside()
        window.set_running("ice", None)
        watch(window).cover.draw()
        later(wrong, look, dialog, question)

    def look() -> None:
        assert NAME not in spoken()
        assert NOTE not in spoken()
        assert outside() == "kneerehab"
        assert window.focusWidget() is page(window).field.control
        assert not dialog.isVisible()
        direct = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        assert [child for child in direct if child.isVisible()] == [page(window)]
        later(wrong, back, dialog, question)

    def back() -> None:
        give(window, qtbot, "not the passphrase")
        assert curtain.drawn
        give(window, qtbot)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is question)
        assert open_dialogs() == [dialog, question]
        question.accept()
        later(wrong, close, dialog, question)

    def close() -> None:
        assert dialog.note.text() == NOTE
        assert dialog.isVisible()
        seen.append("still open")
        dialog.accept()

    later(wrong, over, dialog, question)
    result = dialog.exec()
    assert wrong == []
    assert result == 1
    assert seen == ["question 1", "still open"]
    assert NAME in spoken()
    assert window.windowTitle() == "Today – kneerehab"


def test_a_dialog_that_is_opened_meanwhile_waits(window: MainWindow, qtbot: Any) -> None:
    wrong: list[BaseException] = []
    dialog = opened(window)
    watch(window).cover.draw()

    def look() -> None:
        assert not dialog.isVisible()
        assert NOTE not in spoken()
        give(window, qtbot)
        later(wrong, shown, dialog)

    def shown() -> None:
        assert dialog.isVisible()
        dialog.accept()

    later(wrong, look, dialog)
    result = dialog.exec()
    assert wrong == []
    assert result == 1


def test_who_was_at_work_is_so_no_longer_when_somebody_comes_back(window: MainWindow, qtbot: Any) -> None:
    assert window.workspace is not None
    window.workspace.put_to_work(Professional(name="Dana Roth", kind=Clinician.PHYSIO))
    watch(window).cover.draw()
    give(window, qtbot)
    assert window.workspace.by is None


def test_menus_close_and_dialogs_of_the_system_are_cancelled(window: MainWindow, qtbot: Any) -> None:
    menu = QMenu(window)
    menu.addAction(QAction(NAME, menu))
    menu.popup(window.pos())
    box = QMessageBox(QMessageBox.Icon.Information, NAME, NAME, parent=window)
    box.open()
    watch(window).cover.draw()
    assert not menu.isVisible()
    assert not box.isVisible()
    assert NAME not in outside()
    give(window, qtbot)


def test_no_key_no_file_and_no_message_gets_behind_it(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    outside_part = window.commands.outside
    outside_part._tray = Tray(window, window.workspace, present=lambda: False)  # type: ignore[arg-type]
    before = window.current_page
    watch(window).cover.draw()
    for key in (Qt.Key.Key_4, Qt.Key.Key_K):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_R)
    window.given.take([tmp_path / "run.gpx"])
    qtbot.wait(20)
    assert window.current_page == before
    assert open_dialogs() == []
    assert window.given.waiting
    window.given.waiting.clear()
    tray = outside_part._tray
    tray.refresh()
    assert not any(action.isEnabled() for action in (tray.check_in_action, tray.quick_action, tray.ice_action))
    assert not tray.after_menu.menuAction().isVisible()
    from kneerehab.gui.shell import ways_in

    ways_in.to_letter(window, Letter.RUN)
    assert open_dialogs() == []
    give(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page != before


def test_the_title_says_nothing_of_what_is_timed(window: MainWindow, qtbot: Any) -> None:
    window.press(Letter.ICE)
    assert window.ice is not None
    assert window.ice.is_on
    assert "Ice" in window.windowTitle()
    watch(window).cover.draw()
    qtbot.wait(1100)  # the timer has ticked
    assert window.windowTitle() == "kneerehab"
    assert window.ice.is_on
    window.close()
    assert window.isVisible()
    assert "not finished" in page(window).field.error()
    give(window, qtbot)
    assert "Ice" in window.windowTitle()
    window.end_timers()


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_time_without_input_covers_it_and_input_begins_anew(window: MainWindow, qtbot: Any) -> None:
    found, clock = watch(window), Clock()
    assert 14 * 60_000 < found.idle.wait < 16 * 60_000  # no look before the time has passed
    found.idle._clock = clock
    found.idle.touch()
    clock.now = 14 * 60
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    clock.now = 16 * 60
    found.idle.look()
    assert not curtain.drawn
    assert 12 * 60_000 < found.idle.wait < 14 * 60_000
    clock.now = 14 * 60 + 15 * 60
    found.idle.look()
    assert curtain.drawn
    give(window, qtbot)


def test_a_touch_after_a_long_sleep_covers_first(window: MainWindow, qtbot: Any) -> None:
    found, clock = watch(window), Clock()
    found.idle._clock = clock
    found.idle.touch()
    clock.now = 3600
    where = QPointF(100, 300)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    press = QMouseEvent(QEvent.Type.MouseButtonPress, where, where, left, left, none)
    QApplication.sendEvent(window.windowHandle(), press)
    assert curtain.drawn
    give(window, qtbot)


def test_who_was_at_work_does_not_sign_for_who_comes_back(window: MainWindow, qtbot: Any) -> None:
    assert window.workspace is not None
    window.workspace.put_to_work(Professional(name="Dr Kim", kind=Clinician.PHYSIO))
    watch(window).cover.draw()
    assert "Dr Kim" not in spoken()
    give(window, qtbot)
    assert window.workspace.by is None


def test_never_is_never_and_a_change_holds_at_once(window: MainWindow) -> None:
    assert window.workspace is not None
    idle = watch(window).idle
    window.workspace.change_settings(lock_minutes=0)
    assert idle.wait == -1
    window.workspace.change_settings(lock_minutes=1)
    assert 0 < idle.wait <= 63_000  # a timer may be a twentieth late
    window.show_page("settings")
    choice = window.page("settings").data.lock_after
    assert choice.value() == 1


def test_a_guided_session_is_not_covered_while_it_runs(window: MainWindow, qtbot: Any) -> None:
    window.press(Letter.GUIDED)
    assert window.timed_view() is not None
    found = watch(window)
    found.idle.passed.emit()
    assert not curtain.drawn
    found.cover.draw()  # the screen was locked
    give(window, qtbot)
    assert window.stack.currentWidget() is window.timed_view()
    window.end_timers()


def test_a_diary_without_a_lock_is_not_watched(start: Starter, file: Path) -> None:
    write(file, BOOK)
    window = start()
    assert window.findChildren(LockWatch) == []
    assert window.findChildren(Idle) == []


def test_lock_now_closes_the_diary_as_before(window: MainWindow, qtbot: Any) -> None:
    from kneerehab.gui.shell.command import Command

    window.run(Command.LOCK_NOW)
    assert window.workspace is None
    qtbot.waitUntil(lambda: window.findChildren(Idle) == [])


def test_the_key_of_lock_now_covers_a_dialog_and_behind_it_the_window_is_dim_again(
    window: MainWindow, qtbot: Any
) -> None:
    dialog = opened(window)
    dialog.open()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L)
    assert not curtain.drawn
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, both)
    assert curtain.drawn
    assert not dialog.isVisible()
    give(window, qtbot)
    assert dialog.isVisible()
    assert dialog.note.text() == NOTE
    qtbot.waitUntil(lambda: isinstance(window.childAt(window.rect().center()), Scrim))
    dialog.done(1)


def test_a_list_of_runners_that_was_covered_leaves_the_window_as_it_was(window: MainWindow, qtbot: Any) -> None:
    assert window.workspace is not None
    dialog = RunnersDialog(window.workspace, window)
    dialog.open()
    qtbot.waitUntil(lambda: any(scrim.isVisible() for scrim in window.findChildren(Scrim)))
    number = dialog.opened
    watch(window).cover.draw()
    give(window, qtbot)
    qtbot.waitUntil(lambda: any(scrim.isVisible() for scrim in window.findChildren(Scrim)))
    assert dialog.opened == number
    assert not window.sidebar.isEnabled()
    dialog.done(0)
    qtbot.waitUntil(lambda: window.findChildren(Scrim) == [])
    assert window.sidebar.isEnabled()


# the clipboard


def test_what_was_copied_is_gone_after_two_minutes_if_it_is_still_there(window: MainWindow, qtbot: Any) -> None:
    found = window.findChildren(clipboard.ClipboardWatch)[0]
    board = QApplication.clipboard()
    clipboard.copy(NAME)
    assert found.timer.isActive()
    assert found.timer.interval() == 120_000
    found.timer.timeout.emit()
    assert board.text() == ""


def test_what_holds_nothing_of_a_diary_stays(window: MainWindow) -> None:
    clipboard.copy_for_good("a report")
    clipboard.clear()
    assert QApplication.clipboard().text() == "a report"


@pytest.mark.parametrize("way", ["cover", "lock now"])
def test_locking_empties_the_clipboard(window: MainWindow, qtbot: Any, way: str) -> None:
    from kneerehab.gui.shell.command import Command

    clipboard.copy(NAME)
    if way == "cover":
        watch(window).cover.draw()
        give(window, qtbot)
    else:
        window.run(Command.LOCK_NOW)
    assert QApplication.clipboard().text() == ""
