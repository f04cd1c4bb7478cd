"""Buttons, links, labels and cards: size, names, keyboard and theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kneerehab.gui.look import theme
from kneerehab.gui.look.badge import Badge
from kneerehab.gui.look.button import _VARIANTS, Button, IconButton, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.flow import ColumnsLayout, FlowLayout
from kneerehab.gui.look.shared_lines import SharedLines
from kneerehab.gui.look.text import Heading, Icon, Label

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # remarks of the offscreen platform


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", ["small", "compact", "normal", "field", "big"])
def test_a_button_is_never_narrower_than_its_words_and_key(qapp, qtbot, scale: float, size: str) -> None:
    theme.apply(qapp, "light", scale)
    button = Button("Start guided session", icon="play", key="Ctrl+Enter", size=size)
    qtbot.addWidget(button)
    words = QFontMetricsF(theme.font("body_strong")).horizontalAdvance("Start guided session")
    keys = QFontMetricsF(theme.font("key_cap")).horizontalAdvance("Ctrl Enter")
    assert button.minimumSizeHint().width() >= words + keys + theme.px(18)
    assert button.minimumSizeHint().height() >= theme.line_height("body_strong")


def test_the_design_heights_are_kept(qtbot) -> None:
    heights = {size: Button("Save", size=size).sizeHint().height() for size in ("normal", "field", "big")}
    assert heights == {"normal": 36, "field": 40, "big": 44}


@pytest.mark.parametrize("variant", _VARIANTS)
@pytest.mark.parametrize("enabled", [True, False])
def test_every_variant_paints_in_both_themes_and_differs_between_them(qapp, qtbot, variant: str, enabled: bool) -> None:
    button = Button("Log a run", variant=variant, icon="plus", key="R")
    qtbot.addWidget(button)
    button.setEnabled(enabled)
    button.resize(button.sizeHint())
    light = button.grab().toImage()
    theme.apply(qapp, "dark")
    assert button.grab().toImage() != light


def test_space_and_enter_free_of_surprises(qtbot) -> None:
    button = Button("Log a run")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not button.autoDefault()  # Enter in a field must not press some button


@pytest.mark.parametrize("made", [Button, Link])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus_as_space_does(qtbot, made: type, key: Qt.Key) -> None:
    button = made("Why?")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_single_letter_hints_vanish_when_letter_keys_are_off_and_others_stay(qapp, qtbot) -> None:
    letter, chord = Button("Log a run", key="R"), Button("Save", key="Ctrl+Enter")
    qtbot.addWidget(letter)
    qtbot.addWidget(chord)
    wide = letter.sizeHint().width()
    theme.apply(qapp, "light", letter_keys=False)
    assert letter.key_text() == ""
    assert letter.sizeHint().width() < wide
    assert chord.key_text()


def test_an_icon_button_has_a_name_a_tool_tip_and_room_for_a_finger(qtbot) -> None:
    button = IconButton("chevron-left", "Day before", size="small")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Day before"
    assert min(button.sizeHint().toTuple()) >= 24


@pytest.mark.parametrize("role", ["page_title", "dialog_title", "card_title", "verdict"])
def test_the_dots_of_a_large_letter_are_not_cut_off(qtbot, role: str) -> None:
    title = Heading("Übungen", role)
    qtbot.addWidget(title)
    title.resize(title.sizeHint())
    title.show()
    picture = title.grab().toImage()
    paper = picture.pixelColor(picture.width() - 1, picture.height() - 1)
    assert all(picture.pixelColor(x, 0).lightness() > paper.lightness() - 60 for x in range(picture.width()))


def test_a_link_is_a_button_for_screen_readers_and_big_enough_to_hit(qtbot) -> None:
    link = Link("Show this day")
    qtbot.addWidget(link)
    face = QAccessible.queryAccessibleInterface(link)
    assert face.role() == QAccessible.Role.Button
    assert face.text(QAccessible.Text.Name) == "Show this day"
    assert link.sizeHint().height() >= 24


def test_a_heading_is_a_heading_for_screen_readers_even_after_many_have_come_and_gone(qtbot) -> None:
    for number in range(50):
        passing = Heading(str(number))
        assert QAccessible.queryAccessibleInterface(passing).role() == QAccessible.Role.Heading
        passing.deleteLater()
        QApplication.sendPostedEvents(passing, 0)
    title = Heading("Pain check-in")
    qtbot.addWidget(title)
    assert QAccessible.queryAccessibleInterface(title).text(QAccessible.Text.Name) == "Pain check-in"


def test_labels_follow_the_text_scale_and_can_change_tone(qapp, qtbot) -> None:
    label = Label("61 min", "small", "muted")
    qtbot.addWidget(label)
    label.show()
    label.set_tone("danger")
    theme.apply(qapp, "light", 2.0)
    assert label.font().pixelSize() == 26
    assert label.palette().windowText().color().name().upper() == theme.current().danger


def test_a_card_hides_an_empty_head_and_shows_its_title_when_it_gets_one(qtbot) -> None:
    card = Card()
    qtbot.addWidget(card)
    assert card.head.isHidden()
    card.set_title("Ice", "1 of 3 today")
    assert not card.head.isHidden()
    assert card.accessibleName() == "Ice"


def test_an_icon_takes_the_room_of_its_size_at_any_text_scale(qapp, qtbot) -> None:
    icon = Icon("ice", "ice", 20)
    qtbot.addWidget(icon)
    theme.apply(qapp, "light", 2.0)
    assert icon.sizeHint().toTuple() == (40, 40)


@pytest.mark.parametrize("width", [200, 320, 700])
def test_a_flow_wraps_and_never_reaches_beyond_its_edge(qtbot, width: int) -> None:
    page = QWidget()
    flow = FlowLayout(page, spacing=8)
    buttons = [Button(f"Choice number {number}") for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    qtbot.addWidget(page)
    page.resize(width, flow.heightForWidth(width))
    page.show()
    assert all(button.geometry().right() <= width for button in buttons)
    assert max(button.geometry().bottom() for button in buttons) < page.height()
    places = [button.geometry() for button in buttons]
    assert not any(a.intersects(b) for i, a in enumerate(places) for b in places[:i])


def test_a_flow_gives_the_height_it_needs_inside_other_layouts(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    flow = FlowLayout(spacing=8)
    for number in range(6):
        flow.addWidget(Button(f"Choice number {number}"))
    column.addLayout(flow)
    column.addWidget(below := Button("Below"))
    qtbot.addWidget(page)
    page.resize(220, 600)
    page.show()
    assert below.y() >= flow.heightForWidth(flow.geometry().width())


@pytest.mark.parametrize("make", [ColumnsLayout, lambda page: SharedLines(page, gap=8, line_gap=8)])
def test_a_part_that_is_taken_out_of_a_line_leaves_the_others_their_sizes(qtbot, make) -> None:
    page = QWidget()
    lines = make(page)
    first, second, third = (QWidget() for _ in range(3))
    for part, size in ((first, 1), (second, 1), (third, 2)):
        part.setFixedHeight(20)
        lines.add(part, size)
    qtbot.addWidget(page)
    page.resize(400, 100)
    page.show()
    lines.takeAt(0)
    lines.invalidate()
    lines.activate()
    assert second.y() == third.y()
    assert 1.9 < third.width() / second.width() < 2.2


def test_a_flow_that_holds_more_or_less_than_before_takes_another_height(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    flow = FlowLayout(spacing=8)
    buttons = [Button(f"Choice number {number}") for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    column.addLayout(flow)
    column.addStretch(1)
    qtbot.addWidget(page)
    page.resize(220, 600)
    page.show()

    def height() -> int:
        QApplication.processEvents()
        return flow.heightForWidth(flow.geometry().width())

    six = height()
    for button in buttons[3:]:
        button.hide()
    three = height()
    assert three < six
    flow.addWidget(Button("Choice number 7"))
    assert three < height() < six
    column.removeItem(flow)
    flow.takeAt(0)
    assert flow.heightForWidth(200) == three


@pytest.mark.parametrize("kind", ["success", "hold", "caution", "danger"])
def test_a_badge_of_meaning_has_a_word_and_an_icon_and_is_read_out(qtbot, kind: str) -> None:
    badge = Badge("Step back", kind)
    qtbot.addWidget(badge)
    assert badge.sizeHint().width() > Badge("Step back", kind, icon="").sizeHint().width()
    assert QAccessible.queryAccessibleInterface(badge).text(QAccessible.Text.Name) == "Step back"


def test_a_single_line_label_is_as_high_as_its_role_says(qtbot) -> None:
    label = Label("18 min", "body")
    qtbot.addWidget(label)
    assert label.sizeHint().height() == 20
