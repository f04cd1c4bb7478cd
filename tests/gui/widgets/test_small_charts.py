"""Bars, meters and phases: what they say, and that they draw in every look with nothing and with much."""

import pytest
from PySide6.QtGui import QAccessible

from kneerehab.gui.forms.run.bar import Bar, BarPart
from kneerehab.gui.look import theme
from kneerehab.gui.plan.phase_lane import PhaseLane, PhaseStop
from kneerehab.gui.shoes.meter import Meter


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
    else:
        made = PhaseLane()
        made.set_phases([PhaseStop(name="Phase", state="later", when="A long text " * 9)] * 9 * much, share=1.0)
    return made


@pytest.mark.parametrize("much", [False, True], ids=["nothing", "much"])
@pytest.mark.parametrize("kind", ["bar", "phases"])
def test_each_part_draws_nothing_and_much(look, shown, kind, much):
    assert not shown(build(kind, much)).grab().isNull()
