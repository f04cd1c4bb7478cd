"""The copy of the day: looked at a little after the window is there, in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneerehab.gui.shell import gc_pause

if TYPE_CHECKING:
    from kneerehab.services.backups import Daily

FIRST_MS = 2_000
AGAIN_MS = 15 * 60_000
"""A program that stays open notices a new day, and a stick that was plugged in."""


class DailyBackup(QObject):
    """Looks once soon and then now and again; `done` carries a Daily, or what went wrong."""

    done = Signal(object)  # Daily, or the exception that no one expected

    def __init__(
        self, file: Path, now: Callable[[], datetime], chosen: Callable[[], str | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._now = now
        self._chosen = chosen
        self._under_way = False
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self.done.connect(self._rested)
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._first.timeout.connect(self.look)
        self._first.start()
        self._timer.start()

    def look(self) -> None:
        """Make today's copy if it is due; a look that is under way, until it is heard of here, goes on."""
        if self._under_way:  # not whether the thread lives: it may take a while to end after it has told
            return
        now, chosen = self._now(), self._chosen()
        gc_pause.pause("backup")
        self._thread = threading.Thread(target=self._work, args=(now, chosen), name="kneerehab-backup")
        self._thread.start()
        self._under_way = True

    def wait(self) -> None:
        """Return once no copy is being made; whoever calls it stands still until then."""
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """End it, and wait for a copy that is being made: the file is about to be closed or replaced."""
        self._first.stop()
        self._timer.stop()
        self.blockSignals(True)
        self.wait()
        gc_pause.resume("backup")
        self.deleteLater()

    @Slot(object)
    def _rested(self, _result: object) -> None:
        self._under_way = False
        gc_pause.resume("backup")

    def _work(self, now: datetime, chosen: str | None) -> None:
        result: Daily | Exception
        try:
            from kneerehab.services import backups, locking

            result = backups.back_up_daily(self._file, now, chosen)
            # What an interrupted change of the lock left open, or came back with a stick.
            locking.lock_copies(self._file, chosen)
            result = replace(result, clear=locking.in_the_clear(self._file, chosen))
        except Exception as fault:  # whatever it is: a copy that fails must not fail in silence
            result = fault
        self.done.emit(result)
