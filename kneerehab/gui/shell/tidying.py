"""Deleted means gone: shortly after a save, what the file's log of changes still holds is brought home and wiped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kneerehab.domain.errors import StorageError
from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.services.diary import DiaryService

IDLE_MS = 500
"""So long after the last save, so that a row of them costs no more."""

AGAIN_MS = 1_000
"""A reader in the way, the copy of the day for one, is soon gone."""


class Tidying(QObject):
    """Tidies after every change, and once after the start, as a program that was killed may have left a log."""

    def __init__(self, diaries: DiaryService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._diaries = diaries
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tidy)
        self._task: Task | None = None
        self._unsubscribe = diaries.changes.subscribe(lambda _change: self._timer.start(IDLE_MS))
        self._timer.start(IDLE_MS)

    def stop(self) -> None:
        """The diary is about to be closed, which tidies too."""
        self._unsubscribe()
        self._timer.stop()
        self._diaries.database.compaction.end(for_good=True)
        if self._task is not None:
            self._task.cancel()
        self.deleteLater()

    def _tidy(self) -> None:
        try:
            done = self._diaries.tidy()
        except StorageError:  # nothing is lost by it; a save tells if there is something to tell
            done = False
        if not done:
            self._timer.start(AGAIN_MS)
        elif self._task is None and (compaction := self._diaries.database.compaction).wanted:
            self._task = in_background(self, compaction.run, self._compacted, self._may_try_again)

    def _may_try_again(self) -> None:
        self._task = None

    def _compacted(self, done: bool) -> None:
        """The file was made smaller, or somebody saved meanwhile; after the next save it is tried again."""
        self._may_try_again()
        if done:
            self._timer.start(IDLE_MS)  # bring home what was rewritten
