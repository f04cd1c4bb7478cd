"""Texts as searches and orders compare them, whatever the language."""

from __future__ import annotations

import re
import unicodedata

_SPELT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‑": "-", "œ": "oe", "æ": "ae", "ø": "o"})
"""Signs that a keyboard has not, as people write them instead."""
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""As Germans write on a keyboard without these letters."""
_EITHER = re.compile("([äöü]|[aou]e)")


def folded(text: str) -> str:
    """A text without case and accents, so that "maximo" finds "Máximo", "l'arret" "l’arrêt", and Ö comes before P."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold().translate(_SPELT))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def spellings(text: str) -> tuple[str, ...]:
    """A text as people type it, folded: "Übung" is "ubung" or "uebung"."""
    return tuple(dict.fromkeys((folded(text), folded(_small(text).translate(_WRITTEN_OUT)))))


def sought(word: str) -> str:
    """A pattern that finds a word in folded texts, also where it or the text has ue for ü, ae for ä or oe for ö."""
    parts = _EITHER.split(_small(word))  # every second one is a letter of either spelling
    return "".join(f"{folded(part)[0]}e?" if at % 2 else re.escape(folded(part)) for at, part in enumerate(parts))


def same_name(name: str) -> str:
    """A name as names are told apart: neither case nor blanks count, but accents do."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def one_line(text: str) -> str:
    """A text of any signs as a line shows it, "" if nothing of it can be seen.

    Line breaks and blanks are one blank, marks that turn the direction of what follows are gone, and what no one can
    write is �. The joiners stay that Persian words and many emoji need.
    """
    if text.isprintable():
        return text if text.strip() else ""
    kept = (
        sign
        if sign.isprintable() or sign.isspace() or sign in "\u200c\u200d"
        else ""
        if unicodedata.category(sign) == "Cf"
        else "\ufffd"
        for sign in text
    )
    return " ".join("".join(kept).split())


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
