"""Notifications over a real session bus, with a service that answers as desktops do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneerehab.gui.shell import session_bus

needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no session bus to be had here")

_DESKTOP = """
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from kneerehab.gui.shell import session_bus

app = QCoreApplication([])

@ClassInfo({"D-Bus Interface": "org.freedesktop.Notifications"})
class Desktop(QObject):
    ActionInvoked = Signal("uint", "QString")

    @Slot("QString", "uint", "QString", "QString", "QString", "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, program, replaces, icon, title, text, actions, hints, patience):
        print(program, replaces, title, text, *actions, sep="|", flush=True)
        QTimer.singleShot(300, lambda: self.ActionInvoked.emit(7, "default"))
        return 7

desktop = Desktop()
bus = QDBusConnection.sessionBus()
bus.registerObject(session_bus._PATH, desktop, QDBusConnection.RegisterOption.ExportAllContents)
print(bus.registerService(session_bus._SERVICE), flush=True)
app.exec()
"""

_PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from kneerehab.gui.shell import session_bus

app = QCoreApplication([])
print(session_bus.shows_notifications(), flush=True)
desktop = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
desktop.stdout.readline()
print(session_bus.shows_notifications(), flush=True)
messages = session_bus.BusNotifications(app)

def clicked():
    print(desktop.stdout.readline() + "clicked", flush=True)
    app.quit()

messages.show("Check-in", "How are your knees today?", "Open", clicked)
QTimer.singleShot(50_000, app.quit)
app.exec()
desktop.kill()
"""


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus of this test's own."""
    started = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    yield started.stdout.readline().strip()
    started.terminate()
    started.wait(10)
    started.stdout.close()


@needs_bus
def test_a_message_reaches_the_desktop_and_a_click_on_it_reaches_us(bus: str) -> None:
    here = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, _DESKTOP],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus, "PYTHONPATH": here},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "False",
        "True",
        "kneerehab|0|Check-in|How are your knees today?|default|Open",
        "clicked",
    ]


def test_without_a_session_bus_nothing_is_asked_and_none_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    assert not session_bus.has_session_bus()
    assert not session_bus.shows_notifications()
