"""The twelve warning signs: always one line at the foot of the check-in, and what a ticked one does to Today."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from kneerehab.domain.codes import OverridePhase, RedFlag
from kneerehab.domain.diary import Diary
from kneerehab.gui.look import theme
from kneerehab.gui.look.text import Label
from tests.builders import at, check_in, day, diary, override, quiet_days, run, week
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 12000))


def opened(program: Any, book: Diary, now: datetime) -> Any:
    running = program(book, now=now)
    return running


def page(running: Any) -> Any:
    return running.window.page("today")


@pytest.mark.parametrize(
    ("book", "title"),
    [
        (diary(BUILD, quiet_days(1, 1)), "Yes – easy and flat"),
        (diary(BUILD, quiet_days(1, 1)[:0]), "How are your knees today?"),
        (diary(check_in(1, left=(3, 5))), "Not yet"),
        (diary(check_in(1, flags=(RedFlag.CANNOT_MOVE,))), "Please stop"),
    ],
    ids=["run", "no check-in", "rest", "stop"],
)
def test_the_line_is_there_on_every_day(program: Any, book: Diary, title: str) -> None:
    running = opened(program, book, at(1, "08:00"))
    assert page(running).verdict.title.text().startswith(title)
    line = page(running).check_in.alarm.line
    assert line.isVisible()
    assert line.height() >= theme.px(44)
    assert "12 signs" in page(running).check_in.alarm.link.accessibleName()


def test_every_sign_is_one_click_away_and_none_is_left_out(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "08:00"))
    alarm = page(running).check_in.alarm
    qtbot.mouseClick(alarm.line, Qt.MouseButton.LeftButton, pos=QPoint(alarm.line.width() - 30, 20))
    chips = [key for group in alarm.panel.groups.values() for key in group.chips]
    assert sorted(chips) == sorted(flag.value for flag in RedFlag)
    assert all(chip.isVisible() for group in alarm.panel.groups.values() for chip in group.chips.values())


def test_shift_p_opens_the_signs_from_any_page(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "08:00"))
    running.window.show_page("plan")
    qtbot.keyClick(running.window, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert running.window.current_page == "today"
    assert page(running).check_in.alarm.is_open
    assert running.window.focusWidget() is page(running).check_in.alarm.panel.first


def test_of_several_signs_the_most_urgent_speaks_first(program: Any) -> None:
    running = opened(program, diary(BUILD, quiet_days(1, 1)), at(1, "08:00"))
    page(running).check_in.open_alarm()
    button(page(running), "Weight loss without a reason").click()
    assert page(running).verdict.title.text() == "Please stop – see a doctor soon"
    button(page(running), "Calf painful or swollen").click()
    assert page(running).verdict.title.text() == "Please get emergency help now"
    assert "call an ambulance" in page(running).verdict.limit.text()
    advice = page(running).check_in.alarm.panel.advice.text().split("\n")
    assert [("calf" in line, "Weight" in line) for line in advice] == [(True, False), (False, True)]
    assert running.diary.check_ins[0].now.left == 0, "the answers of the morning stay"


def test_a_sign_ticked_by_mistake_is_taken_back_from_every_check_in_of_the_day(program: Any) -> None:
    book = diary(BUILD, check_in(1, flags=(RedFlag.CANNOT_MOVE,)), check_in(1, clock="07:30"))
    running = opened(program, book, at(1, "08:00"))
    assert page(running).verdict.title.text().startswith("Please stop")
    page(running).check_in.open_alarm()
    button(page(running), "Can’t move the knee").click()
    assert all(check.red_flags == () for check in running.diary.check_ins)
    assert page(running).verdict.title.text() == "Yes – easy and flat"


def test_under_a_sign_nothing_on_today_or_exercises_pushes_exercise(program: Any) -> None:
    running = program("build-week-8", datetime(2026, 2, 22, 9, 0))
    card = page(running).exercises
    assert card.all_button.isVisible()
    page(running).check_in.open_alarm()
    button(page(running), "Hot and red, or fever").click()
    assert not card.all_button.isVisible()
    assert not card.guided.isVisible()
    before = running.diary.exercise_sets
    page(running).shortcut("E")
    assert running.diary.exercise_sets == before
    page(running).shortcut("G")
    assert running.window.current_page == "exercises", "no session begins"
    exercises = running.window.page("exercises")
    assert exercises.resting.isVisible()
    assert not exercises.detail.start_button.isVisible()


def test_the_day_after_the_line_names_the_sign_that_still_waits(program: Any) -> None:
    book = diary(BUILD, quiet_days(2, 2), check_in(1, flags=(RedFlag.NUMB_OR_COLD_FOOT,)), run(1))
    running = opened(program, book, at(2, "08:00"))
    alarm = page(running).check_in.alarm
    formats = running.workspace.formats
    assert alarm.line.words.text() == f"Ticked on {formats.short_day(day(1))}: Foot numb or cold."
    told = [part.text() for part in page(running).verdict.findChildren(Label)]
    assert any("numb or cold foot" in text for text in told)


def test_after_a_red_run_the_line_stays_in_sight_with_the_signs_of_an_injury(program: Any) -> None:
    book = diary(BUILD, quiet_days(1, 1), run(1, 1200, 3000, left=(0, 8, None), form_changed=True))
    running = opened(program, book, at(1, "12:00"))
    alarm = page(running).check_in.alarm
    top = alarm.line.mapTo(running.window, QPoint(0, 0)).y()
    logged = page(running).after_run.so_far
    assert alarm.line.isVisible()
    assert top < logged.mapTo(running.window, QPoint(0, 0)).y()
    button(page(running), "Calf painful or swollen").click()
    assert page(running).verdict.title.text() == "Please get emergency help now"
    assert RedFlag.CALF_PAIN_OR_SWELLING in running.diary.check_ins[0].red_flags


def test_the_stop_and_its_way_on_fit_the_smallest_window_at_the_largest_text(program: Any, qtbot: Any) -> None:
    running = opened(program, diary(BUILD, check_in(1, flags=(RedFlag.CANNOT_MOVE,))), at(1, "08:00"))
    running.workspace.change_settings(text_scale=200)
    running.window.resize(960, 640)
    area = page(running).frame.area
    qtbot.waitUntil(lambda: area.widget().minimumSizeHint().width() <= area.viewport().width())
