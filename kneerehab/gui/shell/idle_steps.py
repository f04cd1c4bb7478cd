"""Work in pieces, one a turn of the event loop, so that the window answers between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class IdleSteps(QObject):
    """Runs one row of steps at a time; new ones take the place of those that are not done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def run(self, steps: Iterator[None]) -> None:
        """Begin in a later turn."""
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Leave what is not done."""
        self._steps = None
        self._timer.stop()

    def busy(self) -> bool:
        """Whether there are steps to go."""
        return self._steps is not None

    def finish(self) -> None:
        """Do at once what is left."""
        while self._steps is not None:
            self._step()

    def _step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            next(steps)
        except BaseException as end:
            if self._steps is steps:  # a step may have begun others
                self.stop()
            if not isinstance(end, StopIteration):
                raise
