"""Date fields: a whole date typed over the old one is read as people write it, or refused in words beside the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.day_text import read_day
from kneerehab.gui.look.fields import Field
from kneerehab.gui.plan.pause import PauseDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform
OLD = date(2026, 3, 12)
_BOXES: list[QWidget] = []  # Python holds on to them until the test is over
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _boxes_go() -> Iterator[None]:
    yield
    _BOXES.clear()


def shown(qtbot: Any, **wishes: Any) -> tuple[DateField, Field, QPushButton]:
    box = QWidget()
    qtbot.addWidget(box)
    _BOXES.append(box)
    column = QVBoxLayout(box)
    date_field, after = DateField(wishes.pop("day", OLD), **wishes), QPushButton("After")
    field = Field("Date", date_field)
    column.addWidget(field)
    column.addWidget(after)
    with qtbot.waitActive(box):
        box.show()
    date_field.setFocus(Qt.FocusReason.TabFocusReason)
    return date_field, field, after


def write_over(qtbot: Any, field: QWidget, text: str) -> None:
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(field, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 Dec 2026", date(2026, 12, 31)),
        ("2026-01-02", date(2026, 1, 2)),
        ("1.2.2010", date(2010, 2, 1)),
        ("03/04/2026", date(2026, 4, 3)),
        ("Thu 5 Mar 2026", date(2026, 3, 5)),
        ("5 mar", date(2026, 3, 5)),
    ],
)
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_date_typed_over_the_old_one_is_taken(qtbot: Any, text: str, day: date, end: Qt.Key) -> None:
    field, around, after = shown(qtbot)
    told: list[object] = []
    field.changed.connect(told.append)
    write_over(qtbot, field, text)
    assert field.lineEdit().text() == text
    qtbot.keyClick(field, end)
    assert field.day() == day
    assert told == [day]
    assert around.error() == ""
    assert after.hasFocus() == (end is Qt.Key.Key_Tab)
    assert str(day.year) in field.text()


def test_a_date_typed_right_after_the_tab_key_came_here_is_taken(qtbot: Any) -> None:
    field, _around, _after = shown(qtbot)
    qtbot.keyClicks(field, "31 Dec 2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == date(2026, 12, 31)


def test_what_cannot_be_read_is_said_beside_the_field_and_the_old_day_stays(qtbot: Any) -> None:
    field, around, after = shown(qtbot)
    write_over(qtbot, field, "31 Foo")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.day() == OLD
    assert "12 Mar 2026" in field.text()
    assert around.error() == ("“31 Foo” can’t be read as a date. It could be written 12/03/2026. Nothing was changed.")
    write_over(qtbot, field, "13 March 2026")
    after.setFocus()
    assert field.day() == date(2026, 3, 13)
    assert around.error() == ""


def test_a_day_that_may_not_be_chosen_is_refused_rather_than_bent(qtbot: Any) -> None:
    field, around, _after = shown(qtbot, latest=OLD, earliest=date(2026, 1, 5))
    for text, words in (("2026-12-31", "The last day that can be chosen is Thu 12 Mar 2026."), ("4 Jan 2026", "first")):
        write_over(qtbot, field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert field.day() == OLD
        assert words in around.error()


def test_escape_takes_back_what_was_typed(qtbot: Any) -> None:
    field, _around, _after = shown(qtbot)
    write_over(qtbot, field, "1.2")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.day() == OLD
    assert "2026" in field.text()


def test_an_empty_day_can_be_typed_and_be_emptied_again(qtbot: Any) -> None:
    field, _around, _after = shown(qtbot, day=None, optional=True, today=OLD)
    qtbot.keyClicks(field, "5.4.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == date(2026, 4, 5)
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() is None


def test_a_pasted_date_is_taken(qtbot: Any) -> None:
    field, _around, _after = shown(qtbot)
    QApplication.clipboard().setText("2026-01-02")
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == date(2026, 1, 2)


def test_sections_and_arrows_work_as_before(qtbot: Any) -> None:
    field, around, _after = shown(qtbot)
    field.setCurrentSectionIndex(1)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 3, 13)
    field.lineEdit().setSelection(4, 2)
    qtbot.keyClicks(field, "05")
    assert field.day() == date(2026, 3, 5)
    assert field.lineEdit().text() == "Thu 5 Mar 2026"
    field.setCurrentSectionIndex(2)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day().month == 4
    assert around.error() == ""


def test_saving_stops_once_at_a_date_that_cannot_be_read(program: Any, qtbot: Any) -> None:
    running = program("build-week-8", first="learn")
    dialog = PauseDialog(running.workspace, running.window)
    dialog.on_close_guard = lambda: True
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.first.setFocus()
    write_over(qtbot, dialog.first, "soon")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert "can’t be read" in dialog.first.accessibleDescription()
    write_over(qtbot, dialog.first, "2026-03-14")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Return)
    assert dialog.first.day() == date(2026, 3, 14)


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en_US", "3/4/2026", date(2026, 3, 4)),
        ("en_US", "1.2.2010", date(2010, 2, 1)),
        ("en_US", "Mar 4, 2026", date(2026, 3, 4)),
        ("de_DE", "31. Dezember 26", date(2026, 12, 31)),
        ("de_DE", "Do 5 März 2026", date(2026, 3, 5)),
        ("sv_SE", "2026-03-04", date(2026, 3, 4)),
        ("es_ES", "4 de marzo de 2026", date(2026, 3, 4)),
        ("de_DE", "4. Maerz 2026", date(2026, 3, 4)),
        ("de_DE", "4. Mär", date(2026, 3, 4)),
        ("en_GB", "31 Feb 2026", None),
        ("en_GB", "tomorrow", None),
        ("en_GB", "05", date(2026, 3, 5)),
        ("en_GB", "45", None),
    ],
)
def test_a_day_is_read_the_way_the_locale_writes_it(locale: str, text: str, day: date | None) -> None:
    QLocale.setDefault(QLocale(locale))
    assert read_day(text, OLD) == day


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "de_DE", "sv_SE", "fr_FR", "ja_JP", "pl_PL", "ar_EG", "fi_FI"])
def test_the_shown_and_the_short_form_are_read_in_many_languages(qtbot: Any, locale: str) -> None:
    QLocale.setDefault(QLocale(locale))
    field = DateField(OLD)
    qtbot.addWidget(field)
    assert read_day(field.text(), date(2020, 1, 1)) == OLD
    assert read_day(QLocale().toString(OLD, QLocale.FormatType.ShortFormat), date(2020, 1, 1)) == OLD
