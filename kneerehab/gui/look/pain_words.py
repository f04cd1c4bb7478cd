"""The word of each pain score, 0 to 10, and how a score is said in full."""

from __future__ import annotations

from kneerehab.i18n import _
from kneerehab.wording.labels import pain_word


def word(score: int) -> str:
    """The word for a score of 0 to 10; IndexError above."""
    return pain_word(score)


def spoken(score: int | None) -> str:
    """A score as a screen reader says it; unknown is never zero."""
    if score is None:
        return _("not answered yet")
    return _("{score} of 10, {word}").format(score=score, word=word(score))
