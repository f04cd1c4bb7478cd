"""Where several runners are, what writes to the open diary from elsewhere says whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from kneerehab.domain.codes import ActivityKind
from kneerehab.exchange.activities import Reading
from kneerehab.gui.files.answers import AnswersDialog
from kneerehab.gui.files.import_runs import ImportRunsDialog
from kneerehab.gui.files.importing import take_runs
from kneerehab.gui.files.new_runs import NewRuns
from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.progress.paper_week_dialog import PaperWeekDialog
from kneerehab.gui.shell.tray import Tray
from kneerehab.services.watched import offer
from tests import activity_files as files
from tests import builders
from tests.gui.conftest import Running
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", "systemTrayWindowChanged"
)  # remarks of the offscreen platform

BOOK = builders.diary(builders.quiet_days(1, 3), name="Mira & Co")
NOW = datetime(2026, 3, 12, 20, 0)
Opened = Callable[[int], Running]


@pytest.fixture
def opened(program: Any) -> Opened:
    """`opened(how_many)` opens Mira's diary, alone or beside another."""

    def open_with(how_many: int) -> Running:
        running: Running = program(BOOK, now=NOW)
        if how_many > 1:
            running.workspace.diaries.import_diary(builders.diary(name="Ana"))
            running.workspace.open_runner(BOOK.runner.id)
        return running

    return open_with


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    start = datetime(2026, 3, 11, 7, tzinfo=UTC)
    file = tmp_path / "run.gpx"
    file.write_bytes(files.gpx(files.points(600), start=start))
    return file


def said(running: Running) -> list[str]:
    """What is told as saved from now on."""
    found: list[str] = []
    running.workspace.saved.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("how_many", "title", "told"),
    [
        (1, "Import runs", "1 activity imported"),
        (2, "Import runs for Mira & Co", "1 activity imported, for Mira & Co"),
    ],
)
def test_an_import_of_runs_says_whose_they_will_be_and_whose_they_are(
    opened: Opened, qtbot: Any, recording: Path, how_many: int, title: str, told: str
) -> None:
    running = opened(how_many)
    words, titles = said(running), []

    def add(dialog: ImportRunsDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found is not None)
        titles.extend([dialog.windowTitle(), dialog.title.text(), dialog.accessibleName()])
        in_dialog(AnswersDialog, QDialog.reject)
        dialog.try_save()

    in_dialog(ImportRunsDialog, add)
    assert take_runs(running.window, running.workspace, [recording])
    assert titles == [title] * 3
    assert words == [told]


def test_hidden_names_stay_hidden(opened: Opened, recording: Path) -> None:
    running = opened(2)
    running.workspace.change_settings(hide_names=True)
    dialog = ImportRunsDialog(running.workspace, [recording], running.window)
    assert dialog.title.text() == "Import runs for M&C"
    dialog.reject()


@pytest.mark.parametrize(
    ("how_many", "title", "told"),
    [
        (1, "How did they feel?", "Answers for 1 activity saved"),
        (2, "Mira & Co: How did they feel?", "Answers for 1 activity saved, for Mira & Co"),
    ],
)
def test_how_imported_runs_felt_is_asked_and_kept_for_their_runner(
    opened: Opened, how_many: int, title: str, told: str
) -> None:
    running = opened(how_many)
    walked = builders.walk(2, 1800, clock="07:00")
    running.workspace.save("Walk", walked)
    dialog = AnswersDialog(running.workspace, [walked], running.window)
    assert dialog.windowTitle() == title
    dialog.pain.set_form(False)
    dialog.pain.changed.emit()
    words = said(running)
    assert dialog.save()
    assert words == [told]
    dialog.reject()


@pytest.mark.parametrize(("how_many", "lead"), [(1, "Check-in."), (2, "Check-in, for Mira & Co.")])
def test_a_reminder_says_whose_it_is_and_goes_with_the_diary(opened: Opened, how_many: int, lead: str) -> None:
    running = opened(how_many)
    remind(running)
    reminders = running.window.commands.outside.reminders
    running.workspace.minute_passed.emit()
    assert [notice.message() for notice in reminders.notices.values()] == [f"{lead} How are your knees today?"]
    running.workspace.open_runner(running.workspace.diaries.runners()[-1].id)
    assert reminders.notices == {}


def remind(running: Running) -> None:
    """Have the check-in reminded of now."""
    running.workspace.change_settings(reminders=("check_in",), reminder_times=("check_in 19:30",))


@pytest.fixture
def message(opened: Opened) -> tuple[Running, Callable[[], object]]:
    """The window on Ana's diary, and the click on a message that came for Mira's."""
    running = opened(2)
    told: list[tuple[str, str, Callable[[], object]]] = []
    remind(running)
    running.window.commands.outside.reminders._say_outside = lambda *words: not told.append(words)
    running.workspace.minute_passed.emit()
    ((_title, _text, clicked),) = told
    running.workspace.open_runner(next(one.id for one in running.workspace.diaries.runners() if one.name == "Ana"))
    return running, clicked


def test_a_message_opens_the_diary_that_it_is_about(message: tuple[Running, Callable[[], object]]) -> None:
    running, clicked = message
    clicked()
    assert running.workspace.runner.name == "Mira & Co"
    assert running.window.current_page == "today"


def test_over_an_open_form_a_message_and_the_tray_leave_the_diary_as_it_is(
    message: tuple[Running, Callable[[], object]],
) -> None:
    running, clicked = message
    icon = Tray(running.window, running.workspace, present=lambda: True)
    running.window.show_page("learn")
    found: list[str | None] = []

    def act(form: QDialog) -> None:
        clicked()
        found.append(running.workspace.runner.name)
        icon.quick_action.trigger()
        QApplication.processEvents()
        found.append(running.window.current_page)
        form.reject()

    in_dialog(LogRunDialog, act)
    LogRunDialog(running.workspace, ActivityKind.RUN, None, running.window).exec()
    icon.release()
    assert found == ["Ana", "learn"]


@pytest.mark.parametrize("how_many", [1, 2])
def test_the_offer_of_new_runs_says_whose_diary_they_would_go_to(
    opened: Opened, recording: Path, how_many: int
) -> None:
    running = opened(how_many)
    workspace = running.workspace
    workspace.offered = offer([recording], workspace.diary, workspace.today(), Reading())
    workspace.runs_offered.emit()
    (card,) = running.window.findChildren(NewRuns)
    assert card.isVisible()
    assert card.message().endswith("for the diary of Mira & Co") is (how_many == 2)


@pytest.mark.parametrize(
    ("how_many", "title", "told"),
    [
        (1, "Type in a paper week", "Paper week saved"),
        (2, "Type in a paper week for Mira & Co", "Paper week saved, for Mira & Co"),
    ],
)
def test_a_paper_week_says_whose_it_is(opened: Opened, qtbot: Any, how_many: int, title: str, told: str) -> None:
    running = opened(how_many)
    dialog = PaperWeekDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == title
    dialog.days[6].cells[0].setText("2")
    words = said(running)
    assert dialog.save()
    assert words == [told]


@pytest.mark.parametrize(
    ("how_many", "lead", "told"),
    [
        (1, "Enter saves:", "Run logged"),
        (2, "Enter saves for Mira & Co:", "Run logged, for Mira & Co"),
    ],
)
def test_quick_entry_says_whose_diary_enter_saves_to(opened: Opened, how_many: int, lead: str, told: str) -> None:
    running = opened(how_many)
    quick, words = running.window.page("today").header.quick, said(running)
    quick.line.setText("run 3.5 km 24 min no pain")
    shown, spoken = quick.panel.lead.text(), quick.panel.spoken()
    quick.save()
    assert shown == lead
    assert spoken.startswith(lead)
    assert words == [told]


@pytest.mark.parametrize(("how_many", "first"), [(1, "Open"), (2, "Mira && Co")])
def test_the_menu_in_the_tray_begins_with_the_runner(opened: Opened, how_many: int, first: str) -> None:
    running = opened(how_many)
    icon = Tray(running.window, running.workspace, present=lambda: True)
    icon.menu.aboutToShow.emit()
    shown = [action for action in icon.menu.actions() if action.isVisible()]
    assert shown[0].text() == first
    assert shown[0].isEnabled() is (how_many == 1)
    icon.release()
