"""The summary of the open runner: made anew after it is opened and after each save, off the window's thread.

The diary that is open is always right: what is kept of it is put right, whoever wrote it. A single runner has none.

What it needs is imported when it is first needed: the start waits for none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kneerehab.gui.shell.tasks import Task, in_background
from kneerehab.gui.shell.workspace import Workspace

if TYPE_CHECKING:
    from kneerehab.services.caseload import Summary

IDLE_MS = 1_500
"""So long after the last of them: its answer is on the screen, and a row of saves costs one summary."""


class SummingUp(QObject):
    """Keeps the list of many runners ready; whatever it misses is made when the list is opened."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._task: Task | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._unsubscribe = workspace.diaries.changes.subscribe(lambda _change: self._wait())
        workspace.runner_changed.connect(self._wait)

    def stop(self) -> None:
        """The diary is about to be closed."""
        self._unsubscribe()
        self._workspace.runner_changed.disconnect(self._wait)
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
        self.deleteLater()

    def _wait(self) -> None:
        self._timer.start(IDLE_MS)

    def _begin(self) -> None:
        from kneerehab.services import caseload

        diaries, runner_id, today = self._workspace.diaries, self._workspace.runner_id, self._workspace.today()
        if runner_id is None or not diaries.has_several():
            return
        state = caseload.state_of(diaries.database, runner_id)  # before the diary, so that it is never a newer one
        if state is None:
            return
        diary = diaries.diary(runner_id)
        if self._task is not None:
            self._task.cancel()
        self._task = in_background(self, lambda: caseload.summed_up(diary, state, today), self._keep)

    def _keep(self, made: Summary) -> None:
        from kneerehab.services.caseload import keep_summaries

        self._task = None
        keep_summaries(self._workspace.diaries.database, [made])
