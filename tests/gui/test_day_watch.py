"""The window follows the date: the clock is moved from outside, as midnight does, and nothing else is told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kneerehab.domain.codes import ActivityKind, CareKind, Knee, Side
from kneerehab.gui.forms.blank import blank
from kneerehab.gui.forms.record_dialog import RecordDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.guided.view import SessionView
from kneerehab.gui.plan.override import OverrideDialog
from kneerehab.gui.progress.measures_dialog import MeasuresDialog
from kneerehab.gui.today.care_dialog import CareDialog
from kneerehab.gui.today.page import TodayPage
from kneerehab.services.exercises import starting_dose
from kneerehab.services.session_steps import item_of
from tests.builders import an_id, check_in, day, diary, quiet_days
from tests.gui.conftest import Opener, Running
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

TUESDAY = date(2026, 3, 3)
WEDNESDAY = TUESDAY + timedelta(days=1)
EVENING = datetime(2026, 3, 3, 23, 58)
MORNING = datetime(2026, 3, 4, 7, 30)
A_MOMENT_BEFORE = datetime(2026, 3, 3, 23, 59, 59, 900_000)


def opened(program: Opener, now: datetime = EVENING) -> Running:
    book = diary(quiet_days(1, 1), [starting_dose("hamstring-stretch", day(1))])
    running = program(book, now=now)
    QApplication.processEvents()  # the window has become active, which is a look too
    return running


def today(running: Running) -> TodayPage:
    page = running.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def title(running: Running) -> str:
    """What the head of the page says: the day, and whether it is today."""
    head = today(running).frame
    return f"{head.title.text()} {head.subtitle.text()}"


def test_midnight_moves_today_to_the_new_day_by_itself(program: Opener, qtbot: Any) -> None:
    running = opened(program, A_MOMENT_BEFORE)
    assert title(running).startswith("Tuesday 3 March Today")
    qtbot.wait(40)
    running.now = datetime(2026, 3, 4, 0, 0, 1)
    qtbot.waitUntil(lambda: title(running).startswith("Wednesday 4 March Today"))


def test_the_next_look_is_at_midnight_and_never_more_than_a_minute_away(program: Opener) -> None:
    running = opened(program, datetime(2026, 3, 3, 12, 0))
    watch = running.window.day_watch
    assert watch is not None
    assert watch.wait == 60_000
    running.now = datetime(2026, 3, 3, 23, 59, 30)
    watch.look()
    assert 30_000 <= watch.wait <= 30_100
    running.now = datetime(2026, 3, 4, 0, 0, 0)
    watch.look()
    assert watch.wait == 60_000


@pytest.mark.parametrize("event", [QEvent.Type.WindowActivate, QEvent.Type.Show, QEvent.Type.Enter])
def test_whoever_comes_back_in_the_morning_finds_the_new_day(program: Opener, event: QEvent.Type) -> None:
    running = opened(program)
    button(today(running), "Left knee, worst 3").click()
    (*_earlier, evening) = running.diary.check_ins
    running.now = MORNING
    QApplication.sendEvent(running.window, QEvent(event))
    assert title(running).startswith("Wednesday 4 March Today")
    assert today(running).check_in.rows[Knee.LEFT].scale.value is None
    button(today(running), "Left knee, worst 0").click()
    assert running.diary.check_ins[-2] == evening
    assert running.diary.check_ins[-1].at == MORNING
    assert running.diary.check_ins[-1].worst_24h.left == 0


def test_a_program_that_is_brought_to_the_front_finds_the_new_day(program: Opener) -> None:
    running = opened(program)
    running.now = MORNING
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert title(running).startswith("Wednesday 4 March Today")


def test_before_the_window_has_noticed_everything_is_for_the_day_that_it_names(program: Opener, qtbot: Any) -> None:
    running = opened(program)
    running.now = datetime(2026, 3, 4, 0, 0, 30)
    page = today(running)
    button(page, "Left knee, worst 1").click()
    button(page, "Mark all done").click()
    qtbot.keyClick(running.window, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    assert title(running).startswith("Tuesday 3 March Today")
    written = [running.diary.check_ins[-1], *running.diary.exercise_sets, *running.diary.icing]
    assert len(written) >= 3
    assert {record.at.date() for record in written} == {TUESDAY}


def test_a_day_in_the_past_stays_where_it_is(program: Opener) -> None:
    running = opened(program)
    running.workspace.open_day(day(1))
    running.come_back(MORNING)
    assert running.workspace.day == day(1)
    assert "Today" not in title(running)
    assert button(today(running), "Day after").isEnabled()
    QTest.keyClick(running.window, Qt.Key.Key_T)
    assert running.workspace.day == WEDNESDAY


def test_a_clock_that_is_set_back_leads_back_too(program: Opener) -> None:
    running = opened(program)
    running.come_back(datetime(2026, 3, 1, 12, 0))
    assert running.workspace.day == date(2026, 3, 1)
    assert title(running).startswith("Sunday 1 March Today")
    assert not button(today(running), "Day after").isEnabled()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system can't change the zone of a program")
def test_another_time_zone_is_followed(program: Opener, far_away: Callable[[str], None]) -> None:
    far_away("UTC")
    running = opened(program)
    noon = datetime(2026, 3, 3, 12, 0).timestamp()
    running.workspace._now = lambda: datetime.fromtimestamp(noon)
    assert running.workspace.today() == TUESDAY
    os.environ["TZ"] = "Pacific/Kiritimati"  # 14 hours ahead; nobody has told the C library
    watch = running.window.day_watch
    assert watch is not None
    watch.look()
    assert title(running).startswith("Wednesday 4 March Today")


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def travel(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield travel
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", ["plan", "progress", "diary", "exercises", "learn", "settings"])
def test_every_other_page_looks_again_too(program: Opener, name: str) -> None:
    running = opened(program)
    running.window.show_page(name)
    page = running.window.page(name)
    fresh: list[date] = []
    refresh = page.refresh
    page.refresh = lambda: (fresh.append(running.workspace.today()), refresh())[1]  # type: ignore[method-assign]
    running.come_back(MORNING)
    assert fresh == [WEDNESDAY]


def test_the_diarys_last_day_is_the_new_one(program: Opener) -> None:
    running = opened(program)
    running.window.show_page("diary")
    page: Any = running.window.page("diary")
    assert page.calendar.chosen == TUESDAY
    running.come_back(MORNING)
    assert page.calendar.chosen == WEDNESDAY
    page.calendar.choose(day(1))
    running.come_back(MORNING + timedelta(days=1))
    assert page.calendar.chosen == day(1)


# forms that are still open
def its_day(form: Any) -> str:
    return form.its_day.message() if form.its_day.isVisible() else ""


def test_a_run_that_is_being_entered_keeps_its_day_and_says_so(program: Opener) -> None:
    running = opened(program)
    form = LogRunDialog(running.workspace, ActivityKind.RUN, parent=running.window)
    form.show()
    form.minutes.setText("20")
    assert its_day(form) == ""
    running.come_back(MORNING)
    assert its_day(form) == "This is for Tuesday 3 March. A new day has begun."
    assert "today" not in form.subtitle.text()
    form.try_save()
    (run,) = running.diary.activities
    assert (run.at, run.seconds) == (EVENING, 1200)
    assert running.workspace.day == WEDNESDAY


def test_a_form_that_is_set_to_the_new_day_says_nothing_and_saves_there(program: Opener) -> None:
    running = opened(program)
    form = CareDialog(running.workspace, CareKind.ELEVATION, parent=running.window)
    form.show()
    running.come_back(MORNING)
    assert its_day(form).startswith("This is for Tuesday")
    form.day.setDate(form.day.date().addDays(1))
    assert form.day.day() == WEDNESDAY
    assert its_day(form) == ""
    form.time.set_time_of_day(MORNING.time())
    form.try_save()
    assert running.diary.care[-1].at == MORNING


def test_the_form_of_the_diary_takes_the_new_day_once_it_has_come(program: Opener) -> None:
    running = opened(program)
    record = blank("icing", TUESDAY, running.workspace.now(), Side.LEFT, 15)
    form = RecordDialog(running.workspace, record, running.window)
    form.show()
    running.come_back(MORNING)
    assert its_day(form).startswith("This is for Tuesday")
    moment: Any = form.form.entries["at"]
    moment.day_field.setDate(moment.day_field.date().addDays(1))
    moment.time_field.setTime(moment.time_field.time().fromString("07:00", "HH:mm"))
    assert its_day(form) == ""
    form.try_save()
    assert running.diary.icing[-1].at == datetime(2026, 3, 4, 7, 0)


def test_forms_without_a_field_for_it_are_for_the_day_they_were_opened_on(program: Opener) -> None:
    running = opened(program)
    form = OverrideDialog(running.workspace, running.window)
    form.show()
    form.who.segments["physio"].click()
    form.reason.setPlainText("We looked at it together")
    measures = MeasuresDialog(running.workspace, running.window)
    measures.show()
    measures.activities[0].name.setText("Stairs")
    measures.activities[0].score.stepUp()
    running.come_back(MORNING)
    for dialog in (measures, form):
        assert its_day(dialog).startswith("This is for Tuesday 3 March.")
        dialog.try_save()
    assert running.diary.overrides[-1].date == TUESDAY
    assert running.diary.outcomes[-1].at == EVENING


def test_a_form_for_an_earlier_day_has_nothing_to_say(program: Opener) -> None:
    running = opened(program)
    running.workspace.open_day(day(1))
    form = LogRunDialog(running.workspace, ActivityKind.WALK, parent=running.window)
    form.show()
    running.come_back(MORNING)
    assert its_day(form) == ""
    form.try_save()
    assert running.diary.activities[-1].at.date() == day(1)


def test_a_note_that_is_being_typed_at_midnight_is_waited_for_and_kept_on_its_day(program: Opener, qtbot: Any) -> None:
    running = opened(program)
    page = today(running)
    page.check_in.toggle_more()
    note = page.check_in.more.note
    note.setFocus()
    qtbot.keyClicks(note, "Stairs felt")
    running.come_back(datetime(2026, 3, 4, 0, 0))
    assert title(running).startswith("Tuesday 3 March")
    qtbot.keyClicks(note, " easy")
    watch = running.window.day_watch
    assert watch is not None
    watch.look()
    assert title(running).startswith("Tuesday 3 March")  # it was typed at since
    watch.look()
    assert title(running).startswith("Wednesday 4 March")
    assert running.diary.check_ins[-1].at.date() == TUESDAY
    assert running.diary.check_ins[-1].note == "Stairs felt easy"
    assert note.text() == ""


def test_a_note_that_is_being_typed_stays_with_its_day_when_another_one_is_opened(program: Opener, qtbot: Any) -> None:
    running = opened(program)
    page = today(running)
    page.check_in.toggle_more()
    note = page.check_in.more.note
    note.setFocus()
    qtbot.keyClicks(note, "Stairs felt easy")
    running.workspace.open_day(day(1))
    assert note.text() == ""
    assert [check.note for check in running.diary.check_ins if check.note] == ["Stairs felt easy"]
    assert running.diary.check_ins[-1].at.date() == TUESDAY


def test_a_note_that_is_being_typed_stays_with_its_runner_when_another_diary_is_opened(
    program: Opener, qtbot: Any
) -> None:
    running = opened(program)
    workspace, first = running.workspace, running.workspace.runner_id
    other = diary(check_in(2), check_in(3, clock="06:30"))
    other = replace(other, runner=replace(other.runner, id=an_id(), name="Ben"))
    workspace.diaries.import_diary(other)
    note = today(running).check_in
    note.toggle_more()
    note.more.note.setFocus()
    qtbot.keyClicks(note.more.note, "Stairs felt easy")
    workspace.open_runner(other.runner.id)
    assert note.more.note.text() == ""
    assert [check.note for check in running.diary.check_ins] == [None, None]
    workspace.open_runner(first)
    assert [check.note for check in running.diary.check_ins if check.note] == ["Stairs felt easy"]


# what is being timed
def test_ice_that_began_before_midnight_belongs_to_the_evening_and_says_so(program: Opener, qtbot: Any) -> None:
    running = opened(program)
    card = today(running).ice
    passed = [0.0]
    card.timer._clocks = (lambda: passed[0], lambda: passed[0])
    qtbot.keyClick(running.window, Qt.Key.Key_I)
    card.timer._ticker.stop()
    passed[0] = 240
    running.come_back(EVENING + timedelta(minutes=4))
    card.timer.tick()
    assert title(running).startswith("Wednesday 4 March Today")
    assert card.which.text().endswith("for Tuesday 3 March")
    card.timer.stop()
    (iced,) = running.diary.icing
    assert (iced.at, iced.minutes) == (EVENING, 4)


def test_a_guided_session_over_midnight_stays_in_one_piece(program: Opener, qtbot: Any) -> None:
    running = opened(program)
    passed = [0.0]
    dose = starting_dose("hamstring-stretch", day(1))
    items = (item_of(running.diary, replace(dose, sets=2)),)
    view = SessionView(running.workspace, items, clock=lambda: passed[0])
    running.window.take_over(view, "Guided session")
    view.left.connect(lambda: (running.window.give_back(), running.window.show_page("today")))
    view.begin()
    view._ticker.stop()

    def set_done() -> None:
        before = len(view.session.results)
        while len(view.session.results) == before:
            passed[0] += 0.5
            view.tick()

    set_done()
    assert view.title.text() == "Guided session"
    running.come_back(EVENING + timedelta(minutes=5))
    assert view.title.text() == "Guided session for Tuesday 3 March"
    set_done()
    set_done()
    assert {done.at.date() for done in running.diary.exercise_sets} == {TUESDAY}
    assert sum(done.sets for done in running.diary.exercise_sets) == 3
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert title(running).startswith("Wednesday 4 March Today")


def test_how_long_ago_the_last_ice_was_goes_on_counting(program: Opener, qtbot: Any) -> None:
    running = opened(program, datetime(2026, 3, 3, 12, 0))
    qtbot.keyClick(running.window, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
    card = today(running).ice
    watch = running.window.day_watch
    assert watch is not None
    assert card.concern.text().startswith("The last ice has just ended.")
    running.now += timedelta(minutes=7)
    watch.look()
    assert card.concern.text().startswith("The last ice ended 7 min ago.")
    running.now += timedelta(hours=2)
    watch.look()
    assert not card.concern_row.isVisible()


def test_nothing_watches_any_more_once_the_diary_is_closed(program: Opener) -> None:
    running = opened(program)
    running.restart()
    running.come_back(MORNING)
    assert title(running).startswith("Wednesday 4 March Today")
    assert sum(1 for label in today(running).findChildren(QLabel) if label.text() == "Wednesday 4 March") == 1
