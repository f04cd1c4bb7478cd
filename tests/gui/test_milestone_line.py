"""The milestone on Today: one line on its day, closed for good, and gone on the next day."""

from __future__ import annotations

from typing import Any

import pytest

from kneerehab.gui.today.milestone_line import MilestoneLine
from tests.builders import at, check_in, diary, quiet_days
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def opened(program: Any, last: int, now: str = "07:42") -> Any:
    book = diary(quiet_days(1, last))
    running = program(book, now=at(7, now))
    return running


def lines(running: Any) -> list[MilestoneLine]:
    return [line for line in running.window.page("today").findChildren(MilestoneLine) if line.isVisible()]


def test_a_day_with_a_milestone_says_it_in_one_line(program: Any, qtbot: Any) -> None:
    running = opened(program, 7)
    (line,) = lines(running)
    assert line.accessibleName() == line.words.text() == "The first settled week: seven quiet days"
    assert line.height() >= 40
    running.window.resize(1280, 900)
    qtbot.waitUntil(lambda: line.height() >= 56)


def test_a_day_without_one_builds_nothing(program: Any, qtbot: Any) -> None:
    running = opened(program, 6)
    assert running.window.page("today").findChildren(MilestoneLine) == []


def test_it_comes_with_the_check_in_that_makes_it(program: Any, qtbot: Any) -> None:
    running = opened(program, 6)
    assert running.workspace.save("check-in", check_in(7))
    qtbot.waitUntil(lambda: len(lines(running)) == 1)
    running.window.commands.undo()
    qtbot.waitUntil(lambda: lines(running) == [])


def test_closed_it_stays_closed_after_a_restart(program: Any, qtbot: Any) -> None:
    running = opened(program, 7)
    button(running.window.page("today"), "Close this milestone").click()
    assert lines(running) == []
    running.workspace.save("check-in", check_in(7, clock="07:41"))
    assert lines(running) == []
    running.restart()
    assert lines(running) == []


def test_it_is_gone_on_the_next_day_and_not_shown_on_days_in_the_past(program: Any, qtbot: Any) -> None:
    running = opened(program, 7)
    running.workspace.open_day(at(6).date())
    assert lines(running) == []
    running.now = at(8, "07:42")
    running.workspace.open_day(at(8).date())
    assert lines(running) == []
    running.workspace.open_day(at(7).date())
    assert lines(running) == []
