"""The day strip is one tab stop of seven days that can be moved through, opened and read."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from kneerehab.gui.look import theme
from kneerehab.gui.look.day_dot import DayDot
from kneerehab.gui.today.day_strip import DayStrip, StripDay

FRIDAY = date(2026, 3, 6)
DAYS = [
    StripDay(day=FRIDAY, worst=1, exercises=True, ice=True),
    *(StripDay(day=FRIDAY + timedelta(days=n), worst=None if n == 3 else 0, run=n == 4) for n in range(1, 7)),
]


@pytest.fixture
def strip(shown) -> DayStrip:
    made = DayStrip()
    made.set_days(DAYS, date(2026, 3, 12))
    made.opened = []
    made.day_chosen.connect(made.opened.append)
    return shown(made)


def test_each_column_says_its_day_pain_and_what_was_done(strip):
    names = [cell.accessibleName() for cell in strip.findChildren(QPushButton)]
    assert names[0] == "Friday 6 March, worst pain 1, exercises, ice"
    assert names[3] == "Monday 9 March, no pain score"
    assert names[4] == "Tuesday 10 March, worst pain 0, run"


def test_the_open_day_is_checked_and_holds_the_tab_stop(strip):
    cells = strip.findChildren(QPushButton)
    assert [cell.isChecked() for cell in cells] == [False] * 6 + [True]
    assert strip.focusProxy() is cells[6]


def test_a_click_opens_a_day_and_leaves_the_frame_to_the_page(strip, qtbot):
    qtbot.mouseClick(strip.findChildren(QPushButton)[2], Qt.MouseButton.LeftButton)
    assert strip.opened == [date(2026, 3, 8)]
    assert strip.findChildren(QPushButton)[6].isChecked()


def test_arrows_move_without_opening_and_space_opens(strip, qtbot):
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert strip.opened == []
    assert strip.current == 4
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert strip.opened == [date(2026, 3, 10), FRIDAY]


def test_the_focus_goes_along_when_the_page_opens_another_day(strip):
    strip.setFocus()
    strip.set_days(DAYS, date(2026, 3, 7))
    assert strip.findChildren(QPushButton)[1].hasFocus()


def test_showing_days_takes_no_focus_from_elsewhere(strip):
    strip.findChildren(QPushButton)[6].clearFocus()
    strip.set_days(DAYS, date(2026, 3, 7))
    assert not strip.has_focus_inside()


def test_an_accessibility_action_opens_a_day(strip):
    action = QAccessible.queryAccessibleInterface(strip).child(1).actionInterface()
    action.doAction(action.actionNames()[0])
    assert strip.opened == [date(2026, 3, 7)]


def test_columns_shrink_to_46_px(strip):
    assert strip.sizeHint().width() == 7 * 60
    strip.set_narrow(True)
    assert strip.sizeHint().width() == 7 * 46


def test_an_unknown_day_is_a_dashed_circle_and_not_a_zero(look, shown, colours_in):
    unknown, none = shown(DayDot(None)), shown(DayDot(0))
    zero = theme.current().pain[0].lower()
    assert zero not in colours_in(unknown)
    assert zero in colours_in(none)
    assert unknown.accessibleName() == "not answered yet"
    assert none.accessibleName() == "0 of 10, none"


def test_all_seven_days_are_written_in_one_size(strip):
    strip.set_narrow(True)
    assert strip.label_size() == theme.px(11)
    strip.set_narrow(False)
    assert strip.label_size() == theme.px(12)
