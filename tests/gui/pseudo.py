"""A language nobody speaks, made of the texts there are: accented, 40 % longer and in brackets.

What is shown without brackets was never given to the translators; what is cut off would be so in German too.
"""

from __future__ import annotations

import gettext
import re
from functools import cache

import messages
from kneerehab import i18n

_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]+>)")
_ACCENTED = str.maketrans("aceinouyAEIOUCNSZ", "àçéîñöüýÀÉÎÖÜÇÑŠŽ")
_VOWELS = "aeiouyAEIOU"
LONGER = 1.4
_INNERMOST = re.compile(r"\[[^\[\]]*\]")
_CUT = re.compile(r"\[[^\[\]]*$|<[^>]+>|&\w+;|[\u200f\u202a-\u202e]")


class Pseudo(gettext.NullTranslations):
    """Only what the catalogues hold is spoken; `mirrored` marks each text as written from right to left."""

    def __init__(self, *, mirrored: bool = False) -> None:
        super().__init__()
        self._begin, self._end = ("\u200f\u202b[", "]\u202c") if mirrored else ("[", "]")

    def gettext(self, message: str) -> str:
        """The message, if the catalogues hold it."""
        bare = message.rpartition(i18n.Np_("", ""))[2]
        return self._spoken(bare) if message in _catalogue() else bare

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of a number."""
        return (
            self._spoken(msgid1 if n == 1 else msgid2)
            if msgid1 in _catalogue()
            else super().ngettext(msgid1, msgid2, n)
        )

    def _spoken(self, message: str) -> str:
        longer = drawn_out(message)
        return longer if longer == message else f"{self._begin}{longer}{self._end}"


@cache
def _catalogue() -> frozenset[str]:
    return frozenset(messages.all_messages())


@cache
def drawn_out(message: str) -> str:
    """The same with accents, and each vowel as long as it takes; what stands in braces stays."""
    parts = _KEPT.split(message)
    letters = "".join(part for part in parts[::2])
    vowels = sum(letter in _VOWELS for letter in letters)
    if not vowels:
        return message
    share = (LONGER - 1) * len(letters.replace(" ", "")) / vowels
    owed, out = 0.0, []
    for number, part in enumerate(parts):
        if number % 2:
            out.append(part)
            continue
        for letter in part:
            if letter in _VOWELS:
                owed += share
                out.append(letter * (1 + int(owed)))
                owed -= int(owed)
            else:
                out.append(letter)
    return "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in _KEPT.split("".join(out)))


def untranslated(text: str) -> str:
    """What of a text stands outside the brackets; a sentence may be shown up to its first full stop."""
    while (inner := _INNERMOST.sub("", text)) != text:
        text = inner
    return _CUT.sub("", text)
