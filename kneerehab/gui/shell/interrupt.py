"""Ctrl+C in the terminal that the window was started from: it closes, as by its own button."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget


def heed(window: QWidget, told: Callable[[], object]) -> Callable[[], None]:
    """Close the window on Ctrl+C, or the dialog over it, and call `told` once it is closed; returns what ends that.

    Python learns of a signal when it next runs something: that may be never while Qt waits, or in the midst of drawing.
    So the signal itself does nothing but wake Qt, which closes the window when it comes to it.
    """
    if os.name != "posix":
        return lambda: None
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, window)

    def interrupted() -> None:
        os.read(reading, 64)
        if (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()  # it may hold something that is not saved, and asks
        elif window.close():
            told()

    notifier.activated.connect(interrupted)
    waking = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    kept = signal.signal(signal.SIGINT, lambda *_signal: None)

    def end() -> None:
        signal.signal(signal.SIGINT, kept)
        signal.set_wakeup_fd(waking)
        notifier.setEnabled(False)
        os.close(reading)
        os.close(writing)

    return end
