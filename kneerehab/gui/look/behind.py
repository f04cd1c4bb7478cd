"""What lies behind a modal dialog can't be acted on, through a screen reader either."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class Behind(QObject):
    """Disables a window while a dialog blocks it, and gives the focus back afterwards.

    Qt keeps keys and mouse from a blocked window, but not the actions that assistive technology asks a control for.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._focus: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.WindowBlocked:
                self._focus = self._window.focusWidget()
                self._window.setEnabled(False)
            elif event.type() == QEvent.Type.WindowUnblocked:
                self._window.setEnabled(True)
                had, self._focus = self._focus, None
                if had is not None and isValid(had) and self._window.focusWidget() is None:
                    had.setFocus(Qt.FocusReason.OtherFocusReason)
        return False
