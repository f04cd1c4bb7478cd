"""Ice on Today: the timer against a fake clock, dots, warnings, and a program that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kneerehab.domain.codes import Side
from kneerehab.domain.icing import IcingSession
from kneerehab.domain.plan_records import Plan
from kneerehab.domain.record import new_id
from kneerehab.domain.runner import Runner
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell.ice_timer import IceState, IceTimer
from kneerehab.gui.shell.navigation import ENTRIES
from kneerehab.gui.today.ice_card import IceCard
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOW = datetime(2026, 3, 6, 18, 0)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Bag:
    """The ice card of a running program, with a clock the test moves."""

    def __init__(self, running) -> None:
        self.running = running
        self.page = running.window.page("today")
        self.card: IceCard = self.page.ice
        self.timer: IceTimer = self.card.timer
        self.clock = Clock()
        self.timer._clocks = (self.clock, self.clock)
        self.heard: list[str] = []
        self.timer.sounds._play = lambda file: self.heard.append(file.stem)

    def wait(self, seconds: int) -> None:
        """Let time pass, as the timer would see it."""
        for _second in range(seconds):
            self.clock.now += 1
            self.running.now = NOW + timedelta(seconds=self.clock.now)
            self.timer.tick()

    @property
    def today(self) -> list[IcingSession]:
        return [session for session in self.running.diary.icing if session.at.date() == NOW.date()]


@pytest.fixture
def bag(program) -> Bag:
    running = program("new-runner", now=NOW)
    gone = [session for session in running.diary.icing if session.at.date() == NOW.date()]
    if gone:
        running.workspace.diaries.delete(running.workspace.runner_id, *gone)
    return Bag(running)


def start(bag: Bag, qtbot) -> None:
    qtbot.keyClick(bag.running.window, Qt.Key.Key_I)
    bag.timer._ticker.stop()


def test_a_session_runs_to_its_end_and_is_logged(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    assert bag.timer.state is IceState.RUNNING
    assert bag.card.ring._middle == "15:00"
    bag.wait(15 * 60 + 2)
    assert bag.timer.state is IceState.DONE
    (logged,) = bag.today
    assert (logged.minutes, logged.side, logged.at) == (15, Side.LEFT, NOW)
    assert bag.heard == ["go", "skin", "over"]
    assert bag.card.ring._middle == "15"


def test_the_skin_is_asked_about_after_five_minutes_and_bad_skin_ends_it(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(299)
    assert not bag.card.skin_row.isVisible()
    bag.wait(2)
    assert bag.card.skin_row.isVisible()
    bag.card.skin_bad.click()
    (logged,) = bag.today
    assert (logged.minutes, logged.skin_ok) == (5, False)
    assert bag.timer.state is IceState.DONE
    assert bag.card.concern.text().startswith("Ice off")


def test_fine_skin_goes_on_and_is_noted(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(310)
    bag.card.skin_fine.click()
    assert not bag.card.skin_row.isVisible()
    bag.wait(600)
    assert bag.today[0].skin_ok is True


def test_the_diary_holds_half_a_minute_as_one_and_then_each_full_minute(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(29)
    assert bag.today == []
    bag.wait(2)
    assert [session.minutes for session in bag.today] == [1]
    bag.wait(88)
    assert [session.minutes for session in bag.today] == [1]
    bag.wait(122)
    assert [session.minutes for session in bag.today] == [4]
    bag.card.stop_button.click()
    assert [session.minutes for session in bag.today] == [4]


def test_an_ice_of_forty_seconds_is_kept_as_the_one_minute_that_the_diary_can_hold(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(40)
    bag.card.stop_button.click()
    assert [session.minutes for session in bag.today] == [1]
    assert bag.timer.state is IceState.DONE


def test_stopping_at_once_says_that_nothing_was_logged(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(20)
    bag.card.stop_button.click()
    assert bag.today == []
    assert bag.timer.state is IceState.IDLE
    assert bag.running.window.notices.count() == 1


def test_i_pauses_and_goes_on(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(120)
    qtbot.keyClick(bag.running.window, Qt.Key.Key_I)
    assert bag.timer.state is IceState.PAUSED
    bag.wait(600)
    assert bag.today[0].minutes == 2
    qtbot.keyClick(bag.running.window, Qt.Key.Key_I)
    bag.wait(60)
    assert bag.today[0].minutes == 3


def test_it_runs_on_other_pages_and_shows_in_the_title(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    window = bag.running.window
    window.show_page("exercises")
    bag.wait(61)
    assert window.windowTitle().startswith("Ice 13:59 – Exercises")
    bag.wait(15 * 60)
    assert window.windowTitle().startswith("Exercises")
    assert bag.today[0].minutes == 15
    assert window.notices.count() == 1, "a banner tells it where the card is out of sight"


def test_a_pill_on_every_page_shows_the_time_and_leads_back(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    window = bag.running.window
    pills = window.sidebar.running.pills
    for entry in ENTRIES.values():
        window.show_page(entry.name)
        assert pills["ice"].isVisible()
    bag.wait(61)
    assert pills["ice"]._shown.time == "13:59"
    assert pills["ice"].accessibleName() == "Ice, left knee, 14 min to go"
    bag.wait(30)
    assert pills["ice"].accessibleName() == "Ice, left knee, 14 min to go", "a screen reader hears of minutes only"
    pills["ice"].setFocus()
    qtbot.keyClick(pills["ice"], Qt.Key.Key_Return)
    assert window.current_page == "today"
    assert window.focusWidget() is bag.card.start_button
    bag.card.stop_button.click()
    assert pills == {}


def test_ice_is_seen_while_a_guided_session_fills_the_window(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    window = bag.running.window
    qtbot.keyClick(window, Qt.Key.Key_G)
    assert not window.sidebar.isVisible()
    strip = window._strip.pills["ice"]
    assert strip.isVisible()
    strip.click()
    assert window.current_page == "today"
    assert sorted(window.sidebar.running.pills) == ["guest", "ice"]
    assert window._strip.pills == {}
    window.end_timers()


def test_pain_before_and_after_are_kept(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.card.before._choose(4)
    bag.wait(90)
    bag.card.stop_button.click()
    assert bag.card.after.isVisible()
    bag.card.after._choose(2)
    assert (bag.today[0].pain_before, bag.today[0].pain_after) == (4, 2)


def test_one_undo_takes_the_session_back_even_while_it_runs(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(190)
    assert bag.running.workspace.undo_stack.undo() == "Ice, left knee"
    assert bag.today == []
    bag.wait(70)
    assert bag.timer.state is IceState.IDLE
    assert bag.today == []


def test_the_length_follows_the_setting_and_never_passes_twenty(bag: Bag, qtbot) -> None:
    bag.running.workspace.change_settings(ice_minutes=20)
    start(bag, qtbot)
    bag.clock.now += 3 * 3600
    bag.timer.tick()
    assert bag.today[0].minutes == 20


def test_a_session_too_soon_is_warned_about_kindly_and_still_possible(bag: Bag, qtbot) -> None:
    bag.card.log()
    bag.running.now = NOW + timedelta(minutes=30)
    bag.page.refresh()
    assert bag.card.concern_row.isVisible()
    assert "30 min ago" in bag.card.concern.text()
    assert "20:00" in bag.card.concern.text()
    assert bag.card.start_button.isEnabled()


def test_the_third_dot_logs_all_three_and_keeps_the_gap(bag: Bag, qtbot) -> None:
    bag.card.dots.dots[2].click()
    times = [session.at for session in bag.today]
    assert len(times) == 3
    assert min(late - early for early, late in pairwise(times)) >= timedelta(hours=2)
    assert bag.card.count.text() == "3 of 3"
    assert bag.running.workspace.undo_stack.undo() is not None
    assert bag.today == []


def test_the_last_filled_dot_takes_a_session_back(bag: Bag) -> None:
    bag.card.dots.dots[1].click()
    bag.card.dots.dots[0].click()
    assert len(bag.today) == 2, "a dot before the last one does nothing"
    bag.card.dots.dots[1].click()
    assert len(bag.today) == 1
    assert [dot.isChecked() for dot in bag.card.dots.dots] == [True, False, False]


def test_already_iced_is_logged_by_key_and_by_link(bag: Bag, qtbot) -> None:
    qtbot.keyClick(bag.running.window, Qt.Key.Key_I, modifier=Qt.KeyboardModifier.ShiftModifier)
    bag.card.log_link.click()
    assert [session.minutes for session in bag.today] == [15, 15]


def test_an_earlier_day_can_be_logged_but_not_timed(bag: Bag, qtbot) -> None:
    bag.running.workspace.open_day(NOW.date() - timedelta(days=2))
    assert not bag.card.start_button.isEnabled()
    before = len(bag.running.diary.icing)
    bag.card.log()
    made = len(bag.running.diary.icing) - before
    assert made == 1
    assert bag.today == []


def test_who_should_ask_first_opens_the_article(bag: Bag) -> None:
    bag.card.care.click()
    assert bag.running.window.current_page == "learn"
    assert bag.running.window.page("learn").article.slug == "ice-safety"


def test_every_control_has_a_name(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(310)
    for button in bag.card.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button
    assert bag.card.dots.dots[0].accessibleName() == "Ice session 1 of 3, done"


def test_closing_the_window_asks_first_and_keeps_the_minute_that_was_iced(bag: Bag, qtbot) -> None:
    start(bag, qtbot)
    bag.wait(60)
    asked: list[str] = []

    def answer(button: str) -> Callable[[Question], None]:
        return lambda question: (asked.append(question.text.text()), getattr(question, button).click())[0]

    in_dialog(Question, answer("cancel_button"))
    bag.running.window.close()
    assert bag.running.window.isVisible()
    assert bag.timer.state is IceState.RUNNING
    in_dialog(Question, answer("save_button"))
    bag.running.window.close()
    assert not bag.running.window.isVisible()
    assert bag.timer.state is IceState.DONE
    assert asked == ["1 min is in the diary and stays there."] * 2
    bag.running.restart()
    assert [session.minutes for session in bag.today] == [1]


def test_closing_the_window_without_ice_asks_nothing(bag: Bag) -> None:
    bag.running.restart()
    assert bag.running.window.isVisible()


def test_a_killed_program_keeps_the_minutes_that_passed(tmp_path: Path) -> None:
    """A real process, really killed, with a clock that runs a thousand times as fast."""
    script = textwrap.dedent(
        f"""
        import sys, time
        from datetime import UTC, date, datetime
        from pathlib import Path
        from PySide6.QtWidgets import QApplication
        from kneerehab import settings
        from kneerehab.domain.codes import Side
        from kneerehab.domain.plan_records import Plan
        from kneerehab.domain.record import new_id
        from kneerehab.domain.runner import Runner
        from kneerehab.gui.shell.ice_timer import IceTimer
        from kneerehab.gui.shell.workspace import Workspace
        from kneerehab.services.changes import Changes
        from kneerehab.services.diary import DiaryService
        from kneerehab.services.planner import Planner
        from kneerehab.storage.database import Database

        app = QApplication(sys.argv)
        database = Database.open(Path({str(tmp_path / "k.sqlite3")!r}))
        diaries = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        diaries.create_runner(Runner(id=new_id(), name="Mira"), Plan(start=date(2026, 3, 2)))
        workspace = Workspace(diaries=diaries, planner=Planner(diaries), settings=settings.Settings(sound=False),
                              keep_settings=lambda value: None, now=lambda: datetime(2026, 3, 6, 18, 0))
        fast = lambda: time.monotonic() * 1000
        timer = IceTimer(workspace, clock=fast, wall=fast)
        timer._ticker.setInterval(5)
        told = []
        def tell():
            minutes = timer.record.minutes if timer._saved else 0
            if minutes >= 3 and not told:
                told.append(minutes)
                print(minutes, flush=True)
                time.sleep(60)
        timer.changed.connect(tell)
        timer.start(Side.LEFT)
        app.exec()
        """
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        shown = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait(120)
    from datetime import UTC

    from kneerehab.services.changes import Changes
    from kneerehab.services.diary import DiaryService
    from kneerehab.storage.database import Database

    with Database.open(tmp_path / "k.sqlite3") as database:
        diaries = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        (session,) = diaries.diary(diaries.runners()[0].id).icing
    assert session.minutes == shown


def test_whoever_takes_over_in_the_middle_of_ice_finds_their_own_knee(bag: Bag, qtbot) -> None:
    running = bag.running
    mine, theirs = running.workspace.runner_id, Runner(id=new_id(), name="Ben")
    running.workspace.diaries.create_runner(theirs, Plan(start=NOW.date(), affected=Side.BOTH))
    start(bag, qtbot)
    bag.wait(61)
    running.workspace.open_runner(theirs.id)
    assert bag.card.knee.value() == "both"
    qtbot.keyClick(running.window, Qt.Key.Key_I, modifier=Qt.KeyboardModifier.ShiftModifier)
    (logged,) = running.diary.icing
    assert logged.side is Side.BOTH
    running.workspace.open_runner(mine)
    assert [(session.minutes, session.side) for session in bag.today] == [(1, Side.LEFT)]
    assert bag.card.knee.value() == "left"
