"""Track and lane say in words what they show, and show it in the card's colours."""

import pytest
from PySide6.QtGui import QAccessible

from kneerehab.gui.look import theme
from kneerehab.gui.look.track import Track
from kneerehab.gui.today.pain_free_lane import LaneDay, PainFreeLane


def said(widget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found.role() == QAccessible.Role.StaticText
    return found.text(QAccessible.Text.Name)


def test_the_track_says_runs_done_planned_today_and_what_is_left(shown):
    track = shown(Track())
    track.set_week(["done", "today", "later"], "36 min", "left this week")
    assert said(track) == "1 of 3 runs done, one planned today, 36 min left this week"


def test_an_empty_week_only_says_what_is_left(shown):
    track = shown(Track())
    track.set_week([], "36 min", "left this week")
    assert said(track) == "36 min left this week"


@pytest.mark.parametrize("flat", [False, True])
@pytest.mark.parametrize("tone", ["yes", "wait", "stop"])
def test_lanes_take_the_mark_of_the_card(look, shown, colours_in, tone, flat):
    track = shown(Track(tone=tone, flat=flat))
    mark = getattr(theme.current(), f"mark_{tone}").lower()
    track.set_week(["later", "later"], "36 min", "left this week")
    assert mark not in colours_in(track)
    track.set_week(["done", "later"], "36 min", "left this week")
    assert mark in colours_in(track)


def test_more_done_fills_more_of_the_single_lane(shown):
    track = shown(Track())

    def filled(share: float) -> int:
        track.set_week(["done"] * 5, "9 min", "left this week", share=share)
        image, mark = track.grab().toImage(), theme.current().mark_yes.lower()
        return sum(image.pixelColor(x, y).name() == mark for x in range(image.width()) for y in range(image.height()))

    amounts = [filled(share) for share in (0.0, 0.25, 0.5, 1.0)]
    assert amounts[0] == 0
    assert amounts == sorted(set(amounts))


def test_a_flat_track_is_lower_than_the_ovals(shown):
    track = shown(Track())
    tall = track.sizeHint().height()
    track.set_flat(True)
    assert track.sizeHint().height() < tall / 2


def test_the_lane_says_which_days_are_done_and_which_are_to_come(shown):
    lane = shown(PainFreeLane())
    lane.set_days(
        "1 of 2 settled days",
        [LaneDay(caption="Today", done=True, today=True), LaneDay(caption="Fri", done=False)],
        "Sat",
    )
    assert said(lane) == "1 of 2 settled days. done: Today. to come: Fri. first run day: Sat"


def test_ten_days_fit_into_300_px(look, shown):
    lane = PainFreeLane()
    lane.set_days("4 of 10", [LaneDay(caption="Mon", done=n < 4) for n in range(10)], "Sun")
    shown(lane, theme.px(300))
    pitch, size = lane._measure()
    assert size / 2 + 9 * pitch + 1.45 * pitch <= lane.width()
    assert size < pitch
