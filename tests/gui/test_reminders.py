"""Reminders in the real window: off until chosen, once a day, in the tray or above the page, and quiet when done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from kneerehab.domain.codes import OverridePhase
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.gui.shell.reminders import words
from kneerehab.services.reminders import Reminder, ReminderKind
from tests.builders import at, check_in, diary, override, pause, quiet_days, run, walk, week
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = at(3, "08:00")


@pytest.fixture
def opened(program: Any) -> Callable[..., Any]:
    """`opened(*records, reminders=(…))` opens the window on day 3 at eight."""

    def open_with(*records: Any, reminders: tuple[str, ...] = ("check_in",), now: Any = NOW) -> Any:
        book = diary(*records)
        running = program(book, now=now)
        running.workspace.change_settings(reminders=reminders)
        return running

    return open_with


def shown(running: Any) -> list[str]:
    return [notice.message() for notice in running.window.commands.outside.reminders.notices.values()]


def test_nothing_runs_until_a_reminder_is_chosen(opened: Any) -> None:
    running = opened(reminders=())
    assert running.window.commands.outside.reminders is None
    running.window.show_page("settings")
    toggle = running.window.page("settings").reminders.toggles[ReminderKind.CHECK_IN]
    assert not toggle.isChecked()
    toggle.click()
    assert running.workspace.settings.reminders == ("check_in",)
    reminders = running.window.commands.outside.reminders
    running.workspace.minute_passed.emit()
    assert len(reminders.notices) == 1
    toggle.click()
    assert running.workspace.settings.reminders == ()
    running.workspace.minute_passed.emit()
    assert reminders.notices == {}


def test_without_a_tray_a_notice_stands_above_the_page_once_a_day(opened: Any) -> None:
    running = opened()
    reminders = running.window.commands.outside.reminders
    reminders.look()
    assert shown(running) == ["Check-in. How are your knees today?"]
    assert reminders.notices[ReminderKind.CHECK_IN].isVisible()
    reminders.notices[ReminderKind.CHECK_IN].close_button.click()
    assert shown(running) == []
    running.now += timedelta(minutes=5)
    reminders.look()
    assert shown(running) == []
    running.restart()
    running.window.commands.outside.reminders.look()
    assert shown(running) == []
    running.come_back(running.now + timedelta(days=1))
    running.window.commands.outside.reminders.look()
    assert len(shown(running)) == 1


def test_a_check_in_of_one_knee_leaves_the_reminder_standing(opened: Any) -> None:
    running = opened()
    running.window.commands.outside.reminders.look()
    running.workspace.save("Check-in", check_in(3, right=(None, None), clock="08:01"))
    running.window.commands.outside.reminders.look()
    assert len(shown(running)) == 1


def test_a_task_that_is_done_takes_its_notice_away(opened: Any) -> None:
    running = opened()
    running.window.commands.outside.reminders.look()
    running.workspace.save("Check-in", check_in(3, clock="08:01"))
    running.window.commands.outside.reminders.look()
    assert shown(running) == []


def test_a_pause_says_nothing(opened: Any) -> None:
    running = opened(pause(2))
    running.window.commands.outside.reminders.look()
    assert shown(running) == []


def test_open_leads_to_todays_check_in(opened: Any) -> None:
    running = opened()
    running.workspace.open_day(at(1).date())
    running.window.show_page("settings")
    reminders = running.window.commands.outside.reminders
    reminders.look()
    reminders.notices[ReminderKind.CHECK_IN].linked.emit()
    assert running.window.current_page == "today"
    assert running.workspace.day == NOW.date()
    assert shown(running) == []


def test_an_hour_after_the_run_the_question_on_today_has_the_keyboard(opened: Any) -> None:
    open_run = replace(run(3, 1800, clock="06:00"), pain_after=None)
    running = opened(quiet_days(1, 3), open_run, reminders=("hour_after",))
    running.window.show_page("learn")
    reminders = running.window.commands.outside.reminders
    reminders.look()
    assert shown(running) == ["An hour after the run. How are your knees now?"]
    reminders.notices[ReminderKind.HOUR_AFTER].linked.emit()
    card = running.window.page("today").after_run.hour_after
    assert running.window.focusWidget() is card.none
    card.none.click()
    assert running.diary.activities[0].pain_after.known() == (0, 0)


def test_where_today_does_not_ask_about_the_hour_after_a_walk_its_form_opens(opened: Any) -> None:
    open_walk = replace(walk(3, 1800, clock="06:00"), pain_after=None)
    running = opened(override(1, OverridePhase.BUILD), quiet_days(1, 3), open_walk, reminders=("hour_after",))
    reminders = running.window.commands.outside.reminders
    reminders.look()
    assert shown(running) == ["An hour after the walk. How are your knees now?"]
    seen: list[str] = []

    def look(form: LogRunDialog) -> None:
        seen.append(form.title.text())
        form.reject()

    in_dialog(LogRunDialog, look)
    reminders.notices[ReminderKind.HOUR_AFTER].linked.emit()
    assert seen == ["Edit walk"]


def test_where_the_system_shows_messages_it_speaks_and_the_window_stays_as_it_is(opened: Any) -> None:
    running = opened(reminders=())
    running.window.show_page("settings")
    told: list[tuple[str, str, Callable[[], object]]] = []
    running.workspace.change_settings(reminders=("check_in",))
    running.window.commands.outside.reminders._say_outside = lambda *message: not told.append(message)
    running.workspace.minute_passed.emit()
    running.workspace.minute_passed.emit()
    ((title, text, clicked),) = told
    assert (title, text) == ("Check-in", "How are your knees today?")
    assert shown(running) == []
    assert running.window.current_page == "settings"
    clicked()
    assert running.window.current_page == "today"


def test_two_reminders_a_day_are_the_most_one_at_a_time_and_a_restart_does_not_forget_them(opened: Any) -> None:
    running = opened(reminders=("check_in", "icing", "hour_after"), now=at(3, "08:00"))
    running.workspace.change_settings(reminder_times=("check_in 07:30", "icing 07:30"))
    running.workspace.save("Run", replace(run(3, 1800, clock="06:00"), pain_after=None))
    running.workspace.minute_passed.emit()
    assert shown(running) == ["Check-in. How are your knees today?"]
    running.restart()
    running.workspace.minute_passed.emit()
    assert shown(running) == ["An hour after the run. How are your knees now?"]
    running.restart()
    running.workspace.minute_passed.emit()
    assert shown(running) == []
    assert running.workspace.settings.reminded == ("check_in 2026-03-04", "hour_after 2026-03-04")


def test_the_quiet_hours_are_kept(opened: Any) -> None:
    running = opened(now=at(3, "05:30"))
    running.workspace.change_settings(reminder_times=("check_in 05:00",))
    running.workspace.minute_passed.emit()
    assert shown(running) == []
    running.now = at(3, "07:00")
    running.workspace.minute_passed.emit()
    assert len(shown(running)) == 1


def test_the_time_of_a_reminder_is_kept_and_used(opened: Any) -> None:
    running = opened(reminders=("check_in",))
    running.window.show_page("settings")
    card = running.window.page("settings").reminders
    field = card.times[ReminderKind.CHECK_IN]
    assert field.isEnabled()
    assert not card.times[ReminderKind.ICING].isEnabled()
    field.changed.emit(at(1, "20:15").time())
    assert "check_in 20:15" in running.workspace.settings.reminder_times
    running.window.commands.outside.reminders.look()
    assert shown(running) == []
    running.now = at(3, "20:15")
    running.window.commands.outside.reminders.look()
    assert len(shown(running)) == 1
    running.restart()
    assert "check_in 20:15" in running.workspace.settings.reminder_times


def test_settings_say_that_without_notifications_reminders_come_while_the_window_is_open(opened: Any) -> None:
    running = opened(reminders=())
    running.window.show_page("settings")
    assert "while the window is open" in running.window.page("settings").reminders.hint.text()


def test_a_run_day_names_the_plans_limit(opened: Any) -> None:
    build = override(1, OverridePhase.BUILD, budget=week(3600, 9000))
    running = opened(build, quiet_days(1, 3), reminders=("run_day",), now=at(3, "09:30"))
    running.window.commands.outside.reminders.look()
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
    running.window.commands.outside.reminders.look()
    reminders = running.window.commands.outside.reminders
    running.restart()
    assert running.window.commands.outside.reminders is not reminders
    assert running.window.commands.outside.reminders.notices == {}


def test_after_the_first_whole_check_in_one_line_offers_a_reminder(opened: Any) -> None:
    running = opened(reminders=())
    page = running.window.page("today")
    assert not page.rare.offer.isVisible()
    running.workspace.save("Check-in", check_in(3, right=(None, None), clock="07:55"))
    assert not page.rare.offer.isVisible(), "half a check-in is none"
    running.workspace.save("Check-in", check_in(3, clock="07:58"))
    assert page.rare.offer.isVisible()
    assert page.rare.offer.words.text() == "Would a reminder of the check-in help, at 07:30 if it is open then?"
    page.rare.offer.yes.setFocus()
    page.rare.offer.yes.click()
    assert running.workspace.settings.reminders == ("check_in",)
    assert page.rare.offer.words.text() == "A reminder of the check-in comes at 07:30, if it is open then."
    assert running.window.focusWidget() is page.rare.offer.more
    page.rare.offer.more.click()
    assert running.window.current_page == "settings"
    running.window.show_page("today")
    assert not page.rare.offer.isVisible()


def test_an_offer_that_was_closed_never_comes_again(opened: Any) -> None:
    running = opened(check_in(3, clock="07:55"), reminders=())
    running.window.page("today").rare.offer.close_button.click()
    assert not running.window.page("today").rare.offer.isVisible()
    running.restart()
    assert running.window.page("today").rare.offer is None
    assert running.workspace.settings.reminders == ()


def test_nothing_ticks_faster_than_once_a_minute_while_nothing_is_timed(opened: Any, qtbot: Any) -> None:
    running = opened(check_in(3, clock="07:55"), reminders=("check_in",))
    for entry in PAGES:
        running.window.show_page(entry.name)
        qtbot.wait(20)
    running.window.show_page("today")

    def ticking() -> list[int]:
        timers = running.window.findChildren(QTimer)
        return [timer.interval() for timer in timers if timer.isActive() and not timer.isSingleShot()]

    qtbot.waitUntil(lambda: 0 not in ticking())  # the pages are still being built
    assert [interval for interval in ticking() if interval < 60_000] == []
    assert running.window.day_watch.wait > 59_000
