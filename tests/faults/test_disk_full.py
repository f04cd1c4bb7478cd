"""A full disk at each write, on a small disk of our own: told, nothing lost, and a later save works."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kneerehab import settings as preferences
from kneerehab.domain.codes import ActivityKind
from kneerehab.domain.errors import DiskFull, StorageError
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.replacing import write_whole
from kneerehab.services import backups, kept_copies
from kneerehab.services.changes import Changes
from kneerehab.services.check import check
from kneerehab.services.diary import DiaryService
from kneerehab.storage.database import Database
from tests import builders
from tests.faults.conftest import write
from tests.storage.test_database import needs_mount, small_disk

pytestmark = [needs_mount, pytest.mark.qt_log_ignore("This plugin does not support")]

NOON = datetime(2026, 3, 10, 12)
BOOK = builders.diary(builders.quiet_days(1, 5))
LARGE = [builders.pain_note(number, 3) for number in range(1, 9)]


@pytest.fixture
def disk(data_dir: Path) -> Iterator[Path]:
    data_dir.parent.mkdir(exist_ok=True)
    with small_disk(data_dir, "size=3m") as made:
        yield made


def leave(disk: Path, room: int) -> Path:
    """Fill the disk up to `room` bytes."""
    state = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * max(0, state.f_bavail * state.f_frsize - room))
    return ballast


def test_a_save_with_any_amount_of_room_is_whole_or_refused(disk: Path) -> None:
    path = disk / "kneerehab.sqlite3"
    write(path, BOOK)
    refused = 0
    for blocks in range(40):
        with Database.open(path) as database:
            service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
            before = service.diary(BOOK.runner.id)
            ballast = leave(disk, blocks * 4096)
            record = builders.check_in(9)
            try:
                service.record(BOOK.runner.id, record)
            except DiskFull:
                refused += 1
                assert service.diary(BOOK.runner.id) == before
                ballast.unlink()
                service.record(BOOK.runner.id, record)
            else:
                ballast.unlink()
        assert check(path) == [], f"{blocks} blocks"
        with Database.open(path) as database:
            service = DiaryService(database, Changes(), lambda: datetime.now(UTC))
            assert record.id in {check_in.id for check_in in service.diary(BOOK.runner.id).check_ins}
    assert refused > 2


def test_a_copy_with_any_amount_of_room_is_whole_or_refused_and_leaves_no_half(disk: Path) -> None:
    path = disk / "kneerehab.sqlite3"
    write(path, BOOK)
    refused = 0
    for blocks in range(0, 120, 8):
        ballast = leave(disk, blocks * 4096)
        try:
            made = backups.back_up_before(kept_copies.Kind.IMPORT, path, NOON)
        except DiskFull:
            refused += 1
            assert not list((disk / "backups").glob("*"))
        else:
            assert check(made) == []
            made.unlink()
        ballast.unlink()
    assert refused > 2
    assert check(path) == []


def test_a_restore_without_room_leaves_the_diary_as_it_was(disk: Path) -> None:
    path = disk / "kneerehab.sqlite3"
    write(path, BOOK)
    made = backups.back_up_daily(path, NOON).made
    assert made is not None
    write(path, builders.diary(LARGE, name="Ana"))
    refused = 0
    for blocks in range(0, 400, 16):
        ballast = leave(disk, blocks * 4096)
        try:
            backups.restore(made, path, NOON)
        except StorageError:
            refused += 1
            ballast.unlink()
            assert len(backups.contents(path).runners) == 2
            continue
        ballast.unlink()
        break
    assert refused > 2
    assert [runner.name for runner in backups.contents(path).runners] == ["Mira"]
    assert check(path) == []


def test_a_form_stays_open_with_what_was_typed_until_it_could_be_saved(start: Any, disk: Path) -> None:
    write(disk / "kneerehab.sqlite3", BOOK)
    window = start()
    form = LogRunDialog(window.workspace, ActivityKind.RUN, parent=window)
    form.show()
    form.distance.setText("4.2")
    form.minutes.setText("30")
    form.note.setText("n" * 1800)
    ballast = leave(disk, 0)
    for _ in range(3):
        form.try_save()
        assert form.isVisible()
    said = [banner.message() for banner in window.findChildren(Banner)]
    assert any("no room left" in text for text in said), said
    assert form.note.text() == "n" * 1800
    ballast.unlink()
    form.try_save()
    assert not form.isVisible()
    assert [run.metres for run in window.workspace.diary.activities] == [4200]
    window.release()


def test_a_first_start_without_room_is_told(start: Any, disk: Path) -> None:
    ballast = leave(disk, 8192)
    window = start()
    assert window.workspace is None
    ballast.unlink()
    window.stack.currentWidget().retry_button.click()
    assert window.workspace is not None
    window.release()


def test_a_start_without_any_room_says_so_and_not_that_the_folder_is_shut(start: Any, disk: Path) -> None:
    write(disk / "kneerehab.sqlite3", BOOK)
    ballast = leave(disk, 0)
    window = start()
    assert window.workspace is None
    page = window.stack.currentWidget()
    assert "no room left" in " ".join(label.text() for label in page.findChildren(QLabel))
    ballast.unlink()
    page.retry_button.click()
    assert window.workspace is not None
    window.release()


def test_preferences_and_exports_are_whole_or_as_before(disk: Path) -> None:
    file = disk / "settings.json"
    preferences.save(file, preferences.Settings(theme="dark"))
    (disk / "export.json").write_bytes(b"before")
    leave(disk, 0)
    for write_it in (
        lambda: preferences.save(file, preferences.Settings(theme="light", charts=("x" * 100,) * 100)),
        lambda: write_whole(disk / "export.json", b"n" * 10_000),
    ):
        with pytest.raises(OSError) as full:  # noqa: PT011  (by its number: the words follow the system's language)
            write_it()
        assert full.value.errno == errno.ENOSPC
    assert preferences.load(file).theme == "dark"
    assert (disk / "export.json").read_bytes() == b"before"
