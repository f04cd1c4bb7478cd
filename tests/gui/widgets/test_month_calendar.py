"""The calendar shows a month, is moved through by keyboard and never lets the future be chosen."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton

from kneerehab.gui.diary.month_calendar import CalendarDay, MonthCalendar
from kneerehab.gui.look import theme

TODAY = date(2026, 3, 12)


@pytest.fixture
def calendar(shown) -> MonthCalendar:
    made = MonthCalendar(TODAY)
    made.set_days({date(2026, 3, 10): CalendarDay(worst=0, run=True), date(2026, 3, 11): CalendarDay()})
    made.heard, made.months = [], []
    made.day_chosen.connect(made.heard.append)
    made.month_changed.connect(made.months.append)
    return shown(made, 300)


def cell(calendar: MonthCalendar, day: date) -> QPushButton:
    return next(found for found in calendar.findChildren(QPushButton) if found.day == day)


def test_weeks_start_on_the_locale_s_first_day(calendar):
    assert calendar.shown_days() == (date(2026, 2, 23), date(2026, 4, 5))
    QLocale.setDefault(QLocale("en_US"))
    calendar.set_days({})
    assert calendar.shown_days()[0] == date(2026, 3, 1)


def test_each_day_says_its_pain_and_run(calendar):
    assert cell(calendar, date(2026, 3, 10)).accessibleName() == "Tuesday 10 March, worst pain 0, run"
    assert cell(calendar, date(2026, 3, 11)).accessibleName() == "Wednesday 11 March, no pain score"
    assert cell(calendar, date(2026, 3, 9)).accessibleName() == "Monday 9 March, no entry"


def test_a_click_chooses_a_day_once_and_tints_it(calendar, qtbot, colours_in):
    ninth = cell(calendar, date(2026, 3, 9))
    qtbot.mouseClick(ninth, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(ninth, Qt.MouseButton.LeftButton)
    assert calendar.heard == [date(2026, 3, 9)]
    assert calendar.chosen == date(2026, 3, 9)
    assert theme.current().accent_tint.lower() in colours_in(ninth)


def test_the_future_cannot_be_chosen(calendar, qtbot):
    qtbot.mouseClick(cell(calendar, date(2026, 3, 13)), Qt.MouseButton.LeftButton)
    assert calendar.heard == []
    assert not cell(calendar, date(2026, 3, 13)).isChecked()


def test_arrows_and_page_keys_move_and_return_chooses(calendar, qtbot):
    calendar.set_chosen(TODAY)
    calendar.setFocus()

    def press(*keys):
        for key in keys:
            qtbot.keyClick(QApplication.focusWidget(), key)
        return QApplication.focusWidget().day

    keys = Qt.Key
    assert press(keys.Key_Left) == date(2026, 3, 11)
    assert press(keys.Key_Up) == date(2026, 3, 4)
    assert press(keys.Key_Home) == date(2026, 3, 2)
    assert press(keys.Key_Up) == date(2026, 2, 23)
    assert calendar.months == [date(2026, 2, 1)]
    assert press(keys.Key_PageUp) == date(2026, 1, 23)
    assert press(keys.Key_PageDown) == date(2026, 2, 23)
    assert calendar.heard == []
    press(keys.Key_Return)
    assert calendar.heard == [date(2026, 2, 23)]


def test_the_last_of_a_long_month_turns_to_the_last_of_a_short_one(calendar):
    calendar.set_chosen(date(2026, 1, 31))
    calendar.next_month()
    assert calendar.month == date(2026, 2, 1)
    assert calendar.findChildren(QPushButton)[calendar.current].day == date(2026, 2, 28)


def test_it_folds_to_the_week_of_the_day_in_focus(shown):
    calendar = shown(MonthCalendar(TODAY), 300)
    tall = calendar.sizeHint().height()
    calendar.set_folded(True)
    assert calendar.shown_days() == (date(2026, 3, 9), date(2026, 3, 15))
    assert calendar.sizeHint().height() < tall / 3


def test_one_tab_stop_and_radio_buttons_that_can_be_pressed(calendar):
    stops = [found for found in calendar.findChildren(QPushButton) if found.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [found.day for found in stops] == [TODAY]
    found = QAccessible.queryAccessibleInterface(cell(calendar, date(2026, 3, 10)))
    assert found.role() == QAccessible.Role.RadioButton
    found.actionInterface().doAction(found.actionInterface().actionNames()[0])
    assert calendar.heard == [date(2026, 3, 10)]
    assert found.state().checked


def test_it_is_drawn_in_every_look(look, shown, colours_in):
    calendar = MonthCalendar(TODAY)
    calendar.set_days({date(2026, 3, 10): CalendarDay(worst=5, run=True)})
    seen = colours_in(shown(calendar, theme.px(300)))
    assert theme.current().pain[5].lower() in seen
    assert theme.current().run.lower() in seen
