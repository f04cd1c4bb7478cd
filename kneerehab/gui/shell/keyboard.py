"""Keys without Ctrl, the day before and after, and F6: what the keyboard does on whatever page is open."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from kneerehab.gui.look.first_stop import first_stop
from kneerehab.gui.shell.command import Letter
from kneerehab.gui.shell.frame import Frame
from kneerehab.gui.shell.workspace import Workspace


def press_key(event: QKeyEvent, window: Frame, workspace: Workspace) -> bool:
    """Do what a key that nobody took means to the page, or one of `Letter` from any page; False for other keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    if not workspace.settings.single_keys or held not in (plain, shift):
        return False
    letter = QKeySequence(event.key()).toString()
    if held == shift:
        letter = f"Shift+{letter}"
    name = window.current_page
    if name is not None and window.page(name).shortcut(letter):
        return True
    if letter == Letter.TODAY:
        workspace.open_today()
        window.show_page("today")
        return True
    if name == "today" or letter not in list(Letter):
        return False
    window.show_page("today")
    return window.page("today").shortcut(letter)


def step_day(days: int, window: Frame, workspace: Workspace) -> None:
    """The day before or after (in the Diary: the month)."""
    page = window.page(window.current_page or "today")
    if not page.shortcut("Alt+Right" if days > 0 else "Alt+Left"):
        workspace.open_day(workspace.day + timedelta(days=days))


def next_part(step: int, window: Frame) -> None:
    """Move the focus to the next named part: sidebar, then each card of the page."""
    from kneerehab.gui.look.card import Card

    page = window.stack.currentWidget()
    if page is None:
        return
    parts: list[QWidget] = [window.sidebar, *(card for card in page.findChildren(Card) if card.isVisible())]
    focus = QApplication.focusWidget()
    at = next((i for i, part in enumerate(parts) if focus and part.isAncestorOf(focus)), -1)
    for offset in range(1, len(parts) + 1):
        target = first_stop(parts[(at + step * offset) % len(parts)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return
