"""Files the program is given from outside: by name at the start, by a second start, or by macOS. They are looked at
like those dropped onto the window, once the diary is open and no dialog asks for something else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kneerehab.gui.look.curtain import curtain

MOST_BYTES = 1_000_000
"""The longest message of a second start: far more than any command line may hold."""


class Application(QApplication):
    """Qt's, which hears what macOS opens with the program; there it comes as an event and not by name."""

    file_given = Signal(Path)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_given.emit(Path(event.file()))
            return True
        return super().event(event)


class GivenFiles:
    """What still waits to be looked at in a window."""

    def __init__(self, window: QWidget, look_at: Callable[[list[Path]], bool]) -> None:
        """`look_at` takes files, and answers False where it can't yet."""
        self.window = window
        self.look_at = look_at
        self.waiting: list[Path] = []

    def take(self, files: Sequence[Path]) -> None:
        """Look at files as soon as that is possible."""
        self.waiting += files
        self.look_soon()

    def look_soon(self) -> None:
        """Look at what waits, once whoever called has finished."""
        if self.waiting:
            QTimer.singleShot(0, self.window, self._look)

    def _look(self) -> None:
        dialog = curtain.dialog()
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self.look_soon)
            return
        files, self.waiting = self.waiting, []
        if files and not self.look_at(files):
            self.waiting = files


def packed(files: Sequence[Path]) -> bytes:
    """The names of files as a message from one start of the program to another, wherever each was started."""
    return b"\0".join(os.fsencode(file.absolute()) for file in files)


def unpacked(message: bytes) -> list[Path]:
    """The files that such a message names; none of one that is too long."""
    if len(message) > MOST_BYTES:
        return []
    return [Path(os.fsdecode(name)) for name in message.split(b"\0") if name]
