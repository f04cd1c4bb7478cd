"""The lock of the diary in the window: put on, asked for, changed, taken off; and nothing on the screen without it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kneerehab import app
from kneerehab.domain.errors import WrongPassphrase
from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.lock.dialog import ChangeLockDialog, LockDialog
from kneerehab.gui.lock.unlock import UnlockPage
from kneerehab.gui.look.banner import Banner
from kneerehab.gui.look.question import Question
from kneerehab.gui.shell.command import Command
from kneerehab.gui.shell.main_window import MainWindow
from kneerehab.gui.shell.trouble import TroublePage
from kneerehab.services import backups, kept_copies, locking
from tests import builders
from tests.faults.conftest import Starter, write
from tests.faults.conftest import file as file
from tests.faults.conftest import start as start
from tests.gui.modal import in_dialog

pytest.importorskip("sqlcipher3", reason="the optional part `lock` is not installed")
pytestmark = [
    pytest.mark.usefixtures("nothing_unlocked"),
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]

NOON = datetime(2026, 3, 10, 12)
PHRASE = "slow and steady feet"
NAME = "Mira Unverwechselbar"
BOOK = builders.diary(builders.quiet_days(1, 10), name=NAME)


@pytest.fixture
def window(start: Starter, file: Path) -> MainWindow:
    """The window on a diary that is not locked, wired as `app.run` does it."""
    write(file, BOOK)
    window = start()
    window.lock_wanted.connect(lambda passphrase: app.change_lock(window, file.parent, passphrase or None))
    window.shut_wanted.connect(partial(app.shut, window, file.parent))
    return window


def texts(window: MainWindow) -> str:
    """Whatever the window says, to eyes and to screen readers."""
    found = [window.windowTitle()]
    for part in window.findChildren(QWidget):
        if part.window() is window:
            found += [part.accessibleName(), part.toolTip()]
            found += [part.text()] if isinstance(part, QLabel | QLineEdit) else []
    return "\n".join(found)


def unlock_page(window: MainWindow) -> UnlockPage:
    page = window.stack.currentWidget()
    assert isinstance(page, UnlockPage)
    return page


def lock(window: MainWindow, qtbot: Any, passphrase: str | None = PHRASE) -> None:
    window.change_lock(passphrase or "")
    qtbot.waitUntil(lambda: window.workspace is not None)


def give(window: MainWindow, passphrase: str) -> None:
    page = unlock_page(window)
    page.field.control.setText(passphrase)
    page.open_button.click()


def test_a_lock_is_put_on_asked_for_and_opens_the_same_diary(window: MainWindow, file: Path, qtbot: Any) -> None:
    def fill(dialog: LockDialog) -> None:
        dialog.try_save()
        assert "at least 10" in dialog.passphrase.first.error()
        dialog.passphrase.first.control.setText(PHRASE)
        dialog.passphrase.again.control.setText("slow and steady feat")
        dialog.try_save()
        assert "not the same" in dialog.passphrase.again.error()
        dialog.passphrase.again.control.setText(PHRASE)
        dialog.try_save()

    in_dialog(LockDialog, fill)
    window.run(Command.SET_LOCK)
    assert window.workspace is None
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert any("The diary is locked." in banner.message() for banner in window.findChildren(Banner))
    assert locking.is_locked(file)
    assert NAME in texts(window)
    window.run(Command.LOCK_NOW)
    unlock_page(window)
    qtbot.wait(50)  # what was closed is gone after a turn of the event loop
    assert NAME not in texts(window)
    give(window, "not the passphrase")
    qtbot.waitUntil(lambda: "doesn’t open" in unlock_page(window).field.error())
    give(window, PHRASE)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    assert window.workspace.diary == BOOK


def test_a_start_with_a_locked_diary_asks_and_has_the_keyboard_in_the_field(
    start: Starter, file: Path, qtbot: Any
) -> None:
    write(file, BOOK)
    locking.lock(file, PHRASE, NOON)
    locking.forget()
    window = start()
    page = unlock_page(window)
    assert NAME not in texts(window)
    assert window.focusWidget() is page.field.control
    page.field.control.setText(PHRASE)
    qtbot.keyClick(page.field.control, "\r")
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    assert window.workspace.save("Check-in", builders.check_in(50))
    assert locking.is_locked(file)


def test_the_lock_is_taken_off_again(window: MainWindow, file: Path, qtbot: Any) -> None:
    lock(window, qtbot)

    def take_off(dialog: ChangeLockDialog) -> None:
        dialog.off_button.click()
        qtbot.waitUntil(lambda: "doesn’t open" in dialog.present.error())
        dialog.present.control.setText(PHRASE)
        dialog.off_button.click()

    in_dialog(ChangeLockDialog, take_off)
    window.run(Command.CHANGE_LOCK)
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert not locking.is_locked(file)
    assert window.workspace is not None
    assert window.workspace.diary == BOOK


def test_who_changes_the_passphrase_must_know_the_present_one(window: MainWindow, file: Path, qtbot: Any) -> None:
    lock(window, qtbot)

    def change(dialog: ChangeLockDialog) -> None:
        for field in (dialog.passphrase.first, dialog.passphrase.again):
            field.control.setText("another passphrase")
        dialog.present.control.setText("a guess at it")
        dialog.try_save()
        qtbot.waitUntil(lambda: "doesn’t open" in dialog.present.error())
        dialog.present.control.setText(PHRASE)
        dialog.try_save()

    in_dialog(ChangeLockDialog, change)
    window.run(Command.CHANGE_LOCK)
    qtbot.waitUntil(lambda: window.workspace is not None)
    locking.forget()
    with pytest.raises(WrongPassphrase):
        locking.unlock(file, PHRASE)


def test_a_lock_that_fails_leaves_the_diary_open_and_says_why(window: MainWindow, file: Path, qtbot: Any) -> None:
    backups.back_up(file, file.parent / "backups")
    (file.parent / "kneerehab.sqlite3.relocked").mkdir()  # in the way of the new file
    lock(window, qtbot)
    assert not locking.is_locked(file)
    assert any("The lock was not changed." in banner.message() for banner in window.findChildren(Banner))
    assert window.workspace is not None
    assert window.workspace.diary == BOOK


def test_copies_that_stay_open_are_named(window: MainWindow, file: Path, qtbot: Any) -> None:
    broken = file.parent / "backups" / "day-2026-03-01.sqlite3"
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes(b"nothing that can be read")
    lock(window, qtbot)
    assert any(broken.name in banner.message() for banner in window.findChildren(Banner))


def test_without_the_optional_part_the_dialog_says_what_to_install(window: MainWindow) -> None:
    dialog = LockDialog(possible=False, parent=window)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert 'pip install "kneerehab[lock]"' in said
    assert dialog.save_button.isHidden()


def test_a_copy_with_another_passphrase_is_asked_for_it_and_brought_back(
    window: MainWindow, file: Path, tmp_path: Path, qtbot: Any
) -> None:
    other = tmp_path / "other" / "kneerehab.sqlite3"
    write(other, builders.diary(builders.quiet_days(1, 2), name="Ana"))
    locking.lock(other, "another passphrase", NOON)
    locking.forget()
    lock(window, qtbot)
    dialog = BackupsDialog(file, None, lambda _folder: None, window)
    dialog.add_other(other)
    assert "locked with a passphrase" in dialog.about.text()
    assert not dialog.save_button.isEnabled()

    def answer(asked: PassphraseDialog) -> None:
        asked.passphrase.setText("another passphrase")
        asked.try_save()

    in_dialog(PassphraseDialog, answer)
    dialog.unlock_chosen()
    assert "Ana" in dialog.about.text()
    assert dialog.save()
    assert dialog.chosen is not None
    app.restore(window, file.parent, dialog.chosen)
    assert window.workspace is not None
    assert window.workspace.runner.name == "Ana"
    assert locking.is_locked(file)


def test_a_lost_passphrase_leaves_a_way_to_an_open_copy(start: Starter, file: Path, tmp_path: Path) -> None:
    write(file, BOOK)
    plain = backups.back_up(file, tmp_path / "plain.sqlite3", named=True)
    locking.lock(file, PHRASE, NOON)
    locking.forget()
    window = start()

    asked: list[str] = []

    def restore(answer: str) -> None:
        def decide(question: Question) -> None:
            asked.append(question.text.text())
            (question.save_button if answer == "go" else question.cancel_button).click()

        def choose(dialog: BackupsDialog) -> None:
            dialog.add_other(plain)
            in_dialog(Question, decide)
            dialog.try_save()

        in_dialog(BackupsDialog, choose)
        unlock_page(window).others_button.click()

    held = file.read_bytes()
    restore("stay")
    assert file.read_bytes() == held
    assert unlock_page(window).isVisible()
    restore("go")
    assert [words.split(".")[0] for words in asked] == ["The diary is locked, and this copy is not"] * 2
    assert window.workspace is not None
    assert window.workspace.diary == BOOK
    assert [aside.kind for aside in kept_copies.asides(file)] == [kept_copies.Kind.SHUT]


def test_a_damaged_locked_diary_offers_the_newest_good_copy(start: Starter, file: Path, qtbot: Any) -> None:
    write(file, BOOK)
    locking.lock(file, PHRASE, NOON)
    backups.back_up(file, file.parent / "backups")
    locking.forget()
    whole = file.read_bytes()
    file.write_bytes(whole[:16] + bytes(reversed(whole[16:4096])) + whole[4096:])
    window = start()
    give(window, PHRASE)
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), TroublePage))
    page = window.stack.currentWidget()
    assert isinstance(page, TroublePage)
    assert page.restore_button.isVisible()
    page.restore_button.click()
    assert window.workspace is not None
    assert window.workspace.diary == BOOK
    assert locking.is_locked(file)


def test_settings_offer_what_the_file_menu_does(window: MainWindow, file: Path, qtbot: Any) -> None:
    window.show_page("settings")
    data = window.page("settings").data
    assert Command.LOCK_NOW not in data.buttons
    in_dialog(LockDialog, lambda dialog: dialog.reject())
    data.buttons[Command.SET_LOCK].click()
    in_dialog(BackupsDialog, lambda dialog: dialog.reject())
    data.buttons[Command.BACKUPS].click()
    lock(window, qtbot)
    window.show_page("settings")
    assert str(file.parent) in texts(window).replace("\u200b", "")
    window.page("settings").data.buttons[Command.LOCK_NOW].click()
    unlock_page(window)
