"""Notifications of Linux desktops without a tray, over the session bus (org.freedesktop.Notifications)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, SLOT, QMetaObject, QObject, Qt, Slot

from kneerehab.gui.shell import tasks

_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PATIENCE_MS = 3_000
_NO_TIME_OF_ITS_OWN = -1


def has_session_bus() -> bool:
    """Whether a desktop offers one; without this question Qt would start a bus of its own."""
    if sys.platform in ("win32", "darwin"):
        return False
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "bus").exists()


def shows_notifications() -> bool:
    """Whether something on the session bus shows notifications, or would be started for it."""
    if not has_session_bus():
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusConnectionInterface

    bus: QDBusConnectionInterface | None = QDBusConnection.sessionBus().interface()
    if bus is None:
        return False
    return bus.isServiceRegistered(_SERVICE).value() or _SERVICE in (bus.activatableServiceNames().value() or ())


class BusNotifications(QObject):
    """Shows notifications and hears which one was clicked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clicked: dict[int, Callable[[], object]] = {}
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface, QDBusMessage  # noqa: F401  (see `tasks`)

        slot = SLOT("_invoked(uint,QString)")
        QDBusConnection.sessionBus().connect("", _PATH, _SERVICE, "ActionInvoked", self, slot)  # type: ignore[call-overload]

    def show(self, title: str, text: str, open_words: str, clicked: Callable[[], object]) -> None:
        """Show one, on the worker: the desktop may take its time."""

        def shown(number: object) -> None:
            if isinstance(number, int):
                self._clicked[number] = clicked

        tasks.in_background(self, lambda: _show(title, text, open_words), shown)

    @Slot("uint", "QString")
    def _invoked(self, number: int, _action: str) -> None:
        act = self._clicked.pop(number, None)
        if act is not None:
            act()


def _show(title: str, text: str, open_words: str) -> object:
    """The number of the notification; None if nobody answered.

    The call goes by the service's own description of itself: as a plain message, PySide6 sends every number as an int,
    where the first one has to be a uint.
    """
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    asked = QDBusMessage.createMethodCall(_SERVICE, _PATH, "org.freedesktop.DBus.Introspectable", "Introspect")
    answer = bus.call(asked, QDBus.CallMode.Block, _PATIENCE_MS)  # leaves the interpreter to the window meanwhile
    if answer.type() == QDBusMessage.MessageType.ErrorMessage:
        return None
    service = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)  # asks the same, but keeps it until the answer is there
    service.setTimeout(_PATIENCE_MS)
    if not service.isValid():
        return None
    try:
        return QMetaObject.invokeMethod(
            service,
            "Notify",
            Qt.ConnectionType.DirectConnection,
            Q_RETURN_ARG("uint"),
            Q_ARG("QString", "kneerehab"),
            Q_ARG("uint", 0),
            Q_ARG("QString", ""),
            Q_ARG("QString", title),
            Q_ARG("QString", text),
            Q_ARG("QStringList", ["default", open_words]),
            Q_ARG("QVariantMap", {}),
            Q_ARG(int, _NO_TIME_OF_ITS_OWN),
        )
    except RuntimeError:  # a service that describes itself otherwise
        return None
