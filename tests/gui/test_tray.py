"""The tray in the real window: its menu, the window that goes there, and a desktop that has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.fields import KneeScores
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell import main_window, notify
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.ice_timer import IceState
from kneerehab.gui.shell.tray import Tray
from kneerehab.services.exercises import starting_dose
from tests.builders import at, diary, override, quiet_days, run
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")

NOW = at(3, "08:00")


@pytest.fixture
def opened(program: Any) -> Callable[..., Any]:
    """`opened(*records)` opens the window on day 3 at eight, on a desktop that has a tray (as far as we are told)."""

    def open_with(*records: Any, now: Any = NOW, has_tray: bool = True, **settings: Any) -> Any:
        book = diary(override(1, OverridePhase.BUILD), quiet_days(1, 3), *records)
        running = program(book, now=now)
        running.window.commands.outside._tray = Tray(running.window, running.workspace, present=lambda: has_tray)
        running.workspace.change_settings(**settings)
        return running

    return open_with


def labels(icon: Tray) -> list[str]:
    """What the menu offers, as a screen reader would read it."""
    icon.menu.aboutToShow.emit()
    return [action.text() for action in icon.menu.actions() if action.isVisible() and not action.isSeparator()]


class Cross(QCloseEvent):
    """What the cross of the window sends; Qt marks what the window system wants by itself, and a test can't."""

    def spontaneous(self) -> bool:
        return True


def choose(qtbot: Any, action: Any) -> None:
    action.trigger()
    qtbot.wait(20)


def test_an_icon_is_there_while_reminders_or_staying_are_chosen(opened: Any) -> None:
    running = opened()
    icon = running.window.commands.outside.tray
    assert icon.icon is None
    running.workspace.change_settings(keep_in_tray=True)
    assert icon.icon is not None
    assert icon.icon.contextMenu() is icon.menu
    running.workspace.change_settings(keep_in_tray=False, reminders=("check_in",))
    assert icon.icon is not None
    running.workspace.change_settings(reminders=())
    assert icon.icon is None


def test_the_menu_names_what_a_day_needs(opened: Any) -> None:
    running = opened()
    assert labels(running.window.commands.outside.tray) == ["Open", "Check in", "Quick entry", "Start ice", "Quit"]


def test_check_in_opens_today_with_the_keyboard_on_the_first_scale(opened: Any, qtbot: Any) -> None:
    running = opened()
    running.window.show_page("learn")
    running.window.hide()
    choose(qtbot, running.window.commands.outside.tray.check_in_action)
    assert running.window.isVisible()
    assert running.window.current_page == "today"
    assert running.window.page("today").check_in.isAncestorOf(QApplication.focusWidget())


def test_quick_entry_opens_from_the_tray(opened: Any, qtbot: Any) -> None:
    running = opened()
    running.window.hide()
    choose(qtbot, running.window.commands.outside.tray.quick_action)
    quick = running.window.page("today").header.quick
    assert running.window.isVisible()
    assert quick.isAncestorOf(running.window.focusWidget())


def test_ice_begins_in_the_tray_and_ends_there(opened: Any, qtbot: Any) -> None:
    running = opened(keep_in_tray=True)
    icon = running.window.commands.outside.tray
    choose(qtbot, icon.ice_action)
    assert running.window.ice.state is IceState.RUNNING
    assert "Ice is off, log it" in labels(icon)
    assert icon.icon.toolTip() == "kneerehab: ice, 15 min to go"
    choose(qtbot, icon.ice_action)
    assert not running.window.ice.is_on
    assert "Start ice" in labels(icon)


def test_the_hour_after_is_offered_when_it_is_due_and_answered_in_one_tap(opened: Any, qtbot: Any) -> None:
    running = opened(replace(run(3, 1800, clock="06:45"), pain_after=None))
    icon = running.window.commands.outside.tray
    running.now = at(3, "07:59")
    assert "How is it, an hour after?" not in labels(icon)
    running.now = at(3, "08:00")
    assert "How is it, an hour after?" in labels(icon)
    assert [action.text() for action in icon.after_menu.actions() if action.isVisible()] == [
        "No pain, both knees",
        "Say how much…",
    ]
    choose(qtbot, icon.none_action)
    assert running.diary.activities[0].pain_after == KneeScores(left=0, right=0)
    assert "How is it, an hour after?" not in labels(icon)
    assert running.workspace.undo_stack.undo() == "Pain an hour after saved"


def test_after_a_red_run_there_is_no_shortcut_to_no_pain(opened: Any, qtbot: Any) -> None:
    red = replace(run(3, 1800, clock="06:45", left=(0, 8, None), form_changed=True), pain_after=None)
    running = opened(red)
    icon = running.window.commands.outside.tray
    labels(icon)
    assert [action.text() for action in icon.after_menu.actions() if action.isVisible()] == ["Say how much…"]
    choose(qtbot, icon.some_action)
    card = running.window.page("today").after_run.hour_after
    assert card.isAncestorOf(QApplication.focusWidget())


def test_closing_the_window_leaves_the_program_in_the_tray_and_says_so_once(opened: Any) -> None:
    running = opened(keep_in_tray=True)
    window, icon = running.window, running.window.commands.outside.tray
    told: list[str] = []
    icon.say = lambda title, text: told.append(title)
    window.page("today").ice.toggle()
    for _time in range(2):
        window.closeEvent(Cross())
        assert not window.isVisible()
        assert window.workspace is not None
        assert window.ice.state is IceState.RUNNING
        icon._open()
        assert window.isVisible()
    assert told == ["kneerehab stays in the tray"]
    window.end_timers()
    running.restart()
    assert running.workspace.settings.tray_told


def test_quit_in_the_menu_asks_about_running_ice_and_ends_the_program(opened: Any, qtbot: Any) -> None:
    running = opened(keep_in_tray=True)
    running.window.page("today").ice.toggle()
    asked: list[str] = []
    in_dialog(Question, lambda question: (asked.append(question.title.text()), question.save_button.click())[0])
    choose(qtbot, running.window.commands.outside.tray.quit_action)
    assert asked == ["Ice is still on"]
    assert not running.window.isVisible()


@pytest.mark.parametrize(("has_tray", "keep"), [(False, True), (True, False)])
def test_without_a_tray_or_the_wish_the_cross_ends_the_program(opened: Any, has_tray: bool, keep: bool) -> None:
    running = opened(has_tray=has_tray, keep_in_tray=keep)
    ended: list[bool] = []
    running.window.may_leave = lambda: not ended.append(True)
    running.window.closeEvent(Cross())
    assert ended == [True]


def test_a_reminder_comes_while_the_window_is_in_the_tray(opened: Any) -> None:
    running = opened(keep_in_tray=True, reminders=("icing",), now=at(3, "19:00"))
    told: list[str] = []
    running.window.commands.outside.reminders._say_outside = lambda title, text, clicked: not told.append(title)
    running.window.closeEvent(Cross())
    running.now = at(3, "20:00")
    running.window.day_watch.look()
    assert told == ["Ice"]


def test_settings_say_what_this_desktop_can_not_do(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    running = opened(has_tray=False)
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    assert not notify.has_tray()
    assert "This system shows no notifications" in card.hint.text()
    assert "no tray" in card.keep_hint.text()
    assert not card.keep.isEnabled()


def test_starting_at_login_is_switched_on_and_off_in_settings(opened: Any) -> None:
    running = opened()
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    entry = card.computer.home / ".config" / "autostart" / "kneerehab.desktop"
    assert not card.login.isChecked()
    card.login.click()
    assert f"--data-dir {running.folder}" in entry.read_text(encoding="utf-8")
    running.restart()
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    assert card.login.isChecked()
    card.login.click()
    assert not entry.exists()


def test_a_login_entry_that_can_not_be_written_is_told_and_the_switch_goes_back(opened: Any) -> None:
    running = opened()
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    (card.computer.home / ".config").write_text("a file where a folder should be", encoding="utf-8")
    card.login.click()
    assert not card.login.isChecked()
    assert card.login_hint.text().startswith("That could not be changed")


def test_quiet_hours_are_set_in_settings_and_kept(opened: Any) -> None:
    running = opened()
    running.window.show_page("settings")
    begin, end = running.window.page("settings").reminders.quiet
    assert (begin.time_of_day().hour, end.time_of_day().hour) == (21, 7)
    begin.setTime(begin.time().addSecs(-3600))
    assert running.workspace.settings.quiet_hours == ("20:00", "07:00")
    running.restart()
    assert running.workspace.settings.quiet_hours == ("20:00", "07:00")


def test_a_tray_that_comes_up_later_gets_the_icon_within_a_minute(opened: Any) -> None:
    running = opened(has_tray=False, keep_in_tray=True)
    icon = running.window.commands.outside.tray
    assert icon.icon is None
    icon._present = lambda: True
    running.now += timedelta(minutes=1)
    running.window.day_watch.look()
    assert icon.icon is not None


@pytest.mark.parametrize(("has_tray", "keep"), [(True, True), (False, True), (True, False)])
def test_started_at_login_it_begins_in_the_tray_or_else_in_the_task_bar(
    opened: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch, has_tray: bool, keep: bool
) -> None:
    monkeypatch.setattr(main_window, "_TRAY_COMES_MS", 50)
    running = opened(has_tray=has_tray, keep_in_tray=keep)
    running.window.hide()
    opened_first: list[bool] = []
    running.window.begin_at_login(lambda: opened_first.append(True))
    if has_tray and keep:
        qtbot.wait(500)
        assert not running.window.isVisible()
    else:
        qtbot.waitUntil(running.window.isMinimized, timeout=10_000)
    assert opened_first == [True]


def test_a_guided_session_waits_while_the_window_is_in_the_tray(opened: Any) -> None:
    squat = starting_dose("prisoner-squat", at(1).date())
    running = opened(squat, keep_in_tray=True)
    window = running.window
    window.press(Letter.GUIDED)
    session = window.stack.currentWidget()
    assert not session.session.paused
    window.closeEvent(Cross())
    assert session.session.paused
    window.commands.outside.tray._open()
    assert window.sidebar.running.pills["guest"].isVisible()
    window.end_timers()
