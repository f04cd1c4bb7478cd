"""Tells something when the window is out of sight: by a message of the system if there is one, else the task bar."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from kneerehab.gui.shell import session_bus
from kneerehab.gui.shell.host import host_of


def has_tray() -> bool:
    """Whether this desktop has a tray right now."""
    return QSystemTrayIcon.isSystemTrayAvailable()


def can_tell() -> bool:
    """Whether this desktop shows messages of a program whose window is closed or out of sight."""
    if has_tray():
        return QSystemTrayIcon.supportsMessages()
    return session_bus.shows_notifications()


def notify(window: QWidget, title: str, text: str) -> bool:
    """Tell it outside the window; True if the system showed it. A window in front needs none."""
    if window.isActiveWindow() and not window.isMinimized():
        return False
    QApplication.alert(window, 0)
    host = host_of(window)
    return host is not None and host.say_outside(title, text)
