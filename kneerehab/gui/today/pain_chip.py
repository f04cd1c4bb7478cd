"""A chip that asks for one pain score: "Pain before –"."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab.gui.today.now_chip import NowChip
from kneerehab.i18n import _


class PainChip(NowChip):
    """The now chip with words of its own; `question` is read by screen readers ("Pain before the ice")."""

    def __init__(self, words: str, question: str, parent: QWidget | None = None) -> None:
        self._words, self._question = words, question
        super().__init__(question, parent=parent)

    def set_value(self, value: int | None, worst: int | None = None) -> None:
        super().set_value(value, worst)
        score = "–" if value is None else value
        self.setText(f"{self._words} {score}")
        self.setAccessibleName(_("{question}: {score}").format(question=self._question, score=score))
        self.updateGeometry()
