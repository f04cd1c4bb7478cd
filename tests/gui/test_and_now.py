"""The pain now is its own question on Today: it opens below a worst above 0, and is not written until it is said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kneerehab.domain.check_in import CheckIn
from kneerehab.domain.codes import Knee
from kneerehab.domain.plan.verdict import Advice
from tests.gui.test_journeys import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

NOW = datetime(2026, 2, 22, 7, 0)


@pytest.fixture
def running(program: Any) -> Any:
    made = program("build-week-8", datetime(2026, 2, 21, 18, 0))
    made.now = NOW
    made.workspace.open_day(NOW.date())
    return made


def page(running: Any) -> Any:
    return running.window.page("today")


def row(running: Any, knee: Knee = Knee.LEFT) -> Any:
    return page(running).check_in.rows[knee]


def today(running: Any) -> CheckIn:
    """The check-in of the day, from the disk and not from the screen."""
    (found,) = [check for check in running.diary.check_ins if check.at.date() == NOW.date()]
    return found


def press(running: Any, qtbot: Any, *keys: Any) -> None:
    """Type where the focus is, as a person does."""
    for key in keys:
        qtbot.keyClick(running.window.focusWidget(), key)


def test_a_worst_above_0_asks_for_the_pain_now_and_stores_no_answer_to_it(running: Any) -> None:
    button(page(running), "Left knee, worst 3").click()
    button(page(running), "Right knee, worst 0").click()
    assert (today(running).worst_24h.left, today(running).now.left) == (3, None)
    assert (today(running).worst_24h.right, today(running).now.right) == (0, 0)
    assert row(running).panel.isVisible()
    assert not row(running, Knee.RIGHT).panel.isVisible()
    verdict = running.workspace.planner.verdict(running.workspace.runner_id, NOW.date())
    assert verdict.advice is Advice.CHECK_IN
    assert page(running).verdict.limit.text() == "Still missing: how the left knee is now."


def test_the_options_go_from_0_to_the_worst_and_the_answer_folds_to_a_link(running: Any) -> None:
    button(page(running), "Left knee, worst 2").click()
    now = row(running).now
    assert now.accessibleName() == "Left knee, pain now, 0 to 2"
    assert [cell.index for cell in now._cells if cell.isVisible()] == [0, 1, 2]
    button(page(running), "Left knee, now 1").click()
    assert (today(running).worst_24h.left, today(running).now.left) == (2, 1)
    assert not row(running).panel.isVisible()
    assert row(running).folded.text() == "now 1"


def test_an_answer_can_be_reopened_changed_and_left_as_it_was(running: Any, qtbot: Any) -> None:
    button(page(running), "Left knee, worst 2").click()
    button(page(running), "Left knee, now 1").click()
    button(page(running), "Left knee, now 1. Change").click()
    assert row(running).panel.isVisible()
    press(running, qtbot, Qt.Key.Key_Escape)
    assert not row(running).panel.isVisible()
    assert today(running).now.left == 1
    button(page(running), "Left knee, now 1. Change").click()
    press(running, qtbot, Qt.Key.Key_0)
    assert today(running).now.left == 0


def test_escape_leaves_an_open_question_open(running: Any, qtbot: Any) -> None:
    button(page(running), "Left knee, worst 2").click()
    press(running, qtbot, Qt.Key.Key_Escape)
    assert row(running).panel.isVisible()
    assert today(running).now.left is None


def test_digits_go_from_the_worst_to_now_and_on_to_the_next_knee(running: Any, qtbot: Any) -> None:
    press(running, qtbot, Qt.Key.Key_P, Qt.Key.Key_3)
    assert row(running).now.has_focus_inside()
    press(running, qtbot, Qt.Key.Key_2)
    assert row(running, Knee.RIGHT).scale.has_focus_inside()
    press(running, qtbot, Qt.Key.Key_4, Qt.Key.Key_Return)
    check = today(running)
    assert (check.worst_24h.left, check.now.left, check.worst_24h.right, check.now.right) == (3, 2, 4, 0)
    assert page(running).check_in.alarm.link.hasFocus(), "a stray digit must not change the last answer"
    press(running, qtbot, Qt.Key.Key_7)
    assert today(running) == check


def test_a_digit_above_the_worst_is_no_answer(running: Any, qtbot: Any) -> None:
    press(running, qtbot, Qt.Key.Key_P, Qt.Key.Key_3, Qt.Key.Key_4)
    assert today(running).now.left is None
    assert row(running).now.has_focus_inside()


def test_arrows_choose_and_only_enter_answers(running: Any, qtbot: Any) -> None:
    press(running, qtbot, Qt.Key.Key_P, Qt.Key.Key_3, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert today(running).now.left is None
    press(running, qtbot, Qt.Key.Key_Return)
    assert today(running).now.left == 1


def test_a_one_waits_for_its_ten_before_the_focus_goes_on(running: Any, qtbot: Any) -> None:
    press(running, qtbot, Qt.Key.Key_P, Qt.Key.Key_1)
    assert row(running).scale.has_focus_inside()
    press(running, qtbot, Qt.Key.Key_0)
    assert today(running).worst_24h.left == 10
    press(running, qtbot, Qt.Key.Key_1, Qt.Key.Key_0)
    assert today(running).now.left == 10, "here too"


def test_a_one_by_itself_goes_on_after_a_moment(running: Any, qtbot: Any) -> None:
    press(running, qtbot, Qt.Key.Key_P, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: row(running).now.has_focus_inside())
    press(running, qtbot, Qt.Key.Key_0)
    assert (today(running).worst_24h.left, today(running).now.left) == (1, 0)


def test_a_lower_worst_asks_again_what_it_makes_impossible(running: Any) -> None:
    button(page(running), "Left knee, worst 5").click()
    button(page(running), "Left knee, now 4").click()
    button(page(running), "Left knee, worst 3").click()
    assert (today(running).worst_24h.left, today(running).now.left) == (3, None)
    assert row(running).panel.isVisible()


def test_an_open_question_is_still_there_after_a_restart(running: Any) -> None:
    button(page(running), "Left knee, worst 3").click()
    running.restart()
    assert row(running).panel.isVisible()
    assert row(running).scale.value == 3


def test_more_opens_and_closes_with_m_and_its_button_stays_where_it_is(running: Any) -> None:
    card = page(running).check_in
    before = card.more_button.geometry(), card.more_button.text()
    page(running).shortcut("M")
    assert card.more.isVisible()
    assert (card.more_button.geometry(), card.more_button.text()) == before
    page(running).shortcut("M")
    assert not card.more.isVisible()
