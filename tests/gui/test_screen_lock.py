"""Hearing that the screen is locked, over a real session bus."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.gui.test_session_bus import bus as bus
from tests.gui.test_session_bus import needs_bus

_DESKTOP = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from kneerehab.gui.lock.screen import BusScreen

app = QCoreApplication([])
desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
owner = QObject()
BusScreen(owner, lambda: print("locked", flush=True))

def tell(saver, active):
    message = QDBusMessage.createSignal("/some/path", saver, "ActiveChanged")
    message.setArguments([active])
    desktop.send(message)

for saver, active in (("org.gnome.ScreenSaver", True), ("org.gnome.ScreenSaver", False),
                      ("org.freedesktop.ScreenSaver", True), ("org.example.Other", True)):
    tell(saver, active)
QTimer.singleShot(500, app.quit)
app.exec()
"""


@needs_bus
def test_a_lock_of_the_screen_is_heard_and_its_end_is_not(bus: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DESKTOP],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == ["locked", "locked"]
