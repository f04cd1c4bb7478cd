"""Reads the diaries of the caseload, a few at a time, off the window's thread and over a connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneerehab.domain.caseload import CaseloadRow
from kneerehab.gui.shell.tasks import Task, in_background

if TYPE_CHECKING:
    from kneerehab.services.caseload import Summary

_AT_ONCE = 12
"""Diaries in one piece of work; between two pieces charts get their turn."""

Made = list[tuple[CaseloadRow, "Summary"]]
"""Rows, each with what is kept of it."""


class Reading(QObject):
    """Reads rows in the order they are asked for; those of another day or another state of the file are let go."""

    def __init__(self, file: Path, arrived: Callable[[Made], None], parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._arrived = arrived
        self._waiting: list[str] = []
        self._today: date | None = None
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether diaries are still to be read."""
        return self._task is not None

    def start(self, runner_ids: Sequence[str], today: date) -> None:
        """Read these diaries as of `today`, instead of what was still waiting."""
        self.stop()
        self._waiting, self._today = list(runner_ids), today
        self._go_on()

    def stop(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._waiting = None, []

    def _go_on(self) -> None:
        ids, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        self._task = None
        if not ids or self._today is None:
            return
        file, today = self._file, self._today

        def work() -> Made:
            from kneerehab.services.caseload import rows_of

            return rows_of(file, ids, today)

        self._task = in_background(self, work, self._take, self._failed)

    def _take(self, made: Made) -> None:
        self._task = None
        self._arrived(made)
        self._go_on()

    def _failed(self) -> None:
        self._task, self._waiting = None, []
