"""Files the program is given from outside come up in the window's import, as soon as it can show one."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from kneerehab.exchange.diary_json import write_diary
from kneerehab.gui.files.handover import TakeDiaryDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.shell.given_files import MOST_BYTES, packed, unpacked
from kneerehab.gui.shell.main_window import MainWindow
from tests import activity_files, builders
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 3, 12, 20, 0)
BOOK = builders.diary(builders.quiet_days(1, 3))
ROOT = Path(__file__).resolve().parents[2]

OPENED = """
import sys
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from kneerehab.gui.look import theme
from kneerehab.gui.shell.given_files import Application
app = theme.application([], Application)
app.file_given.connect(lambda file: print(file.as_posix()))
for name in sys.argv[1:]:
    app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(name)))
app.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/run.gpx")))
"""


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    made = tmp_path / "run.gpx"
    made.write_bytes(activity_files.gpx(activity_files.points(30)))
    return made


def test_a_file_given_before_the_diary_is_open_is_looked_at_once_it_is(
    program: Any, qtbot: Any, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = MainWindow.open

    def open_with_file(window: MainWindow, workspace: Any, first: str) -> None:
        window.given.take([recording])
        qtbot.wait(20)
        assert window.given.waiting == [recording]
        asked(window, workspace, first)

    monkeypatch.setattr(MainWindow, "open", open_with_file)
    names: list[str] = []

    def look(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        names.extend(Path(run.file).name for run in dialog.chosen())
        dialog.reject()

    in_dialog(ImportRunsDialog, look)
    running = program(BOOK, now=NOW)
    qtbot.waitUntil(lambda: bool(names))
    assert names == ["run.gpx"]
    assert running.window.given.waiting == []
    assert running.diary.activities == ()


def test_a_diary_that_is_given_is_shown_before_anything_is_taken_in(program: Any, qtbot: Any, tmp_path: Path) -> None:
    running = program(BOOK, now=NOW)
    other = builders.diary(builders.quiet_days(1, 5), name="Ana")
    file = tmp_path / "ana.kneerehab.json"
    file.write_bytes(write_diary(other, None))
    shown: list[str] = []

    def look(dialog: TakeDiaryDialog) -> None:
        shown.append(dialog.found.theirs.runner.name)
        assert len(running.workspace.diaries.runners()) == 1
        dialog.try_save()

    in_dialog(TakeDiaryDialog, look)
    running.window.given.take([file])
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["Ana"]
    assert len(running.workspace.diaries.runners()) == 2


def test_a_file_given_while_a_dialog_is_open_waits_until_that_is_closed(
    program: Any, qtbot: Any, recording: Path
) -> None:
    running = program(BOOK, now=NOW)
    order: list[type[QDialog]] = []

    def write(dialog: LogRunDialog) -> None:
        running.window.given.take([recording])
        qtbot.wait(50)
        assert running.window.given.waiting == [recording]
        order.append(LogRunDialog)
        in_dialog(ImportRunsDialog, look)
        dialog.reject()

    def look(dialog: ImportRunsDialog) -> None:
        order.append(ImportRunsDialog)
        dialog.reject()

    in_dialog(LogRunDialog, write)
    LogRunDialog(running.workspace, "run", None, running.window).exec()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [LogRunDialog, ImportRunsDialog]


def test_what_macos_opens_with_the_program_is_heard_and_addresses_of_websites_are_not(recording: Path) -> None:
    command = [sys.executable, "-c", OPENED, str(recording), "/tmp/räst.kneerehab.json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines() == [recording.as_posix(), "/tmp/räst.kneerehab.json"]


def test_names_of_files_arrive_as_they_were_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sent = [Path("a b.gpx"), Path("ü\n.json"), tmp_path / "c.fit"]
    assert unpacked(packed(sent)) == [tmp_path / "a b.gpx", tmp_path / "ü\n.json", tmp_path / "c.fit"]
    assert unpacked(b"") == []
    assert unpacked(bytes(MOST_BYTES + 1)) == []
