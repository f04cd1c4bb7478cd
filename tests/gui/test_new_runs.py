"""Runs that come by themselves: offered on Today with what they are, saved only after a look, each file once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from kneerehab import paths
from kneerehab.exchange import recordings
from kneerehab.gui.files import run_watch
from kneerehab.gui.files.answers import AnswersDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.files.new_runs import NewRuns
from kneerehab.gui.files.run_watch import RunWatch
from kneerehab.gui.forms.record_dialog import RecordDialog
from kneerehab.services import locking
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import NEVER_MS, write
from tests.faults.conftest import file as file
from tests.faults.conftest import start as start
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BOOK = builders.diary(builders.quiet_days(1, 3), name="Mira")


@pytest.fixture
def running(program: Any) -> Any:
    made = program(BOOK, now=datetime(2026, 3, 12, 20, 0))
    return made


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "GARMIN" / "ACTIVITY"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def watch(running: Any, drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunWatch]:
    monkeypatch.setattr(run_watch, "FIRST_MS", NEVER_MS)  # it looks when it is told to
    monkeypatch.setattr(run_watch, "AGAIN_MS", NEVER_MS)
    made = RunWatch(running.workspace, tmp_path / "seen.json", drives=lambda: [drive])
    yield made
    made.stop()


def put(folder: Path, name: str, day: int, seconds: int = 1800) -> None:
    """A run of that day of March, written to a minute ago."""
    begin = files.START.replace(day=day)
    course = files.points(seconds)
    session = files.FitSession(timer=seconds, metres=course[-1].metres, start=begin)
    path = folder / name
    path.write_bytes(files.fit(course, session, start=begin))
    os.utime(path, (path.stat().st_mtime - 60,) * 2)


def look(watch: RunWatch, qtbot: Any) -> None:
    """Two looks: a file is taken to be at rest at the second."""
    for _time in range(2):
        with qtbot.waitSignal(watch._looked):
            watch.look()


def card(running: Any) -> NewRuns | None:
    """The card, if it is in sight."""
    found = running.window.findChildren(NewRuns)
    return found[0] if found and found[0].isVisible() else None


def test_what_a_watch_brings_is_offered_looked_at_added_and_never_offered_again(
    running: Any, watch: RunWatch, drive: Path, qtbot: Any
) -> None:
    put(drive, "a.fit", 4)
    put(drive, "b.fit", 5)
    look(watch, qtbot)
    shown = card(running)
    assert shown is not None
    assert shown.message().startswith("2 new runs have come in.")
    assert "4.5\u00a0km" in shown.message()
    assert running.diary.activities == (), "nothing is saved before it was looked at"

    def add(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, add)
    shown.linked.emit()
    assert len(running.diary.activities) == 2
    assert card(running) is None
    put(drive, "copy.fit", 4)
    look(watch, qtbot)
    assert card(running) is None


def test_who_only_looks_is_offered_them_still(running: Any, watch: RunWatch, drive: Path, qtbot: Any) -> None:
    put(drive, "a.fit", 4)
    look(watch, qtbot)

    def leave(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        dialog.reject()

    in_dialog(ImportRunsDialog, leave)
    shown = card(running)
    assert shown is not None
    shown.linked.emit()
    assert card(running) is not None
    put(drive, "b.fit", 5)
    look(watch, qtbot)
    assert shown.message().startswith("2 new runs")


def test_what_is_not_wanted_stays_away_even_after_a_restart(
    running: Any, watch: RunWatch, drive: Path, qtbot: Any, tmp_path: Path
) -> None:
    put(drive, "a.fit", 4)
    look(watch, qtbot)
    shown = card(running)
    assert shown is not None
    shown.close_button.click()
    assert card(running) is None
    again = RunWatch(running.workspace, tmp_path / "seen.json", drives=lambda: [drive])
    look(again, qtbot)
    again.stop()
    assert (card(running), running.diary.activities) == (None, ())


def test_runs_that_the_diary_has_are_not_offered_and_another_runner_is_compared_anew(
    running: Any, watch: RunWatch, drive: Path, qtbot: Any
) -> None:
    put(drive, "a.fit", 4)
    look(watch, qtbot)
    other = builders.diary(name="Ana")
    running.workspace.diaries.import_diary(other)
    running.workspace.open_runner(other.runner.id)
    assert card(running) is None
    look(watch, qtbot)
    assert card(running) is not None


def test_with_drives_switched_off_only_the_chosen_folder_is_watched(
    running: Any, watch: RunWatch, drive: Path, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "synced"
    folder.mkdir()
    running.window.show_page("settings")
    settings = running.window.pages["settings"].watched
    settings.drives.click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    settings.choose.click()
    assert str(folder) in settings.folder.text().replace("\u200b", "")
    put(drive, "a.fit", 4)
    put(folder, "b.fit", 5, 900)
    look(watch, qtbot)
    offer = running.workspace.offered
    assert [it.seconds for it in offer.new] == [900]
    settings.leave.click()
    assert running.workspace.settings.watched_folder is None
    assert not settings.folder.isVisible()


def test_a_program_that_has_started_watches_in_another_thread_and_ends_it(
    start: Any, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, drive: Path
) -> None:
    monkeypatch.setattr(run_watch, "FIRST_MS", 10)
    monkeypatch.setattr(run_watch, "AGAIN_MS", 50)
    monkeypatch.setattr("kneerehab.services.watched.watch_folders", lambda: [drive])
    write(file, BOOK)
    put(drive, "a.fit", 4)
    window = start()
    qtbot.waitUntil(lambda: window.workspace.offered is not None)
    window.release()
    assert not [thread for thread in threading.enumerate() if thread.name == "kneerehab-watch"]
    assert not paths.seen_runs_file(file.parent).exists(), "only what the runner decided is remembered"


def test_a_file_is_kept_if_wished_and_its_run_goes_out_again_as_gpx(
    running: Any, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.window.show_page("settings")
    running.window.pages["settings"].watched.keep.click()
    put(tmp_path, "a.fit", 4)

    def add(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        in_dialog(AnswersDialog, lambda asked: asked.reject())
        dialog.try_save()

    in_dialog(ImportRunsDialog, add)
    running.window.commands.files.take_files([tmp_path / "a.fit"])
    out = tmp_path / "run.gpx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog = RecordDialog(running.workspace, running.diary.activities[0], running.window)
    dialog.save_as.click()
    assert out.read_text().count("<trkpt") == 1801
    assert len(recordings.left(running.folder)) == 1
    dialog.reject()


def test_a_lock_deletes_what_would_lie_beside_it_in_the_clear(tmp_path: Path) -> None:
    if not locking.lock_possible():
        pytest.skip("the optional part that locks is not installed")
    path = paths.database_file(tmp_path)
    write(path, BOOK)
    kept = tmp_path / "recordings" / f"{'a' * 64}.gpx.gz"
    kept.parent.mkdir()
    kept.write_bytes(b"x")
    assert locking.in_the_clear(path) == ()
    locking.lock(path, "correct horse battery", datetime(2026, 3, 12, 20, 0))
    assert not kept.exists()
    kept.parent.mkdir()
    kept.write_bytes(b"x")
    assert locking.in_the_clear(path) == (kept,)
    locking.lock_copies(path)
    assert locking.in_the_clear(path) == ()
    locking.forget()
