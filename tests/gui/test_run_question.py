"""Today asks about a run or test walk that lacks answers, until it is answered, waved away or covered by a check-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kneerehab.domain.activity import Activity
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.diary import Diary
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.plan.verdict import Grade
from kneerehab.gui.forms.run.dialog import LogRunDialog
from tests.builders import at, check_in, day, diary, override, quiet_days, run, walk, week
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BUILD = override(1, OverridePhase.BUILD, budget=week(4320, 12000))
WALK = override(1, OverridePhase.WALK)
OPEN: dict[str, Any] = {"left": (None, None, None), "right": (None, None, None), "form_changed": None}
SORE = check_in(3, left=(0, 2))
"""A morning that can't answer for the run before it: the worst of 24 hours is above the limit."""


def opened(program: Any, book: Diary, now: datetime) -> Any:
    running = program(book, now=now)
    return running


def with_run(program: Any, made: Activity, morning: CheckIn | None = SORE, start: Any = BUILD) -> Any:
    records = [start, *quiet_days(1, 2), made, *([morning] if morning else [])]
    return opened(program, diary(*records), at(3, "08:00"))


def question(running: Any) -> Any:
    return running.window.page("today").question


def test_it_asks_about_yesterdays_run_and_the_link_opens_its_form(program: Any, qtbot: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **OPEN))
    asked = question(running)
    assert asked.isVisible()
    assert asked.message() == "Yesterday’s run: how was the knee? Until that is answered it can’t count."

    def answer(form: LogRunDialog) -> None:
        button(form, "No pain, moved as usual").click()
        form.try_save()

    in_dialog(LogRunDialog, answer)
    button(asked, "Answer").click()
    qtbot.waitUntil(lambda: not asked.isVisible())
    (done,) = running.diary.activities
    assert (done.pain_during, done.form_changed) == (KneeScores(left=0, right=0), False)


@pytest.mark.parametrize(
    ("made", "start", "words"), [(run(2, 1200, 3000, **OPEN), BUILD, "run"), (walk(2, **OPEN), WALK, "walk")]
)
def test_one_button_answers_both_knees_and_form(program: Any, made: Activity, start: Any, words: str) -> None:
    running = with_run(program, made, start=start)
    assert question(running).message().startswith(f"Yesterday’s {words}:")
    button(question(running), "No pain, moved as usual").click()
    (done,) = running.diary.activities
    zeros = KneeScores(left=0, right=0)
    assert (done.pain_before, done.pain_during, done.pain_after) == (zeros, zeros, zeros)
    assert done.form_changed is False
    assert (done.seconds, done.surfaces) == (made.seconds, made.surfaces), "and nothing else"
    running.window.commands.undo()
    (again,) = running.diary.activities
    assert (again.pain_during, again.form_changed) == (None, None)


def test_the_one_button_leaves_an_answer_that_was_given(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **{**OPEN, "left": (None, 0, None)}))
    button(question(running), "No pain, moved as usual").click()
    assert running.diary.activities[0].pain_during == KneeScores(left=0, right=0)


def test_the_one_button_is_not_there_where_pain_was_told(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **{**OPEN, "left": (None, 2, None)}))
    assert question(running)._link.text() == "Answer"
    assert not question(running)._also.isVisible()


def test_a_quiet_morning_answers_yesterdays_run_and_the_screen_says_so(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **OPEN), check_in(3))
    assert question(running).message() == "Your check-in answered yesterday’s run: no pain."
    (session,) = running.workspace.planner.today(running.workspace.runner_id, day(3)).sessions
    assert session.grade is Grade.GREEN, "the plan takes it so too"
    button(question(running), "Close this notice").click()
    running.restart()
    assert not question(running).isVisible()


def test_before_the_check_in_it_is_a_question_and_afterwards_an_answer(program: Any) -> None:
    running = with_run(program, walk(2, **OPEN), morning=None, start=WALK)
    assert (
        question(running).message() == "Yesterday’s walk: how was the knee? A check-in without pain answers that too."
    )
    for knee in ("Left", "Right"):
        button(running.window.page("today"), f"{knee} knee, worst 0").click()
    assert question(running).message() == "Your check-in answered yesterday’s walk: no pain."


def test_only_what_the_check_in_left_open_is_asked(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, surfaces=(), **OPEN), check_in(3))
    assert question(running).message().startswith("Yesterday’s run: what was the ground like?")
    assert question(running)._link.text() == "Answer"


def test_a_walk_that_the_plan_does_not_grade_is_not_asked_about(program: Any) -> None:
    assert not question(with_run(program, walk(2, **OPEN))).isVisible()


def test_waved_away_it_stays_away_after_a_restart(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **OPEN))
    button(question(running), "Close this notice").click()
    assert not question(running).isVisible()
    running.restart()
    assert not question(running).isVisible()


@pytest.mark.parametrize("number", [6, 1])
def test_neither_todays_run_nor_an_old_one_is_asked_about(program: Any, number: int) -> None:
    book = diary(BUILD, quiet_days(1, 1), run(number, 1200, 3000, **OPEN), check_in(6, left=(0, 2)))
    assert not question(opened(program, book, at(6, "20:00"))).isVisible()


def test_an_earlier_day_shows_no_question(program: Any) -> None:
    running = with_run(program, run(2, 1200, 3000, **OPEN))
    running.workspace.open_day(day(2))
    assert not question(running).isVisible()


def test_a_check_in_that_comes_too_late_is_not_said_to_answer(program: Any) -> None:
    made = run(2, 1200, 3000, **OPEN)
    records = [BUILD, *quiet_days(1, 2), made, check_in(3, left=(0, 2))]
    running = opened(program, diary(*records), at(4, "08:00"))
    assert running.window.page("today").verdict.title.text() == "How are your knees today?"
    assert question(running).message().endswith("how was the knee? Until that is answered it can’t count.")
