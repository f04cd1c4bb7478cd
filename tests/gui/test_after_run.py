"""Today answers for the rest of the day once a run or walk is logged, and never offers another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kneerehab.domain.codes import CareKind, Knee, OverridePhase, Profile
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import Record
from kneerehab.gui.today.care_dialog import CareDialog
from kneerehab.gui.today.page import TodayPage
from tests.builders import (
    at,
    check_in,
    day,
    diary,
    exercise_set,
    ice,
    override,
    painkiller,
    quiet_days,
    run,
    walk,
    week,
)
from tests.gui.conftest import Opener, Running
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD, WALK = OverridePhase.BUILD, OverridePhase.WALK
START = (override(1, BUILD, budget=week(4320, 12000)), *quiet_days(1, 3), run(1, 1440, 4000))


def opened(
    program: Opener, *records: Record | Iterable[Record], clock: str = "12:00", number: int = 3, **settings: Any
) -> Running:
    book: Diary = diary(*records, **settings)
    running = program(book, now=at(number, clock))
    return running


def today(running: Running) -> TodayPage:
    page = running.window.findChild(TodayPage)
    assert page is not None
    return page


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def words_of(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_fine_run_is_done_and_nothing_offers_another(program: Opener) -> None:
    page = today(opened(program, START, run(3, 1440, 4000, clock="09:00")))
    assert page.after_run.done.isVisible()
    assert not page.verdict.isVisible()
    assert plain(page.after_run.done.title.text()) == "Done for today – 24 min, 4.0 km"
    assert plain(page.after_run.done.next.text()) == "Next run: Friday 6 March"
    assert "Yes –" not in words_of(page)
    assert plain(page.after_run.done.accessibleName()).startswith(
        "Done for today – 24 min, 4.0 km. Next run: Friday 6 March"
    )


def test_a_red_run_stops_the_day_with_its_reason_and_the_earliest_next_one(program: Opener) -> None:
    red = run(3, 840, 2100, clock="09:00", left=(0, 8, None), form_changed=True)
    page = today(opened(program, START, red, exercise_set(1)))
    stop = page.after_run.stop
    assert stop.title.text() == "Stop for today – let the knee settle"
    assert stop.reason.text() == (
        "Left knee: 8 of 10 during the run, and your way of running changed. That was too much for the knee."
    )
    assert stop.accessibleName().endswith("Earliest next run: Saturday 7 March")
    assert plain(page.after_run.before_next.then.text()) == "One step back, to 57 min and 9.6 km"
    assert not page.exercises.isVisible()
    assert not page.after_run.still_good.isVisible()
    assert not page.after_run.hour_after.none.isVisible()  # no shortcut to 0


def test_a_limit_of_the_monitored_plan_leads_to_what_that_plan_is(program: Opener) -> None:
    red = run(3, 840, 2100, clock="09:00", left=(0, 8, None), form_changed=True)
    running = opened(program, START, red, profile=Profile.MONITORED)
    card = today(running).after_run.before_next
    assert card.settled.text() == "At most 2 of 10 all day, no swelling, no limp"
    card.monitored.click()
    assert running.window.current_page == "learn"


def test_what_settled_means_in_the_monitored_plan_leads_to_what_that_plan_is(program: Opener) -> None:
    running = opened(program, check_in(1, (3, 3)), profile=Profile.MONITORED, number=1)
    verdict = today(running).verdict
    assert verdict.ground.text() == "Settled means at most 2 of 10 all day, with no swelling and no limp."
    assert verdict.monitored.isVisible()
    QTest.mouseClick(verdict.monitored, Qt.MouseButton.LeftButton)
    assert running.window.current_page == "learn"


def test_a_pain_free_plan_has_no_link_to_another(program: Opener) -> None:
    red = run(3, 840, 2100, clock="09:00", left=(0, 8, None), form_changed=True)
    page = today(opened(program, START, red))
    assert page.after_run.before_next.isVisible()
    assert not page.after_run.before_next.monitored.isVisible()


def test_an_amber_run_is_done_and_says_to_keep_the_day_easy(program: Opener) -> None:
    page = today(opened(program, START, run(3, 1440, 4000, clock="09:00", right=(0, 2, 0))))
    assert plain(page.after_run.done.title.text()) == "Done – keep the rest of today easy"
    assert plain(page.after_run.done.why_done.text()) == (
        "Right knee: 2 of 10 during the run. That was a bit too much for the knee."
    )


def test_a_painkiller_after_the_run_is_told(program: Opener) -> None:
    page = today(opened(program, START, run(3, 1440, 4000, clock="09:00"), painkiller(3, "10:00")))
    assert "pain relief after the run" in page.after_run.done.added.text()


def test_a_walk_in_the_walk_phase_is_answered_like_a_run(program: Opener) -> None:
    page = today(opened(program, override(1, WALK), quiet_days(1, 3), walk(3, 1800, clock="09:00")))
    assert plain(page.after_run.done.title.text()) == "Done for today – 30 min"
    assert plain(page.after_run.done.next.text()) == "Next walk: Thursday 5 March"


def test_swelling_after_the_run_comes_first(program: Opener) -> None:
    page = today(opened(program, START, run(3, clock="09:00"), check_in(3, clock="11:00", swelling=True)))
    assert page.verdict.isVisible()
    assert not page.after_run.isVisible()


@pytest.mark.parametrize(("clock", "asked"), [("10:08", False), ("10:09", True)])
def test_the_hour_after_is_asked_from_45_minutes_after_the_end(program: Opener, clock: str, asked: bool) -> None:
    ran = replace(run(3, 1440, 4000, clock="09:00"), pain_after=None)
    page = today(opened(program, START, ran, clock=clock))
    assert page.after_run.hour_after.isVisible() is asked


def test_one_tap_answers_the_hour_after_for_both_knees(program: Opener) -> None:
    ran = replace(run(3, 1440, 4000, clock="09:00"), pain_after=None)
    running = opened(program, START, ran)
    page = today(running)
    QTest.mouseClick(page.after_run.hour_after.none, Qt.MouseButton.LeftButton)
    saved = running.diary.find(ran.id)
    assert saved == replace(ran, pain_after=KneeScores(left=0, right=0), changed=saved.changed)  # type: ignore[union-attr]
    assert not page.after_run.hour_after.isVisible()
    running.workspace.undo_stack.undo()
    assert page.after_run.hour_after.isVisible()


def test_a_score_of_one_knee_leaves_the_other_unknown(program: Opener) -> None:
    ran = replace(run(3, 1440, 4000, clock="09:00"), pain_after=None)
    running = opened(program, START, ran)
    card = today(running).after_run.hour_after
    QTest.keyClick(card.scales[Knee.LEFT], Qt.Key.Key_2)
    saved = running.diary.find(ran.id)
    assert saved is not None
    assert saved.pain_after == KneeScores(left=2)  # type: ignore[attr-defined]
    assert card.isVisible()


def test_later_puts_the_question_off_for_an_hour(program: Opener) -> None:
    ran = replace(run(3, 1440, 4000, clock="09:00"), pain_after=None)
    running = opened(program, START, ran)
    page = today(running)
    QTest.mouseClick(page.after_run.hour_after.later, Qt.MouseButton.LeftButton)
    assert not page.after_run.hour_after.isVisible()
    running.now += timedelta(hours=1)
    page.refresh()
    assert page.after_run.hour_after.isVisible()


def test_what_was_logged_is_changed_and_deleted_where_it_stands(program: Opener) -> None:
    iced = ice(3, "11:00")
    running = opened(program, START, run(3, 1440, 4000, clock="09:00"), iced)
    page = today(running)
    lines = page.after_run.so_far.lines
    assert [plain(line.edit.accessibleName()) for line in lines] == [
        "Ice, 11:00, Both knees, 15 min. Edit",
        "Run, 09:00, 4.0 km in 24 min, Flat road. Edit",
        "Pain check-in, 07:00. Edit",
    ]
    QTest.mouseClick(lines[0].delete, Qt.MouseButton.LeftButton)
    assert running.diary.icing == ()
    running.workspace.undo_stack.undo()
    assert running.diary.find(iced.id) is not None


def test_deleting_the_run_brings_the_mornings_answer_back(program: Opener) -> None:
    running = opened(program, START, run(3, 1440, 4000, clock="09:00"))
    page = today(running)
    QTest.mouseClick(page.after_run.so_far.lines[0].delete, Qt.MouseButton.LeftButton)
    assert page.verdict.isVisible()
    assert page.verdict.title.text() == "Yes – easy and flat"


def test_all_exercise_sets_of_a_day_are_one_line(program: Opener) -> None:
    running = opened(program, START, run(3, 1440, 4000, clock="09:00"), exercise_set(3), exercise_set(3))
    lines = today(running).after_run.so_far.lines
    assert sum(line.entry.is_exercises for line in lines) == 1


def test_before_a_run_what_was_logged_stands_below_the_cards(program: Opener) -> None:
    page = today(opened(program, START, ice(3, "11:00")))
    assert page.so_far.isVisible()
    assert len(page.so_far.lines) == 2


def test_the_leg_up_is_logged_from_the_card_of_what_eases(program: Opener) -> None:
    running = opened(program, START, run(3, 840, 2100, clock="09:00", left=(0, 8, None)))
    in_dialog(CareDialog, lambda dialog: dialog.save_button.click())
    QTest.mouseClick(today(running).after_run.ease.leg_up, Qt.MouseButton.LeftButton)
    assert [record.kind for record in running.diary.care] == [CareKind.ELEVATION]


def test_on_a_past_day_with_a_run_nothing_is_offered_either(program: Opener) -> None:
    running = opened(program, START, run(3, clock="09:00"), check_in(4), number=4)
    running.workspace.open_day(day(3))
    assert today(running).after_run.done.isVisible()
