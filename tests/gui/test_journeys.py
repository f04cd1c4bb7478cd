"""Whole days through the real window: first start, a logged day, a restart, and everything still there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from kneerehab.domain.codes import Knee, PainContext, RedFlag, Side
from kneerehab.gui.today.page import TodayPage
from kneerehab.gui.welcome.page import WelcomePage
from tests.gui.held import held

pytestmark = pytest.mark.lifetime


def button(root: QWidget, name: str) -> QAbstractButton:
    """The visible button with that accessible name or text, as a screen reader finds it."""
    QApplication.processEvents()  # what was just laid out is shown in the next turn of the event loop
    found = [
        candidate
        for candidate in root.findChildren(QAbstractButton)
        if candidate.isVisible() and name in (candidate.accessibleName(), candidate.text())
    ]
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]


def welcome(program: Any, qtbot: Any, *, knee: str = "Left") -> Any:
    running = program()
    page = running.window.stack.currentWidget()
    assert isinstance(page, WelcomePage)
    qtbot.keyClicks(page.who.name, "Nora")
    button(page, knee).click()
    button(page, "Next").click()
    qtbot.keyClicks(page.how.usual.distance, "30")
    qtbot.keyClicks(page.how.usual.minutes, "180")
    button(page, "Start my plan").click()
    return running


def test_the_first_start_asks_on_two_pages_and_opens_today(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    diary = running.diary
    assert (diary.runner.name, diary.plan.affected, diary.plan.start) == ("Nora", Side.LEFT, running.now.date())
    assert diary.plan.usual_week is not None
    assert (diary.plan.usual_week.seconds, diary.plan.usual_week.metres) == (10800, 30000)
    assert running.window.current_page == "today"
    page = running.window.page("today")
    assert isinstance(page, TodayPage)
    assert page.verdict.title.text() == "How are your knees today?"


def test_a_welcome_without_a_name_says_what_to_do_and_keeps_what_was_typed(program: Any, qtbot: Any) -> None:
    page = program().window.stack.currentWidget()
    button(page, "Behind").click()
    button(page, "Next").click()
    assert "name" in page.who.name_field.error()
    assert [zone.value for zone in page.who.zones()] == ["behind"]
    assert page.who.name.isVisible()
    assert page.workspace.runner_id is None


def test_a_click_a_knee_is_a_check_in_without_pain_and_it_survives_a_restart(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    page = running.window.page("today")
    button(page, "Left knee, worst 0").click()
    button(page, "Right knee, worst 0").click()
    (check,) = running.diary.check_ins
    assert (check.now.left, check.worst_24h.left, check.now.right, check.worst_24h.right) == (0, 0, 0, 0)
    assert check.at == running.now
    running.restart()
    assert running.diary.check_ins == (check,)
    assert running.window.page("today").check_in.rows[Knee.LEFT].scale.value == 0


def test_the_keyboard_alone_checks_in_ticks_and_ices(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    window, page = running.window, running.window.page("today")
    qtbot.keyClick(window, Qt.Key.Key_P)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_E)
    assert running.diary.check_ins[0].worst_24h.left == 2
    assert page.exercises._rows
    assert all(row.item.complete for row in page.exercises._rows)


def test_marking_all_done_logs_both_legs_with_a_copy_of_the_target(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    page = running.window.page("today")
    count = len(page.exercises._rows)
    assert count > 0
    button(page, "Mark all done").click()
    assert len(running.diary.exercise_sets) == count
    assert all(done.side is Side.BOTH and done.target is not None for done in running.diary.exercise_sets)
    running.window.commands.undo()
    assert running.diary.exercise_sets == ()
    running.window.commands.redo()
    assert len(running.diary.exercise_sets) == count


def test_unticking_one_leg_keeps_the_other(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    page = running.window.page("today")
    button(page, "Mark all done").click()
    button(page, "Hamstring stretch, left leg done").click()
    left = [done.side for done in running.diary.exercise_sets if done.exercise == "hamstring-stretch"]
    assert left == [Side.RIGHT]


def test_an_earlier_day_is_as_easy_and_the_future_stays_closed(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    page = running.window.page("today")
    assert not button(page, "Day after").isEnabled()
    button(page, "Day before").click()
    button(page, "Left knee, worst 1").click()
    newest = running.diary.check_ins[-2]
    assert newest.at.date().isoformat() == "2026-02-21"
    assert newest.worst_24h.left == 1


def test_a_second_check_in_leaves_the_morning_as_it_was(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 18, 0))
    morning = running.diary.check_ins[-1]
    page = running.window.page("today")
    button(page, "New check-in").click()
    button(page, "Left knee, worst 4").click()
    assert running.diary.check_ins[-2] == morning
    assert running.diary.check_ins[-1].worst_24h.left == 4


def test_a_warning_sign_stops_the_plan_in_words_and_without_numbers(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    page = running.window.page("today")
    button(page, "Anything alarming? 12 signs, none ticked").click()
    button(page, "Can’t put weight on the leg").click()
    assert running.diary.check_ins[-1].red_flags == (RedFlag.CANNOT_TAKE_WEIGHT,)
    assert page.verdict.title.text() == "Please stop – see a doctor today"
    words = page.verdict.title.text() + page.verdict.limit.text()
    assert not any(letter.isdigit() for letter in words)
    assert not page.verdict.track.isVisible()


def test_pain_with_everyday_things_becomes_a_pain_note(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    page = running.window.page("today")
    page.check_in.toggle_more()
    stepper = page.check_in.more.steppers[PainContext.STAIRS]
    stepper.setFocus()
    stepper.stepUp()
    stepper.stepUp()
    notes = [note for note in running.diary.pain_notes if note.at.date() == running.now.date()]
    assert [(note.context, note.score, note.side) for note in notes] == [(PainContext.STAIRS, 1, Knee.LEFT)]


def test_pain_relief_is_recorded_and_its_masking_is_said(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 6, 48))
    page = running.window.page("today")
    page.check_in.toggle_more()
    page.check_in.more.relief.click()
    assert running.diary.medication[-1].painkiller
    answer = running.workspace.planner.verdict(running.workspace.runner_id, running.now.date())
    assert "masked-day" in [notice.notice for notice in answer.notices]
    page.check_in.more.relief.click()
    assert running.diary.medication[-1].at.date() != running.now.date()


def test_a_failed_save_keeps_the_screen_says_so_and_works_later(program: Any, monkeypatch: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 21, 18, 0))
    page = running.window.page("today")
    running.now = datetime(2026, 2, 22, 7, 0)
    running.workspace.open_day(running.now.date())
    before = running.diary
    with held(running.workspace):
        button(page, "Left knee, worst 5").click()
        assert running.diary is before
        assert page.check_in.rows[Knee.LEFT].scale.value == 5
        banner = running.window.commands.failure
        assert banner is not None
        assert banner.isVisible()
    button(running.window, "Try again").click()
    assert running.diary.check_ins[-1].worst_24h.left == 5
    assert running.window.commands.failure is None


def test_settings_take_effect_at_once_and_are_kept(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    running.window.show_page("settings")
    page = running.window.page("settings")
    button(page, "Miles").click()
    assert running.workspace.formats.unit == "mi"
    button(page, "Dark").click()
    from kneerehab.gui.look import theme

    assert theme.current().name == "dark"
    running.restart()
    assert running.workspace.settings.theme == "dark"
    assert running.workspace.runner.shown_units.value == "mile"


def test_a_note_that_is_being_typed_is_saved_when_the_window_closes(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    page = running.window.page("today")
    page.check_in.toggle_more()
    note = page.check_in.more.note
    note.setFocus()
    qtbot.keyClicks(note, "Stairs felt easy")
    running.restart()
    assert running.diary.check_ins[-1].note == "Stairs felt easy"


def test_a_day_in_a_chart_and_an_entry_behind_a_rule_open_in_the_diary(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    day = datetime(2026, 2, 3).date()
    running.workspace.day_in_diary.emit(day)
    page = running.window.page("diary")
    assert running.window.current_page == "diary"
    assert page.calendar.chosen == day
    days, line = page.days.list, page.days.list.model.of_day(day)
    assert days.view.isExpanded(line)
    assert days.current == days.model.node(line)
    below = [days.model.node(days.model.index(row, 0, line)) for row in range(days.model.rowCount(line))]
    of_day = [record for record in running.diary.records() if getattr(record, "at", datetime.min).date() == day]
    assert sorted(record.id for node in below for record in node.records) == sorted(record.id for record in of_day)
    run = running.diary.activities[5]
    running.workspace.record_wanted.emit(run.id)
    assert page.calendar.chosen == run.at.date()
    assert days.current is not None
    assert [record.id for record in days.current.records] == [run.id]


def test_a_day_in_a_chart_and_an_entry_behind_a_rule_open_among_the_entries(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    day = datetime(2026, 2, 3).date()
    page = running.window.page("diary")
    page.show_view("entries")
    running.workspace.day_in_diary.emit(day)
    assert running.window.current_page == "diary"
    of_day = [record for record in running.diary.records() if getattr(record, "at", datetime.min).date() == day]
    assert page.records.list.model.rowCount() == len(of_day)
    run = running.diary.activities[5]
    running.workspace.record_wanted.emit(run.id)
    assert page.calendar.chosen == run.at.date()
    assert page.records.list.model.row_of(run.id) is not None


def test_the_keyboard_begins_on_the_left_knee_until_the_day_is_checked_in(program: Any, qtbot: Any) -> None:
    running = welcome(program, qtbot)
    page = running.window.page("today")
    scale = page.check_in.rows[Knee.LEFT].scale
    focus = running.window.focusWidget()
    assert focus is not None
    assert scale.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_1)
    running.restart()
    focus = running.window.focusWidget()
    assert focus is None or not running.window.page("today").check_in.isAncestorOf(focus)


def test_once_the_run_of_the_day_is_logged_no_other_is_offered(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 21, 20, 0))
    page = running.window.page("today")
    assert not page.verdict.isVisible()
    assert page.after_run.done.title.text().startswith("Done for today")
