"""The window while somebody else is at its files: hostile copies through its dialog, and files that go or shrink."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from kneerehab import app
from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.services import kept_copies
from kneerehab.services.check import check
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.hostile import ATTACKS
from tests.faults.test_gone_means_gone import posix
from tests.faults.test_workers import said
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BOOK = builders.diary(builders.quiet_days(1, 5))
ROUNDS = 8


def content(file: Path) -> list[str]:
    """Every row of a diary but of its caches."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as plain:
        return [line for line in plain.iterdump() if "summaries" not in line]


def restore(window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Choose a file in the dialog of backups and restore it, if the button is there; what was said in the dialog."""
    told: list[str] = []
    for banner in window.findChildren(Banner):
        banner.hide()

    def choose(dialog: BackupsDialog) -> None:
        dialog.other_button.click()
        told.append(dialog.about.text() if dialog.save_button.isEnabled() else f"refused: {dialog.about.text()}")
        (dialog.save_button if dialog.save_button.isEnabled() else dialog.cancel_button).click()

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(copy), ""))
    in_dialog(BackupsDialog, choose)
    window.commands.files.show_backups()
    return told[0]


@pytest.mark.parametrize("part", range(ROUNDS))
def test_its_dialog_restores_no_hostile_copy_and_the_open_diary_stays(
    start: Starter, file: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    sound = tmp_path / "sound.sqlite3"
    write(sound, builders.diary([builders.check_in(1)], name="Ana"))
    write(file, BOOK)
    window = start()
    window.restore_wanted.connect(lambda chosen: QTimer.singleShot(0, lambda: app.restore(window, file.parent, chosen)))
    before = content(file)
    for words in list(ATTACKS)[part::ROUNDS]:
        copy = Path(shutil.copy(sound, tmp_path / "theirs.sqlite3"))
        ATTACKS[words](copy)
        told = restore(window, copy, monkeypatch)
        if not told.startswith("refused: "):
            qtbot.waitUntil(lambda: any("Not restored." in text for text in said(window)), timeout=5000)
            told = next(text for text in said(window) if text.startswith("Not restored."))
        assert len(told) > 40, words
        assert window.workspace is not None
        assert window.workspace.diary == BOOK, words
        assert content(file) == before, words
    assert not kept_copies.in_folders(file.parent / "backups"), "nothing was begun"


def saved_elsewhere(file: Path) -> set[str]:
    """The check-ins that another program would find that starts now, with the file alone."""
    copy = file.with_name("after-a-crash.sqlite3")
    copy.write_bytes(file.read_bytes())
    assert check(copy) == []
    with closing(sqlite3.connect(copy)) as plain:
        return {key for (key,) in plain.execute("SELECT id FROM check_ins")}


def shrink(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 8192)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def replace_the_log(file: Path) -> None:
    log = file.with_name(f"{file.name}-wal")
    log.rename(log.with_name("taken"))
    log.write_bytes(b"")


def take_all(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


@posix
@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (shrink, "cut off"),
        (empty, "Not saved."),
        (replace_the_log, "replaced a file"),
        (take_all, "moved, renamed or deleted"),
    ],
)
def test_harm_to_the_open_files_is_told_by_the_next_save_and_nothing_is_called_saved(
    start: Starter, file: Path, harm: Callable[[Path], None], words: str
) -> None:
    write(file, BOOK)
    window = start()
    assert window.workspace.save("Check-in", builders.check_in(20))
    if harm in (shrink, empty):
        assert window.workspace.diaries.tidy()
        assert window.workspace.save("Check-in", builders.check_in(21))
    harm(file)
    lost = builders.check_in(22)
    assert not window.workspace.save("Check-in", lost)
    (told,) = [text for text in said(window) if "Not saved." in text]
    assert words in told
    assert lost in window.workspace.unsaved.records(BOOK.runner.id)


@posix
@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_log_that_vanishes_from_the_open_window_costs_no_entry(start: Starter, file: Path, ending: str) -> None:
    write(file, BOOK)
    window = start()
    made = [builders.check_in(number) for number in (20, 21, 22)]
    assert window.workspace.save("Check-in", made[0])
    file.with_name(file.name + ending).unlink()
    for record in made[1:]:
        assert window.workspace.save("Check-in", record)
        assert {one.id for one in made[: made.index(record) + 1]} <= saved_elsewhere(file), "what is called saved is"
