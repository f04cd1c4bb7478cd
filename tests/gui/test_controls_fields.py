"""Fields: unknown stays unknown, numbers in the person's notation, errors in words."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.fields import Field, NoteField, NumberField, TextField
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.stepper import Stepper
from kneerehab.gui.look.times import TimeField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def test_an_optional_stepper_starts_empty_and_empty_is_not_zero(qtbot) -> None:
    stepper = Stepper("Stairs", 0, 10, optional=True)
    qtbot.addWidget(stepper)
    assert stepper.amount() is None
    assert stepper.text() == "–"
    assert stepper.accessibleDescription()


def test_up_from_empty_begins_at_the_start_and_down_from_the_least_stays(qtbot) -> None:
    stepper = Stepper("Stairs", 0, 10, optional=True, start=3)
    qtbot.addWidget(stepper)
    heard: list[object] = []
    stepper.changed.connect(heard.append)
    qtbot.keyClick(stepper, Qt.Key.Key_Up)
    for _press in range(5):
        qtbot.keyClick(stepper, Qt.Key.Key_Down)
    assert heard == [3, 2, 1, 0]  # stepping never turns an answer into no answer
    qtbot.keyClick(stepper, Qt.Key.Key_Delete)
    assert heard[-1] is None


def test_a_number_can_be_typed_into_a_stepper_and_emptied_again(qtbot) -> None:
    stepper = Stepper("Rest", 0, 300, 60, suffix="s", optional=True)
    qtbot.addWidget(stepper)
    stepper.selectAll()
    qtbot.keyClicks(stepper, "45")
    qtbot.keyClick(stepper, Qt.Key.Key_Return)
    assert stepper.amount() == 45
    stepper.lineEdit().clear()
    qtbot.keyClick(stepper, Qt.Key.Key_Return)
    assert stepper.amount() is None


def test_plus_and_minus_of_a_stepper_work_by_mouse(qtbot) -> None:
    stepper = Stepper("Sets", 1, 10, 3)
    qtbot.addWidget(stepper)
    stepper.resize(stepper.sizeHint())
    stepper.show()
    middle = stepper.height() // 2
    qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(stepper.width() - 12, middle))
    qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(stepper.width() - 12, middle))
    qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=QPoint(12, middle))
    assert stepper.amount() == 4


def test_setting_an_amount_says_nothing_to_listeners(qtbot) -> None:
    stepper = Stepper("Sets", 1, 10, 3)
    qtbot.addWidget(stepper)
    with qtbot.assertNotEmitted(stepper.changed):
        stepper.set_amount(7)
    assert stepper.amount() == 7


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_widest_number_fits_a_stepper(qapp, qtbot, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    stepper = Stepper("Rest", 0, 300, 300, suffix="s")
    qtbot.addWidget(stepper)
    stepper.resize(stepper.sizeHint())
    stepper.show()
    line = stepper.lineEdit()
    assert line.fontMetrics().horizontalAdvance(stepper.text()) <= line.width()


def test_a_stepper_is_a_spin_box_with_a_name_for_screen_readers(qtbot) -> None:
    stepper = Stepper("Sets", 1, 10, 3)
    qtbot.addWidget(stepper)
    face = QAccessible.queryAccessibleInterface(stepper)
    assert face.role() == QAccessible.Role.SpinBox
    assert face.text(QAccessible.Text.Name) == "Sets"


@pytest.mark.parametrize("kind", ["stepper", "date", "time", "select"])
def test_scrolling_the_page_over_a_field_changes_nothing(qtbot, kind: str) -> None:
    made = {
        "stepper": lambda: Stepper("Sets", 1, 10, 3),
        "date": lambda: DateField(date(2026, 3, 12)),
        "time": lambda: TimeField(time(7, 42)),
        "select": lambda: Select([(1, "One"), (2, "Two")], 1),
    }[kind]()
    qtbot.addWidget(made)
    before = made.grab().toImage()
    nowhere = QPointF(5, 5)
    wheel = QWheelEvent(
        nowhere, nowhere, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(made, wheel)
    assert made.grab().toImage() == before


def test_an_empty_number_is_none_and_fine_unless_required(qtbot) -> None:
    field = NumberField(unit="km", decimals=2)
    qtbot.addWidget(field)
    assert field.value() is None
    assert field.problem() is None
    assert NumberField(required=True).problem() is not None


@pytest.mark.parametrize(("locale", "typed"), [("en_GB", "2.6"), ("de_DE", "2,6"), ("de_DE", "2.6")])
def test_decimals_are_read_in_the_persons_notation_and_with_a_point(qtbot, locale: str, typed: str) -> None:
    QLocale.setDefault(QLocale(locale))
    field = NumberField(unit="km", decimals=2)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, typed)
    assert field.value() == pytest.approx(2.6)


def test_numbers_are_written_in_the_persons_notation(qtbot) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    field = NumberField(2.6, decimals=2)
    qtbot.addWidget(field)
    assert field.text() == "2,6"


def test_odd_numbers_stay_and_the_problem_says_what_to_do(qtbot) -> None:
    field = NumberField(unit="min", minimum=1, maximum=600)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "4200")
    assert field.text() == "4200"
    assert field.value() == 4200
    assert field.problem() == "Please give a number from 1 to 600."
    field.clear()
    qtbot.keyClicks(field, "ten")
    assert field.value() is None
    assert field.problem() is not None


def test_arrows_step_a_number_within_its_limits(qtbot) -> None:
    field = NumberField(599, minimum=1, maximum=600)
    qtbot.addWidget(field)
    for _press in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 600


def test_an_error_is_shown_in_words_told_to_screen_readers_and_taken_back(qtbot) -> None:
    field = Field("Minutes", NumberField(unit="min"))
    qtbot.addWidget(field)
    field.show()
    calm = field.grab().toImage()
    field.set_error("Minutes: please give a number from 1 to 600.")
    assert field.control.accessibleDescription() == field.error()
    assert field.control.accessibleName() == "Minutes"
    assert field.grab().toImage() != calm
    field.set_error(None)
    assert field.error() == ""
    assert field.control.accessibleDescription() == "min"


def test_a_day_cannot_be_after_the_latest(qtbot) -> None:
    field = DateField(date(2026, 3, 12), latest=date(2026, 3, 12))
    qtbot.addWidget(field)
    field.set_day(date(2026, 4, 1))
    assert field.day() == date(2026, 3, 12)


def test_an_optional_day_can_be_empty_and_be_emptied(qtbot) -> None:
    field = DateField(None, latest=date(2026, 3, 12), optional=True)
    qtbot.addWidget(field)
    assert field.day() is None
    field.set_day(date(2026, 3, 1))
    with qtbot.waitSignal(field.changed) as told:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert told.args == [None]


def test_a_calendar_is_made_when_it_is_wanted(qtbot) -> None:
    field = DateField(date(2026, 3, 12))
    qtbot.addWidget(field)
    field.show()
    assert field.findChildren(QCalendarWidget) == []
    qtbot.keyClick(field, Qt.Key.Key_Up)
    [calendar] = field.findChildren(QCalendarWidget)
    assert calendar.verticalHeaderFormat() is QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
    assert [button.accessibleName() for button in calendar.findChildren(QToolButton)][:2] == [
        "Month before",
        "Month after",
    ]


def test_the_calendar_of_an_empty_day_opens_where_one_would_look(qtbot) -> None:
    field = DateField(None, today=date(2026, 3, 12), optional=True)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.show()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 12, field.height() // 2))
    calendar = field.calendarWidget()
    assert calendar.isVisible()
    assert (calendar.yearShown(), calendar.monthShown()) == (2026, 3)
    assert field.day() is None  # looking is not choosing
    calendar.window().close()


def test_times_are_kept_to_the_minute(qtbot) -> None:
    field = TimeField(time(7, 42))
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_time_of_day(time(18, 5))
    assert field.time_of_day() == time(18, 5)
    assert "05" in field.lineEdit().text()


def test_fields_are_of_one_height(qtbot) -> None:
    made = [NumberField(2), TextField("x"), DateField(date(2026, 3, 12)), TimeField(), Select([(1, "One")], 1)]
    for field in made:
        qtbot.addWidget(field)
        field.ensurePolished()
    assert {field.sizeHint().height() for field in made} == {40}


def test_tab_leaves_a_note(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    note, after = NoteField(name="Note"), TextField(name="After")
    column.addWidget(note)
    column.addWidget(after)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert note.toPlainText() == ""


def set_by_assistive_technology(field: QLineEdit, text: str) -> None:
    """As a screen reader or voice control does, past the keys and without the focus."""
    QAccessible.queryAccessibleInterface(field).setText(QAccessible.Text.Value, text)


def test_a_number_that_assistive_technology_sets_is_told_once(qtbot: Any) -> None:
    field = NumberField(name="Minutes")
    qtbot.addWidget(field)
    told: list[object] = []
    field.changed.connect(told.append)
    set_by_assistive_technology(field, "24")
    assert told == [24]
    field.set_value(30)
    field.clear()
    assert told == [24]
    qtbot.keyClicks(field, "7")
    assert told == [24, 7]


def test_a_line_that_assistive_technology_sets_is_finished_without_the_focus(qtbot: Any) -> None:
    field = TextField(name="Note")
    qtbot.addWidget(field)
    finished: list[str] = []
    field.editingFinished.connect(lambda: finished.append(field.text()))
    with qtbot.waitSignal(field.editingFinished):
        set_by_assistive_technology(field, "after the stairs")
    field.setText("shown")
    qtbot.keyClicks(field, " and typed")
    qtbot.wait(20)
    assert finished == ["after the stairs"], "whoever types is not finished yet"
