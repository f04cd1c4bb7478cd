"""Hands on the window: what a person clicks and types, found by the names that a screen reader says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from kneerehab.gui.today.page import TodayPage
from tests.gui.conftest import Running
from tests.gui.modal import in_dialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DIGITS = (Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
_PATIENCE = 30_000  # milliseconds
Act = Callable[[Any], None]


class Hands:
    """Mouse and keyboard of whoever sits before the window."""

    def __init__(self, running: Running) -> None:
        self.running = running

    @property
    def today(self) -> TodayPage:
        """The page that is lived on."""
        page = self.running.window.page("today")
        assert isinstance(page, TodayPage)
        return page

    def sit_down(self) -> None:
        """The window has the keyboard; after a dialog a desktop sees to that, the screen of the tests does not."""
        self.running.window.activateWindow()
        QApplication.processEvents()

    # finding
    def button(self, name: str, root: QWidget | None = None) -> QAbstractButton:
        """The one button that can be seen, by its accessible name or its text."""
        QApplication.processEvents()
        found = [part for part in (root or self.running.window).findChildren(QAbstractButton) if part.isVisible()]
        found = [part for part in found if name in (part.accessibleName(), part.text())]
        assert len(found) == 1, f"{len(found)} buttons are called {name!r}"
        return found[0]

    def words(self) -> list[str]:
        """Everything that Today says in labels that can be seen."""
        return [label.text() for label in self.today.findChildren(QLabel) if label.isVisible()]

    # doing
    def click(self, name: str, root: QWidget | None = None) -> None:
        """Click a button."""
        self.press(self.button(name, root))

    def press(self, part: QAbstractButton) -> None:
        """Click a button that was found; it must be there to be clicked."""
        assert part.isVisible(), f"{part.accessibleName()!r} is not shown"
        assert part.isEnabled(), f"{part.accessibleName()!r} is dimmed"
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QApplication.processEvents()  # nobody is quicker than the window is laid out
        QTest.keyClick(self.running.window.focusWidget() or self.running.window, key, held)

    def away_from_fields(self) -> None:
        """Take the focus out of a field or scale, so that a letter is a shortcut."""
        self.today.setFocus()

    def letter(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a single-letter key of Today."""
        self.away_from_fields()
        self.key(key, held)

    def type_over(self, field: QLineEdit, text: str) -> None:
        """Put other words into a field."""
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def in_form(self, kind: type[QDialog], act: Act, opens: Callable[[], object]) -> None:
        """`opens` brings up a form; `act` on it. It must be closed by then."""
        done: list[bool] = []

        def filled(form: Any) -> None:
            act(form)
            assert not form.isVisible(), f"{kind.__name__} did not close"
            done.append(True)

        in_dialog(kind, filled, wait=1)
        opens()
        clock = QElapsedTimer()
        clock.start()
        while not done and clock.elapsed() < _PATIENCE:  # what a menu opens comes once its key has been let go
            QTest.qWait(1)
        assert done, f"{kind.__name__} did not open"
        for _turn in range(3):  # the page below is filled once the form is gone
            QApplication.processEvents()
        self.sit_down()

    def save(self, form: QWidget) -> None:
        """Ctrl+Enter."""
        QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)

    # time
    def come_back(self, now: datetime) -> None:
        """Time has passed; somebody comes back to the window."""
        self.running.come_back(now)

    def wait_until(self, now: datetime) -> None:
        """Time passes while somebody sits there: the window looks at the clock as it does once a minute."""
        self.running.now = now
        watch = self.running.window.day_watch
        assert watch is not None
        watch.look()
