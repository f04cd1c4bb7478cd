"""What menu, keys and buttons ask for is typed: each command and each letter leads somewhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.progress.report_dialog import ReportDialog
from kneerehab.gui.shell.command import Command, Letter
from kneerehab.gui.shell.host import Host, host_of, request
from kneerehab.gui.shell.keys import KeysDialog
from kneerehab.gui.shoes.dialog import ShoesDialog
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (Command.REPORT, ReportDialog),
        (Command.SHOES, ShoesDialog),
        (Command.KEYS, KeysDialog),
    ],
)
def test_a_part_of_a_page_asks_the_window_for_a_dialog(program: Any, command: Command, kind: type[Dialog]) -> None:
    running, seen = program("build-week-8"), []
    in_dialog(kind, lambda dialog: (seen.append(dialog), dialog.reject()))
    request(running.window.page("today").frame.content, command)
    assert len(seen) == 1


def test_a_dialog_over_the_window_finds_it_and_a_part_alone_finds_none(program: Any) -> None:
    running, alone = program("build-week-8"), QWidget()
    dialog = KeysDialog(running.window)
    assert host_of(dialog.body.parentWidget()) is running.window
    assert isinstance(running.window, Host)
    assert host_of(alone) is None
    request(alone, Command.QUIT)  # nothing happens


@pytest.mark.parametrize("letter", [letter for letter in Letter if letter is not Letter.TODAY])
def test_today_knows_what_each_letter_means(program: Any, letter: Letter) -> None:
    page = program("build-week-8").window.page("today")
    assert letter in page.letters()


def test_a_letter_leads_to_today_from_another_page(program: Any, qtbot: Any) -> None:
    running = program("build-week-8")
    running.window.show_page("plan")
    qtbot.keyClick(running.window, Qt.Key.Key_P)
    assert running.window.current_page == "today"


def test_every_command_with_words_can_be_chosen_in_the_menu_or_stands_on_a_page(program: Any) -> None:
    running = program("build-week-8")
    menu = running.window.commands.menu
    words = {
        action.text() for part in (menu, *(a.menu() for a in menu.actions() if a.menu())) for action in part.actions()
    }
    missing = {command for command in Command if command.label and command.label not in words}
    on_pages = {Command.REPORT, Command.PROGRAMME, Command.ADD_RUNNER}
    assert missing == {Command.LOCK_NOW, Command.CHANGE_LOCK, Command.LEAVE_DEMO} | on_pages
