"""What screen readers are told beyond Qt's own roles: headings, alerts and spoken messages."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_roles: dict[type[QWidget], QAccessible.Role] = {}
_alive: list[QAccessibleInterface] = []  # Qt deletes them with their widgets; Python must not do so before


def give_role(kind: type[QWidget], role: QAccessible.Role) -> None:
    """Let every widget of exactly this class, and of its children, appear to screen readers in `role`."""
    if not _roles:
        QAccessible.installFactory(_make)
    _roles[kind] = role


def announce(widget: QWidget, message: str) -> None:
    """Have a screen reader say something without moving the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


def alert(widget: QWidget) -> None:
    """Tell a screen reader that an alert has come up."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


def _make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    for kind, role in _roles.items():
        if isinstance(thing, kind):
            made = QAccessibleWidget(thing, role)
            _alive.append(made)
            return made
    return None
