"""Ways into the window from outside it: the tray, a notification, a second start of the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.domain.activity import Activity
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.frame import Frame
from kneerehab.services.reminders import Reminder, ReminderKind


def come_forward(window: QWidget) -> None:
    """Show the window in front of all others, also from the tray or the task bar."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def to_today(window: Frame) -> bool:
    """Today, on today; False if the window only came forward: it is covered, or a dialog is open that is not done."""
    come_forward(window)
    if curtain.drawn or curtain.dialog() is not None:
        return False
    if window.workspace is not None and window.workspace.runner_id is not None:
        window.workspace.open_today()
        window.show_page("today")
    return True


def to_letter(window: Frame, letter: Letter) -> None:
    """Today, and what a letter does there."""
    if to_today(window) and window.current_page == "today":
        window.press(letter)


def to_hour_after(window: Frame, activity: Activity) -> None:
    """The question on Today; where Today does not ask it, the form of the run or walk."""
    from kneerehab.gui.today.page import TodayPage

    if not to_today(window):
        return
    workspace, page = window.workspace, window.pages.get("today")
    if workspace is None or (isinstance(page, TodayPage) and page.focus_hour_after(activity)):
        return
    found = workspace.diary.find(activity.id)
    if isinstance(found, Activity):
        from kneerehab.gui.forms.run.dialog import LogRunDialog

        LogRunDialog(workspace, found.kind, found, window, later=True).exec()


def answer(window: Frame, reminder: Reminder, runner_id: str) -> None:
    """Open what a reminder speaks of, in the diary that it is about: another one may be open by now."""
    workspace = window.workspace
    if workspace is None or runner_id not in {runner.id for runner in workspace.diaries.runners()}:
        return
    if not to_today(window):
        return
    if runner_id != workspace.runner_id:
        workspace.open_runner(runner_id)
    if reminder.activity is not None:
        to_hour_after(window, reminder.activity)
    elif reminder.kind is ReminderKind.CHECK_IN:
        to_letter(window, Letter.PAIN)
