"""The answer to "Can I run today?", spoken when a save changed it: the focus stays with what was clicked."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kneerehab.gui.look import accessible


class SpokenAnswer(QObject):
    """Keeps what was told last; another day or another runner is heard by its heading."""

    said = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._about: Hashable = None
        self._words = ""
        self.said.connect(lambda words: accessible.announce(page, words))

    def tell(self, about: Hashable, words: str) -> None:
        """Say `words` if they are another answer to what was asked `about` last, and the page is seen."""
        changed = about == self._about and words != self._words
        self._about, self._words = about, words
        if changed and words and self._page.isVisible():
            self.said.emit(words)
