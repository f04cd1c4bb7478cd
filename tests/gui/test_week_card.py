"""The week at a glance on Today, and what goes ahead if nothing hurts now."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from kneerehab.domain.codes import OverridePhase
from kneerehab.gui.today.page import TodayPage
from tests.builders import at, day, diary, override, quiet_days, run, week
from tests.gui.conftest import Opener, Running

START = override(1, OverridePhase.BUILD, budget=week(4320, 12000))


def opened(program: Opener, *records: object, number: int = 3) -> tuple[Running, TodayPage]:
    book = diary(START, *records, goal_week=week(10800, 30000))  # type: ignore[arg-type]
    running = program(book, now=at(number, "07:30"))
    page = running.window.findChild(TodayPage)
    assert page is not None
    return running, page


def test_before_the_check_in_the_card_says_what_is_planned_if_nothing_hurts(program: Opener, qtbot: Any) -> None:
    _running, page = opened(program, quiet_days(1, 2), run(1, 1440, 4000))
    qtbot.waitUntil(lambda: "Planned for today" in _reasons(page))
    assert "Planned for today, if nothing hurts now: up to 24\u00a0min / 4.0\u00a0km" in _reasons(page)
    qtbot.waitUntil(lambda: page.week.next.value.text() != "…")
    assert page.week.cells[2].accessibleName() == "Wednesday 4 March, run planned, today"
    assert page.week.cells[4].accessibleName() == "Friday 6 March, run planned"
    assert (page.week.runs.value.text(), page.week.next.value.text()) == ("1 of 3", "today")


def _reasons(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.verdict.findChildren(QLabel))


def test_the_whole_day_stands_in_a_window_of_1280_by_800(program: Opener, qtbot: Any) -> None:
    _running, page = opened(program, quiet_days(1, 3), run(1, 1440, 4000))
    qtbot.wait(50)
    view = page.frame.area.viewport()
    for card in (page.verdict, page.check_in, page.exercises, page.ice, page.run, page.care, page.week):
        bottom = card.mapTo(view, card.rect().bottomLeft()).y()
        assert bottom <= view.height(), card


def test_past_days_and_days_with_a_run_have_no_week(program: Opener) -> None:
    running, page = opened(program, quiet_days(1, 3), run(1, 1440, 4000))
    assert page.week.isVisible()
    running.workspace.open_day(day(2))
    assert not page.week.isVisible()
    _other, done = opened(program, quiet_days(1, 3), run(3, 1440, 4000, clock="06:00"))
    assert not done.week.isVisible()
