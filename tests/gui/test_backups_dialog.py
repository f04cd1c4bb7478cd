"""Backups: what is deleted for good is asked about first, in a question that needs no scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from kneerehab.gui.files.backups import BackupsDialog
from kneerehab.gui.forms.passphrase_dialog import PassphraseDialog
from kneerehab.gui.look.question import Question
from kneerehab.services import backups, kept_copies
from tests import builders
from tests.faults.conftest import write
from tests.gui.modal import in_dialog

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]


@pytest.fixture
def dialog(program: Any, qtbot: Any) -> BackupsDialog:
    running = program("build-week-8", first="learn")
    file = running.folder / "kneerehab.sqlite3"
    backups.back_up(file, file.parent / kept_copies.FOLDER)
    made = BackupsDialog(file, None, lambda _folder: None, running.window)
    qtbot.addWidget(made)
    made.show()
    return made


def copies(dialog: BackupsDialog) -> list[Path]:
    return [copy.path for copy in kept_copies.in_folders(dialog.file.parent / kept_copies.FOLDER)]


def test_a_copy_is_deleted_only_after_a_question_that_names_it(dialog: BackupsDialog, qtbot: Any) -> None:
    (only,) = copies(dialog)
    asked: list[str] = []

    def keep(question: Question) -> None:
        asked.append(question.text.text())
        question.cancel_button.click()

    in_dialog(Question, keep)
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert "made by hand" in asked[0]
    assert copies(dialog) == [only]
    in_dialog(Question, lambda question: question.save_button.click())
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert copies(dialog) == []
    assert dialog.said.message() == "Copy deleted."


def test_of_very_many_runners_a_hundred_are_named(dialog: BackupsDialog, tmp_path: Path) -> None:
    copy = tmp_path / "clinic.sqlite3"
    write(copy, *(builders.diary(name=f"Patient {number:03}") for number in range(103)))
    dialog.add_other(copy)
    held = dialog.about.text()
    assert held.count("Patient") == 100
    assert "3 more runners" in held


def test_a_question_over_a_small_dialog_has_no_scroll_bar(dialog: BackupsDialog, qtbot: Any) -> None:
    dialog.hide()
    small = PassphraseDialog("A locked copy", "day.sqlite3", lambda _phrase: None, dialog.parentWidget())
    qtbot.addWidget(small)
    small.show()
    text = "This can’t be undone here. To keep a copy, export the diary first. " * 2
    question = Question(small, "Delete the whole diary of One Day?", text, stay="Keep", go="Delete diary")
    qtbot.addWidget(question)
    question.show()
    qtbot.wait(50)
    (area,) = question.findChildren(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert area.widget().height() <= area.viewport().height()
    assert question.width() == 480
