"""Tells when nobody has touched the program for some minutes. It never looks more often than once in that time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import everywhere
from kneerehab.gui.shell.command import Command

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_SLEEP_COUNTS = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
"""A clock that goes on while the computer sleeps: Linux has one of its own; on Windows the plain one does."""


def seconds() -> float:
    """Seconds since some moment; nobody sets this clock."""
    clock_gettime = getattr(time, "clock_gettime", None)
    return float(clock_gettime(_SLEEP_COUNTS)) if clock_gettime and _SLEEP_COUNTS else time.monotonic()


class Idle(QObject):
    """Listens to the windows that can get keys or the mouse, and notes when; only its own timer compares.

    A computer that slept past the time is noticed by the first touch, which then does nothing else.
    """

    passed = Signal()
    asked = Signal()
    """The key of *Lock now*, pressed where no shortcut of the window reaches: in a dialog or a window beside it."""

    def __init__(self, window: QWidget, minutes: int, parent: QObject, clock: Callable[[], float] = seconds) -> None:
        """0 minutes never pass."""
        super().__init__(parent)
        self._clock = clock
        self._minutes = minutes
        self._last = clock()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        self._application = application
        application.focusWindowChanged.connect(self._listen)
        self._listen(window.windowHandle())
        self._wait()

    @property
    def wait(self) -> int:
        """Milliseconds until it looks next; -1 if never."""
        return self._timer.remainingTime()

    def stop(self) -> None:
        """Listen no more."""
        self._application.focusWindowChanged.disconnect(self._listen)
        for window in everywhere.native_windows():
            window.removeEventFilter(self)
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """Wait this long from now on; 0 is for ever."""
        if minutes != self._minutes:
            self._minutes = minutes
            self.touch()

    def touch(self) -> None:
        """Count from now."""
        self._last = self._clock()
        self._wait()

    def look(self) -> None:
        """Tell if the time has passed, else wait for the rest of it."""
        if self._is_over():
            self.passed.emit()
        else:
            self._wait()

    def _is_over(self) -> bool:
        return bool(self._minutes) and self._clock() - self._last >= self._minutes * 60

    def _wait(self) -> None:
        self._timer.stop()
        if self._minutes:
            left = self._minutes * 60 - (self._clock() - self._last)
            self._timer.start(max(0, round(left * 1000)) + 1)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    # Qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            if self._is_over():
                self.passed.emit()
                return True
            self._last = self._clock()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_lock_key(event):
            self.asked.emit()
            return True
        return False


def _is_lock_key(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == QKeySequence(keys) for keys in Command.LOCK_NOW.keys)
