"""While nothing can be saved nothing typed leaves the screen, and trying again saves all of it, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from kneerehab.domain.codes import ActivityKind, Knee
from kneerehab.domain.record import new_id
from kneerehab.domain.shoes import Shoes
from kneerehab.exchange.diary_json import read_diary
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.question import Question
from kneerehab.gui.shoes.dialog import PairDialog
from tests.gui.conftest import EXAMPLES
from tests.gui.held import held
from tests.gui.modal import in_dialog
from tests.gui.test_journeys import button

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

NOW = datetime(2026, 2, 22, 7, 0)


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
    with held(running.workspace):
        button(page, "Left knee, worst 2").click()
        button(page, "Right knee, worst 3").click()
        page.exercises.mark_all()
        page.refresh()
        assert [page.check_in.rows[knee].scale.value for knee in Knee] == [2, 3]
        assert page.check_in.rows[Knee.RIGHT].panel.isVisible(), "and it still asks how the knee is now"
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
    with held(running.workspace):
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
    with held(running.workspace):
        button(running.window.page("today"), "Left knee, worst 2").click()
    running.workspace.open_runner(second.runner.id)
    assert running.window.page("today").check_in.rows[Knee.LEFT].scale.value is None
    button(running.window, "Try again").click()
    assert running.diary.check_ins == second.check_ins
    running.workspace.open_runner(first)
    (check,) = checks_today(running)
    assert check.worst_24h.left == 2


def answer_with(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """What the person chooses when asked where to write."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(file), ""))


@contextmanager
def read_only(workspace: Any) -> Iterator[None]:
    """Another hand has made the diary unwritable."""
    workspace.diaries.database._driver.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        workspace.diaries.database._driver.execute("PRAGMA query_only=OFF")


@pytest.mark.parametrize("trouble", [held, read_only], ids=["locked", "read_only"])
def test_a_copy_holds_the_whole_diary_and_what_could_not_be_saved(
    program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Any
) -> None:
    running = opened(program)
    before = running.diary
    answer_with(monkeypatch, tmp_path / "copy.json")
    with trouble(running.workspace):
        button(running.window.page("today"), "Left knee, worst 2").click()
        banner = running.window.commands.failure
        button(banner, "Save a copy…").click()
        assert running.diary == before, "writing a copy saves nothing"
        assert "copy.json" in banner.message()
        assert banner.isVisible()
        copy = read_diary((tmp_path / "copy.json").read_bytes())
    assert copy.check_ins[:-1] == before.check_ins[:-1]
    assert copy.check_ins[-1].worst_24h.left == 2
    assert replace(copy, check_ins=(), exported_at=None) == replace(before, check_ins=(), exported_at=None)
    running.workspace.diaries.import_diary(copy)
    assert [check.worst_24h.left for check in checks_today(running)] == [2], "it can be imported later"


def test_a_copy_from_a_form_holds_what_the_form_holds(
    program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    running = opened(program)
    answer_with(monkeypatch, tmp_path / "copy.json")
    form = LogRunDialog(running.workspace, ActivityKind.RUN, parent=running.window)
    qtbot.addWidget(form)
    form.show()
    form.distance.setText("2.5")
    with read_only(running.workspace):
        form.try_save()
        assert form.isVisible()
        assert "still here" in form.failure.message()
        button(form.failure, "Save a copy…").click()
    copy = read_diary((tmp_path / "copy.json").read_bytes())
    assert copy.activities[-1].metres == 2500
    assert running.diary.activities == copy.activities[:-1]
    button(form.failure, "Try again").click()
    assert running.diary.activities[-1].metres == 2500
    assert not form.isVisible()


def test_a_copy_that_can_not_be_written_is_told_and_the_banner_stays(
    program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = opened(program)
    answer_with(monkeypatch, tmp_path / "nowhere" / "copy.json")
    with held(running.workspace):
        button(running.window.page("today"), "Left knee, worst 2").click()
        banner = running.window.commands.failure
        button(banner, "Save a copy…").click()
        assert "copy.json could not be written" in banner.message()
        assert banner.isVisible()
    button(banner, "Try again").click()
    assert running.window.commands.failure is None


def test_a_removal_that_failed_in_a_form_is_tried_again_as_a_removal(program: Any, qtbot: Any) -> None:
    running = opened(program)
    pair = Shoes(id=new_id(), name="Blue")
    assert running.workspace.save("shoes", pair)
    form = PairDialog(running.workspace, running.diary.find(pair.id), running.window)
    qtbot.addWidget(form)
    form.show()
    with held(running.workspace):
        form.delete_button.click()
        assert form.failure.isVisible()
    button(form.failure, "Try again").click()
    assert running.diary.find(pair.id) is None


def test_closing_with_something_unsaved_asks_and_keeping_open_keeps_it(program: Any) -> None:
    running = opened(program)
    asked: list[str] = []

    def stay(question: Question) -> None:
        asked.append(question.title.text())
        assert question.cancel_button.hasFocus()
        question.cancel_button.click()

    def leave(question: Question) -> None:
        question.try_save()  # what Ctrl+Enter does
        assert question.isVisible(), "Ctrl+Enter does not throw away what was typed"
        question.save_button.click()

    with held(running.workspace):
        button(running.window.page("today"), "Left knee, worst 2").click()
        in_dialog(Question, stay)
        assert not running.window.close()
        assert running.window.isVisible()
        assert running.workspace.unsaved
        in_dialog(Question, leave)
        assert running.window.close()
    assert asked == ["The newest entry could not be saved"]
