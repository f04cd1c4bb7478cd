"""Files of runs, read beside the window."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kneerehab.exchange.activities import Reading, Stopped, read_files


class Reader(QObject):
    """Reads files in a thread of its own; its signals arrive in the window's thread."""

    progress = Signal(int, int)  # files that are done, of how many: an archive has many
    done = Signal(object)  # list[ReadFile]; Qt would copy a list
    failed = Signal(Exception)  # the exception that no one expected

    def __init__(self, files: Sequence[Path], reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self._stop = threading.Event()
        self._reading = replace(reading, stop=self._stop.is_set)
        self._thread = threading.Thread(target=self._work, name="kneerehab-import")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Give up soon, in the middle of a file if need be, and wait for that."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        try:
            found = read_files(self._files, self._reading, self.progress.emit)
        except Stopped:
            return
        except Exception as fault:
            self.failed.emit(fault)
            return
        if not self._stop.is_set():
            self.done.emit(found)
