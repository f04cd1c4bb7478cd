"""Keyboard reach: Tab from the start comes to every control of every page and dialog, and leaves it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from kneerehab.gui.look import everywhere
from kneerehab.gui.look.chip import Chip
from kneerehab.gui.look.dates import DateField
from kneerehab.gui.look.focus_ring import _Overlay
from kneerehab.gui.look.roving import RovingCell
from kneerehab.gui.look.select import Select
from kneerehab.gui.shell.navigation import ENTRIES, PAGES, VISITS
from tests.gui.dialogs_at_hand import DIALOGS
from tests.gui.everywhere import rest

pytestmark = [
    pytest.mark.lifetime,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

NOW = datetime(2026, 2, 22, 7, 45)
_MOST_STOPS = 400
_MOMENT, _PATIENCE = 60, 10_000  # milliseconds
_TAB = Qt.FocusPolicy.TabFocus
_SECTIONS = 5  # of a date, a time and a year, which Tab goes through


def settle() -> None:
    """Let the page build what it builds a moment later: until nothing is to come within that moment."""
    for _ in range(3):
        QApplication.processEvents()
    clock = QElapsedTimer()
    clock.start()
    while any(0 <= timer.remainingTime() < _MOMENT for timer in _soon()) and clock.elapsed() < _PATIENCE:
        QTest.qWait(1)


def _soon() -> list[QTimer]:
    """What goes off once, or at every turn until it is done; what goes round by the clock is not waited for."""
    timers = [timer for window in everywhere.windows() for timer in window.findChildren(QTimer)]
    return [timer for timer in timers if timer.isActive() and (timer.isSingleShot() or not timer.interval())]


def stops(look: Callable[[QWidget], None] = lambda _part: None) -> list[QWidget]:
    """Where Tab goes from the control that has the focus, until it is back where it was or goes round in a circle.

    `look` sees each while it has the focus.
    """
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        at = QApplication.focusWidget()
        assert at is not None
        if at in found:
            return found
        found.append(at)
        look(at)
        for _section in range(_SECTIONS):
            QTest.keyClick(at, Qt.Key.Key_Tab)
            if QApplication.focusWidget() is not at:
                break
        else:
            raise AssertionError(f"{name_of(at)} keeps the focus")
    raise AssertionError("Tab never comes round")


def wanted(root: QWidget) -> list[QWidget]:
    """Every control that can be seen and used, without the further choices of one that is a single stop."""
    return [
        part
        for part in root.findChildren(QWidget)
        if part.isVisibleTo(root)
        and part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and part.window() is root.window()
    ]


def unreachable_buttons(root: QWidget) -> list[str]:
    """Buttons without a tab stop that no neighbour's arrow keys reach."""
    return [
        name_of(part)
        for part in root.findChildren(QAbstractButton)
        if part.isVisible()
        and part.isEnabled()
        and not part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(part, RovingCell | QRadioButton)
        and not in_chip_group(part)
        and not in_exclusive_group(part)
        and type(part).__name__ != "QToolButton"
    ]


def in_chip_group(part: QAbstractButton) -> bool:
    """Arrow keys lead from one chip to the next; one of them is a tab stop."""
    around = part.parentWidget()
    return isinstance(part, Chip) and any(
        chip.focusPolicy() & Qt.FocusPolicy.TabFocus for chip in around.findChildren(Chip)
    )


def in_exclusive_group(part: QAbstractButton) -> bool:
    group = part.group()
    return isinstance(group, QButtonGroup) and group.exclusive()


def name_of(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return f"{type(part).__name__} {part.accessibleName() or text or part.objectName()!r}"


def has_name(part: QWidget) -> bool:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return bool(part.accessibleName() or text)


def has_label(part: QComboBox) -> bool:
    return any(label.buddy() is part for label in part.window().findChildren(QLabel))


def check(root: QWidget) -> list[str]:
    """What is wrong with the keyboard's way through a window, a page or a dialog."""
    there = stops()
    faults = [f"not reached: {name_of(part)}" for part in wanted(root) if part not in there and not one_of(part, there)]
    faults += [f"no way to: {name}" for name in unreachable_buttons(root)]
    for part in there:
        if not has_name(part):
            faults.append(f"no name: {name_of(part)} in {name_of(part.parentWidget())}")
    return faults


def one_of(part: QWidget, there: list[QWidget]) -> bool:
    """One of several choices that are a single stop."""
    if isinstance(part, QAbstractButton) and in_exclusive_group(part):
        return any(stop in part.group().buttons() for stop in there)
    return False


@pytest.fixture
def opened(program: Any) -> Any:
    running = program("build-week-8", NOW, first="learn")
    running.window.activateWindow()
    QTest.qWaitForWindowActive(running.window)
    settle()
    return running


@pytest.mark.parametrize("name", [*(entry.name for entry in PAGES), VISITS.name])
def test_tab_reaches_everything_on_a_page(opened: Any, name: str) -> None:
    opened.window.show_page(name)
    opened.window.sidebar.buttons[ENTRIES[name].within or name].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert check(opened.window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_reaches_everything_in_a_dialog_and_stays_in_it(opened: Any, name: str) -> None:
    dialog = DIALOGS[name](opened.workspace, opened.window)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    settle()
    assert dialog.isAncestorOf(QApplication.focusWidget())
    assert dialog.windowTitle(), "it says what it is for"
    faults = check(dialog)
    faults += [f"no label: {name_of(box)}" for box in dialog.findChildren(QComboBox) if not has_label(box)]
    faults += unshown(dialog)
    dialog.on_close_guard = lambda: True
    dialog.reject()
    assert faults == []


def test_an_empty_date_lets_the_keyboard_go_on(qtbot: Any) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    field, after = DateField(None, optional=True, name="Last day"), QPushButton("After")
    row.addWidget(field)
    row.addWidget(after)
    with qtbot.waitActive(box):
        box.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert after.hasFocus()


def unshown(root: QWidget) -> list[str]:
    """What has the focus on the way round and shows nothing of it."""
    faults = []

    def look(part: QWidget) -> None:
        QApplication.processEvents()
        rings = [ring for ring in root.findChildren(_Overlay) if ring.isVisible()]
        if all(ring.visibleRegion().isEmpty() for ring in rings) and not part.property("focus_none"):
            faults.append(f"{name_of(part)} shows no focus")

    QTest.keyClick(root.windowHandle(), Qt.Key.Key_Tab)  # the test before may have clicked
    stops(look)
    return faults


@pytest.mark.parametrize("name", [*(entry.name for entry in PAGES), VISITS.name])
def test_every_focused_control_is_shown_by_the_ring(opened: Any, name: str) -> None:
    opened.window.show_page(name)
    opened.window.sidebar.buttons[ENTRIES[name].within or name].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert unshown(opened.window) == []


def test_a_choice_out_of_a_list_says_what_it_is_about_besides_what_is_chosen(qtbot: Any) -> None:
    choice = Select([("blue", "Blue")], "blue", name="Shoes")
    qtbot.addWidget(choice)
    told = QAccessible.queryAccessibleInterface(choice)
    assert told.text(QAccessible.Text.Description) == "Shoes"


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
@pytest.mark.parametrize("forward", [True, False])
def test_a_page_that_is_scrolled_away_shows_what_tab_comes_to_from_beside_it(
    program: Any, name: str, forward: bool
) -> None:
    window = program("build-week-8", first=name).window
    window.resize(960, 640)
    if name == "progress":
        window.page(name).steps.finish()
    rest()
    stops = [part for part in window.sidebar.findChildren(QWidget) if part.isVisible() and part.focusPolicy() & _TAB]
    for bar in (area.verticalScrollBar() for area in window.page(name).findChildren(QScrollArea)):
        bar.setValue(bar.maximum() if forward else 0)
    stops[-1 if forward else 0].setFocus(Qt.FocusReason.TabFocusReason)
    for _press in stops:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab)
        settle()
        if window.page(name).isAncestorOf(focused := window.focusWidget()):
            assert focused.visibleRegion().boundingRect().height() > focused.height() / 2
            return
    within = [part for part in window.page(name).findChildren(QWidget) if part.isVisible()]
    assert not any(part.focusPolicy() & _TAB for part in within), "Tab never comes to the page"
