"""Hears when the system locks its screen or goes to sleep: over D-Bus, from Windows, or as macOS announces it.

Where none of this is to be had (no bus, a desktop that does not tell), the time without input covers the diary.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtWidgets import QWidget

from kneerehab.gui.shell.session_bus import has_session_bus

SAVERS = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
"""What desktops call the interface that tells `ActiveChanged`; KDE uses the first."""
_LOGIN = "org.freedesktop.login1"
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


def listen(owner: QObject, locked: Callable[[], object]) -> QObject | None:
    """Call `locked` whenever the screen is locked, for as long as `owner` lives; None where nobody tells."""
    with suppress(OSError, AttributeError, ImportError):
        if sys.platform == "win32":
            return _WindowsSession(owner, locked)
        if sys.platform == "darwin":
            return _MacScreen(owner, locked)
        return BusScreen(owner, locked)
    return None


class BusScreen(QObject):
    """Linux: the screen saver of the desktop tells on the session bus, logind of sleep and of its own lock."""

    def __init__(self, owner: QObject, locked: Callable[[], object]) -> None:
        super().__init__(owner)
        self._locked = locked
        from PySide6.QtDBus import QDBusConnection

        on, off = SLOT("_told(bool)"), SLOT("_asked()")
        if has_session_bus():
            bus = QDBusConnection.sessionBus()
            for saver in SAVERS:
                bus.connect("", "", saver, "ActiveChanged", self, on)  # type: ignore[call-overload]
        if _SYSTEM_BUS.exists() or "DBUS_SYSTEM_BUS_ADDRESS" in os.environ:
            bus = QDBusConnection.systemBus()
            bus.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, on)  # type: ignore[call-overload]
            bus.connect("", _session_path(), f"{_LOGIN}.Session", "Lock", self, off)  # type: ignore[call-overload]

    @Slot(bool)
    def _told(self, active: bool) -> None:
        if active:
            self._locked()

    @Slot()
    def _asked(self) -> None:
        self._locked()


def _session_path() -> str:
    """The object of our own session in logind; "", which stands for any, where it is not known."""
    name = os.environ.get("XDG_SESSION_ID", "")
    plain = [letter.isascii() and (letter.isalpha() or (letter.isdigit() and at > 0)) for at, letter in enumerate(name)]
    escaped = "".join(letter if ok else f"_{ord(letter):02x}" for letter, ok in zip(name, plain, strict=True))
    return f"/org/freedesktop/login1/session/{escaped}" if name else ""


class _WindowsSession(QWidget):
    """Windows tells a window, which need not be shown, of the session that is locked."""

    _CHANGE, _LOCKED, _THIS_SESSION = 0x02B1, 0x7, 0

    def __init__(self, owner: QObject, locked: Callable[[], object]) -> None:
        super().__init__()
        import ctypes

        self._locked = locked
        self._api: Any = ctypes.windll.wtsapi32  # type: ignore[attr-defined]
        window = int(self.winId())
        self._api.WTSRegisterSessionNotification(ctypes.c_void_p(window), self._THIS_SESSION)
        owner.destroyed.connect(self.deleteLater)

    # Qt
    def nativeEvent(self, eventType: Any, message: Any) -> Any:
        from ctypes import wintypes

        told = wintypes.MSG.from_address(int(message))
        if told.message == self._CHANGE and told.wParam == self._LOCKED:
            self._locked()
        return False, 0


class _MacScreen(QObject):
    """macOS announces it to every program, by a notification that Core Foundation hands on."""

    _UTF8, _AT_ONCE = 0x08000100, 4

    def __init__(self, owner: QObject, locked: Callable[[], object]) -> None:
        super().__init__(owner)
        from ctypes import CDLL, CFUNCTYPE, c_char_p, c_long, c_uint32, c_void_p

        core = CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
        callback = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
        core.CFNotificationCenterGetDistributedCenter.restype = c_void_p
        core.CFStringCreateWithCString.restype = c_void_p
        core.CFStringCreateWithCString.argtypes = [c_void_p, c_char_p, c_uint32]
        core.CFNotificationCenterAddObserver.restype = None
        core.CFNotificationCenterAddObserver.argtypes = [c_void_p, c_void_p, callback, c_void_p, c_void_p, c_long]
        core.CFNotificationCenterRemoveEveryObserver.restype = None
        core.CFNotificationCenterRemoveEveryObserver.argtypes = [c_void_p, c_void_p]
        self._told = callback(lambda *_about: locked() and None)  # kept: C code holds no reference
        center, me = core.CFNotificationCenterGetDistributedCenter(), id(self)
        name = core.CFStringCreateWithCString(None, b"com.apple.screenIsLocked", self._UTF8)
        core.CFNotificationCenterAddObserver(center, me, self._told, name, None, self._AT_ONCE)
        owner.destroyed.connect(lambda: core.CFNotificationCenterRemoveEveryObserver(center, me))
