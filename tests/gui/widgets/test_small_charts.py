"""Bars, sparkline, heatmap, phases: what they say, and that they draw in every look with nothing and with much."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from kneerehab.gui.forms.run.bar import Bar, BarPart
from kneerehab.gui.look import theme
from kneerehab.gui.look.heat_map import HeatMap
from kneerehab.gui.look.left_right_bars import LeftRight, LeftRightBars
from kneerehab.gui.look.sparkline import Sparkline
from kneerehab.gui.plan.phase_lane import PhaseLane, PhaseStop
from kneerehab.gui.shoes.meter import Meter

START = date(2025, 12, 22)


def said(widget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_the_bar_says_its_captions_and_leaves_out_empty_parts(shown):
    bar = shown(Bar("This week"))
    bar.set_parts(
        [
            BarPart(amount=18, caption="Tuesday 18 min"),
            BarPart(amount=0, caption="nothing"),
            BarPart(amount=18, style="hatched", caption="This run 18 min", strong=True),
            BarPart(amount=18, style="outline", caption="Left 18 min"),
        ]
    )
    assert said(bar) == "This week, Tuesday 18 min, This run 18 min, Left 18 min"


def test_parts_are_as_wide_as_their_amounts(shown):
    bar = shown(Bar(colour="success"), 303)
    bar.set_parts([BarPart(amount=2), BarPart(amount=1, style="outline")])
    image, fill = bar.grab().toImage(), theme.current().success.lower()
    solid = sum(image.pixelColor(x, 6).name() == fill for x in range(303))
    assert solid == pytest.approx(200, abs=4)


def test_a_meter_says_its_share_and_unknown_is_not_zero(shown):
    meter = shown(Meter("Exercises done"))
    assert said(meter) == "Exercises done, not known"
    meter.set_share(0)
    assert said(meter) == "Exercises done, 0 %"
    meter.set_share(0.456)
    assert said(meter) == "Exercises done, 46 %"


def test_the_sparkline_breaks_where_days_are_missing(shown):
    line = shown(Sparkline("Pain, 4 weeks"))
    line.set_values([3, 4, None, None, 2, 0])
    assert said(line) == "Pain, 4 weeks, from 3 to 0, highest 4, 4 of 6 days known"
    assert line._runs() == [[(0, 3), (1, 4)], [(4, 2), (5, 0)]]
    line.set_values([None, None])
    assert said(line) == "Pain, 4 weeks, no scores"


def test_the_heatmap_finds_the_day_under_the_mouse(shown, qtbot):
    chart, clicked = HeatMap("Exercises"), []
    chart.day_clicked.connect(clicked.append)
    chart.set_days({START: 5, START + timedelta(days=8): 1}, start=START, end=date(2026, 3, 12), planned=5)
    shown(chart)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(36 + 21 + 9, 26 + 9))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert clicked == [START + timedelta(days=8)]
    assert chart.words_for(START) == "Monday 22 December: 5 of 5 done"
    assert said(chart) == "Exercises, Monday 22 December to Thursday 12 March: 6 done on 2 of 81 days"


def test_more_exercises_make_a_larger_square(shown):
    chart = shown(HeatMap("Exercises"))
    areas = []
    for done in range(7):
        chart.set_days({START: done}, start=START, end=START, planned=5)
        image, colour = chart.grab().toImage(), theme.current().exercise.lower()
        areas.append(sum(image.pixelColor(x, y).name() == colour for x in range(36, 55) for y in range(19)))
    assert areas[0] == 0
    assert areas[:6] == sorted(set(areas[:6]))
    assert areas[6] == areas[5]


def test_left_and_right_say_both_numbers(shown):
    bars = shown(LeftRightBars())
    bars.set_rows([LeftRight(name="Lunge", left=6, right=0)])
    assert said(bars) == "Lunge: left 6, right 0"


def test_phases_say_where_the_runner_stands_and_wrap_when_narrow(shown):
    lane = PhaseLane()
    lane.set_phases(
        [
            PhaseStop(name="Calm", state="done", when="1–21 December"),
            PhaseStop(name="Build", state="now", rule="Flat, +5–10 % a week"),
            PhaseStop(name="Full return", state="later", when="30 km a week", rule="Hills, step by step"),
        ],
        share=0.2,
        label="7.1 of 30 km",
    )
    shown(lane, 968)
    wide = lane.sizeHint().height()
    assert said(lane) == (
        "Calm, done, 1–21 December. Build, now, Flat, +5–10 % a week, 7.1 of 30 km. "
        "Full return, later, 30 km a week, Hills, step by step"
    )
    lane.resize(240, 200)
    assert lane.sizeHint().height() > wide


def build(kind: str, much: bool):
    """One of each part, with nothing to show or with a great deal."""
    if kind == "bar":
        made = Bar()
        made.set_parts([BarPart(amount=n + 1, caption=f"Part {n}", style="hatched") for n in range(12 * much)])
    elif kind == "spark":
        made = Sparkline("Pain")
        made.set_values([n % 11 for n in range(3650 * much)])
    elif kind == "heat":
        made = HeatMap("Exercises")
        days = {START + timedelta(days=n): n % 7 for n in range(3650 * much)}
        made.set_days(days, start=START, end=START + timedelta(days=3649 * much), planned=5)
    elif kind == "sides":
        made = LeftRightBars()
        made.set_rows([LeftRight(name="A very long name of an exercise " * 3, left=99999, right=0)] * 20 * much)
    else:
        made = PhaseLane()
        made.set_phases([PhaseStop(name="Phase", state="later", when="A long text " * 9)] * 9 * much, share=1.0)
    return made


@pytest.mark.parametrize("much", [False, True], ids=["nothing", "much"])
@pytest.mark.parametrize("kind", ["bar", "spark", "heat", "sides", "phases"])
def test_each_part_draws_nothing_and_much(look, shown, kind, much):
    assert not shown(build(kind, much)).grab().isNull()
