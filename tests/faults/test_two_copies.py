"""The program twice on one folder: the second raises the first's window, and no update is lost whoever writes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kneerehab.domain.errors import ReadOnly
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.shell.single_instance import hold
from kneerehab.gui.shell.trouble import TroublePage
from kneerehab.services import backups
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage import backup
from kneerehab.storage.database import Database
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import write
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

ROOT = Path(__file__).parents[2]
BOOK = builders.diary(builders.quiet_days(1, 5))

SECOND = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kneerehab import app
from kneerehab.gui.shell.main_window import MainWindow
qt = QApplication([])
window = MainWindow()
app.start(window, Path(sys.argv[1]), demo=False)
print(type(window.stack.currentWidget()).__name__, window.workspace is None, flush=True)
window.release()
"""

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.errors import Busy
from kneerehab.domain.fields import KneeScores
from kneerehab.domain.record import new_id
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database

service = DiaryService(Database.open(Path(sys.argv[1])), Changes(), lambda: datetime.now(UTC))
print("open", flush=True)
sys.stdin.readline()
for number in range(60):
    record = CheckIn(id=new_id(), at=datetime(2026, 3, 2, 7), now=KneeScores(), worst_24h=KneeScores(), swelling=False,
                     limp=False)
    while True:
        try:
            service.record(sys.argv[2], record)
            break
        except Busy:
            continue
    print(record.id, flush=True)
"""


def kneerehab(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kneerehab", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_a_second_program_says_that_the_diary_is_open_and_raises_the_first_window(
    start: Any, file: Path, qtbot: Any
) -> None:
    write(file, BOOK)
    window = start()
    window.showMinimized()
    command = [sys.executable, "-c", SECOND, str(file.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
        assert second.stdout is not None
        assert second.stdout.read() == "TroublePage True\n"
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert window.workspace.save("Check-in", builders.check_in(9))


def test_a_second_start_ends_by_itself_once_the_first_window_has_come_forward(
    start: Any, file: Path, qtbot: Any
) -> None:
    write(file, BOOK)
    window = start()
    window.showMinimized()
    command = [sys.executable, "-m", "kneerehab", "--data-dir", str(file.parent)]
    with subprocess.Popen(command, cwd=ROOT) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
        assert second.returncode == 0
    assert not window.isMinimized()


def test_files_that_a_second_start_is_given_are_looked_at_in_the_first_window(
    start: Any, file: Path, qtbot: Any, tmp_path: Path
) -> None:
    write(file, BOOK)
    window = start()
    (tmp_path / "räst é.gpx").write_bytes(files.gpx(files.points(30)))
    seen: list[list[str]] = []

    def look(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        seen.append([Path(run.file).name for run in dialog.chosen()])
        dialog.reject()

    in_dialog(ImportRunsDialog, look)
    command = [sys.executable, "-m", "kneerehab", "--data-dir", str(file.parent), "räst é.gpx"]
    with subprocess.Popen(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}) as second:
        qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    assert second.returncode == 0
    assert seen == [["räst é.gpx"]]
    assert not window.workspace.diary.activities


def test_a_second_window_in_this_program_opens_once_the_first_has_gone(start: Any, file: Path) -> None:
    write(file, BOOK)
    first, second = start(), start()
    page = second.stack.currentWidget()
    assert isinstance(page, TroublePage)
    first.release()
    page.retry_button.click()
    assert len(second.workspace.diary.check_ins) == 5


def test_restoring_from_the_command_line_waits_until_the_window_is_closed(start: Any, file: Path) -> None:
    write(file, BOOK)
    made = backups.back_up_daily(file, datetime(2026, 3, 10, 12)).made
    window = start()
    refused = kneerehab("--data-dir", str(file.parent), "restore", str(made))
    assert refused.returncode == 1
    assert "already open" in refused.stderr
    assert window.workspace.save("Check-in", builders.check_in(9))
    assert kneerehab("--data-dir", str(file.parent), "check").returncode == 0
    window.release()
    done = kneerehab("--data-dir", str(file.parent), "restore", str(made))
    assert done.returncode == 0
    assert "5 records" in done.stdout


def test_what_the_command_line_imports_shows_up_in_the_open_window(start: Any, file: Path, tmp_path: Path) -> None:
    write(file, BOOK)
    window = start()
    table = tmp_path / "runs.csv"
    table.write_text("date;km;min\n2010-03-05;5;30\n2010-03-06;6;36\n")
    done = kneerehab("--data-dir", str(file.parent), "import", str(table), "--runner", "Mira")
    assert done.returncode == 0, done.stderr
    assert len(window.workspace.diary.activities) == 2
    assert window.workspace.save("Check-in", builders.check_in(9))
    assert len(window.workspace.diary.activities) == 2


def test_two_programs_that_write_at_once_lose_no_update(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    write(path, BOOK)
    command = [sys.executable, "-c", WRITER, str(path), BOOK.runner.id]
    writers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(3)
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
    told = set()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        out, _err = writer.communicate(timeout=300)
        told |= set(out.split())
    assert len(told) == 180
    assert backup.faults(path) == []
    with Database.open(path) as database:
        kept = DiaryService(database, Changes(), lambda: datetime.now(UTC)).diary(BOOK.runner.id)
    assert told <= {record.id for record in kept.check_ins}


def test_a_folder_in_the_place_of_the_mark_is_not_taken_for_another_window(file: Path) -> None:
    (file.parent / "kneerehab.lock").mkdir(parents=True)
    with pytest.raises(ReadOnly, match=r"kneerehab\.lock is a folder"):
        hold(file.parent)
