"""What is recorded stays on this computer, for its owner alone, and is gone once it is deleted."""

from __future__ import annotations

import dataclasses
import os
import socket
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from kneerehab import app, cli, paths
from kneerehab import settings as preferences
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.errors import StorageError
from kneerehab.exchange.diary_json import write_diary
from kneerehab.exchange.handover import lock
from kneerehab.gui.files.exporting import ExportDialog
from kneerehab.gui.files.handover import TakeDiaryDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look import everywhere
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.question import Question
from kneerehab.gui.look.toggle import CheckBox
from kneerehab.gui.runners.dialog import RunnersDialog
from kneerehab.gui.shell import errors
from kneerehab.gui.shell.navigation import PAGES
from kneerehab.services import backups, kept_copies
from kneerehab.services.changes import Changes
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests import activity_files as files
from tests import builders
from tests.faults.conftest import start as start
from tests.faults.conftest import write
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

ROOT = Path(__file__).parents[1]
SECRET = "Zwiebelkuchen-am-Knie"
NAME = "Wilhelmine Zyx"
EXAMPLES = Path(__file__).parent / "examples"

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out by the user's profile")


def secret_book() -> Any:
    """A diary whose name and notes can be searched for."""
    days = [dataclasses.replace(record, note=f"{SECRET} {n}") for n, record in enumerate(builders.quiet_days(1, 300))]
    runs = [dataclasses.replace(builders.run(n), note=SECRET * 20) for n in range(1, 300, 2)]
    return builders.diary(days, runs, name=NAME)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Python's sockets fail, and what tried to use one is listed."""
    tried: list[str] = []

    def refuse(*arguments: object, **_more: object) -> None:
        tried.append(repr(arguments[:2]))
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def a_whole_day(window: Any, qtbot: Any, folder: Path) -> None:
    """Every page, a check-in, a run, files in and out, backups, a crash, and a runner deleted."""
    workspace = window.workspace
    for entry in PAGES:
        window.show_page(entry.name)
        QApplication.processEvents()
    window.show_page("today")
    assert workspace.save("Check-in", builders.check_in(4))
    in_dialog(LogRunDialog, lambda form: (form.distance.setText("4"), form.minutes.setText("30"), form.try_save()))
    LogRunDialog(workspace, ActivityKind.RUN, parent=window).exec()
    (folder / "run.gpx").write_bytes(files.gpx(files.points(30)))

    def add(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        dialog.try_save()  # a run of long ago, so that nobody is asked how it felt

    in_dialog(ImportRunsDialog, add)
    commands = window.commands.files
    commands.take_files([folder / "run.gpx"])
    in_dialog(ExportDialog, lambda dialog: dialog.write(folder / "out.json"))
    commands.export_diary()
    other = builders.diary(builders.run(3), name="Ana")
    (folder / "in.json").write_bytes(write_diary(other, None))
    in_dialog(TakeDiaryDialog, lambda dialog: dialog.try_save())
    commands.take_files([folder / "in.json"])
    assert lock((folder / "out.json").read_bytes(), "correct horse battery")
    path = workspace.diaries.database.path
    app.restore(window, path.parent, backups.back_up(path, path.parent / "backups"))
    assert window.workspace.delete_runner(other.runner.id)
    try:
        raise ValueError(f"{NAME} {SECRET} pain 7")
    except ValueError:
        sys.excepthook(*sys.exc_info())
    for box in everywhere.windows():
        if isinstance(box, QMessageBox):
            box.close()


def test_a_whole_day_needs_no_network(
    start: Any, data_dir: Path, qtbot: Any, no_network: list[str], tmp_path: Path
) -> None:
    write(paths.database_file(data_dir), secret_book())
    a_whole_day(start(), qtbot, tmp_path)
    assert no_network == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="takes Linux's namespaces")
def test_the_commands_work_in_a_computer_without_any_network(data_dir: Path, tmp_path: Path) -> None:
    alone = ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not make a namespace")
    example = str(EXAMPLES / "build-week-8.json")
    for arguments in (
        ["import", example],
        ["plan"],
        ["export", "--out", str(tmp_path / "out.json")],
        ["backup", "--out", str(tmp_path / "copy.sqlite3")],
        ["restore", str(tmp_path / "copy.sqlite3")],
        ["check"],
    ):
        command = [*alone, sys.executable, "-m", "kneerehab", "--data-dir", str(data_dir), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, (arguments, done.stderr)


def test_no_code_of_ours_names_a_module_of_the_network() -> None:
    banned = ("urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib", "QNetworkAccessManager")
    for path in (ROOT / "kneerehab").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in banned if name in text], path


def test_the_log_of_a_whole_day_with_a_crash_holds_no_names_notes_or_scores(
    start: Any, data_dir: Path, qtbot: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(paths.database_file(data_dir), secret_book())
    a_whole_day(start(), qtbot, tmp_path)
    text = paths.log_file(data_dir).read_text(encoding="utf-8")
    assert "ValueError" in text
    said = text + "".join(capfd.readouterr())
    for word in (NAME, "Wilhelmine", SECRET, "pain 7", "Ana"):
        assert word not in said


def test_a_fault_report_names_places_and_never_values() -> None:
    try:
        raise LookupError(f"no runner {NAME}")
    except LookupError as fault:
        report = errors.fault_report(LookupError, fault, fault.__traceback__)
    assert "LookupError" in report
    assert NAME not in report


# files
@posix
def test_every_file_of_a_whole_day_is_for_its_owner_alone(
    start: Any, data_dir: Path, qtbot: Any, tmp_path: Path
) -> None:
    before = os.umask(0o000)
    try:
        write(paths.database_file(data_dir), secret_book())
        window = start()
        a_whole_day(window, qtbot, tmp_path)
        window.workspace.change_settings(theme="dark")
        while_open = modes(data_dir)
        window.release()
    finally:
        os.umask(before)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700
    for name, mode in {**while_open, **modes(data_dir)}.items():
        assert mode == (0o700 if name in ("backups",) else 0o600), name
    assert {"kneerehab.sqlite3", "settings.json", "kneerehab.log", "backups"} <= set(while_open)
    assert stat.S_IMODE((tmp_path / "out.json").stat().st_mode) == 0o600


def modes(folder: Path) -> dict[str, int]:
    return {str(item.relative_to(folder)): stat.S_IMODE(item.stat().st_mode) for item in folder.rglob("*")}


@posix
@pytest.mark.parametrize("command", ["import", "window"])
def test_the_folder_is_made_for_its_owner_alone_whoever_makes_it(start: Any, data_dir: Path, command: str) -> None:
    before = os.umask(0o000)
    try:
        if command == "import":
            assert cli.main(["--data-dir", str(data_dir), "import", str(EXAMPLES / "build-week-8.json")]) == 0
        else:
            start()
    finally:
        os.umask(before)
    assert stat.S_IMODE(data_dir.stat().st_mode) == 0o700


@posix
def test_preferences_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        preferences.save(tmp_path / "settings.json", preferences.Settings())
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


# deleting
def test_a_deleted_runner_can_not_be_found_in_the_bytes_of_any_file_but_the_backups(
    start: Any, data_dir: Path, qtbot: Any
) -> None:
    path = paths.database_file(data_dir)
    book = secret_book()
    write(path, builders.diary(builders.quiet_days(1, 50), name="Ana"), book)
    made = backups.back_up_daily(path, datetime(2026, 3, 10, 12)).made
    assert made is not None
    window = start()
    window.workspace.open_runner(book.runner.id)
    assert SECRET.encode() in path.read_bytes()
    said: list[str] = []

    def confirm(box: Question) -> None:
        said.append(box.text.text())
        box.save_button.click()

    dialog = RunnersDialog(window.workspace, window)
    in_dialog(Question, confirm)
    dialog._delete(book.runner)
    assert "1 backup still holds it: Tue 10 Mar 2026." in said[0]
    assert window.workspace.runner.name == "Ana"
    held_by = []  # one who does not tick the box keeps the backups as they are
    for item in sorted(data_dir.rglob("*")):
        if item.is_file() and any(
            word.encode() in item.read_bytes() for word in (SECRET, NAME, "Wilhelmine", book.runner.id)
        ):
            held_by.append(item.name)
    assert held_by == [made.name]
    window.release()
    assert SECRET.encode() not in path.read_bytes()


def test_a_deleted_or_changed_note_can_not_be_found_after_the_program_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    book = secret_book()
    write(path, book)
    with Database.open(path) as database:
        service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
        kept = service.diary(book.runner.id)
        service.amend(book.runner.id, *(dataclasses.replace(record, note=None) for record in kept.check_ins))
        service.delete(book.runner.id, *kept.activities)
    assert SECRET.encode() not in b"".join(item.read_bytes() for item in tmp_path.iterdir())


def test_a_ticked_box_takes_a_deleted_runner_out_of_the_backups(start: Any, data_dir: Path, qtbot: Any) -> None:
    path = paths.database_file(data_dir)
    book = secret_book()
    write(path, builders.diary(builders.quiet_days(1, 50), name="Ana"), book)
    made = backups.back_up_daily(path, datetime(2026, 3, 10, 12)).made
    assert made is not None
    window = start()
    window.workspace.open_runner(book.runner.id)

    def confirm(box: Question) -> None:
        box.findChild(CheckBox).click()
        box.save_button.click()

    dialog = RunnersDialog(window.workspace, window)
    in_dialog(Question, confirm)
    dialog._delete(book.runner)
    qtbot.waitUntil(lambda: any("out of every backup" in banner.message() for banner in window.findChildren(Banner)))
    for item in data_dir.rglob("*"):
        if item.is_file():
            assert not any(word.encode() in item.read_bytes() for word in (SECRET, NAME, book.runner.id)), item.name
    assert [runner.name for runner in backups.contents(made).runners] == ["Ana"]


@pytest.mark.parametrize("before", [True, False], ids=["beside an older one", "where there was none"])
def test_a_copy_that_is_made_while_the_question_stands_there_loses_the_runner_too(
    start: Any, data_dir: Path, qtbot: Any, before: bool
) -> None:
    path = paths.database_file(data_dir)
    book = secret_book()
    write(path, builders.diary(builders.quiet_days(1, 50), name="Ana"), book)
    if before:
        backups.back_up_daily(path, datetime(2026, 3, 10, 12))
    window = start()
    made: list[Path] = []

    def confirm(box: Question) -> None:
        made.append(backups.back_up(path, data_dir / kept_copies.FOLDER))
        if before:
            box.findChild(CheckBox).click()
        box.save_button.click()

    dialog = RunnersDialog(window.workspace, window)
    in_dialog(Question, confirm)
    dialog._delete(book.runner)
    (copy,) = made

    def is_out() -> bool:
        try:
            return [runner.name for runner in backups.contents(copy).runners] == ["Ana"]
        except StorageError:  # opened in the moment when it gave way to the new one, and was overwritten
            return False

    qtbot.waitUntil(is_out)
