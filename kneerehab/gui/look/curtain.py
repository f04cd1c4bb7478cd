"""What is in front of the window: a cover while a locked diary waits for its passphrase (`lock.cover`), or a dialog."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget


class Curtain(QObject):
    """One for the whole program: what shows itself outside the window, or opens a dialog, looks here first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawn = False
        self._coming: QWidget | None = None

    def dialog(self) -> QWidget | None:
        """The dialog in front of all others, or the one that is being made and will be."""
        return self._coming or QApplication.activeModalWidget()

    @contextmanager
    def coming(self, dialog: QWidget) -> Iterator[None]:
        """Meanwhile this dialog is being made."""
        before, self._coming = self._coming, dialog
        try:
            yield
        finally:
            self._coming = before

    def draw(self, drawn: bool) -> None:
        """Remember that it is drawn, or not any more, and tell."""
        if drawn != self.drawn:
            self.drawn = drawn
            self.changed.emit()

    def wait(self) -> bool:
        """Return once nothing is covered; False if the program ends before that."""
        if self.drawn:
            loop = QEventLoop()
            self.changed.connect(loop.quit)
            loop.exec()
        return not self.drawn


curtain = Curtain()
