"""The knee map: drawing and chips are the same choice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox

from kneerehab.domain.codes import Zone
from kneerehab.gui.look import theme
from kneerehab.gui.look.knee_map import KneeDrawing, KneeMap
from kneerehab.gui.look.knee_shapes import FRONT, SIDE, ZONES, path


@pytest.fixture
def knee(shown) -> KneeMap:
    made = KneeMap("left")
    made.heard = []
    made.zones_changed.connect(made.heard.append)
    made.resize(made.sizeHint())
    return shown(made, 600)


def drawing(knee: KneeMap) -> KneeDrawing:
    return knee.findChild(KneeDrawing)


def chip(knee: KneeMap, text: str) -> QCheckBox:
    return next(box for box in knee.findChildren(QCheckBox) if box.text() == text)


def click(qtbot, knee: KneeMap, zone: str) -> None:
    picture = drawing(knee)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.zone_centre(zone).toPoint())


def test_the_zones_are_those_of_the_diary():
    assert set(ZONES) == {zone.value for zone in Zone}


@pytest.mark.parametrize("knees", ["left", "right", "both"])
def test_a_click_on_a_zone_chooses_it_and_another_takes_it_back(knee, qtbot, knees):
    knee.set_knees(knees)
    for zone in ZONES:
        click(qtbot, knee, zone)
        assert knee.zones == {zone}
        assert chip(knee, ZONES[zone]).isChecked()
        click(qtbot, knee, zone)
        assert knee.zones == frozenset()
    assert len(knee.heard) == 10


def test_a_chip_fills_the_zone(knee, qtbot, colours_in):
    tint = theme.current().figure_tint.lower()
    assert tint not in colours_in(drawing(knee))
    qtbot.mouseClick(chip(knee, "Behind"), Qt.MouseButton.LeftButton)
    assert knee.heard == [{"behind"}]
    assert tint in colours_in(drawing(knee))


def test_chips_work_by_keyboard_and_by_accessibility_action(knee, qtbot):
    chip(knee, "Inner side").setFocus()
    qtbot.keyClick(chip(knee, "Inner side"), Qt.Key.Key_Space)
    found = QAccessible.queryAccessibleInterface(chip(knee, "Outer side"))
    found.actionInterface().doAction(found.actionInterface().actionNames()[0])
    assert knee.zones == {"inner", "outer"}


def test_what_the_page_sets_is_silent_and_said(knee):
    knee.set_zones(["front", "outer"])
    assert knee.heard == []
    said = drawing(knee).accessibleName()
    assert said == "Left knee from the front and from the outer side, chosen: Kneecap, Outer side"


def test_a_click_beside_the_zones_chooses_nothing(knee, qtbot):
    qtbot.mouseClick(drawing(knee), Qt.MouseButton.LeftButton, pos=drawing(knee).rect().topLeft())
    assert knee.heard == []


def test_the_right_knee_is_the_mirror_image(knee):
    picture = drawing(knee)
    left = {zone: picture.zone_centre(zone).x() for zone in ("outer", "inner")}
    knee.set_knees("right")
    right = {zone: picture.zone_centre(zone).x() for zone in ("outer", "inner")}
    assert left["outer"] > left["inner"]
    assert right["outer"] < right["inner"]
    assert left["outer"] + right["outer"] == pytest.approx(picture.width(), abs=2)


def test_every_outline_can_be_drawn():
    for view in (FRONT, SIDE):
        for text in (*view.edge, *view.folds, *(z.outline for z in view.zones), *(la.line for la in view.labels)):
            assert not path(text).isEmpty()
    with pytest.raises(ValueError, match="not a path"):
        path("M 1 1 Q 2 2 3 3")


@pytest.mark.parametrize("knees", ["left", "right", "both"])
def test_a_long_name_stays_clear_of_the_other_drawing(shown, monkeypatch, knees):
    pictures = []
    for name in ("", "Unter der Kniescheibe"):  # in German it is the longest
        monkeypatch.setitem(ZONES, "below_kneecap", name)
        picture = KneeDrawing(knees)
        shown(picture, 585)
        pictures.append(picture.grab().toImage())
    transform = picture._transform()
    placed = picture._picture()[1][-1]  # the view from the side
    edge = transform.map(placed.path(placed.view.edge[0])).boundingRect()
    bare, named = pictures
    inked = [x for x in range(named.width()) for y in range(named.height()) if named.pixel(x, y) != bare.pixel(x, y)]
    assert inked
    assert max(inked) < edge.left() if knees != "right" else min(inked) > edge.right()
