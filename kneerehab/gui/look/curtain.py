"""Whether every window is covered, as while a locked diary waits for its passphrase; who draws it is `lock.cover`."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject, Signal


class Curtain(QObject):
    """One for the whole program: what shows itself outside the window, or opens a dialog, looks here first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawn = False

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
