"""The words of the plan, one below the other; the one that was asked for stands out."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneerehab.domain.exercise import Word
from kneerehab.gui.look import painting, theme
from kneerehab.gui.look.row import take_out
from kneerehab.gui.look.text import Heading, Label
from kneerehab.i18n import _

_SIDE, _TOP = 14, 8


class WordEntry(QWidget):
    """One word and what it means; `set_marked` gives it the accent edge of what was asked for."""

    def __init__(self, word: Word, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.anchor = word.anchor
        self._marked = False
        self.name = Heading(_(word.name), "body_strong")
        self.text = Label(_(word.text), "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(_SIDE), theme.px(_TOP), theme.px(_SIDE), theme.px(_TOP))
        column.setSpacing(theme.px(2))
        column.addWidget(self.name)
        column.addWidget(self.text)

    @property
    def is_marked(self) -> bool:
        """Whether it is the word that was asked for."""
        return self._marked

    def set_marked(self, marked: bool) -> None:
        """Show whether it is the word that was asked for; screen readers hear it in the announcement."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = painting.brush_for(self)
            painting.rounded(painter, QRectF(self.rect()), 10, "accent_tint", "accent", 1.6)
            painter.end()


class Glossary(QWidget):
    """The entries of an article; hidden where it has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: dict[str, WordEntry] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_words(self, words: tuple[Word, ...], anchor: str) -> None:
        """Show these words and mark one; the same words again keep their places."""
        if tuple(self.entries) != tuple(word.anchor for word in words):
            for old in self.entries.values():
                take_out(self._column, old)
                old.hide()
                old.deleteLater()
            self.entries = {word.anchor: WordEntry(word) for word in words}
            for entry in self.entries.values():
                self._column.addWidget(entry)
        for entry in self.entries.values():
            entry.set_marked(entry.anchor == anchor)
        self.setVisible(bool(words))
