"""What pop-up menus need to be found and used by screen readers and other programs, too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

_HOLDER = "menu-holder"


def hang(menu: QMenu, opener: QWidget) -> None:
    """Let a menu be found below the control that opens it.

    Qt leaves pop-ups out of what it tells other programs, unless a split button holds them. So a hidden one does.
    """
    holder = opener.findChild(QToolButton, _HOLDER, Qt.FindChildOption.FindDirectChildrenOnly)
    if holder is None:
        holder = QToolButton(opener)
        holder.setObjectName(_HOLDER)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        holder.hide()
    holder.setMenu(menu)


def drop(menu: QMenu, opener: QWidget, *, above: bool = False) -> None:
    """Open a menu that is made anew each time below its button, or above it, their right ends in line."""
    hang(menu, opener)
    size = menu.sizeHint()
    corner = opener.mapToGlobal(QPoint(opener.width(), 0 if above else opener.height()))
    menu.popup(corner - QPoint(size.width(), size.height() if above else 0))


def when_chosen(action: QAction, owner: QObject, act: Callable[[], object]) -> None:
    """Do something that opens a dialog, a turn of the event loop after it was chosen, while `owner` is there.

    A screen reader that chooses the action waits for an answer, and must not wait for as long as the dialog is open;
    nor does Qt close the menu for it.
    """

    def begin() -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        act()

    action.triggered.connect(lambda _checked=False: QTimer.singleShot(0, owner, begin))
