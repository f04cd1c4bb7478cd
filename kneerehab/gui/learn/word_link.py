"""A link beside a word of the plan: what does it mean?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneerehab import library
from kneerehab.gui.learn.opening import Word, open_word
from kneerehab.gui.look.button import Link
from kneerehab.i18n import _


class WordLink(Link):
    """Opens the glossary at a word; its text names the word unless another is given."""

    def __init__(self, word: Word, text: str = "", parent: QWidget | None = None) -> None:
        name = _(library.glossary()[word.value].name)
        question = _("What “{word}” means").format(word=name)
        super().__init__(text or question, parent=parent)
        self.word = word
        self.setAccessibleName(question)
        self.clicked.connect(lambda: open_word(self, self.word))
