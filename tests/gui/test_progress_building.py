"""Progress comes up in pieces: header first, then the cards at once; nothing moves, nothing is lost midway."""

from __future__ import annotations

from concurrent.futures import wait
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.progress import cards
from kneerehab.gui.progress.page import ProgressPage
from kneerehab.gui.shell import tasks
from kneerehab.gui.shell.idle_steps import IdleSteps
from kneerehab.services.progress import Range
from tests.builders import check_in, diary
from tests.gui.progress_page import open_page, wait_for_charts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

AT_FIRST = [plan.name for plan in cards.CARDS if plan.at_first]


@pytest.fixture
def running(program: Any) -> Any:
    return program("build-week-8", first="learn")


def begin(running: Any) -> ProgressPage:
    """The page as it is shown, before its first piece."""
    running.window.show_page("progress")
    page = running.window.page("progress")
    assert isinstance(page, ProgressPage)
    assert page.steps.busy()
    return page


def visible(page: ProgressPage) -> list[str]:
    return [name for name, card in page.cards.items() if card.isVisible()]


def test_header_and_headline_are_there_before_any_card(running: Any) -> None:
    page = begin(running)
    assert page.isVisible()
    assert page.ranges.value() == Range.TWELVE_WEEKS
    assert page.frame.subtitle.text().endswith("to Thu 12 Mar 2026")
    assert page.cards == {}


def test_cards_come_together_and_keep_their_place(running: Any, qtbot: Any) -> None:
    page, seen = begin(running), {}
    page.steps._timer.stop()  # so that what is looked at is what was painted after each piece
    while page.steps.busy():
        page.steps._step()
        QApplication.processEvents()
        shown = visible(page)
        assert shown in ([], AT_FIRST)
        for name in shown:
            card = page.cards[name]
            place = (card.x(), card.y(), card.width())
            assert (name, seen.setdefault(name, place)) == (name, place)
    assert visible(page) == AT_FIRST
    wait_for_charts(page, qtbot)
    assert {name: (card.x(), card.y(), card.width()) for name, card in page.cards.items()} == seen


def test_leaving_before_it_is_built_and_coming_back_shows_every_chart(running: Any, qtbot: Any) -> None:
    page = begin(running)
    for _piece in range(6):
        page.steps._step()
    running.window.show_page("today")
    qtbot.waitUntil(lambda: not page.steps.busy())
    open_page(running, qtbot)
    assert visible(page) == AT_FIRST


@pytest.mark.parametrize("pieces", range(0, 16, 3))
def test_switching_the_runner_midway_shows_the_other_diary(running: Any, qtbot: Any, pieces: int) -> None:
    other = diary(*(check_in(number) for number in range(1, 9)))
    running.workspace.diaries.import_diary(other)
    page = begin(running)
    for _piece in range(pieces):
        page.steps._step()
    running.workspace.open_runner(other.runner.id)
    wait_for_charts(page, qtbot)
    assert page.cards["pain"].view.data().logged == 8
    assert visible(page) == AT_FIRST


@pytest.mark.parametrize("pieces", range(0, 18, 3))
def test_switching_midway_to_a_runner_without_data_shows_one_sentence_and_comes_back(
    running: Any, qtbot: Any, pieces: int
) -> None:
    other, before = diary(), running.workspace.runner_id
    running.workspace.diaries.import_diary(other)
    page = begin(running)
    for _piece in range(pieces):
        page.steps._step()
    running.workspace.open_runner(other.runner.id)
    qtbot.waitUntil(lambda: not page.steps.busy())
    assert page.empty.isVisible()
    assert visible(page) == []
    assert not page.ranges.isVisible()
    assert page.foot.isVisible()
    running.workspace.open_runner(before)
    wait_for_charts(page, qtbot)
    assert visible(page) == AT_FIRST
    assert page.foot.isVisible()


@pytest.mark.parametrize("pieces", range(0, 16, 3))
def test_deleting_the_runner_midway_ends_the_building(running: Any, qtbot: Any, pieces: int) -> None:
    page = begin(running)
    for _piece in range(pieces):
        page.steps._step()
    assert running.workspace.delete_runner(running.workspace.runner_id)
    qtbot.waitUntil(lambda: not page.steps.busy())


def test_closing_the_window_midway_raises_nothing(running: Any, qtbot: Any) -> None:
    page = begin(running)
    page.steps._step()
    running.restart()
    qtbot.wait(50)


def test_an_answer_that_is_on_its_way_when_the_diary_closes_is_never_given(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    page.choose_range(Range.ALL)
    qtbot.waitUntil(lambda: page.headline._task is not None)
    wait(list(tasks._waiting))  # done on the worker thread, told to this one, not heard yet
    running.window.hold(running.database.close)
    running.window.release()
    qtbot.wait(300)


def test_pages_of_a_closed_diary_begin_nothing_more_while_they_wait_to_be_deleted(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    running.window.hold(running.database.close)
    alive: list[bool] = []

    def close() -> None:
        """As while a dialog is open: what was to be deleted in the loop below it stays until that loop turns."""
        page.choose_range(Range.FOUR_WEEKS)
        page.steps.run(page._fill())
        running.window.release()
        loop = QEventLoop()
        QTimer.singleShot(500, loop.quit)
        loop.exec()
        alive.append(isValid(page))

    QTimer.singleShot(0, close)
    qtbot.waitUntil(lambda: bool(alive))
    assert alive == [True]


def test_a_picture_asked_for_midway_waits_for_the_charts(running: Any, qtbot: Any, monkeypatch: Any) -> None:
    from kneerehab.gui.progress import saving

    told: list[object] = []
    monkeypatch.setattr(saving, "ask_for_file", lambda *asked: told.append(asked))
    page = begin(running)
    page.save_button.click()
    assert not page.steps.busy()
    qtbot.waitUntil(lambda: bool(told))
    assert all(card.view.picture() is not None for card in page.cards.values())


def test_tab_walks_from_the_header_through_the_cards_in_the_order_they_are_seen(running: Any, qtbot: Any) -> None:
    page = open_page(running, qtbot)
    page.more.setFocus(Qt.FocusReason.TabFocusReason)
    stops: list[object] = []
    for _stop in range(19):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    wanted: list[object] = [page.offer._link, page.offer.last_stop()]
    for name in AT_FIRST:
        card = page.cards[name]
        wanted += [] if card.switch is None else [card.switch.segments["running_distance"]]
        wanted += [card.more, card.view]
    assert stops == [*wanted, page.foot.measures.add_button, page.foot.measures.more][: len(stops)]
    assert isinstance(page.cards["running"].switch, SegmentedControl)


def test_a_step_that_fails_is_raised_once_and_ends_the_rest(qtbot: Any) -> None:
    owner, done = QObject(), []

    def steps() -> Any:
        done.append(1)
        yield
        raise ValueError("odd")

    turns = IdleSteps(owner)
    turns.run(steps())
    with pytest.raises(ValueError, match="odd"):
        turns.finish()
    assert (done, turns.busy()) == ([1], False)


def test_between_two_pieces_other_events_have_their_turn(qtbot: Any) -> None:
    owner, order = QObject(), []

    def steps() -> Any:
        for number in range(3):
            order.append(number)
            QTimer.singleShot(0, owner, lambda: order.append("other"))
            yield

    turns = IdleSteps(owner)
    turns.run(steps())
    qtbot.waitUntil(lambda: len(order) == 6)
    assert order == [0, "other", 1, "other", 2, "other"]
