"""The pain scale answers to mouse, digits, arrows and accessibility actions, and never takes unknown for zero."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.pain_scale import PainScale
from kneerehab.gui.look.pain_words import spoken, word


@pytest.fixture
def scale(shown) -> PainScale:
    made = PainScale("Left knee, worst in 24 hours", cell_name="Left knee worst")
    made.answers = []
    made.value_changed.connect(made.answers.append)
    return shown(made, 456)


def cell(scale: PainScale, score: int) -> QPushButton:
    return scale.findChildren(QPushButton)[score]


def test_it_starts_unknown_and_says_so(scale):
    assert scale.value is None
    assert scale.accessibleDescription() == "not answered yet"
    assert not any(button.isChecked() for button in scale.findChildren(QPushButton))


def test_a_value_set_by_the_page_is_shown_without_a_signal(scale):
    scale.set_value(0)
    assert scale.value == 0
    assert cell(scale, 0).isChecked()
    assert scale.accessibleDescription() == "0 of 10, none"
    assert scale.answers == []


def test_a_score_outside_the_scale_is_refused(scale):
    with pytest.raises(ValueError, match="11"):
        scale.set_value(11)


def test_a_click_answers_and_a_second_click_does_not_clear(scale, qtbot):
    qtbot.mouseClick(cell(scale, 3), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(cell(scale, 3), Qt.MouseButton.LeftButton)
    assert scale.value == 3
    assert cell(scale, 3).isChecked()
    assert scale.answers == [3]


def test_a_digit_answers_at_once_and_one_then_zero_makes_ten(scale, qtbot):
    qtbot.keyClick(scale, "7")
    qtbot.keyClick(scale, "1")
    qtbot.keyClick(scale, "0")
    assert scale.answers == [7, 1, 10]


def test_one_then_a_late_zero_is_zero(scale, qtbot):
    qtbot.keyClick(scale, "1")
    qtbot.wait(800)
    qtbot.keyClick(scale, "0")
    assert scale.answers == [1, 0]


def test_a_third_key_after_ten_starts_anew(scale, qtbot):
    for key in "100":
        qtbot.keyClick(scale, key)
    assert scale.answers == [1, 10, 0]


def test_shift_and_a_digit_speak_of_now_and_leave_the_worst_alone(scale, qtbot):
    scale.set_value(4)
    with qtbot.waitSignal(scale.now_typed) as typed:
        qtbot.keyClick(scale, Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    assert typed.args == [2]
    assert scale.value == 4
    assert scale.answers == []


def test_arrows_step_home_and_end_jump_and_delete_clears(scale, qtbot):
    keys = Qt.Key
    for key in (
        keys.Key_Right,
        keys.Key_Right,
        keys.Key_Left,
        keys.Key_Left,
        keys.Key_End,
        keys.Key_Right,
        keys.Key_Home,
    ):
        qtbot.keyClick(scale, key)
    assert scale.answers == [0, 1, 0, 10, 0]
    qtbot.keyClick(scale, keys.Key_Delete)
    assert scale.answers[-1] is None
    assert scale.accessibleDescription() == "not answered yet"


def test_left_on_an_unanswered_scale_answers_nothing(scale, qtbot):
    qtbot.keyClick(scale, Qt.Key.Key_Left)
    assert scale.answers == []


def test_ctrl_and_a_digit_is_left_to_the_window(scale, qtbot):
    qtbot.keyClick(scale, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert scale.answers == []


def test_it_is_one_tab_stop_on_the_chosen_cell(shown, qtbot):
    page = QWidget()
    before, scale, after = QLineEdit(), PainScale("Right knee", value=4), QLineEdit()
    column = QVBoxLayout(page)
    for part in (before, scale, after):
        column.addWidget(part)
    shown(page, 500)
    assert page.isActiveWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is cell(scale, 4)
    assert scale.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is cell(scale, 5)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    qtbot.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is cell(scale, 5)


def test_every_cell_is_a_radio_button_to_a_screen_reader_and_can_be_pressed(scale):
    group = QAccessible.queryAccessibleInterface(scale)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Left knee, worst in 24 hours"
    assert group.childCount() == 11
    three = group.child(3)
    assert three.role() == QAccessible.Role.RadioButton
    assert three.text(QAccessible.Text.Name) == "Left knee worst 3"
    assert three.text(QAccessible.Text.Description) == "mild"
    action = three.actionInterface()
    action.doAction(action.actionNames()[0])
    assert scale.answers == [3]
    assert three.state().checked
    action.doAction(action.actionNames()[0])
    assert scale.value == 3, "pressing the chosen cell clears nothing"


def test_it_breaks_after_five_into_two_rows_of_equal_cells_when_narrow(scale):
    assert {button.y() for button in scale.findChildren(QPushButton)} == {0}
    scale.resize(314, 90)
    boxes = [button.geometry() for button in scale.findChildren(QPushButton)]
    assert len({box.y() for box in boxes[:6]}) == 1
    assert boxes[6].y() == boxes[10].y() > boxes[5].bottom()
    assert max(box.width() for box in boxes) - min(box.width() for box in boxes) <= 1
    assert scale.sizeHint().height() == 2 * theme.px(38) + theme.px(6)


def test_before_any_layout_it_asks_for_one_row():
    assert PainScale("Left knee").sizeHint().height() == theme.px(38)


def test_the_focus_stays_with_the_value_when_the_page_changes_it(scale, qtbot):
    scale.setFocus()
    scale.set_value(6)
    assert cell(scale, 6).hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert scale.answers == [7]


def test_the_chosen_cell_takes_its_pain_colour_in_every_look(look, shown, colours_in):
    scale = shown(PainScale("Left knee", value=8), theme.px(456))
    tokens = theme.current()
    box = scale.findChildren(QPushButton)[8].grab().toImage()
    assert box.pixelColor(box.width() // 2, box.height() // 6).name().upper() == tokens.pain[8]
    assert tokens.text.lower() in colours_in(scale)


def test_every_score_has_its_word():
    assert [word(score) for score in (0, 1, 3, 4, 6, 8, 9, 10)] == [
        "none",
        "very mild",
        "mild",
        "noticeable",
        "moderate",
        "strong",
        "very strong",
        "worst",
    ]
    assert spoken(10) == "10 of 10, worst"
