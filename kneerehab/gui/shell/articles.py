"""Ways to an article, or to a word of the glossary, from anywhere in the program."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from kneerehab.gui.look.button import Link
from kneerehab.gui.shell.host import host_of
from kneerehab.i18n import _

GLOSSARY = "words"
"""The article that explains the words of the plan."""


class Word(StrEnum):
    """The words that screens may link to: the anchors of the glossary, held by a test."""

    CHECK_IN = "check-in"
    LIMIT = "limit"
    SETTLED = "settled"
    PHASE = "phase"
    TEST_WALK = "test-walk"
    STEP = "step"
    GRADE = "grade"
    NOT_JUDGED = "not-judged"
    BUDGET = "budget"
    CEILING = "ceiling"
    LONGEST_RUN = "longest-run"
    GROWTH = "growth"
    HELD = "held"
    STEP_BACK = "step-back"
    GOAL = "goal"
    FLAT_GROUND = "flat-ground"
    HIDDEN = "hidden"
    PAIN_FREE = "pain-free"
    MONITORED = "monitored"
    PROFESSIONAL = "professional"
    WARNING_SIGN = "warning-sign"
    PAUSE = "pause"


def open_article(origin: QWidget, slug: str, anchor: str = "") -> None:
    """Show an article in the window that a widget belongs to; with an anchor, at that word."""
    if (host := host_of(origin)) is not None:
        host.open_article(slug, anchor)


def open_word(origin: QWidget, word: Word) -> None:
    """Show what a word of the plan means, in the window that a widget belongs to."""
    open_article(origin, GLOSSARY, word.value)


class WordLink(Link):
    """Opens the glossary at a word; its text names the word unless another is given."""

    def __init__(self, word: Word, text: str = "", parent: QWidget | None = None) -> None:
        from kneerehab import library

        name = _(library.glossary()[word.value].name)
        question = _("What “{word}” means").format(word=name)
        super().__init__(text or question, parent=parent)
        self.word = word
        self.setAccessibleName(question)
        self.clicked.connect(lambda: open_word(self, self.word))
