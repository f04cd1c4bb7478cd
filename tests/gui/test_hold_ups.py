"""What would hold the window up is done once, and no more than is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer

from kneerehab.gui.forms.run.dialog import LogRunDialog
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.curtain import curtain
from tests.builders import at, diary, ice, quiet_days
from tests.gui.modal import drop, in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


class Events(QObject):
    """Counts how often each part, by its address, gets an event of a kind."""

    def __init__(self) -> None:
        super().__init__()
        self.first: list[str] = []  # windows, in the order in which they were painted whole
        self.parts: dict[QEvent.Type, Counter[int]] = {QEvent.Type.Paint: Counter(), QEvent.Type.StyleChange: Counter()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (found := self.parts.get(event.type())) is not None and isinstance(watched, QWidget):
            if isinstance(event, QPaintEvent) and watched.isWindow() and event.rect() == watched.rect():
                self.first.append(watched.windowTitle())
            found[getCppPointer(watched)[0]] += 1  # to keep a part that Qt is still making would spoil it
        return False


@pytest.fixture
def events(qapp: QApplication) -> Iterator[Events]:
    counting = Events()
    qapp.installEventFilter(counting)
    yield counting
    qapp.removeEventFilter(counting)


def test_an_answer_is_painted_once_with_all_that_follows_from_it(program: Any, qtbot: Any, events: Events) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = running.window.page("today")
    scale = next(iter(page.check_in.rows.values())).scale
    cell, painted = scale._cells[1], events.parts[QEvent.Type.Paint]
    qtbot.mouseMove(cell)
    QApplication.processEvents()
    qtbot.mousePress(cell, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    painted.clear()
    qtbot.mouseRelease(cell, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert scale.value == 1
    assert painted[getCppPointer(cell)[0]] == 1
    assert set(painted.values()) == {1}


@pytest.mark.parametrize(("name", "most"), [("plan", 3), ("exercises", 6), ("diary", 5)])
def test_parts_of_a_page_are_dressed_where_they_stand(program: Any, events: Events, name: str, most: int) -> None:
    """Qt dresses a part, and all that it holds, whenever it moves into another one."""
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    dressed = events.parts[QEvent.Type.StyleChange]
    dressed.clear()
    running.window.page(name)
    assert max(dressed.values()) <= most


PAGES = ("plan", "exercises", "diary")


def begin(running: Any, name: str) -> Any:
    """A page as it is shown, before its first piece."""
    running.window.show_page(name)
    page = running.window.pages[name]
    assert page.is_unbuilt()
    return page


def step(page: Any) -> None:
    page._building._step()
    QApplication.processEvents()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_its_head_at_once_and_all_the_rest_together(program: Any, name: str) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = begin(running, name)
    page._building._timer.stop()  # so that what is looked at is what was painted after each piece
    QApplication.processEvents()
    seen = []
    while page._building.busy():
        assert [card for card in page.findChildren(Card) if card.isVisible()] == []
        assert page.frame.title.isVisible()
        seen.append(page.frame.title.geometry())
        step(page)
    assert len(seen) > 3
    assert {*seen, page.frame.title.geometry()} == {seen[-1]}
    assert [card for card in page.findChildren(Card) if card.isVisible()] != []


@pytest.mark.parametrize("name", PAGES)
def test_whoever_asks_for_a_page_gets_it_whole(program: Any, name: str) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = begin(running, name)
    assert running.window.page(name) is page
    assert not page.is_unbuilt()
    assert any(card.isVisible() for card in page.findChildren(Card))


def test_a_search_that_begins_while_the_diary_is_built_finds_its_field(program: Any) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = begin(running, "diary")
    page.search()
    assert running.window.focusWidget() is page.days.filters.search


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_goes_once_to_where_a_page_begins(program: Any, name: str) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    running.window.page("today").check_in.focus_first()
    stops = []
    page = begin(running, name)
    while page._building.busy():
        stops.append(running.window.focusWidget())
        step(page)
    begins = page.days.list.view if name == "diary" else stops[0]
    assert set(stops) == {page if name == "diary" else begins}
    assert page.isAncestorOf(begins)
    assert running.window.focusWidget() is begins


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("pieces", range(0, 6))
def test_another_diary_that_is_opened_meanwhile_is_what_is_shown(program: Any, name: str, pieces: int) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    other = diary(quiet_days(1, 3), name="Ben")
    running.workspace.diaries.import_diary(other)
    page = begin(running, name)
    for _piece in range(pieces):
        step(page)
    running.workspace.open_runner(other.runner.id)
    page.finish()
    assert not page._stale
    assert any(card.isVisible() for card in page.findChildren(Card))


@pytest.mark.parametrize("name", PAGES)
def test_a_window_that_is_closed_meanwhile_builds_nothing_more(program: Any, qtbot: Any, name: str) -> None:
    running = program(diary(quiet_days(1, 20)), now=at(21, "07:42"))
    page = begin(running, name)
    step(page)
    building = page._building
    running.window.release()
    assert not building.busy()


def test_a_line_of_the_day_stays_while_it_says_the_same(program: Any, qtbot: Any) -> None:
    running = program(diary(quiet_days(1, 3), ice(3, "07:10")), now=at(3, "10:00"))
    card = running.window.page("today").so_far
    before = list(card.lines)
    before[0].edit.setFocus()
    running.workspace.save("Ice", ice(3, "09:00"))
    assert card.lines[1:] == before
    assert running.window.focusWidget() is before[0].edit
    qtbot.waitUntil(card.lines[0].isVisible)
    card.add.setFocus()
    for button in [button for line in card.lines for button in (line.edit, line.delete)]:
        qtbot.keyClick(running.window.focusWidget(), Qt.Key.Key_Tab)
        assert running.window.focusWidget() is button
    card.lines[0].delete.click()
    assert card.lines == before


def test_the_rest_of_a_day_is_built_while_the_form_of_the_run_is_filled_in(program: Any, qtbot: Any) -> None:
    running = program(diary(quiet_days(1, 3)), now=at(3, "10:00"))
    page, seen = running.window.page("today"), []

    def look(form: LogRunDialog) -> None:
        qtbot.waitUntil(lambda: page.rare.after_run is not None and page.rare.after_run.so_far.lines != [])
        seen.append(page.rare.after_run.isVisible())
        form.reject()

    in_dialog(LogRunDialog, look)
    qtbot.keyClick(page, Qt.Key.Key_R)
    assert seen == [False]


def test_a_form_is_painted_before_the_window_that_it_dims(program: Any, qtbot: Any, events: Events) -> None:
    running = program(diary(quiet_days(1, 3)), now=at(3, "10:00"))
    page = running.window.page("today")
    QApplication.processEvents()
    events.first.clear()

    def look(form: LogRunDialog) -> None:
        qtbot.waitUntil(lambda: running.window.windowTitle() in events.first)
        form.reject()

    in_dialog(LogRunDialog, look)
    qtbot.keyClick(page, Qt.Key.Key_R)
    assert events.first[0] == "Log a run"


def test_the_form_of_a_run_is_made_in_several_turns_of_the_event_loop(program: Any, qtbot: Any) -> None:
    running = program(diary(quiet_days(1, 3)), now=at(3, "10:00"))
    seen: list[bool] = []
    known: list[bool] = []  # to whoever would open another one

    def tick() -> None:
        seen.append(QApplication.activeModalWidget() is not None)
        known.append(isinstance(curtain.dialog(), LogRunDialog))

    ticking = QTimer(interval=0)
    ticking.timeout.connect(tick)
    in_dialog(LogRunDialog, drop)
    ticking.start()
    qtbot.keyClick(running.window.page("today"), Qt.Key.Key_R)
    ticking.stop()
    assert seen.count(False) >= 3
    assert all(known)
    assert curtain.dialog() is None


def test_a_page_is_painted_once_behind_a_form_and_once_after_it(program: Any, qtbot: Any, events: Events) -> None:
    running = program(diary(quiet_days(1, 3)), now=at(3, "10:00"))
    page = running.window.page("today")
    counted, card = events.parts[QEvent.Type.Paint], getCppPointer(page.verdict)[0]
    painted: list[int] = []

    def count() -> None:
        qtbot.waitUntil(lambda: counted[card] > 0)
        qtbot.wait(100)
        painted.append(counted.pop(card))

    def look(form: LogRunDialog) -> None:
        count()
        form.reject()

    QApplication.processEvents()
    counted.clear()
    in_dialog(LogRunDialog, look)
    qtbot.keyClick(page, Qt.Key.Key_R)
    count()
    assert painted == [1, 1]


def test_a_form_that_saves_closes_before_the_page_below_is_filled(program: Any, qtbot: Any) -> None:
    running = program(diary(quiet_days(1, 3)), now=at(3, "10:00"))
    page = running.window.page("today")
    shown: list[bool] = []

    def look(form: LogRunDialog) -> None:
        form.amounts.fill(1200, 3000)
        form.try_save()
        shown.extend((form.isVisible(), page.run.isVisible()))

    in_dialog(LogRunDialog, look)
    qtbot.keyClick(page, Qt.Key.Key_R)
    assert shown == [False, True]
    qtbot.waitUntil(lambda: not page.run.isVisible())
    assert page.after_run.isVisible()
