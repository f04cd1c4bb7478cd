"""What the answer becomes is spoken: nobody who listens has to look for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.record import new_id
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 2, 23, 7, 0)


@pytest.fixture
def heard(program: Any) -> Any:
    """The program on a morning without a check-in, and what it says from now on."""
    running = program("build-week-8", NOW)
    said: list[str] = []
    running.window.page("today").spoken.said.connect(said.append)
    return running, said


def test_an_answer_is_spoken_once_the_check_in_gives_it(heard: Any) -> None:
    running, said = heard
    today = running.window.page("today")
    button(today, "No pain, both knees").click()
    assert said == [today.verdict.accessibleDescription()]
    assert today.verdict.title.text() in said[0]
    button(today, "Mark all done").click()
    assert len(said) == 1  # the answer is as it was
    running.workspace.undo_stack.undo()
    running.workspace.undo_stack.undo()
    assert len(said) == 2
    assert said[1] != said[0]


def test_the_rest_of_the_day_is_spoken_after_a_run(heard: Any) -> None:
    running, said = heard
    today = running.window.page("today")
    button(today, "No pain, both knees").click()
    run = next(one for one in reversed(running.diary.activities) if one.kind is ActivityKind.RUN)
    running.workspace.save("Run", replace(run, id=new_id(), at=NOW, changed=None))
    assert today.after_run.isVisible()
    assert said[-1] == today.after_run.answer_words()
    assert said[-1]


def test_another_day_is_heard_by_its_heading(heard: Any) -> None:
    running, said = heard
    running.workspace.open_day(date(2026, 2, 20))
    running.workspace.open_today()
    assert said == []
