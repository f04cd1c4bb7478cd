"""The card of held weeks and steps: the reason, the remedy as a button, and gone once it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kneerehab.domain.codes import OverridePhase
from kneerehab.domain.record import Record
from kneerehab.gui.plan.held_card import HeldCard
from kneerehab.gui.plan.page import PlanPage
from kneerehab.gui.today.page import TodayPage
from tests.builders import at, diary, override, quiet_days, run, week
from tests.gui.conftest import Opener, Running

START = override(1, OverridePhase.BUILD, budget=week(4320, 12000))
TWICE_A_WEEK = [run(number, 1440, 4000) for number in (1, 4, 8, 11)]


def opened(program: Opener, *runs: Record, number: int = 15, **settings: object) -> Running:
    book = diary(START, quiet_days(1, number), runs, **settings)
    running = program(book, now=at(number, "12:00"))
    return running


def card(running: Running, page: str) -> HeldCard:
    running.window.show_page(page)
    found = running.window.page(page)
    assert isinstance(found, PlanPage | TodayPage)
    return found.held


def press(control: object) -> None:
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_both_pages_say_why_and_one_button_sets_the_runs_a_week(program: Opener) -> None:
    running = opened(program, *TWICE_A_WEEK)
    for page in ("today", "plan"):
        shown = card(running, page)
        assert shown.isVisible()
        assert shown.sentence.text() == "You ran twice a week; the plan was set to 3."
    press(card(running, "plan").button)
    assert running.diary.plan_changes[-1].settings == {"runs_per_week": 2}
    assert not card(running, "plan").isVisible()
    assert not card(running, "today").isVisible()
    running.workspace.undo_stack.undo()
    assert running.diary.plan_changes == ()


def test_a_change_of_the_same_day_is_added_to(program: Opener) -> None:
    from tests.builders import plan_change

    running = opened(program, *TWICE_A_WEEK, plan_change(15, growth_permille=75))
    press(card(running, "plan").button)
    [change] = running.diary.plan_changes
    assert change.settings == {"growth_permille": 75, "runs_per_week": 2}


def test_left_as_it_is_the_card_stays_away_over_a_restart(program: Opener) -> None:
    running = opened(program, *TWICE_A_WEEK)
    press(card(running, "today").link)
    assert not card(running, "today").isVisible()
    running.restart()
    assert not card(running, "today").isVisible()
    assert running.diary.plan_changes == ()


def test_without_anything_held_there_is_no_card(program: Opener) -> None:
    running = opened(program, *(run(number, 1440, 4000) for number in (1, 3, 5, 8, 10, 12)))
    assert not card(running, "plan").isVisible()
    assert not card(running, "today").isVisible()
