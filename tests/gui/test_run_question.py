"""Today asks about a run that was saved before its pain was known, until it is answered or waved away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kneerehab.domain.codes import Knee
from kneerehab.domain.record import new_id
from kneerehab.gui.dialogs.log_run import LogRunDialog
from tests.builders import run
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 2, 22, 7, 0)


def with_open_run(program: Any, days_ago: int = 1, **answers: Any) -> Any:
    running = program("build-week-8", NOW)
    made = run(1, 1200, 3000, left=(None, None, None), right=(None, None, None), form_changed=None)
    made = replace(made, id=new_id(), at=NOW - timedelta(days=days_ago), **answers)
    running.workspace.save("Run", made)
    return running


def question(running: Any) -> Any:
    return running.window.page("today").question


def test_it_asks_about_yesterdays_run_and_the_link_opens_its_form(program: Any, qtbot: Any) -> None:
    running = with_open_run(program)
    asked = question(running)
    assert asked.isVisible()
    assert asked.message().startswith("Yesterday’s run: how was the knee?")

    def answer(form: LogRunDialog) -> None:
        form.pain.none.click()
        form.form.segments["no"].click()
        form.try_save()

    in_dialog(LogRunDialog, answer)
    button(asked, "Answer").click()
    assert not asked.isVisible()
    (done,) = [item for item in running.diary.activities if item.at == NOW - timedelta(days=1)]
    assert done.pain_during is not None
    assert done.pain_during.of(Knee.LEFT) == 0 or done.pain_during.of(Knee.RIGHT) == 0


def test_waved_away_it_stays_away_after_a_restart(program: Any) -> None:
    running = with_open_run(program)
    button(question(running), "Close this notice").click()
    assert not question(running).isVisible()
    running.restart()
    assert not question(running).isVisible()


@pytest.mark.parametrize("days_ago", [0, 4])
def test_neither_todays_run_nor_an_old_one_is_asked_about(program: Any, days_ago: int) -> None:
    assert not question(with_open_run(program, days_ago)).isVisible()


def test_an_earlier_day_shows_no_question(program: Any) -> None:
    running = with_open_run(program)
    running.workspace.open_day(NOW.date() - timedelta(days=1))
    assert not question(running).isVisible()
