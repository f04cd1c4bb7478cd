"""Chips, segmented controls, switches and choice rows: keyboard, names and unknown answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.chip import Chip, ChipGroup
from kneerehab.gui.look.segmented import SegmentedControl
from kneerehab.gui.look.select import Select
from kneerehab.gui.look.toggle import CheckBox, ChoiceRow, Toggle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform

KNEES = [("left", "Left"), ("right", "Right"), ("both", "Both")]


@pytest.fixture
def knees(qtbot) -> Iterator[SegmentedControl]:
    """A segmented control between two fields, in an active window."""
    page = QWidget()
    column = QVBoxLayout(page)
    control = SegmentedControl("Which knee", KNEES, "left", optional=True)
    for part in (QLineEdit(), control, QLineEdit()):
        column.addWidget(part)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield control
    page.close()  # and so keep the page alive until here


def test_a_segmented_control_is_one_tab_stop(knees: SegmentedControl, qtbot) -> None:
    before, after = knees.window().findChildren(QLineEdit)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert knees.segments["left"].hasFocus()
    qtbot.keyClick(knees.segments["left"], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_with_nothing_chosen_it_is_one_tab_stop_too(knees: SegmentedControl, qtbot) -> None:
    knees.set_value(None)
    before, after = knees.window().findChildren(QLineEdit)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert knees.segments["left"].hasFocus()
    assert knees.value() is None  # arriving is not answering
    qtbot.keyClick(knees.segments["left"], Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert knees.segments["left"].hasFocus()


def test_arrows_choose_inside_and_go_round(knees: SegmentedControl, qtbot) -> None:
    heard: list[object] = []
    knees.changed.connect(heard.append)
    knees.segments["left"].setFocus()
    qtbot.keyClick(knees.segments["left"], Qt.Key.Key_Right)
    assert knees.segments["right"].hasFocus()
    qtbot.keyClick(knees.segments["right"], Qt.Key.Key_Left)
    qtbot.keyClick(knees.segments["left"], Qt.Key.Key_Left)
    assert heard == ["right", "left", "both"]


def test_delete_makes_an_optional_answer_unknown_again(knees: SegmentedControl, qtbot) -> None:
    heard: list[object] = []
    knees.changed.connect(heard.append)
    knees.segments["left"].setFocus()
    qtbot.keyClick(knees.segments["left"], Qt.Key.Key_Delete)
    assert knees.value() is None
    assert heard == [None]


def test_setting_the_value_says_nothing_to_listeners(knees: SegmentedControl, qtbot) -> None:
    with qtbot.assertNotEmitted(knees.changed):
        knees.set_value("both")
    assert knees.value() == "both"


def test_each_segment_is_a_radio_button_that_says_whether_it_is_chosen(knees: SegmentedControl) -> None:
    face = QAccessible.queryAccessibleInterface(knees.segments["left"])
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Name) == "Left"
    assert face.state().checked


def test_a_segmented_control_breaks_into_rows_instead_of_cutting_words(qapp, qtbot) -> None:
    theme.apply(qapp, "light", 2.0)
    control = SegmentedControl("Surface", [(w, w) for w in ("Flat path", "Track", "Treadmill", "Grass", "Hills")])
    qtbot.addWidget(control)
    control.resize(420, control.heightForWidth(420))
    control.show()
    segments = list(control.segments.values())
    assert len({segment.y() for segment in segments}) > 1
    assert all(segment.width() >= segment.sizeHint().width() for segment in segments)
    assert all(control.rect().contains(segment.geometry()) for segment in segments)


def test_a_chip_is_a_check_box_that_space_toggles_and_that_shows_a_tick(qtbot) -> None:
    chip = Chip("Swelling")
    qtbot.addWidget(chip)
    chip.show()
    narrow = chip.sizeHint().width()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert isinstance(chip, QCheckBox)
    assert chip.isChecked()
    assert chip.sizeHint().width() > narrow  # room for the tick: colour does not stand alone
    assert chip.sizeHint().height() >= 24


def test_a_click_on_the_far_edge_of_a_chip_counts(qtbot) -> None:
    chip = Chip("R", shape="tick")
    qtbot.addWidget(chip)
    chip.resize(120, 34)
    chip.show()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(115, 17))
    assert chip.isChecked()


def test_a_chip_group_tells_what_is_chosen_in_the_order_shown(qtbot) -> None:
    group = ChipGroup("Symptoms", [("swelling", "Swelling"), ("limp", "Limp"), ("stiff", "Stiff")])
    qtbot.addWidget(group)
    with qtbot.assertNotEmitted(group.changed):
        group.set_chosen(["stiff"])
    with qtbot.waitSignal(group.changed) as told:
        group.chips["swelling"].click()
    assert told.args == [("swelling", "stiff")]


def test_an_exclusive_chip_group_says_one_thing_once(qtbot) -> None:
    group = ChipGroup("Kinds", [("all", "All"), ("run", "Run")], exclusive=True)
    qtbot.addWidget(group)
    group.set_chosen(["all"])
    heard: list[tuple[str, ...]] = []
    group.changed.connect(heard.append)
    group.chips["run"].click()
    assert heard == [("run",)]


@pytest.mark.parametrize("kind", [Toggle, CheckBox])
def test_switches_are_check_boxes_for_screen_readers_and_paint_both_states(qtbot, kind) -> None:
    switch = kind("Pain relief taken")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    off = switch.grab().toImage()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    face = QAccessible.queryAccessibleInterface(switch)
    assert face.role() == QAccessible.Role.CheckBox
    assert face.state().checked
    assert switch.grab().toImage() != off


def test_a_long_switch_text_wraps_instead_of_being_cut(qtbot) -> None:
    switch = Toggle("Ask an hour after each run how the knee feels and remind me in the evening")
    qtbot.addWidget(switch)
    assert switch.heightForWidth(200) > switch.heightForWidth(2000)
    assert switch.minimumSizeHint().width() < 200


def test_choice_rows_are_radio_buttons_with_their_detail_as_description(qtbot) -> None:
    row = ChoiceRow("Run as much as before", "30 km a week")
    qtbot.addWidget(row)
    face = QAccessible.queryAccessibleInterface(row)
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Description) == "30 km a week"


def test_what_gives_way_is_painted_as_not_chosen(knees: SegmentedControl, qtbot) -> None:
    page = knees.window()
    rows = [ChoiceRow("A run", "open", page), ChoiceRow("A walk", "open", page)]
    group = QButtonGroup(page)
    for row in rows:
        group.addButton(row)
    for first, second in (rows, (knees.segments["left"], knees.segments["right"])):
        for part in (first, second):
            part.show()
            qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
        assert (first.isChecked(), second.isChecked()) == (False, True)
        assert (first.updatesEnabled(), second.updatesEnabled()) == (True, True)


def test_a_select_starts_unknown_and_tells_only_what_a_person_chose(qtbot) -> None:
    select = Select([("a", "Blue trainers"), ("b", "Red ones")], placeholder="Which shoe", name="Shoe")
    qtbot.addWidget(select)
    assert select.value() is None
    with qtbot.assertNotEmitted(select.changed):
        select.set_value("b")
    select.show()
    with qtbot.waitSignal(select.changed) as told:
        qtbot.keyClick(select, Qt.Key.Key_Up)
    assert told.args == ["a"]
