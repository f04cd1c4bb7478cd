"""Tells something when the window is out of sight: the system's notification if there is one, else the task bar."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from kneerehab.gui.look import icons

_STAYS_MS = 15_000


def notify(window: QWidget, title: str, text: str) -> bool:
    """Tell it outside the window; True if the system showed it. A window in front needs none."""
    if window.isActiveWindow() and not window.isMinimized():
        return False
    QApplication.alert(window, 0)
    if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
        return False
    tray = QSystemTrayIcon(icons.icon("logo", "accent", 22), window)
    tray.setToolTip(f"{title} – kneerehab")

    def come_forward() -> None:
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()

    tray.messageClicked.connect(come_forward)
    tray.activated.connect(lambda _reason: come_forward())
    tray.show()
    tray.showMessage(title, text, tray.icon(), _STAYS_MS)
    QTimer.singleShot(_STAYS_MS, tray, tray.deleteLater)
    return True
