"""What is kept for each runner by itself on one computer, and goes with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kneerehab import settings as preferences
from kneerehab.settings import PERSONAL, Settings, for_runner, without_runner
from tests import builders
from tests.gui.conftest import dressed as dressed
from tests.gui.conftest import plain_look as plain_look
from tests.gui.conftest import program as program

ANA, BEN = "ana-id", "ben-id"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_habits_change_with_the_runner_and_come_back() -> None:
    first = Settings(runner_id=ANA, ice_minutes=10, hidden_exercises=("deadlift",), charts=("pain",), theme="dark")
    second = for_runner(first, BEN)
    assert (second.ice_minutes, second.hidden_exercises, second.charts) == (15, (), ())
    assert second.theme == "dark"
    again = for_runner(second, ANA)
    assert (again.ice_minutes, again.hidden_exercises, again.charts) == (10, ("deadlift",), ("pain",))


def test_every_habit_is_a_preference_and_is_put_aside() -> None:
    other: dict[str, Any] = {
        "ice_minutes": 12,
        "progress_range": "4_weeks",
        "progress_dates": ("2026-01-01", "2026-02-01"),
        "measure_weeks": 4,
        "charts": ("running",),
        "hidden_exercises": ("deadlift",),
        "diary_view": "entries",
    }
    assert set(other) == set(PERSONAL)
    away = for_runner(Settings(runner_id=ANA, **other), BEN)
    assert away.habits == {ANA: other}
    assert all(getattr(away, name) == getattr(Settings(), name) for name in PERSONAL)


def test_habits_are_kept_between_starts_and_nonsense_in_them_is_not(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    preferences.save(file, for_runner(Settings(runner_id=ANA, ice_minutes=10, charts=("pain",)), BEN))
    assert preferences.load(file).habits == {ANA: {"ice_minutes": 10, "charts": ("pain",)}}
    stored = json.loads(file.read_text())
    stored["habits"] = {ANA: {"ice_minutes": 900, "theme": "dark", "measure_weeks": 4}, BEN: "no"}
    file.write_text(json.dumps(stored))
    assert preferences.load(file).habits == {ANA: {"measure_weeks": 4}}


def test_who_is_deleted_leaves_nothing_in_the_preferences(tmp_path: Path) -> None:
    kept = for_runner(Settings(runner_id=ANA, ice_minutes=10, measures_skipped=(f"{ANA} 2026-03-12",)), BEN)
    for settings in (kept, for_runner(kept, ANA)):
        file = tmp_path / "settings.json"
        preferences.save(file, without_runner(settings, ANA))
        assert ANA not in file.read_text()
    assert without_runner(for_runner(kept, ANA), ANA).ice_minutes == 15


def test_the_window_changes_habits_with_the_runner(program: Any) -> None:
    running = program(builders.diary(builders.quiet_days(1, 3), name="Ana"))
    workspace = running.workspace
    ana = workspace.runner_id
    ben = builders.diary(builders.quiet_days(1, 3), name="Ben")
    workspace.diaries.import_diary(ben)
    workspace.change_settings(ice_minutes=10, progress_range="4_weeks")
    workspace.open_runner(ben.runner.id)
    assert (workspace.settings.ice_minutes, workspace.settings.progress_range) == (15, "12_weeks")
    running.restart()
    workspace = running.workspace
    assert workspace.runner_id == ben.runner.id
    workspace.open_runner(ana)
    assert (workspace.settings.ice_minutes, workspace.settings.progress_range) == (10, "4_weeks")
    assert workspace.delete_runner(ana)
    assert ana not in (running.folder / "settings.json").read_text()
