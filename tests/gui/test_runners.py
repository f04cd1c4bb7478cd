"""The list of runners: who was opened last first, found by typing, told apart, and no diary read for it."""

from __future__ import annotations

from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kneerehab.domain.plan_records import Plan
from kneerehab.domain.runner import Runner
from kneerehab.gui.look.button import Button
from kneerehab.gui.runners.dialog import MOST_ROWS, RunnerDialog, RunnersDialog
from kneerehab.gui.shell.tidying import Tidying
from kneerehab.storage import records
from kneerehab.storage.compaction import Compaction
from tests.builders import START, an_id

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def add(running: Any, name: str, **more: Any) -> Runner:
    """Somebody else in the file."""
    return running.workspace.diaries.create_runner(Runner(id=an_id(), name=name, **more), Plan(start=START))


def names(dialog: RunnersDialog) -> list[str]:
    """The names that can be opened, from the top."""
    rows = [dialog.rows.itemAt(index).widget() for index in range(dialog.rows.count())]
    return [row.findChild(Button).accessibleName().removeprefix("Open ").partition("  ·  ")[0] for row in rows]


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


def test_a_long_list_is_searched_by_name_number_and_year_and_enter_opens_the_first(running: Any, qtbot: Any) -> None:
    for number in range(40):
        add(running, f"Runner {number:02}", record_number=f"R-{100 + number}", birth_year=1950 + number)
    add(running, "Jürgen Groß")
    dialog = opened(running, qtbot)
    assert len(names(dialog)) == MOST_ROWS
    assert dialog.more.text() == f"{42 - MOST_ROWS} more: type a name."
    qtbot.waitUntil(dialog.search.hasFocus)
    qtbot.keyClicks(dialog.search, "r-117")
    assert names(dialog) == ["Runner 17"]
    dialog.search.setText("1960")
    assert names(dialog) == ["Runner 10"]
    for typed in ("Juergen gross", "jurgen", "Jürgen"):
        dialog.search.setText(typed)
        assert names(dialog) == ["Jürgen Groß"]
    dialog.search.setText("nobody")
    assert dialog.more.text() == "Nobody here is called that."
    dialog.search.setText("12")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert running.workspace.runner.name == "Runner 12"


def test_a_few_runners_need_no_search(running: Any, qtbot: Any) -> None:
    add(running, "Ada")
    assert not opened(running, qtbot).search.isVisible()


def test_runners_of_one_name_are_told_apart(running: Any, qtbot: Any) -> None:
    add(running, "Ada", birth_year=1989, record_number="R-1")
    add(running, "ada ", birth_year=1991)
    dialog = opened(running, qtbot)
    texts = [button.text() for button in dialog.findChildren(Button) if "da" in button.accessibleName()[:9]]
    assert "Ada  ·  R-1  ·  1989" in texts
    assert "ada   ·  1991" in texts


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
    name = running.workspace.runner.name
    running.window.welcome()
    welcome = running.window.stack.currentWidget()
    welcome.who.name.setText(name)
    assert "already" in welcome.who.name_field._hint.text()


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
    opener = next(button for button in found.findChildren(Button) if "1985" in button.text())
    assert opener.accessibleName() == f"Open {opener.text()}"
    emptied = RunnerDialog(workspace, workspace.runner, running.window)
    assert emptied.year.text() == "1985"
    emptied.year.setText("")
    assert emptied.save()
    assert workspace.runner.birth_year is None
