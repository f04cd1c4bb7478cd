"""Fields for times and distances take what people write, and show what they understood."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt

from kneerehab.domain.codes import Units
from kneerehab.domain.fields import Amount
from kneerehab.gui.look.amount_fields import DistanceField, SpanField
from kneerehab.gui.look.fields import Field, NumberField
from kneerehab.gui.look.week_fields import WeekFields

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


def shown(field: NumberField, qtbot: Any, width: int = 240) -> NumberField:
    qtbot.addWidget(field)
    field.resize(width, 40)
    field.show()
    return field


@pytest.mark.parametrize(
    ("typed", "seconds", "said"),
    [
        ("24", 1440, ""),
        ("24.5", 1470, ""),
        ("24,5", 1470, "= 24 min 30 s"),
        ("24:00", 1440, "= 24 min"),
        ("1:30", 5400, "= 1 h 30 min"),
        ("1h30", 5400, "= 1 h 30 min"),
        ("1:02:30", 3750, "= 1 h 2 min 30 s"),
    ],
)
def test_a_time_that_could_be_meant_otherwise_is_said_beside_what_was_typed(
    qtbot: Any, typed: str, seconds: int, said: str
) -> None:
    field = SpanField(minimum=1, maximum=1440, name="Minutes")
    shown(field, qtbot)
    qtbot.keyClicks(field, typed)
    assert field.seconds() == seconds
    assert field.understood() == said.replace(" h", "\u00a0h").replace(" m", "\u00a0m").replace(
        " s", "\u00a0s"
    ).replace("h ", "h\u00a0").replace("min ", "min\u00a0")
    assert field.accessibleDescription() == (field.understood() or "min")
    assert field.problem() is None


def test_what_was_understood_shrinks_before_it_covers_what_was_typed(qtbot: Any) -> None:
    field = SpanField(minimum=1, maximum=1440)
    shown(field, qtbot, 300)
    qtbot.keyClicks(field, "1:02:30")
    assert field._beside() == field.understood() == "= 1\u00a0h\u00a02\u00a0min\u00a030\u00a0s"
    field.resize(170, 40)
    assert field._beside() == "= 62.5\u00a0min"
    field.resize(130, 40)
    assert field._beside() == "min"
    field.resize(100, 40)
    assert field._beside() == "", "what is typed comes first"
    assert field.toolTip() == field.understood()


def test_a_time_that_cannot_be_read_is_told_apart_from_one_out_of_range(qtbot: Any) -> None:
    field = SpanField(minimum=1, maximum=600)
    shown(field, qtbot)
    qtbot.keyClicks(field, "soon")
    assert field.problem() == "Please write a time such as 90 min, 1:30 or 1h30, from 1 to 600\u00a0min."
    field.setText("20 h")
    assert field.problem() == "Please give a time from 1 to 600\u00a0min."


def test_a_distance_takes_either_decimal_sign_and_another_unit(qtbot: Any) -> None:
    field = DistanceField(units=Units.KM, minimum=0.1, maximum=200)
    shown(field, qtbot)
    qtbot.keyClicks(field, "12,5")
    assert (field.metres(), field.problem(), field.understood()) == (12_500, None, "= 12.5 km")
    field.setText("2 mi")
    assert (field.metres(), field.understood()) == (3219, "= 3.22 km")
    field.setText("300")
    assert field.problem() == "Please give a distance from 0.1 to 200\u00a0km."


def test_a_field_still_says_what_it_understood_once_its_error_is_gone(qtbot: Any) -> None:
    control = SpanField(minimum=1, maximum=1440)
    field = Field("Minutes", control)
    qtbot.addWidget(field)
    qtbot.keyClicks(control, "1:30")
    field.set_error("Please look again.")
    field.set_error(None)
    assert control.accessibleDescription() == control.understood() != ""


@pytest.mark.parametrize(
    ("time", "far", "amount"),
    [
        ("2:30", "25", Amount(seconds=9000, metres=25_000)),
        ("150", "12,5", Amount(seconds=9000, metres=12_500)),
        ("1h30", "12.5 km", Amount(seconds=5400, metres=12_500)),
    ],
)
def test_a_week_is_typed_as_people_write_it(qtbot: Any, time: str, far: str, amount: Amount) -> None:
    week = WeekFields(Units.KM, name="Usual week")
    qtbot.addWidget(week)
    qtbot.keyClicks(week.minutes, time)
    qtbot.keyClicks(week.distance, far)
    assert week.check()
    assert week.amount() == amount


@pytest.mark.parametrize(
    ("time", "far", "told"),
    [
        ("2:30", "", "Please give both time and distance, or leave both empty."),
        ("0:20", "25", "Please give a time from 30\u00a0min to 100\u00a0h."),
        ("soon", "25", "Please write a time such as 90 min, 1:30 or 1h30, from 30\u00a0min to 100\u00a0h."),
        ("2:30", "2,5", "Please give a distance from 3 to 1000\u00a0km."),
    ],
)
def test_a_week_says_what_is_wrong_with_it_and_not_something_else(qtbot: Any, time: str, far: str, told: str) -> None:
    week = WeekFields(Units.KM, name="Usual week")
    qtbot.addWidget(week)
    qtbot.keyClicks(week.minutes, time)
    qtbot.keyClicks(week.distance, far)
    assert not week.check()
    assert week.field.error() == told
    assert (week.minutes.text(), week.distance.text()) == (time, far)


def test_the_arrows_step_the_time_of_a_week_in_its_own_notation(qtbot: Any) -> None:
    week = WeekFields(Units.KM, name="Usual week")
    qtbot.addWidget(week)
    qtbot.keyClicks(week.minutes, "2:30")
    qtbot.keyClick(week.minutes, Qt.Key.Key_Up)
    assert week.minutes.text() == "2:40"


def test_a_comma_counts_in_a_german_window_and_an_english_one(qtbot: Any) -> None:
    for locale in ("de_DE", "en_GB"):
        QLocale.setDefault(QLocale(locale))
        field = NumberField(decimals=2)
        shown(field, qtbot)
        qtbot.keyClicks(field, "3,5")
        assert field.value() == 3.5
        assert bool(field.understood()) is (locale == "en_GB")
