"""Ctrl+C in the terminal that the window was started from: it closes, as by its own button."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget


def heed(window: QWidget, told: Callable[[], object]) -> Callable[[], None]:
    """Close the window on Ctrl+C, or the dialog over it, and call `told` once it is closed; returns what ends that.

    Python learns of a signal when it next runs something, which may be never while Qt waits: so the signal wakes it.
    """
    if os.name != "posix":
        return lambda: None
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, window)

    def interrupted(*_signal: object) -> None:
        if (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()  # it may hold something that is not saved, and asks
        elif window.close():
            told()

    notifier.activated.connect(lambda: os.read(reading, 64))  # running anything lets Python call `interrupted`
    kept = signal.signal(signal.SIGINT, interrupted)
    waking = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)

    def end() -> None:
        signal.set_wakeup_fd(waking)
        signal.signal(signal.SIGINT, kept)
        notifier.setEnabled(False)
        os.close(reading)
        os.close(writing)

    return end
