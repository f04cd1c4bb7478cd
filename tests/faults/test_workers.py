"""Whatever goes wrong on a worker ends its wait and is told; the copy of the day is told once, until it works."""

from __future__ import annotations

import errno
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from kneerehab import app, paths
from kneerehab.domain.errors import DamagedDatabase, DiskFull, StorageError
from kneerehab.gui.lock.unlock import UnlockPage
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.daily_backup import DailyBackup
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.tasks import in_background
from kneerehab.services import backups, locking
from kneerehab.storage.faults import told_kindly, translated
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.test_disk_full import leave
from tests.storage.test_database import needs_mount, small_disk

pytestmark = [
    pytest.mark.usefixtures("nothing_unlocked"),
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

NOON = datetime(2026, 3, 10, 12)
PHRASE = "slow and steady feet"
BOOK = builders.diary(builders.quiet_days(1, 10))


def said(window: MainWindow) -> list[str]:
    """The banners that can be seen."""
    return [banner.message() for banner in window.findChildren(Banner) if banner.isVisibleTo(window)]


def fail(*_arguments: object) -> None:
    raise RuntimeError("nobody thought of this")


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), MemoryError(), SystemExit(3), OSError(28, "no room")])
def test_any_exception_of_a_worker_ends_the_wait_and_then_is_told(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    owner, order = QWidget(), []
    qtbot.addWidget(owner)

    def work() -> None:
        raise fault

    with qtbot.captureExceptions() as raised:
        in_background(owner, work, lambda _result: order.append("done"), lambda: order.append("ended"))
        qtbot.waitUntil(lambda: bool(order))
        qtbot.waitUntil(lambda: bool(raised))
    assert order == ["ended"]
    assert fault in (raised[0][1], raised[0][1].__cause__)


def test_a_lock_that_fails_in_a_way_nobody_thought_of_leaves_no_one_waiting(
    start: Starter, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3")
    write(file, BOOK)
    window = start()
    monkeypatch.setattr(locking, "lock", fail)
    app.change_lock(window, file.parent, PHRASE)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    assert any("The lock was not changed" in text for text in said(window))
    assert "RuntimeError" in paths.log_file(file.parent).read_text()
    for box in window.findChildren(QMessageBox):
        box.close()
    assert window.workspace is not None
    assert len(window.workspace.diary.check_ins) == 10


def test_a_passphrase_that_fails_to_be_tried_can_be_tried_again(qtbot: Any, file: Path) -> None:
    page = UnlockPage(file, fail, lambda: None, lambda _fault: None, lambda _copy: None)
    qtbot.addWidget(page)
    with qtbot.captureExceptions() as raised:
        page.try_open()
        assert not page.open_button.isEnabled()
        qtbot.waitUntil(page.open_button.isEnabled)
    assert [kind for kind, *_ in raised] == [RuntimeError]


def look(daily: DailyBackup, qtbot: Any) -> None:
    with qtbot.waitSignal(daily.done):
        daily.look()


@pytest.mark.parametrize("fault", [StorageError("The disk is tired."), RuntimeError("nobody thought of this")])
def test_a_copy_of_the_day_that_fails_is_told_once_and_no_longer_when_it_works(
    start: Starter, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    write(file, BOOK)
    window = start()
    daily = DailyBackup(file, lambda: NOON, lambda: None)
    daily.done.connect(window.commands.files.daily_backup_done)

    def failing(*_arguments: object) -> None:
        raise fault

    with monkeypatch.context() as patched, qtbot.captureExceptions() as raised:
        patched.setattr(backups, "back_up_daily", failing)
        for _ in range(3):
            look(daily, qtbot)
            assert sum("No copy was made today" in text for text in said(window)) == 1
    assert len(raised) == (0 if isinstance(fault, StorageError) else 1)
    look(daily, qtbot)
    daily.stop()
    assert not [text for text in said(window) if "No copy" in text]


@needs_mount
def test_a_locked_diary_on_a_full_disk_tells_that_its_copy_and_its_lock_failed(
    start: Starter, data_dir: Path, qtbot: Any
) -> None:
    pytest.importorskip("sqlcipher3")
    data_dir.parent.mkdir(exist_ok=True)
    with small_disk(data_dir, "size=3m") as disk:
        file = disk / "kneerehab.sqlite3"
        write(file, BOOK)
        locking.lock(file, PHRASE, NOON)
        window = start()
        ballast = leave(disk, 40_000)
        daily = DailyBackup(file, lambda: NOON, lambda: None)
        daily.done.connect(window.commands.files.daily_backup_done)
        look(daily, qtbot)
        daily.stop()
        assert any("There is no room left on this disk" in text for text in said(window))
        app.change_lock(window, disk, None)
        qtbot.waitUntil(lambda: window.workspace is not None)
        assert any("The lock was not changed" in text and "no room left" in text for text in said(window))
        assert len(window.workspace.diary.check_ins) == 10
        ballast.unlink()
        app.change_lock(window, disk, None)
        qtbot.waitUntil(lambda: any("The lock is off" in text for text in said(window)))
        window.release()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", StorageError),
        ("database disk image is malformed", DamagedDatabase),
        ("file is not a database", DamagedDatabase),
        ("Could not decode to UTF-8 column 'name'", DamagedDatabase),
    ],
)
def test_what_a_driver_says_without_a_number_is_known_by_its_words(words: str, kind: type[StorageError]) -> None:
    known = translated(sqlite3.OperationalError(words))
    assert type(known) is kind
    assert translated(OSError(words)) is None, "only drivers are taken at their word"
    assert translated(sqlite3.ProgrammingError("Cannot operate on a closed database.")) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, DiskFull),
        (sqlite3.SQLITE_IOERR_SHMSIZE - 256, StorageError),
        (sqlite3.SQLITE_IOERR_SEEK, StorageError),
        (sqlite3.SQLITE_IOERR_WRITE, StorageError),
    ],
)
def test_a_fault_of_the_disk_is_called_full_only_if_it_is(code: int, kind: type[StorageError]) -> None:
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = code
    assert type(translated(fault)) is kind


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.EIO, "disk reports a fault"), (errno.ENOSPC, "no room left"), (errno.EACCES, "can't be written")],
)
def test_what_the_system_says_of_a_file_is_told_by_its_kind(code: int, words: str) -> None:
    with pytest.raises(StorageError, match=words), told_kindly():
        raise OSError(code, "what the system says")
