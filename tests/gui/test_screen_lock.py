"""Hearing that the screen is locked: over a real session bus, and as Windows and macOS would tell it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject

from kneerehab.gui.lock import screen
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


def test_windows_tells_a_window_of_ours_which_hears_of_the_lock_alone(
    monkeypatch: pytest.MonkeyPatch, qapp: Any
) -> None:
    asked: list[tuple[Any, int]] = []
    api = SimpleNamespace(WTSRegisterSessionNotification=lambda window, which: asked.append((window.value, which)))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(wtsapi32=api), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    heard: list[bool] = []
    owner = QObject()
    ear = screen.listen(owner, lambda: heard.append(True))
    assert isinstance(ear, screen._WindowsSession)
    assert asked == [(int(ear.winId()), 0)]
    for message, what in ((0x02B1, 0x8), (0x0113, 0x7), (0x02B1, 0x7)):  # unlocked, a timer, locked
        told = wintypes.MSG()
        told.message, told.wParam = message, what
        assert ear.nativeEvent(b"windows_generic_MSG", ctypes.addressof(told)) == (False, 0)
    assert heard == [True]
    ear.deleteLater()


class Function:
    """A function of a library of C: it takes note of what it is called with."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.calls: list[tuple[Any, ...]] = []

    def __call__(self, *arguments: Any) -> Any:
        self.calls.append(arguments)
        return self.answer


def test_macos_calls_back_when_the_screen_is_locked(monkeypatch: pytest.MonkeyPatch, qapp: Any) -> None:
    names = ("GetDistributedCenter", "AddObserver", "RemoveEveryObserver")
    core = SimpleNamespace(**{f"CFNotificationCenter{name}": Function(11) for name in names})
    core.CFStringCreateWithCString = Function(22)
    monkeypatch.setattr(ctypes, "CDLL", lambda _path: core)
    monkeypatch.setattr(sys, "platform", "darwin")
    heard: list[bool] = []
    owner = QObject()
    assert screen.listen(owner, lambda: heard.append(True)) is not None
    (call,) = core.CFNotificationCenterAddObserver.calls
    assert core.CFStringCreateWithCString.calls[0][1] == b"com.apple.screenIsLocked"
    assert (call[0], call[3]) == (11, 22)
    call[2](None, None, None, None, None)
    assert heard == [True]


def test_where_the_system_cannot_be_asked_nothing_is_heard_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, qapp: Any
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")  # without its own modules
    monkeypatch.delattr(ctypes, "windll", raising=False)
    assert screen.listen(QObject(), lambda: None) is None


def test_a_session_is_known_to_the_system_by_an_escaped_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in (("2", "_32"), ("c2", "c2"), ("12", "_312")):
        monkeypatch.setenv("XDG_SESSION_ID", name)
        assert screen._session_path() == f"/org/freedesktop/login1/session/{path}"
    monkeypatch.delenv("XDG_SESSION_ID")
    assert screen._session_path() == ""
