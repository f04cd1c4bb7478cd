"""The list of runners: who was opened last first, found by typing, told apart, and no diary read for it."""

from __future__ import annotations

from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kneerehab.domain.plan_records import Plan
from kneerehab.domain.runner import Runner
from kneerehab.gui.look import theme
from kneerehab.gui.look.painted_rows import seen_button_rect
from kneerehab.gui.look.question import Question
from kneerehab.gui.runners.dialog import RunnerDialog, RunnersDialog
from kneerehab.gui.runners.row import columns
from kneerehab.gui.shell.tidying import Tidying
from kneerehab.storage import records
from kneerehab.storage.compaction import Compaction
from tests.builders import START, an_id, check_in
from tests.gui.modal import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def add(running: Any, name: str, **more: Any) -> Runner:
    """Somebody else in the file."""
    return running.workspace.diaries.create_runner(Runner(id=an_id(), name=name, **more), Plan(start=START))


def names(dialog: RunnersDialog) -> list[str]:
    """The names that can be opened, from the top."""
    return [dialog.list.rows.shown(row).name for row in range(dialog.list.rows.rowCount())]


def press(dialog: RunnersDialog, row: int, part: str = "") -> None:
    """Click on a row, or on one of its painted buttons."""
    view = dialog.list.view
    box = view.visualRect(dialog.list.rows.index(row))
    place = seen_button_rect(view, box, getattr(columns(box.width()), part)).center() if part else box.center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="learn")


def opened(running: Any, qtbot: Any) -> RunnersDialog:
    dialog = RunnersDialog(running.workspace, running.window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_who_was_opened_last_comes_first(running: Any, qtbot: Any) -> None:
    for name in ("Ada", "Bo", "Cleo"):
        add(running, name)
    first = running.workspace.runner.name
    assert names(opened(running, qtbot)) == ["Ada", "Bo", "Cleo", first]
    for name in ("Cleo", "Bo"):
        runner = next(each for each in running.workspace.diaries.runners() if each.name == name)
        running.workspace.open_runner(runner.id)
    assert names(opened(running, qtbot)) == ["Bo", "Cleo", "Ada", first]


def test_the_undo_of_one_runner_is_not_offered_over_the_diary_of_another(running: Any) -> None:
    bar, ada = running.window.commands.bar, add(running, "Ada")
    running.workspace.save("Check-in saved", check_in(1))
    assert bar.isVisible()
    running.workspace.open_runner(ada.id)
    assert not bar.isVisible()
    running.window.show_page("settings")
    running.window.show_page("learn")
    assert not bar.isVisible()


def test_a_long_list_is_searched_by_name_number_and_year_and_enter_opens_the_first(running: Any, qtbot: Any) -> None:
    for number in range(40):
        add(running, f"Runner {number:02}", record_number=f"R-{100 + number}", birth_year=1950 + number)
    add(running, "Jürgen Groß")
    dialog = opened(running, qtbot)
    assert len(names(dialog)) == 42
    assert dialog.nobody.isHidden()
    qtbot.waitUntil(dialog.search.hasFocus)
    qtbot.keyClicks(dialog.search, "r-117")
    assert names(dialog) == ["Runner 17"]
    dialog.search.setText("1960")
    assert names(dialog) == ["Runner 10"]
    for typed in ("Juergen gross", "jurgen", "Jürgen"):
        dialog.search.setText(typed)
        assert names(dialog) == ["Jürgen Groß"]
    dialog.search.setText("nobody")
    assert names(dialog) == []
    assert dialog.nobody.isVisible()
    assert dialog.nobody.y() < dialog.list.y(), "right below what was typed"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible(), "there is nobody to open"
    dialog.search.setText("12")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert running.workspace.runner.name == "Runner 12"


def test_a_few_runners_need_no_search_and_the_keyboard_begins_on_the_open_one(running: Any, qtbot: Any) -> None:
    add(running, "Ada")
    dialog = opened(running, qtbot)
    assert not dialog.search.isVisible()
    qtbot.waitUntil(dialog.list.view.hasFocus)
    assert dialog.list.current().id == running.workspace.runner_id
    assert dialog.list.rows.index(1).data().endswith("this diary is open")
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Return)
    assert running.workspace.runner.name == "Ada"
    assert not dialog.isVisible()


def test_from_the_search_the_arrow_leads_into_the_list_and_a_letter_back(running: Any, qtbot: Any) -> None:
    for number in range(40):
        add(running, f"Runner {number:02}")
    dialog = opened(running, qtbot)
    qtbot.waitUntil(dialog.search.hasFocus)
    qtbot.keyClicks(dialog.search, "runner")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.list.view.hasFocus()
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Down)
    assert dialog.list.current().name == "Runner 01"
    qtbot.keyClicks(dialog.list.view, " ")
    assert dialog.search.hasFocus()
    qtbot.keyClicks(dialog.search, "3")
    assert (dialog.search.text(), names(dialog)[0]) == ("runner 3", "Runner 30")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list.view, Qt.Key.Key_Up)
    assert dialog.search.hasFocus()


@pytest.mark.parametrize("way", ["key", "button", "mouse"])
def test_a_runner_is_edited_and_deleted_by_key_real_button_and_mouse(running: Any, qtbot: Any, way: str) -> None:
    add(running, "Ada")
    add(running, "Bo")
    dialog = opened(running, qtbot)
    view = dialog.list.view

    def act(part: str) -> None:
        if way == "mouse":
            press(dialog, 0, part)
            return
        view.setCurrentIndex(dialog.list.rows.index(0))
        if way == "key":
            qtbot.keyClick(view, Qt.Key.Key_F2 if part == "edit" else Qt.Key.Key_Delete)
        else:
            getattr(dialog.list, part).click()

    assert (dialog.list.edit.isVisible(), dialog.list.delete.isVisible()) == (True, True)

    def rename(form: RunnerDialog) -> None:
        form.name.setText("Cleo")
        form.try_save()

    in_dialog(RunnerDialog, rename)
    act("edit")
    assert sorted(names(dialog))[:2] == ["Bo", "Cleo"]
    in_dialog(Question, lambda box: box.save_button.click())
    act("delete")
    assert "Bo" not in names(dialog)
    assert dialog.list.edit.accessibleName() == f"Edit {names(dialog)[0]}"


@pytest.mark.parametrize("height", [640, 800, 1000])
def test_as_many_rows_are_seen_as_the_window_has_room_for(running: Any, qtbot: Any, height: int) -> None:
    for number in range(40):
        add(running, f"Runner {number:02}")
    running.window.resize(1280, height)
    dialog = opened(running, qtbot)
    QApplication.processEvents()
    view = dialog.list.view
    assert dialog.height() <= height - 48
    assert height - dialog.height() < 48 + view.row_height + 12, "a row more would have had room"
    assert dialog._scroll.verticalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() > 0
    press(dialog, 2)
    assert running.workspace.runner.name == "Runner 02"


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_only_the_list_scrolls_in_the_smallest_window(running: Any, qtbot: Any, qapp: Any, scale: float) -> None:
    for number in range(30):
        add(running, f"Runner {number:02}")
    theme.apply(qapp, "light", scale)
    running.window.resize(960, 640)
    dialog = opened(running, qtbot)
    QApplication.processEvents()
    view = dialog.list.view
    assert dialog.height() <= 640 - 48
    assert dialog._scroll.verticalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() > 0
    assert view.height() >= 1.5 * view.row_height, "a second row tells that there are more"


def test_a_row_is_put_together_only_when_it_is_seen(running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        add(running, f"Runner {number:02}")
    made: list[str] = []
    real = RunnersDialog._shown
    monkeypatch.setattr(RunnersDialog, "_shown", lambda self, runner: (made.append(runner.name), real(self, runner))[1])
    dialog = opened(running, qtbot)
    QApplication.processEvents()
    assert 0 < len(made) < 25
    made.clear()
    dialog.search.setText("run")
    QApplication.processEvents()
    assert 0 < len(made) < 25


def test_runners_of_one_name_are_told_apart(running: Any, qtbot: Any) -> None:
    add(running, "Ada", birth_year=1989, record_number="R-1")
    add(running, "ada ", birth_year=1991)
    dialog = opened(running, qtbot)
    said = [dialog.list.rows.index(row).data() for row in range(3)]
    assert said[0].startswith("Ada, R-1  ·  1989")
    assert said[1].startswith("ada , 1991")
    assert ["somebody else has this name too" in words for words in said] == [True, True, False]


def test_a_name_that_somebody_has_is_said_while_it_is_typed(running: Any, qtbot: Any) -> None:
    add(running, "Ada", birth_year=1989, record_number="R-1")
    other = add(running, "Bo")
    dialog = RunnerDialog(running.workspace, other, running.window)
    qtbot.addWidget(dialog)
    dialog.name.setText(" ADA")
    assert "already (1989, R-1)" in dialog.name_field._hint.text()
    dialog.name.setText("Adam")
    assert not dialog.name_field._hint.text()


def test_no_diary_is_read_for_the_list(running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    add(running, "Ada")
    running.workspace.diary  # noqa: B018  # the open one is in memory
    read: list[str] = []
    real = records.load_diary
    monkeypatch.setattr(
        records, "load_diary", lambda connection, key, **more: (read.append(key), real(connection, key, **more))[1]
    )
    opened(running, qtbot)
    assert read == []


def test_no_diary_is_read_to_ask_who_somebody_is(running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = add(running, "Ada")
    monkeypatch.setattr(records, "load_diary", None)
    dialog = RunnerDialog(running.workspace, ada, running.window)
    qtbot.addWidget(dialog)
    assert dialog.name.text() == "Ada"
    dialog.name.setText("Ada Holm")
    dialog.number.setText("R-12")
    assert dialog.save()
    (kept,) = [runner for runner in running.workspace.diaries.runners() if runner.id == ada.id]
    assert (kept.name, kept.record_number) == ("Ada Holm", "R-12")
    (_begun, line) = running.workspace.diaries.trail(ada.id)
    assert line.changes["name"] == ("Ada", "Ada Holm")


def test_the_file_is_made_smaller_after_a_deletion_and_never_on_the_windows_thread(
    running: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = add(running, "Ada")
    threads: list[int] = []
    run = Compaction.run
    monkeypatch.setattr(Compaction, "run", lambda self: (threads.append(get_ident()), run(self))[1])
    tidying = Tidying(running.workspace.diaries, running.window)
    assert running.workspace.delete_runner(ada.id)
    assert not threads
    qtbot.waitUntil(lambda: bool(threads) and not running.database.compaction.wanted, timeout=10_000)
    assert get_ident() not in threads
    tidying.stop()


def test_the_new_runner_of_a_known_name_is_warned_of_in_the_welcome(running: Any, qtbot: Any) -> None:
    add(running, "Ada", birth_year=1987, record_number="R-1047")
    running.window.resize(1600, 900)
    running.window.welcome()
    welcome = running.window.stack.currentWidget()
    welcome.who.name.setText("Ada")
    field = welcome.who.name_field
    assert "already" in field._hint.text()
    QApplication.processEvents()
    assert field._hint.y() > field.control.geometry().bottom(), "it lies below the name"
    assert field._hint.height() >= field._hint.heightForWidth(field._hint.width())


def test_the_year_of_birth_is_kept_shown_and_asked_for_again_if_it_is_none(running: Any) -> None:
    workspace = running.workspace
    dialog = RunnerDialog(workspace, workspace.runner, running.window)
    dialog.year.setText("1899")
    assert not dialog.save()
    assert dialog.year_field.error() == "Please type a year with four digits, or leave it empty."
    dialog.year.setText("1985")
    assert dialog.year_field.error() == ""
    assert dialog.save()
    assert workspace.runner.birth_year == 1985
    found = RunnersDialog(workspace, running.window)
    shown = found.list.rows.shown(0)
    assert (shown.name, "1985" in shown.about) == (workspace.runner.name, True)
    emptied = RunnerDialog(workspace, workspace.runner, running.window)
    assert emptied.year.text() == "1985"
    emptied.year.setText("")
    assert emptied.save()
    assert workspace.runner.birth_year is None


def test_the_list_is_there_before_the_page_below_is_shaded_and_nothing_stays_shaded(running: Any, qtbot: Any) -> None:
    add(running, "Ada")
    window = running.window
    dialog = opened(running, qtbot)
    assert window.sidebar.isEnabled()
    qtbot.waitUntil(lambda: not window.sidebar.isEnabled())
    assert dialog.isEnabled()
    dialog.reject()
    assert window.sidebar.isEnabled()
    closed_at_once = opened(running, qtbot)
    closed_at_once.reject()
    QApplication.processEvents()
    assert window.sidebar.isEnabled()
