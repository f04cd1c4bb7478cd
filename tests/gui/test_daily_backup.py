"""The copy of the day: made off the window's thread, told only when something is wrong."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell import daily_backup
from kneerehab.services import backups, kept_copies
from kneerehab.services.backups import Daily
from tests import builders
from tests.clock import SUMMER
from tests.faults.conftest import file as file
from tests.faults.conftest import start as start
from tests.faults.conftest import write
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

BOOK = builders.diary(builders.quiet_days(1, 5))


def banners(window: Any) -> list[str]:
    return [banner.message() for banner in window.findChildren(Banner) if banner.isVisible()]


def test_a_program_that_has_started_makes_the_copy_of_the_day_in_another_thread(
    start: Any, file: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily_backup, "FIRST_MS", 10)
    threads: list[str] = []
    make = backups.back_up_daily

    def watched(*arguments: Any) -> Daily:
        threads.append(threading.current_thread().name)
        return make(*arguments)

    monkeypatch.setattr(backups, "back_up_daily", watched)
    write(file, BOOK)
    window = start()
    made = file.parent / "backups" / f"day-{SUMMER:%Y-%m-%d}.sqlite3"
    qtbot.waitUntil(made.exists)
    assert threads == ["kneerehab-backup"]
    assert not [text for text in banners(window) if "copy" in text]
    window.release()
    assert not [thread for thread in threading.enumerate() if thread.name == "kneerehab-backup"]


def test_the_window_is_there_before_anything_is_copied(start: Any, file: Path) -> None:
    write(file, BOOK)
    window = start()
    assert window.workspace is not None
    assert not (file.parent / "backups").exists()


def test_a_stick_that_is_not_there_is_told_once_and_copied_to_when_it_is(
    start: Any, file: Path, qtbot: Any, tmp_path: Path
) -> None:
    write(file, BOOK)
    window = start()
    stick = tmp_path / "stick"
    now = [datetime(2026, 3, 10, 12)]
    daily = daily_backup.DailyBackup(file, lambda: now[0], lambda: str(stick))
    daily.done.connect(window.commands.files.daily_backup_done)
    for _ in range(2):
        with qtbot.waitSignal(daily.done):
            daily.look()
        now[0] += timedelta(days=1)
    assert sum("stick is not there" in text for text in banners(window)) == 1
    stick.mkdir()
    with qtbot.waitSignal(daily.done):
        daily.look()
    daily.stop()
    assert len(list(stick.rglob("day-*.sqlite3"))) == 1


def test_a_copy_that_still_fails_is_told_again_on_the_next_day_though_somebody_looked_at_it(
    program: Any, qtbot: Any
) -> None:
    running = program(BOOK, now=datetime(2026, 3, 10, 12))
    in_the_way = running.folder / "backups"
    in_the_way.write_text("no folder")
    daily = daily_backup.DailyBackup(running.database.path, lambda: running.now, lambda: None)
    daily.done.connect(running.window.commands.files.daily_backup_done)

    def told() -> list[Banner]:
        with qtbot.waitSignal(daily.done):
            daily.look()
        return [it for it in running.window.findChildren(Banner) if it.isVisible() and "No copy" in it.message()]

    (banner,) = told()
    in_dialog(BackupsDialog, lambda dialog: dialog.reject())
    banner.linked.emit()
    assert told() == []
    running.come_back(datetime(2026, 3, 11, 7))
    assert len(told()) == 1
    in_the_way.unlink()
    assert told() == []
    assert len(list(in_the_way.iterdir())) == 1
    daily.stop()


def test_restoring_in_the_running_program_closes_and_opens_the_diary(start: Any, file: Path) -> None:
    from kneerehab import app

    write(file, BOOK)
    made = backups.back_up_daily(file, datetime(2026, 3, 10, 12)).made
    assert made is not None
    window = start()
    window.show_page("today")
    assert window.workspace.save("Check-in", builders.check_in(9))
    app.restore(window, file.parent, made)
    assert len(window.workspace.diary.check_ins) == 5
    assert window.workspace.undo_stack.undo_text is None
    assert window.current_page == "today"
    assert any("restored" in text for text in banners(window))
    (kept,) = [
        copy for copy in kept_copies.in_folders(file.parent / "backups") if copy.kind is kept_copies.Kind.RESTORE
    ]
    app.restore(window, file.parent, kept.path)
    assert len(window.workspace.diary.check_ins) == 6
    bad = file.parent / "bad.sqlite3"
    bad.write_bytes(b"no database")
    app.restore(window, file.parent, bad)
    assert len(window.workspace.diary.check_ins) == 6
    assert any("Not restored" in text for text in banners(window))
