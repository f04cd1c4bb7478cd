"""A diary that can't be opened: the program says what is wrong, keeps the file, and offers the newest good copy."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.daily_backup import DailyBackup
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.trouble import TroublePage
from kneerehab.services import backups
from tests import builders
from tests.faults.conftest import write
from tests.storage.test_database import held_by_another_process, needs_mount, small_disk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOON = datetime(2026, 3, 10, 12)
BOOK = builders.diary(builders.quiet_days(1, 40), [builders.run(number) for number in range(1, 40, 2)])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def cut_to_the_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def overwrite_the_first_page(path: Path) -> None:
    path.write_bytes(b"\xa5" * 4096 + path.read_bytes()[4096:])


def overwrite_the_rest(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * (path.stat().st_size - 4096))


def write_something_else(path: Path) -> None:
    path.write_bytes(b"Dear diary, today my knee was fine. " * 300)


def leave_another_programs_file(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")


def empty(path: Path) -> None:
    path.write_bytes(b"")


DAMAGES = [
    cut,
    cut_to_the_head,
    overwrite_the_first_page,
    overwrite_the_rest,
    write_something_else,
    leave_another_programs_file,
    empty,
]


def words(window: MainWindow) -> str:
    """What the trouble page says."""
    page = trouble(window)
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def trouble(window: MainWindow) -> TroublePage:
    page = window.stack.currentWidget()
    assert isinstance(page, TroublePage), page
    return page


@pytest.fixture
def copies(file: Path) -> Path:
    """A diary with a copy of yesterday and one entry more since."""
    write(file, BOOK)
    made = backups.back_up_daily(file, NOON).made
    assert made is not None
    return made


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_kept_aside_and_mended_from_the_newest_good_copy(
    start: Any, file: Path, copies: Path, damage: Callable[[Path], None]
) -> None:
    (file.parent / "backups" / f"day-{NOON + timedelta(days=1):%Y-%m-%d}.sqlite3").write_bytes(b"a bad copy")
    damage(file)
    broken = file.read_bytes()
    window = start()
    page = trouble(window)
    assert "60 entries" in words(window)
    assert "Tuesday 10 March" in words(window)
    assert not window.sidebar.isEnabled()
    assert file.read_bytes() == broken, "nothing was changed until the person says so"
    page.retry_button.click()
    trouble(window).restore_button.click()
    assert window.workspace is not None
    assert len(window.workspace.diary.check_ins) == 40
    asides = list(file.parent.glob("kneerehab-damaged-*.sqlite3"))
    assert [aside.read_bytes() for aside in asides] == [broken]
    assert (
        stat.S_IMODE(asides[0].stat().st_mode) & 0o077 == 0
        or sys.platform == "win32"
        or damage in (leave_another_programs_file,)
    )
    assert any("restored" in banner.message() for banner in window.findChildren(Banner))


@pytest.mark.parametrize("damage", DAMAGES[:-1])
def test_without_a_copy_nothing_is_started_over_unless_it_is_asked_for(
    start: Any, file: Path, damage: Callable[[Path], None]
) -> None:
    write(file, BOOK)
    damage(file)
    broken = file.read_bytes()
    window = start()
    page = trouble(window)
    assert page.restore_button.isHidden()
    assert "No sound copy" in words(window)
    assert file.read_bytes() == broken
    assert page._ways is not None
    page._ways.begin_anew()
    assert window.workspace is not None
    assert window.workspace.runner_id is None
    assert [aside.read_bytes() for aside in file.parent.glob("kneerehab-damaged-*.sqlite3")] == [broken]


def test_a_missing_diary_beside_copies_is_told(start: Any, file: Path, copies: Path) -> None:
    file.unlink()
    window = start()
    assert "missing although there are backups" in words(window)
    trouble(window).restore_button.click()
    assert window.workspace is not None
    assert len(window.workspace.diary.check_ins) == 40


def test_damage_that_shows_only_while_the_diary_is_open_is_told_then(
    start: Any, file: Path, copies: Path, qtbot: Any
) -> None:
    other = builders.diary(builders.quiet_days(1, 3), name="Ana")
    write(file, other)
    window = start()
    window.workspace.open_runner(BOOK.runner.id)
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE check_ins SET red_flags = 'nonsense' WHERE runner_id = ?", (other.runner.id,))
        plain.commit()
    try:
        window.workspace.open_runner(other.runner.id)
    except Exception:
        sys.excepthook(*sys.exc_info())  # as in the event loop
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), TroublePage))
    trouble(window).restore_button.click()
    assert [runner.name for runner in window.workspace.diaries.runners()] == ["Mira"]


def test_a_daily_copy_of_a_damaged_diary_is_refused_and_told(start: Any, file: Path, copies: Path, qtbot: Any) -> None:
    window = start()
    overwrite_the_rest(file)
    daily = DailyBackup(file, lambda: NOON + timedelta(days=3), lambda: None)
    daily.done.connect(window.commands.files.daily_backup_done)
    with qtbot.waitSignal(daily.done):
        daily.look()
    daily.stop()
    assert any("No copy was made today" in banner.message() for banner in window.findChildren(Banner))
    assert [copy.name for copy in copies.parent.iterdir()] == [copies.name]


def test_a_diary_of_a_newer_version_is_refused_and_no_old_copy_is_put_over_it(
    start: Any, file: Path, copies: Path
) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()
    before = file.read_bytes()
    window = start()
    assert "newer version" in words(window)
    assert trouble(window).restore_button.isHidden()
    assert trouble(window).others_button.isHidden()
    assert file.read_bytes() == before


def test_a_diary_locked_by_another_program_says_so_and_opens_later(start: Any, file: Path) -> None:
    write(file, BOOK)
    window = start()
    with held_by_another_process(file):
        assert not window.workspace.save("Check-in", builders.check_in(50))
        assert any("Another program is using" in banner.message() for banner in window.findChildren(Banner))
    window.commands.failure.linked.emit()
    assert len(window.workspace.diary.check_ins) == 41


def test_a_folder_that_is_no_folder_is_told_and_works_once_it_is_mended(start: Any, data_dir: Path) -> None:
    data_dir.write_text("in the way")
    window = start()
    assert "can't be written" in words(window)
    data_dir.unlink()
    trouble(window).retry_button.click()
    assert window.workspace is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder of an open file where it is")
def test_a_folder_that_goes_away_while_the_diary_is_open_is_told_at_the_next_save(
    start: Any, file: Path, tmp_path: Path
) -> None:
    write(file, BOOK)
    window = start()
    window.workspace.save("Check-in", builders.check_in(50))
    gone = tmp_path / "gone"
    file.parent.rename(gone)
    assert not window.workspace.save("Check-in", builders.check_in(51))
    assert any("put it back" in banner.message() for banner in window.findChildren(Banner))
    gone.rename(file.parent)
    window.commands.failure.linked.emit()
    assert window.commands.failure is None
    window.release()
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT count(*) FROM check_ins").fetchone()[0] == 42


@needs_mount
def test_a_read_only_folder_is_told_and_works_once_it_is_mended(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data_dir: Path
) -> None:
    data_dir.parent.mkdir(exist_ok=True)
    with small_disk(data_dir, "size=8m") as disk:
        write(disk / "kneerehab.sqlite3", BOOK)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        window = start()
        assert "can't be written" in words(window)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        trouble(window).retry_button.click()
        assert len(window.workspace.diary.check_ins) == 40
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=False)
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=False)
        window.release()
