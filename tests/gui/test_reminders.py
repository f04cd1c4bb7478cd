"""Reminders in the real window: off until chosen, once a day, in the tray or above the page, and quiet when done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneerehab.domain.codes import OverridePhase
from kneerehab.gui.shell.reminders import Reminders, words
from kneerehab.gui.today.log_run import LogRunDialog
from kneerehab.services.reminders import Reminder, ReminderKind
from tests.builders import at, check_in, diary, override, pause, quiet_days, run, week

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = at(3, "08:00")


@pytest.fixture
def opened(program: Any) -> Callable[..., Any]:
    """`opened(*records, reminders=(…))` opens the window on day 3 at eight."""

    def open_with(*records: Any, reminders: tuple[str, ...] = ("check_in",), now: Any = NOW) -> Any:
        running = program(now=now)
        book = diary(*records)
        running.workspace.diaries.import_diary(book)
        running.workspace.open_runner(book.runner.id)
        running.workspace.change_settings(reminders=reminders)
        return running

    return open_with


def shown(running: Any) -> list[str]:
    return [notice.message() for notice in running.window.commands.reminders.notices.values()]


def test_nothing_runs_until_a_reminder_is_chosen(opened: Any) -> None:
    running = opened(reminders=())
    assert running.window.commands.reminders is None
    running.window.show_page("settings")
    toggle = running.window.page("settings").reminders.toggles[ReminderKind.CHECK_IN]
    assert not toggle.isChecked()
    toggle.click()
    assert running.workspace.settings.reminders == ("check_in",)
    reminders = running.window.commands.reminders
    assert reminders._timer.isActive()
    toggle.click()
    assert running.workspace.settings.reminders == ()
    assert not reminders._timer.isActive()


def test_without_a_tray_a_notice_stands_above_the_page_once_a_day(opened: Any) -> None:
    running = opened()
    reminders = running.window.commands.reminders
    reminders.look()
    assert shown(running) == ["Check-in. How are your knees today?"]
    assert reminders.notices[ReminderKind.CHECK_IN].isVisible()
    reminders.notices[ReminderKind.CHECK_IN].close_button.click()
    assert shown(running) == []
    running.now += timedelta(minutes=5)
    reminders.look()
    assert shown(running) == []
    running.restart()
    running.window.commands.reminders.look()
    assert shown(running) == []
    running.come_back(running.now + timedelta(days=1))
    running.window.commands.reminders.look()
    assert len(shown(running)) == 1


def test_a_task_that_is_done_takes_its_notice_away(opened: Any) -> None:
    running = opened()
    running.window.commands.reminders.look()
    running.workspace.save("Check-in", check_in(3, clock="08:01"))
    running.window.commands.reminders.look()
    assert shown(running) == []


def test_a_pause_says_nothing(opened: Any) -> None:
    running = opened(pause(2))
    running.window.commands.reminders.look()
    assert shown(running) == []


def test_open_leads_to_todays_check_in(opened: Any) -> None:
    running = opened()
    running.workspace.open_day(at(1).date())
    running.window.show_page("settings")
    reminders = running.window.commands.reminders
    reminders.look()
    reminders.notices[ReminderKind.CHECK_IN].linked.emit()
    assert running.window.current_page == "today"
    assert running.workspace.day == NOW.date()
    assert shown(running) == []


def test_an_hour_after_the_run_its_form_opens_for_the_answer(opened: Any) -> None:
    open_run = replace(run(3, 1800, clock="06:00"), pain_after=None)
    running = opened(quiet_days(1, 3), open_run, reminders=("hour_after",))
    reminders = running.window.commands.reminders
    reminders.look()
    assert shown(running) == ["An hour after the run. How are your knees now?"]
    seen: list[object] = []

    def look() -> None:
        form = QApplication.activeModalWidget()
        seen.append(form)
        assert isinstance(form, LogRunDialog)
        seen.append(form.title.text())
        form.reject()

    QTimer.singleShot(50, look)
    reminders.notices[ReminderKind.HOUR_AFTER].linked.emit()
    assert seen[1] == "Edit run"


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")
def test_where_there_is_a_tray_it_speaks_and_the_window_stays_as_it_is(opened: Any) -> None:
    running = opened(reminders=())
    running.workspace.change_settings(reminders=("check_in",))
    running.window.commands.reminders.release()
    running.window.commands.reminders = None
    reminders = Reminders(running.window, running.workspace, has_tray=lambda: True)
    reminders.look()
    assert reminders.tray is not None
    assert reminders.notices == {}
    reminders.tray.messageClicked.emit()
    assert running.window.current_page == "today"
    running.workspace.change_settings(reminders=())
    assert reminders.tray is None
    reminders.release()


def test_the_time_of_a_reminder_is_kept_and_used(opened: Any) -> None:
    running = opened(reminders=("check_in",))
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    field = card.times[ReminderKind.CHECK_IN]
    assert field.isEnabled()
    assert not card.times[ReminderKind.ICING].isEnabled()
    field.changed.emit(at(1, "21:15").time())
    assert "check_in 21:15" in running.workspace.settings.reminder_times
    running.window.commands.reminders.look()
    assert shown(running) == []
    running.now = at(3, "21:15")
    running.window.commands.reminders.look()
    assert len(shown(running)) == 1
    running.restart()
    assert "check_in 21:15" in running.workspace.settings.reminder_times


def test_settings_say_that_reminders_come_only_while_the_program_is_open(opened: Any) -> None:
    running = opened(reminders=())
    running.window.show_page("settings")
    assert "while kneerehab is open" in running.window.page("settings").reminders.hint.text()


def test_a_run_day_names_the_plans_limit(opened: Any) -> None:
    build = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
    running = opened(build, quiet_days(1, 3), reminders=("run_day",), now=at(3, "09:30"))
    running.window.commands.reminders.look()
    (text,) = shown(running)
    assert text.replace("\u00a0", " ").startswith("Run day. The plan has a run for today: up to ")


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_no_reminder_nags(opened: Any, kind: ReminderKind) -> None:
    running = opened(reminders=())
    text = " ".join(words(Reminder(kind=kind, count=2), None, running.workspace))
    assert "!" not in text
    assert not any(word in text.lower() for word in ("must", "don’t forget", "still", "missed", "should", "yet"))


def test_closing_the_diary_takes_the_reminders_with_it(opened: Any) -> None:
    running = opened()
    running.window.commands.reminders.look()
    reminders = running.window.commands.reminders
    running.restart()
    assert running.window.commands.reminders is not reminders
    assert running.window.commands.reminders.notices == {}
