"""Covers a locked diary that stays open: every window shows the question for the passphrase, and nothing else.

Unlike *Lock now* it closes nothing, so that what was typed, in whatever dialog, is there again afterwards. What is
covered also leaves the tree that screen readers see, which hidden parts of a window would not do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from kneerehab.gui.lock.unlock import UnlockPage
from kneerehab.gui.look import everywhere
from kneerehab.gui.look.curtain import curtain
from kneerehab.gui.look.dialog import Dialog
from kneerehab.gui.shell import clipboard
from kneerehab.i18n import _
from kneerehab.services import locking

if TYPE_CHECKING:
    from kneerehab.gui.shell.main_window import MainWindow


class Cover:
    """`draw` hides all but the question; the passphrase lifts it."""

    def __init__(self, window: MainWindow, file: Path, lifted: Callable[[], object]) -> None:
        """`lifted` is called when everything is to be seen again."""
        self._window = window
        self._file = file
        self._lifted = lifted
        self._holder = QWidget()  # never shown: what is a part of it is no window, and found by nobody
        self._body: QWidget | None = None
        self._dialogs: list[Dialog] = []
        self._actions: list[QAction] = []
        self._focus: QWidget | None = None
        self._guided = False
        self.page: UnlockPage | None = None

    def draw(self) -> None:
        """Cover everything; a guided session waits."""
        window = self._window
        if curtain.drawn:
            return
        self._close_popups()
        self._guided = window.current_page is None and window.timed_view() is not None
        if self._guided:
            window.step_aside()
        curtain.draw(True)
        self._focus = window.focusWidget()
        self._dialogs = open_dialogs()
        for dialog in reversed(self._dialogs):
            dialog.cover(self._holder)
        self._close_others()
        self._actions = window.actions()
        for action in self._actions:
            window.removeAction(action)
        window.setAcceptDrops(False)
        self._body = body = window.takeCentralWidget()
        assert body is not None
        body.setParent(self._holder)
        self.page = UnlockPage(
            self._file, partial(locking.verify, self._file), self.lift, self._failed, quit_program=window.close
        )
        self.page.setProperty("page", True)
        window.setCentralWidget(self.page)
        self.page.setFocus()
        clipboard.clear()

    def lift(self) -> None:
        """Show everything as it was."""
        window, body = self._window, self._body
        if body is None:
            return
        self._body = self.page = None
        curtain.draw(False)
        window.setCentralWidget(body)  # which deletes the question
        window.setAcceptDrops(True)
        window.addActions([action for action in self._actions if isValid(action)])
        if self._guided:
            window.come_back()
        elif self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        for dialog in self._dialogs:
            if isValid(dialog):
                dialog.uncover()
        self._dialogs, self._actions, self._focus = [], [], None
        self._lifted()

    def may_close(self) -> bool:
        """Whether the window may be closed without a question; else the page says why not."""
        window = self._window
        if self.page is None:
            return True
        asks = bool(self._dialogs) or not window.nothing_waits() or any(part.still_on() for part in window.timed())
        if asks:
            self.page.field.reject(_("Please open the diary first: something in it is not finished."))
        return not asks

    def _failed(self, fault: Exception) -> None:
        if self.page is not None:
            self.page.field.reject(str(fault))

    @staticmethod
    def _close_popups() -> None:
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def _close_others(self) -> None:
        """Dialogs of the system and what else stands alone: they end as if they were cancelled."""
        for other in everywhere.windows():
            if other is self._window or not other.isVisible():
                continue
            if isinstance(other, QDialog):
                other.setParent(self._holder)  # which takes its title away, too
                other.reject()
            else:
                other.close()


def open_dialogs() -> list[Dialog]:
    """The dialogs that are open, the lowest first."""
    found = [one for one in everywhere.windows() if isinstance(one, Dialog) and one.isVisible()]
    return sorted(found, key=lambda one: one.opened)
