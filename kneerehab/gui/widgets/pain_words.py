"""The word of each pain score, 0 to 10, and how a score is said in full."""

from __future__ import annotations

from kneerehab.i18n import N_, _

_WORDS = (
    N_("none"),
    N_("very mild"),
    N_("mild"),
    N_("mild"),
    N_("noticeable"),
    N_("moderate"),
    N_("moderate"),
    N_("strong"),
    N_("strong"),
    N_("very strong"),
    N_("worst"),
)


def word(score: int) -> str:
    """The word for a score of 0 to 10; IndexError above."""
    return _(_WORDS[score])


def spoken(score: int | None) -> str:
    """A score as a screen reader says it; unknown is never zero."""
    if score is None:
        return _("not answered yet")
    return _("{score} of 10, {word}").format(score=score, word=word(score))
