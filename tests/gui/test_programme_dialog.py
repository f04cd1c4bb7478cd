"""The home programme in the window: previewed, with the clinic that is remembered, saved as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kneerehab.gui.progress.programme_dialog import ProgrammeDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(program: Any, qtbot: Any) -> ProgrammeDialog:
    running = program("build-week-8", first="learn")
    made = ProgrammeDialog(running.workspace, running.window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.made is not None)
    return made


def test_it_is_previewed_and_saved_with_the_clinic_that_was_typed(
    dialog: ProgrammeDialog, qtbot: Any, tmp_path: Path
) -> None:
    before = dialog.made
    qtbot.keyClicks(dialog.signing.clinic, "Example Clinic")
    dialog.signing.clinic.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.made is not None and dialog.made is not before)
    assert dialog.workspace.settings.clinic == "Example Clinic"
    dialog.write_pdf(tmp_path / "programme.pdf")
    qtbot.waitUntil(lambda: dialog.said.text() == "Saved as programme.pdf.")
    text = PdfReader(tmp_path / "programme.pdf").pages[0].extract_text()
    assert "Example Clinic" in text
    assert dialog.workspace.runner.name not in text


def test_the_exercises_page_opens_it(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", first="exercises")
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ProgrammeDialog):
            seen.append(dialog.windowTitle())
            dialog.reject()
        else:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)
    running.window.page("exercises").programme_button.click()
    assert len(seen) == 1


def test_the_sheet_of_a_paper_week_is_a_choice_and_leads_to_typing_it_in(dialog: ProgrammeDialog, qtbot: Any) -> None:
    assert not dialog.type_button.isVisible()
    before = dialog.made
    dialog.sheet.set_value("week")
    dialog.sheet.changed.emit("week")
    qtbot.waitUntil(lambda: dialog.made is not None and dialog.made is not before)
    assert dialog.made is not None
    assert dialog.made.report.title.startswith("Paper week")
    assert dialog.kind == "paper-week"
    seen: list[str] = []

    def look() -> None:
        asked = QApplication.activeModalWidget()
        if asked is not None and asked is not dialog:
            seen.append(asked.windowTitle())
            asked.close()
        else:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)
    dialog.type_button.click()
    assert seen == ["Type in a paper week"]
