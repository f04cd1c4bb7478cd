"""Watches the local date while the window is open: midnight, waking up, a clock that was set, another time zone."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from kneerehab.gui.shell.frame import Frame
    from kneerehab.gui.shell.workspace import Workspace

_MINUTE = timedelta(minutes=1)
_AFTER = timedelta(milliseconds=20)  # so that a timer that is a trifle early is not early for midnight
_LOOKS = (QEvent.Type.WindowActivate, QEvent.Type.Show, QEvent.Type.Enter)


class DayWatch(QObject):
    """Tells the workspace once a minute, at midnight, and whenever somebody comes back to the window.

    A timer to the next midnight alone would not do: timers stand still while a computer sleeps, and a clock can be set.
    """

    def __init__(self, window: Frame, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._half_typed = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)
        _application().applicationStateChanged.connect(self._state_changed)
        self._wait()

    @property
    def wait(self) -> int:
        """Milliseconds from one look to the next one, as set last."""
        return self._timer.interval()

    def release(self) -> None:
        """The workspace closes: nobody is told any more."""
        self._timer.stop()
        self._window.removeEventFilter(self)
        _application().applicationStateChanged.disconnect(self._state_changed)
        self.deleteLater()

    def look(self) -> None:
        """Follow the clock; a note that is being typed is waited for, then saved on the day it was typed for."""
        follow_zone()
        if not (self._workspace.is_behind and self._somebody_types()):
            self._workspace.follow_clock()
            self._half_typed = ""
            self._workspace.minute_passed.emit()
        self._wait()

    def _somebody_types(self) -> bool:
        """Whether something unsaved was typed since the last look."""
        name = self._window.current_page
        before, self._half_typed = self._half_typed, self._window.page(name).half_typed() if name else ""
        return self._half_typed not in ("", before)

    def _wait(self) -> None:
        """Look again in a minute, or at midnight if that comes first."""
        wait = min(_MINUTE, self._workspace.until_midnight() + _AFTER)
        self._timer.start(int(wait.total_seconds() * 1000))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LOOKS and self._workspace.is_behind:
            self.look()
        return False


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application


def follow_zone() -> None:
    """Let the C library read the time zone anew: a program that runs on keeps the one it started with."""
    if hasattr(time, "tzset"):
        time.tzset()
        return
    import ctypes

    with suppress(AttributeError, OSError):  # Windows, where Python itself offers no way
        ctypes.CDLL("ucrtbase")._tzset()
