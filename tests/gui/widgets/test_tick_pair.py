"""Ticks speak per leg, to mouse, keyboard and accessibility actions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from kneerehab.gui.look import theme
from kneerehab.gui.today.tick_pair import TickPair


@pytest.fixture
def pair(shown) -> TickPair:
    made = TickPair("Hamstring stretch")
    made.heard = []
    made.ticked.connect(lambda side, done: made.heard.append((side, done)))
    return shown(made)


def test_each_leg_is_ticked_on_its_own(pair, qtbot):
    left, right = pair.findChildren(QPushButton)
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    qtbot.keyClick(right, Qt.Key.Key_Space)
    qtbot.keyClick(right, Qt.Key.Key_Space)
    assert pair.heard == [("left", True), ("right", True), ("right", False)]
    assert pair.done == {"left": True, "right": False}


def test_what_the_page_sets_is_silent(pair):
    pair.set_done(left=True, right=True)
    assert pair.heard == []
    assert pair.done == {"left": True, "right": True}


def test_both_legs_share_one_wide_tick(shown):
    both, pair = shown(TickPair("Prisoner squat", both=True)), TickPair("Lunge")
    assert [button.text() for button in both.findChildren(QPushButton)] == ["Both"]
    assert both.sizeHint().width() == pair.sizeHint().width() == 116


def test_a_screen_reader_finds_check_boxes_by_name_and_can_press_them(pair):
    left = QAccessible.queryAccessibleInterface(pair.findChildren(QPushButton)[0])
    assert left.role() == QAccessible.Role.CheckBox
    assert left.text(QAccessible.Text.Name) == "Hamstring stretch, left leg done"
    left.actionInterface().doAction(left.actionInterface().actionNames()[0])
    assert left.state().checked
    assert pair.heard == [("left", True)]


def test_a_tick_is_34_by_54_and_takes_the_accent_when_done(look, pair, colours_in):
    left, right = pair.findChildren(QPushButton)
    assert (left.sizeHint().width(), left.sizeHint().height()) == (theme.px(54), theme.px(34))
    pair.set_done(left=True)
    assert theme.current().accent_tint.lower() in colours_in(left)
    assert theme.current().accent_tint.lower() not in colours_in(right)
