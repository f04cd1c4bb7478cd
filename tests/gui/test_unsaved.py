"""While nothing can be saved nothing typed leaves the screen, and trying again saves all of it, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from kneerehab.domain.codes import Knee
from kneerehab.exchange.diary_json import read_diary
from tests.gui.conftest import EXAMPLES
from tests.gui.test_journeys import button

NOW = datetime(2026, 2, 22, 7, 0)


@contextmanager
def locked(running: Any) -> Iterator[None]:
    """Another program holds the diary, so that every save fails."""
    other = sqlite3.connect(running.folder / "kneerehab.sqlite3", isolation_level=None)
    running.database.busy_timeout = 50
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def opened(program: Any) -> Any:
    running = program("build-week-8", datetime(2026, 2, 21, 18, 0))
    running.now = NOW
    running.workspace.open_day(NOW.date())
    return running


def checks_today(running: Any) -> list[Any]:
    return [check for check in running.diary.check_ins if check.at.date() == NOW.date()]


def test_every_score_that_could_not_be_saved_stays_and_is_saved_on_trying_again(program: Any) -> None:
    running = opened(program)
    page = running.window.page("today")
    with locked(running):
        button(page, "Left knee, worst 2").click()
        button(page, "Right knee, worst 3").click()
        page.exercises.mark_all()
        page.refresh()
        assert [page.check_in.rows[knee].scale.value for knee in Knee] == [2, 3]
        assert page.check_in.rows[Knee.RIGHT].words.text() == "3 – mild"
        assert page.check_in.saved.text() == "Not saved yet"
    button(running.window, "Try again").click()
    assert running.window.commands.failure is None
    (check,) = checks_today(running)
    assert (check.worst_24h.left, check.worst_24h.right) == (2, 3)
    assert any(done.at.date() == NOW.date() for done in running.diary.exercise_sets)
    assert page.check_in.saved.text().startswith("Saved")


def test_doing_it_again_by_hand_takes_the_place_of_what_waited(program: Any) -> None:
    running = opened(program)
    page = running.window.page("today")
    with locked(running):
        button(page, "Left knee, worst 2").click()
        page.exercises.mark_all()
    button(page, "Left knee, worst 4").click()
    assert running.window.commands.failure is not None, "the exercises still wait"
    page.exercises.mark_all()
    assert running.window.commands.failure is None
    (check,) = checks_today(running)
    assert check.worst_24h.left == 4
    sets = [(done.exercise, done.side) for done in running.diary.exercise_sets if done.at.date() == NOW.date()]
    assert len(sets) == len(set(sets))


def test_trying_again_saves_in_the_diary_it_was_meant_for(program: Any) -> None:
    running = opened(program)
    first = running.workspace.runner_id
    second = read_diary((EXAMPLES / "new-runner.json").read_bytes())
    running.workspace.diaries.import_diary(second)
    with locked(running):
        button(running.window.page("today"), "Left knee, worst 2").click()
    running.workspace.open_runner(second.runner.id)
    assert running.window.page("today").check_in.rows[Knee.LEFT].scale.value is None
    button(running.window, "Try again").click()
    assert running.diary.check_ins == second.check_ins
    running.workspace.open_runner(first)
    (check,) = checks_today(running)
    assert check.worst_24h.left == 2
