"""Keeps the screen on during a guided session; a system that can't be asked simply goes dark as usual."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from kneerehab.gui.shell.session_bus import has_session_bus
from kneerehab.i18n import _

Release = Callable[[], None]

_BUS_NAME = "kneerehab-awake"


def keep_awake(parent: QObject) -> Release:
    """Ask the system to leave the screen on; returns what takes the request back. It ends with the program anyway."""
    try:
        if sys.platform == "win32":
            return _on_windows()
        if sys.platform == "darwin":
            return _on_mac(parent)
        return _on_desktop_bus()
    except (OSError, AttributeError, ImportError):
        return _nothing


def _nothing() -> None:
    """There was nothing to ask, so there is nothing to take back."""


def _on_windows() -> Release:
    import ctypes

    keep, system, display = 0x80000000, 0x00000001, 0x00000002
    set_state = ctypes.windll.kernel32.SetThreadExecutionState  # type: ignore[attr-defined]
    set_state(keep | system | display)
    return lambda: set_state(keep)


def _on_mac(parent: QObject) -> Release:
    program = shutil.which("caffeinate")
    if program is None:
        return _nothing
    process = QProcess(parent)
    process.start(program, ["-d", "-i", "-w", str(os.getpid())])  # ends by itself with this process

    def release() -> None:
        process.kill()
        process.waitForFinished(500)

    return release


def _on_desktop_bus() -> Release:
    """The freedesktop screen saver interface, which GNOME, KDE, Xfce and Cinnamon offer.

    It drops a request when the asker leaves the bus. So with a connection of its own there is no cookie to give back,
    which PySide6 could only send as a number of the wrong kind.
    """
    if not has_session_bus():
        return _nothing
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS_NAME)
    if not bus.isConnected():
        return _nothing
    service, path = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
    ask = QDBusMessage.createMethodCall(service, path, service, "Inhibit")
    ask.setArguments(["kneerehab", _("Guided session")])
    bus.asyncCall(ask)
    return lambda: QDBusConnection.disconnectFromBus(_BUS_NAME)
