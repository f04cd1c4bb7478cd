"""Banners, the undo bar, pages and dialogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kneerehab.gui.look.banner import Banner, EmptyState
from kneerehab.gui.look.button import Button, Link
from kneerehab.gui.look.card import Card
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.look.fields import NumberField, TextField
from kneerehab.gui.look.scroll_page import ScrollPage
from kneerehab.gui.look.text import Label
from kneerehab.gui.shell.undo_bar import STAYS_MS, UndoBar
from tests.gui.modal import in_dialog

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),  # remarks of the offscreen platform
]


@pytest.fixture
def window(qtbot) -> QMainWindow:
    """An active window with one button."""
    made = QMainWindow()
    page = ScrollPage("Diary", "42 entries")
    page.header_end.addWidget(Button("Add entry"))
    page.body.addWidget(Label("word " * 400, wrap=True))
    made.setCentralWidget(page)
    made.resize(960, 640)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_banner_is_an_alert_that_reads_lead_and_text(qtbot) -> None:
    banner = Banner("caution", "You ticked swelling.", "Running waits <until> it has gone.", link="What helps")
    qtbot.addWidget(banner)
    face = QAccessible.queryAccessibleInterface(banner)
    assert face.role() == QAccessible.Role.AlertMessage
    assert banner.message() == "You ticked swelling. Running waits <until> it has gone."
    with qtbot.waitSignal(banner.linked):
        banner.findChild(Link).click()
    banner.set_message("It has gone.", kind="success")
    assert banner.findChild(Link).isHidden()


@pytest.mark.parametrize("kind", ["caution", "danger", "info", "success", "plain"])
def test_a_banner_wraps_in_little_room(qtbot, kind: str) -> None:
    banner = Banner(kind, "Get medical help today", "if the knee is hot and red, gets stuck, or gives way. " * 3)
    qtbot.addWidget(banner)
    assert banner.heightForWidth(300) > banner.heightForWidth(1200)


def test_an_empty_state_offers_one_button(qtbot) -> None:
    empty = EmptyState("Nothing here yet.", "Check in")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.button.click()


def below_pages(window: QMainWindow) -> tuple[UndoBar, QStackedWidget]:
    """A bar in its place below two pages, of which the first is shown."""
    stack, area = QStackedWidget(), QWidget()
    for text in ("Today", "Plan"):
        stack.addWidget(Button(text))
    bar = UndoBar(stack)
    column = QVBoxLayout(area)
    column.addWidget(stack, 1)
    column.addWidget(bar)
    window.setCentralWidget(area)
    area.show()
    return bar, stack


def test_the_undo_bar_takes_no_focus_covers_nothing_and_offers_undo(window: QMainWindow, qtbot) -> None:
    bar, stack = below_pages(window)
    page = stack.currentWidget()
    page.setFocus()
    bar.show_message("Entry deleted:", "Ice, left knee")
    assert page.hasFocus()
    qtbot.waitUntil(lambda: stack.geometry().bottom() < bar.y() and bar.geometry().bottom() <= window.height())
    assert bar.accessibleName() == "Entry deleted: Ice, left knee"
    with qtbot.waitSignal(bar.undo_requested):
        next(b for b in bar.findChildren(Button) if b.text() == "Undo").click()
    assert bar.isHidden()


def test_a_focus_in_the_undo_bar_goes_back_to_where_the_page_had_it(window: QMainWindow, qtbot) -> None:
    bar, stack = below_pages(window)
    page = QWidget()
    column = QVBoxLayout(page)
    first, second = Button("One"), Button("Two")
    column.addWidget(first)
    column.addWidget(second)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    second.setFocus()
    bar.show_message("Entry deleted:", "Ice, left knee")
    undo = next(b for b in bar.findChildren(Button) if b.text() == "Undo")
    undo.setFocus()
    assert not second.hasFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert bar.isHidden()
    assert second.hasFocus()


def test_the_undo_bar_is_there_for_screen_readers(window: QMainWindow) -> None:
    bar, _stack = below_pages(window)
    bar.show_message("Entry deleted")
    children = QAccessible.queryAccessibleInterface(window.centralWidget())
    spoken = [children.child(i).text(QAccessible.Text.Name) for i in range(children.childCount())]
    assert "Entry deleted" in spoken


def test_the_undo_bar_stays_with_the_page_of_the_change(window: QMainWindow) -> None:
    bar, stack = below_pages(window)
    bar.show_message("Run saved")
    stack.setCurrentIndex(1)
    assert not bar.isVisible()
    stack.setCurrentIndex(0)
    assert bar.isVisible()
    bar.dismiss()
    stack.setCurrentIndex(1)
    stack.setCurrentIndex(0)
    assert not bar.isVisible()


def test_the_undo_bar_waits_while_its_button_has_the_focus_and_then_goes(window: QMainWindow, qtbot) -> None:
    bar, stack = below_pages(window)
    assert bar._timer.interval() == STAYS_MS == 10_000
    bar._timer.setInterval(1)
    bar.show_message("Ticked 5 exercises")
    bar.findChildren(Button)[0].setFocus()
    qtbot.wait(30)
    assert bar.isVisible()
    with qtbot.waitSignal(bar.closed):
        stack.currentWidget().setFocus()


def test_a_newer_message_replaces_the_older(window: QMainWindow) -> None:
    bar, _stack = below_pages(window)
    bar.show_message("One")
    bar.show_message("Two")
    assert bar.accessibleName() == "Two"


@pytest.mark.parametrize(("width", "side"), [(960, 20), (1230, 28), (2000, 410)])
def test_pages_keep_their_margins_and_stay_centred(qtbot, width: int, side: int) -> None:
    page = ScrollPage("Plan")
    page.body.addWidget(card := Card("One"))
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    assert card.mapTo(page, QPoint(0, 0)).x() == side


def test_pages_never_scroll_sideways_and_keep_their_header(window: QMainWindow) -> None:
    page = window.centralWidget()
    assert not page.area.horizontalScrollBar().isVisible()
    before = page.title.mapTo(page, QPoint(0, 0))
    page.area.verticalScrollBar().setValue(10_000)
    assert page.title.mapTo(page, QPoint(0, 0)) == before


class _LogRun(Dialog):
    """A dialog that saves only with a distance."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Log a run", parent, save_text="Save run")
        self.distance = NumberField(unit="km", name="Distance")
        self.note = TextField(name="Note")
        self.body.addWidget(self.distance)
        self.body.addWidget(self.note)
        self.lets_go = True

    def save(self) -> bool:
        return self.distance.value() is not None

    def on_close_guard(self) -> bool:
        return self.lets_go


@pytest.fixture
def dialog(window: QMainWindow, qtbot) -> Iterator[_LogRun]:
    """The dialog, opened from the window's button."""
    window.findChild(Button).setFocus()
    made = _LogRun(window)
    made.open()
    qtbot.waitUntil(lambda: made.isActiveWindow())
    yield made
    made.lets_go = True
    made.close()


def test_the_focus_starts_in_the_first_field_and_goes_back_to_the_opener(dialog: _LogRun, window: QMainWindow) -> None:
    assert dialog.distance.hasFocus()
    window.centralWidget().area.verticalScrollBar().setFocus()  # the page below was redrawn meanwhile
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
    assert window.focusWidget() is window.findChild(Button)


def test_after_two_dialogs_in_a_row_the_focus_is_where_it_was_before_both(window: QMainWindow, qtbot) -> None:
    opener = window.findChild(Button)
    opener.setFocus()
    for _number in range(2):
        in_dialog(_LogRun, QDialog.reject)
        _LogRun(window).exec()
    assert window.focusWidget() is opener


def test_ctrl_enter_saves_when_the_dialog_agrees_and_keeps_it_open_when_not(dialog: _LogRun, qtbot) -> None:
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.distance.set_value(3)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_enter_alone_presses_no_button(dialog: _LogRun) -> None:
    dialog.distance.set_value(3)
    QTest.keyClick(dialog.distance, Qt.Key.Key_Return)
    assert dialog.isVisible()


@pytest.mark.parametrize("way", ["escape", "button", "cross", "window"])
def test_no_way_of_closing_passes_the_guard(dialog: _LogRun, way: str) -> None:
    dialog.lets_go = False
    dialog.note.setText("typed with care")
    {
        "escape": lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape),
        "button": dialog.cancel_button.click,
        "cross": dialog.close_button.click,
        "window": dialog.close,
    }[way]()
    assert dialog.isVisible()
    assert dialog.note.text() == "typed with care"


def test_the_window_below_is_dimmed_while_the_dialog_is_open(dialog: _LogRun, window: QMainWindow, qtbot) -> None:
    dimmed = window.grab().toImage().pixelColor(3, 300)
    dialog.reject()
    qtbot.waitUntil(lambda: window.grab().toImage().pixelColor(3, 300).lightness() > dimmed.lightness() + 40)


def test_a_long_dialog_scrolls_its_body_within_the_window_and_keeps_its_buttons(dialog: _LogRun, window, qtbot) -> None:
    for number in range(40):
        dialog.body.addWidget(Label(f"Line {number}"))
    qtbot.waitUntil(lambda: dialog.height() > 500)
    assert dialog.height() <= window.height()
    assert dialog.rect().contains(dialog.save_button.geometry())
    assert dialog._scroll.verticalScrollBar().maximum() > 0


def test_a_dialog_that_only_tells_has_just_a_way_out(window: QMainWindow) -> None:
    told = Dialog("All keys", window)
    told.open()
    assert told.save_button.isHidden()
    assert told.cancel_button.text() == "Close"
    told.try_save()
    assert told.isVisible()
    told.close()


def test_a_dialog_is_gone_after_it_was_used(window: QMainWindow, qtbot) -> None:
    answers: list[str] = []

    def ask() -> None:
        made = Dialog("Runners", window)
        QTimer.singleShot(0, made, made.reject)
        made.exec()
        answers.append(made.title.text())  # who asked can still read the answer

    QTimer.singleShot(0, window, ask)
    qtbot.waitUntil(lambda: answers == ["Runners"])
    qtbot.waitUntil(lambda: not window.findChildren(Dialog))
